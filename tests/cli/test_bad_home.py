"""A data folder that can't be used: one clear line, nothing lost."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Rehearse


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB."""
    folder = tmp_path / "full"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small disk is not allowed here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_file_in_the_folders_place_is_one_line(rehearse: Rehearse, home: Path) -> None:
    home.write_text("in the way")
    for command in (("demo",), ("history",)):
        run = rehearse(*command)
        assert run.code == 4
        assert run.err.splitlines()[-1].startswith("rehearse: ")
        assert "Traceback" not in run.err
    assert home.read_text() == "in the way"


def test_a_broken_database_is_one_line_and_stays_as_it_is(rehearse: Rehearse, home: Path) -> None:
    home.mkdir()
    database = home / "rehearse.sqlite3"
    database.write_bytes(b"this is no database" * 100)
    run = rehearse("history")
    assert run.code == 4
    assert run.err.count("\n") == 1
    assert database.read_bytes() == b"this is no database" * 100


def test_a_full_disk_is_one_line_and_what_was_recorded_is_kept(
    rehearse: Rehearse, full_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REHEARSE_HOME", str(full_disk))
    run = rehearse("demo")
    assert run.code == 4
    assert "Traceback" not in run.err
    assert run.err.splitlines()[-1].startswith("rehearse: ")


def test_a_read_only_folder_is_one_line(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if as_nobody:
        for folder in (home, *home.parents):
            if folder == Path("/tmp"):
                break
            folder.chmod(0o555)
    done = subprocess.run(
        [*as_nobody, sys.executable, "-m", "rehearse", "demo"],
        env={**os.environ, "REHEARSE_HOME": str(home / "data"), "HOME": str(home)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    for folder in (home, *home.parents):
        if folder == Path("/tmp"):
            break
        folder.chmod(0o755)
    if "Permission denied: " in done.stderr and "pyenv" in done.stderr:
        pytest.skip("another user may not run this Python")
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("rehearse: ")
