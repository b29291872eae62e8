"""The second line: a database made anew from the takes' folders."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rehearse.analysis.report import ANALYSIS_VERSION
from rehearse.analysis.rubric import Rubric
from rehearse.interview.errors import StorageError
from rehearse.interview.question import QuestionBank
from rehearse.interview.take import TakeState
from rehearse.practice import recounting
from rehearse.practice.ports import Progress
from rehearse.practice.recounting import count_what_is_uncounted
from rehearse.storage.sqlite_archive import SqliteArchive
from tests.storage.disk import COUNTS, NOON, SOUND, archive_at, heard, record


def reported(archive: SqliteArchive, words: str) -> str:
    draft = archive.begin("apology", "Whom did you owe an apology?", 90.0, NOON)
    record(draft.sound_path)
    archive.keep(draft, SOUND)
    return archive.file(draft.take_id, heard(words), COUNTS).id


def another_program_s(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (note TEXT)")
        connection.execute("PRAGMA user_version = 3")


def senseless_rows(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE heard SET words = '[{'")


RUIN: dict[str, Callable[[Path], object]] = {
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "overwritten": lambda path: path.write_bytes(b"this is no database" * 1000),
    "a hole in it": lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 30_000),
    "another program's": another_program_s,
    "rows that make no sense": senseless_rows,
}


@pytest.mark.parametrize("ruin", RUIN.values(), ids=RUIN)
def test_a_damaged_database_is_made_anew_with_every_take_and_kept_aside(
    tmp_path: Path, ruin: Callable[[Path], object]
) -> None:
    archive = archive_at(tmp_path)
    ids = {reported(archive, "I owned the review"), reported(archive, "I cut it by forty percent")}
    archive.rate(min(ids), 4)
    archive.annotate(max(ids), "slower")
    before = {take_id: archive.take(take_id) for take_id in ids}
    database = tmp_path / "rehearse.sqlite3"
    ruin(database)
    damaged = database.read_bytes()

    repaired = archive_at(tmp_path).repair()

    assert (repaired.takes, repaired.unreadable) == (2, ())
    assert repaired.broken is not None
    assert repaired.broken.read_bytes() == damaged
    assert repaired.broken.stat().st_mode & 0o777 == 0o600
    assert {take_id: archive.take(take_id) for take_id in ids} == before
    assert archive.search("forty") == {take_id for take_id in ids if "forty" in str(before[take_id].heard)}


def test_what_lists_count_is_judged_anew_and_written_down_before_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "WRITTEN_AT_ONCE", 2)
    archive = archive_at(tmp_path)
    ids = {reported(archive, f"I cut it by {number} percent") for number in range(10, 15)}
    (tmp_path / "rehearse.sqlite3").write_bytes(b"damage" * 100)
    archive.repair()
    assert set(archive.uncounted(ANALYSIS_VERSION)) == ids
    archive.delete(deleted := archive.uncounted(ANALYSIS_VERSION)[-1])

    def interrupted(progress: Progress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count_what_is_uncounted(archive, QuestionBank(), Rubric(), interrupted)
    assert len(archive.uncounted(ANALYSIS_VERSION)) == 2
    count_what_is_uncounted(archive, QuestionBank(), Rubric())
    assert archive.uncounted(ANALYSIS_VERSION) == ()
    words = {take.id: take.counts and take.counts.words for take in archive.takes()}
    assert words == dict.fromkeys(ids - {deleted}, 6)


def test_a_take_that_cannot_be_read_does_not_keep_the_others_from_being_judged_anew(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    damaged, *others = (reported(archive, f"I cut it by {number} percent") for number in (10, 11, 12))
    with closing(sqlite3.connect(tmp_path / "rehearse.sqlite3", isolation_level=None)) as connection:
        connection.execute("UPDATE takes SET analysis_version = 0, metrics = 7")
        connection.execute("UPDATE heard SET words = '[{' WHERE take_id = ?", (damaged,))
    with pytest.raises(StorageError):
        archive.take(damaged)
    count_what_is_uncounted(archive, QuestionBank(), Rubric())
    assert archive.uncounted(ANALYSIS_VERSION) == (damaged,)
    metrics = {take.id: take.counts and take.counts.metrics for take in archive.takes()}
    assert metrics == {damaged: 7} | dict.fromkeys(others, 0)


def test_a_whole_database_is_left_as_it_is(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    reported(archive, "still here")
    before = archive.takes()
    repaired = archive.repair()
    assert (repaired.takes, repaired.broken) == (1, None)
    assert archive.takes() == before
    assert not list(tmp_path.glob("*broken*"))


def test_where_nothing_was_ever_kept_a_repair_makes_nothing(tmp_path: Path) -> None:
    assert archive_at(tmp_path / "home").repair().takes == 0
    assert not (tmp_path / "home").exists()


def test_a_later_deletion_takes_the_take_from_the_damaged_database_as_well(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take_id = reported(archive, "rhinoceros")
    stays = reported(archive, "giraffe")
    database = tmp_path / "rehearse.sqlite3"
    with database.open("r+b") as file:
        file.write(b"damage")
    assert archive.repair().broken is not None
    assert any(b"rhinoceros" in path.read_bytes() for path in tmp_path.glob("*broken*"))
    archive.delete(take_id)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in left if b"rhinoceros" in path.read_bytes() or take_id in path.name]
    assert [take.id for take in archive.takes()] == [stays]


def test_damaged_twice_both_are_kept(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    reported(archive, "twice")
    kept = []
    for _ in range(2):
        (tmp_path / "rehearse.sqlite3").write_bytes(b"damage" * 100)
        kept.append(archive.repair().broken)
    assert len({path.name for path in kept if path is not None and path.exists()}) == 2
    assert len(archive.takes()) == 1


def test_a_database_of_a_newer_version_is_no_damage(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    reported(archive, "from tomorrow")
    database = tmp_path / "rehearse.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = database.read_bytes()
    with pytest.raises(StorageError, match="newer Rehearse"):
        archive.repair()
    assert database.read_bytes() == before


def test_sound_whose_facts_make_no_sense_is_listed_and_a_folder_without_sound_is_named(
    tmp_path: Path,
) -> None:
    archive = archive_at(tmp_path)
    first, second = reported(archive, "one"), reported(archive, "two")
    for take_id in (first, second):
        (tmp_path / "takes" / take_id / "take.json").write_text("[" * 100_000)
    (tmp_path / "takes" / second / f"{second}.wav").unlink()
    (tmp_path / "rehearse.sqlite3").write_bytes(b"damage" * 100)
    repaired = archive.repair()
    assert (repaired.takes, repaired.unreadable) == (1, (second,))
    assert [(take.id, take.state) for take in archive.takes()] == [(first, TakeState.RECOVERED)]


def test_facts_that_were_never_wholly_written_are_cleared_away(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take_id = reported(archive, "whole")
    left = (tmp_path / "takes" / ".take.json.4194999-1", tmp_path / ".settings.toml.4194999-1")
    for path in left:
        path.write_text("half a")
    archive.recover()
    assert [path for path in left if path.exists()] == []
    assert archive.take(take_id).heard is not None
