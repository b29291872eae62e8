"""A disk that is full from each point on: one line says so, and nothing is lost."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rehearse.interview.errors import StorageError
from rehearse.speech.recording import WavFile
from rehearse.storage.sqlite_archive import SqliteArchive
from tests.storage.disk import COUNTS, NOON, SOUND, archive_at, heard

STEP_KB = 8
SECOND = b"\x10\x20" * 16_000
SECONDS = 2


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None or mounted("-t", "tmpfs", "tmpfs", str(folder)):
        pytest.skip("mounting a disk is not allowed here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def mounted(*arguments: str) -> int:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode


def remount(disk: Path, options: str) -> None:
    assert mounted("-o", f"remount,{options}", str(disk)) == 0


@contextmanager
def refused() -> Iterator[list[str]]:
    """Gather what is said of writes that the disk did not take."""
    told: list[str] = []
    try:
        yield told
    except StorageError as error:
        told.append(str(error))
    except OSError as error:  # the recorder ends at this, and says so itself
        told.append(error.strerror or "")


def lived_through(archive: SqliteArchive) -> list[str]:
    """A take from its first sample to its rating, as far as the disk takes it; gives what was said."""
    with refused() as told:
        draft = archive.begin("apology", "Whom?", 90.0, NOON)
        sound = WavFile(draft.sound_path)
        with refused() as told_while_recording:
            for _ in range(SECONDS):
                sound.write(SECOND)
        told += told_while_recording
        sound.close()
        archive.keep(draft, SOUND)
        archive.file(draft.take_id, heard("I owned the review"), COUNTS)
        archive.rate(draft.take_id, 4)
    for lock in archive._locks.values():  # as when its process ends
        lock.release()
    return told


def settled(disk: Path, whole: set[str]) -> None:
    """With room again, the next start lists what is whole, and leaves nothing half done."""
    archive = archive_at(disk / "home")
    archive.recover()
    listed = {take.id for take in archive.takes()}
    assert whole <= listed
    assert {path.name for path in (disk / "home" / "takes").glob("[!.]*") if path.is_dir()} == listed
    assert not list((disk / "home").rglob("*.part.wav"))
    assert not list((disk / "home").rglob(".*"))


def test_a_disk_that_is_full_at_any_point_loses_nothing(disk: Path) -> None:
    archive = archive_at(disk / "home")
    assert lived_through(archive) == []
    whole = {take.id for take in archive.takes()}
    used_kb = sum(path.stat().st_blocks // 2 for path in disk.rglob("*"))
    complaints = 0
    for more_kb in range(0, 35 * STEP_KB, STEP_KB):
        remount(disk, f"size={used_kb + more_kb}k")
        told = lived_through(archive_at(disk / "home"))
        remount(disk, "size=64m")
        settled(disk, whole)
        assert all("\n" not in line for line in told)
        complaints += bool(told)
        for take in archive_at(disk / "home").takes():
            if take.id not in whole:
                archive_at(disk / "home").delete(take.id)
    assert complaints > 10
