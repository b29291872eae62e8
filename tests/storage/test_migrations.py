"""The database's shape follows the program's, and never the other way."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from rehearse.interview.errors import StorageError
from rehearse.interview.sound import Interval
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.database import Database
from rehearse.storage.migrations import MIGRATIONS, Migration, copies_of, version_of
from tests.storage.disk import archive_at, child


def add_mood(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE takes ADD COLUMN mood TEXT")


def break_off(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE takes ADD COLUMN half_done TEXT")
    raise RuntimeError("the power went")


def opened(root: Path, *more: Migration) -> tuple[int, list[str]]:
    """Open the database with more migrations; give its version and the columns of its takes."""
    with Database(DataFolder.at(root), (*MIGRATIONS, *more)).reading() as connection:
        return version_of(connection), [row[1] for row in connection.execute("PRAGMA table_info(takes)")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    opened(tmp_path)
    return tmp_path


def test_a_new_file_takes_every_step_and_needs_no_copy(tmp_path: Path) -> None:
    assert opened(tmp_path, add_mood)[0] == len(MIGRATIONS) + 1
    assert copies_of(tmp_path / "rehearse.sqlite3") == ()


def test_a_known_file_takes_only_the_steps_it_lacks(root: Path) -> None:
    version, columns = opened(root, add_mood)
    assert version == len(MIGRATIONS) + 1
    assert columns.count("mood") == 1
    assert opened(root, add_mood) == (version, columns)


def test_takes_from_before_there_were_stars_have_none(tmp_path: Path) -> None:
    with Database(DataFolder.at(tmp_path), MIGRATIONS[:1]).writing() as connection:
        connection.execute(
            "INSERT INTO takes (id, state, prompt, target_s, started_at, duration_s) "
            "VALUES ('0123456789', 'untranscribed', 'Why?', 90, '2026-03-02T12:00:00.000000+00:00', 80)"
        )
    (summary,) = archive_at(tmp_path).takes()
    assert (summary.id, summary.starred) == ("0123456789", False)


def test_takes_from_before_unworded_sounds_were_looked_for_have_none(tmp_path: Path) -> None:
    with Database(DataFolder.at(tmp_path), MIGRATIONS[:3]).writing() as connection:
        connection.execute(
            "INSERT INTO takes (id, state, prompt, target_s, started_at, duration_s, engine_name) VALUES "
            "('0123456789', 'reported', 'Why?', 90, '2026-03-02T12:00:00.000000+00:00', 80, 'whisper')"
        )
        connection.execute(
            "INSERT INTO heard (take_id, text, words, voice) VALUES ('0123456789', 'So', '[]', '[[1, 2]]')"
        )
    heard = archive_at(tmp_path).take("0123456789").heard
    assert heard is not None
    assert (heard.voice, heard.unworded) == ((Interval(1.0, 2.0),), ())


def test_words_from_before_beginnings_were_indexed_are_found_by_them_and_forgotten(tmp_path: Path) -> None:
    with Database(DataFolder.at(tmp_path), MIGRATIONS[:4]).writing() as connection:
        connection.execute(
            "INSERT INTO takes (id, state, prompt, target_s, started_at, duration_s, engine_name) VALUES "
            "('0123456789', 'reported', 'Why?', 90, '2026-03-02T12:00:00.000000+00:00', 80, 'whisper')"
        )
        connection.execute(
            "INSERT INTO heard (take_id, text, words, voice) VALUES ('0123456789', 'A giraffe', '[]', '[]')"
        )
    archive = archive_at(tmp_path)
    assert archive.search("g") == archive.search("giraffe") == {"0123456789"}
    archive.delete("0123456789")
    assert not archive.search("g")


def test_what_was_there_is_copied_aside_first_for_its_owner_only(root: Path) -> None:
    with closing(sqlite3.connect(root / "rehearse.sqlite3")) as connection, connection:
        connection.execute(
            "INSERT INTO takes (id, state, prompt, target_s, started_at) "
            "VALUES ('a', 'recording', 'Why?', 90, '')"
        )
    opened(root, add_mood)
    (copy,) = copies_of(root / "rehearse.sqlite3")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert version_of(connection) == len(MIGRATIONS)
        assert connection.execute("SELECT prompt FROM takes").fetchall() == [("Why?",)]


def test_a_step_that_fails_leaves_the_file_as_it_was(root: Path) -> None:
    before = opened(root)
    with pytest.raises(RuntimeError, match="the power went"):
        opened(root, add_mood, break_off)
    version, columns = opened(root, add_mood)
    assert version == before[0] + 1
    assert columns == [*before[1], "mood"]


def test_a_file_of_a_newer_program_is_refused_and_stays_as_it_is(root: Path) -> None:
    database = root / "rehearse.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = database.read_bytes()
    with pytest.raises(StorageError, match=r"newer Rehearse \(its version is 99.*update Rehearse") as caught:
        archive_at(root).takes()
    assert "\n" not in str(caught.value)
    assert database.read_bytes() == before


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "rehearse.sqlite3").write_bytes(b"")
    assert archive_at(tmp_path).takes() == ()


def test_processes_that_all_come_first_make_one_database(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.storage.disk import *;"
        "sys.stdin.readline(); archive = archive_at(Path(sys.argv[1]) / 'home');"
        "draft = archive.begin(None, 'Why?', 90, NOON); record(draft.sound_path); archive.keep(draft, SOUND)"
    )
    children = [child(program, tmp_path) for _ in range(6)]
    for process in children:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in children:
        process.communicate()
    assert [process.returncode for process in children] == [0] * 6
    assert len(archive_at(tmp_path / "home").takes()) == 6
    assert "rehearse.sqlite3-wal" not in os.listdir(tmp_path / "home")
