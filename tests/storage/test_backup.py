"""A backup brings everything back, and one that is not whole brings back nothing."""

import json
import random
import zipfile
from pathlib import Path

import pytest

from rehearse.interview.errors import InputError, NotFound, StorageError
from rehearse.storage.backup import BackupFile
from rehearse.storage.data_folder import DataFolder
from tests.storage.disk import COUNTS, NOON, SOUND, archive_at, heard, record
from tests.storage.test_repair import reported


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = tmp_path / "home"
    archive = archive_at(root)
    reported(archive, "I owned the review")
    archive.rate(reported(archive, "I cut it by forty percent"), 5)
    (root / "questions").mkdir()
    (root / "questions" / "mine.toml").write_text("# mine\n")
    (root / "settings.toml").write_text("target = 80\n")
    return root


def everything(root: Path) -> dict[str, object]:
    archive = archive_at(root)
    archive.recover()
    takes = {take.id: archive.take(take.id) for take in archive.takes()}
    sounds = {path.name: path.read_bytes() for path in root.glob("takes/*/*.wav")}
    facts = {take_id: (take.heard, take.self_rating, take.state) for take_id, take in takes.items()}
    others = {path.name: path.read_text() for path in root.rglob("*.toml")}
    return {**facts, **sounds, **others}


def restored(root: Path, backup: Path) -> None:
    BackupFile(DataFolder.at(root)).restore(backup)


def test_what_is_saved_comes_back_on_an_empty_machine(home: Path, tmp_path: Path) -> None:
    backup = tmp_path / "all.zip"
    saved = BackupFile(DataFolder.at(home)).save(backup)
    assert (saved.takes, saved.others) == (2, 2)
    assert backup.stat().st_mode & 0o777 == 0o600
    there = tmp_path / "there"
    restored(there, backup)
    assert everything(there) == everything(home)
    for path in (there, *there.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_what_is_here_already_stays_as_it_is(home: Path, tmp_path: Path) -> None:
    backup = tmp_path / "all.zip"
    BackupFile(DataFolder.at(home)).save(backup)
    (home / "settings.toml").write_text("target = 100\n")
    (home / "questions" / "mine.toml").unlink()
    gone, stays = sorted(take.id for take in archive_at(home).takes())
    archive_at(home).delete(gone)
    archive_at(home).rate(stays, 1)
    result = BackupFile(DataFolder.at(home)).restore(backup)
    assert (result.takes, result.others, result.kept) == (1, 1, ("1 of the takes", "settings.toml"))
    archive = archive_at(home)
    archive.recover()
    assert {take.id for take in archive.takes()} == {gone, stays}
    assert archive.take(stays).self_rating == 1
    assert (home / "settings.toml").read_text() == "target = 100\n"


def test_a_take_being_recorded_is_left_out(home: Path, tmp_path: Path) -> None:
    archive = archive_at(home)
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path)
    assert BackupFile(DataFolder.at(home)).save(tmp_path / "all.zip").takes == 2
    archive.keep(draft, SOUND)
    archive.file(draft.take_id, heard("later"), COUNTS)
    assert BackupFile(DataFolder.at(home)).save(tmp_path / "all.zip").takes == 3


def test_what_cannot_be_read_is_named_and_no_backup_is_left(home: Path, tmp_path: Path) -> None:
    (home / "stories.toml").mkdir()
    with pytest.raises(StorageError, match=r"stories\.toml can't be read \(Is a directory\)"):
        BackupFile(DataFolder.at(home)).save(tmp_path / "all.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_no_byte_can_be_changed_or_cut_off_unseen(home: Path, tmp_path: Path) -> None:
    backup = tmp_path / "all.zip"
    BackupFile(DataFolder.at(home)).save(backup)
    whole, chance, there = backup.read_bytes(), random.Random(7), tmp_path / "there"
    refused: list[str] = []
    for _ in range(100):
        changed = bytearray(whole)
        at = chance.randrange(len(whole))
        if chance.random() < 0.3:
            del changed[at:]
        else:
            changed[at] ^= chance.randrange(1, 256)
        backup.write_bytes(changed)
        try:
            restored(there, backup)
        except InputError as error:
            refused.append(str(error))
            assert not list(there.glob("takes/[!.r]*"))
        else:  # a date or a flag of the container: what is in it is proved by its hash
            assert everything(there) == everything(home)
            there.rename(tmp_path / f"proved-{at}-{len(refused)}")
    assert len(refused) > 60
    assert not [line for line in refused if "\n" in line]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.toml",
        "questions/../../evil.toml",
        "/etc/evil.toml",
        "takes/../../evil/take.json",
        "takes/..",
        "rehearse.sqlite3",
        "takes/0123456789/other.wav",
        "questions/a\\b.toml",
        "models/base.en/model.bin",
    ],
)
def test_nothing_climbs_out_of_a_backup(name: str, tmp_path: Path) -> None:
    backup = tmp_path / "evil.zip"
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    with zipfile.ZipFile(backup, "w") as made:
        made.writestr(name, b"")
        listing = {"schema": "rehearse.backup/1", "files": [[name, 0, empty]]}
        made.writestr("backup.json", json.dumps(listing))
    with pytest.raises(InputError, match="can't be used"):
        restored(tmp_path / "there", backup)
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("content", [b"", b"PK", b"not a backup" * 100])
def test_what_is_no_backup_is_said_in_one_line(content: bytes, tmp_path: Path) -> None:
    backup = tmp_path / "all.zip"
    backup.write_bytes(content)
    with pytest.raises(InputError, match="can't be used"):
        restored(tmp_path / "there", backup)


def test_a_backup_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="is not there"):
        restored(tmp_path / "there", tmp_path / "none.zip")


def test_a_take_that_was_half_brought_back_is_cleared_away(home: Path) -> None:
    staged = home / "takes" / ".restoring-0123456789"
    staged.mkdir()
    (staged / "take.json.new").write_text("{")
    archive_at(home).recover()
    assert not staged.exists()
    assert len(archive_at(home).takes()) == 2
