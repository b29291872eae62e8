"""What the archive says and leaves alone where its folder is full, forbidden or broken."""

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from rehearse.interview.errors import StorageError, UnknownTake
from rehearse.interview.take import TakeState
from tests.storage.disk import COUNTS, NOON, SOUND, archive_at, as_nobody, heard, kept, record, reported


def test_keeping_goes_on_where_a_full_disk_stopped_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_at(tmp_path)
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path)

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr("rehearse.storage.sqlite_archive.write_sidecar", full)
        with pytest.raises(StorageError, match="full"):
            archive.keep(draft, SOUND)
    assert archive.takes() == ()
    take = archive.keep(draft, SOUND)
    assert take.audio is not None
    assert take.audio.exists()


def test_a_take_that_can_not_be_begun_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = archive_at(tmp_path)

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr("rehearse.storage.sqlite_archive.write_sidecar", full)
        with pytest.raises(StorageError, match="full"):
            archive.begin("apology", "Whom?", 90.0, NOON)
    assert list((tmp_path / "takes").iterdir()) == []
    kept(archive)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for a few answers."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "rehearse", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets nobody mount a disk")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def test_on_a_full_disk_takes_are_listed_and_deleting_one_makes_room(small_disk: Path) -> None:
    archive = archive_at(small_disk)
    takes = []
    for _ in range(4):
        draft = archive.begin("apology", "Whom?", 90.0, NOON)
        record(draft.sound_path, 10.0)
        takes.append(archive.file(archive.keep(draft, SOUND).id, heard("some words"), COUNTS))
    with suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"0" * 512)

    with pytest.raises(StorageError, match=r"The disk is full, .*: free some space and try again\.$"):
        archive.begin("apology", "Whom?", 90.0, NOON)
    assert archive.recover() == ()
    assert {take.id for take in archive.takes()} == {take.id for take in takes}
    archive.delete(takes[0].id)
    with pytest.raises(UnknownTake):
        archive.take(takes[0].id)
    archive.rate(takes[1].id, 3)


def broken(root: Path, how: str) -> Path:
    archive = archive_at(root)
    for _ in range(3):
        reported(archive, "words " * 2000)
    database = root / "rehearse.sqlite3"
    content = database.read_bytes()
    ruined = {
        "garbage": b"\xde\xad" * 5000,
        "text": b"This is my shopping list.\n" * 100,
        "cut to half": content[: len(content) // 2],
        "cut in the first page": content[:1000],
        "cut in the header": content[:50],
        "a hole in the middle": content[:4096] + b"\xff" * 20000 + content[24096:],
    }
    database.write_bytes(ruined[how])
    return database


@pytest.mark.parametrize(
    "how",
    ["garbage", "text", "cut to half", "cut in the first page", "cut in the header", "a hole in the middle"],
)
def test_a_broken_database_is_said_to_be_and_not_touched(tmp_path: Path, how: str) -> None:
    database = broken(tmp_path, how)
    before = database.read_bytes()
    archive = archive_at(tmp_path)
    for ask in (archive.takes, archive.recover, lambda: archive.begin(None, "Why?", 90.0, NOON)):
        with pytest.raises(
            StorageError, match=r"is damaged: “rehearse doctor --repair” makes it anew"
        ) as caught:
            ask()
        assert "\n" not in str(caught.value)
    assert database.read_bytes() == before
    assert len(list((tmp_path / "takes").glob("*/*.wav"))) == 3


def test_what_the_message_says_helps(tmp_path: Path) -> None:
    database = broken(tmp_path, "cut to half")
    database.rename(tmp_path / "broken")
    archive = archive_at(tmp_path)
    archive.recover()
    assert [take.state for take in archive.takes()] == [TakeState.REPORTED] * 3


def test_a_home_one_may_not_write_in_is_said_in_one_line() -> None:
    with as_nobody() as folder:
        home = folder / "home"
        take = reported(archive_at(home), "words")
        for path in (home / "rehearse.sqlite3", home / "takes", home):
            path.chmod(0o400 if path.is_file() else 0o500)
        archive = archive_at(home)
        try:
            for ask in (lambda: archive.begin(None, "Why?", 90.0, NOON), lambda: archive.delete(take.id)):
                with pytest.raises(StorageError, match="can't be written: change who may"):
                    ask()
        finally:
            home.chmod(0o700)
            (home / "takes").chmod(0o700)


def test_a_file_in_place_of_the_home_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine")
    archive = archive_at(tmp_path / "home")
    for ask in (archive.recover, lambda: archive.begin(None, "Why?", 90.0, NOON)):
        with pytest.raises(StorageError, match="home stands in the way"):
            ask()
