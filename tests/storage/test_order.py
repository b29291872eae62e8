"""The order in which things reach the disk, as the kernel sees it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.disk import CHECKOUT
from tests.traced import whole_calls

KEEPS = """
import sys
from pathlib import Path
from tests.storage.disk import *

archive = archive_at(Path(sys.argv[1]) / "home")
draft = archive.begin("apology", "Whom?", 90.0, NOON)
record(draft.sound_path)
archive.keep(draft, SOUND)
archive.file(draft.take_id, heard("I owned the review"), COUNTS)
archive.delete(draft.take_id)
"""

CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) = \d+", re.MULTILINE)


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a take that is begun, kept, filed and deleted asks of the kernel: "rename x y", "fsync x"."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    root = tmp_path_factory.mktemp("traced")
    log = root / "log"
    watched = "trace=fsync,fdatasync,rename,renameat,renameat2,unlink"
    command = [
        strace,
        "-f",
        "-y",
        "-qq",
        "-e",
        watched,
        "-o",
        str(log),
        sys.executable,
        "-c",
        KEEPS,
        str(root),
    ]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("this machine lets nobody trace")
    assert done.returncode == 0, done.stderr
    return [
        f"{call} {short(arguments)}"
        for call, arguments in CALL.findall("\n".join(whole_calls(log.read_text().splitlines())))
    ]


def short(arguments: str) -> str:
    """The last names of the paths in a call, without what changes from run to run."""
    names = re.findall(r'(?:<|")(/[^>"]*)', arguments)
    bare = (re.sub(r"^\.(take\.json)\.[\d-]+$", r"new \1", Path(name).name) for name in names)
    return " ".join(re.sub(r"(?:^|(?<=^.deleted-))[0-9a-z]{10}(?=\.|$)", "ID", name) for name in bare)


def test_sound_is_on_disk_before_its_name_its_name_before_its_facts_and_these_before_the_row(
    calls: list[str],
) -> None:
    since = calls.index("fsync ID.part.wav")
    kept = [call for call in calls[since:] if "ID" in call or "take.json" in call or call.endswith("-wal")]
    expected = [
        "fsync ID.part.wav",
        "rename ID.part.wav ID.wav",
        "fsync ID",
        "fsync new take.json",
        "rename new take.json take.json",
        "fsync ID",
        "fdatasync rehearse.sqlite3-wal",
    ]
    assert [call for call in kept if not call.startswith("unlink")][: len(expected)] == expected


def test_words_are_on_disk_before_the_row_that_has_them(calls: list[str]) -> None:
    """Beginning, keeping and filing: each time the facts reach the disk, and then the log of changes."""
    watched = ("rename new take.json take.json", "fdatasync rehearse.sqlite3-wal")
    since = calls[calls.index(watched[0]) :]
    written = [call for call in since[: since.index("rename ID .deleted-ID")] if call in watched]
    assert [call for at, call in enumerate(written) if call != written[at - 1]] == list(watched) * 3


def test_a_deleted_take_loses_its_name_before_its_row(calls: list[str]) -> None:
    since = calls[calls.index("rename ID .deleted-ID") :]
    assert since.index("fsync takes") < since.index("fdatasync rehearse.sqlite3-wal")


def test_the_facts_of_a_take_are_on_disk_before_its_recorder_starts(calls: list[str]) -> None:
    before = calls[: calls.index("fsync ID.part.wav")]
    at = [
        before.index(call)
        for call in ("fsync takes", "fsync new take.json", "rename new take.json take.json")
    ]
    assert at == sorted(at)
    assert "fdatasync rehearse.sqlite3-wal" in before[at[-1] :]
