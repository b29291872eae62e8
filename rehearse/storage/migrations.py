"""The database's shape, step by step: `PRAGMA user_version` counts the steps a file has taken."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

from rehearse.durable import create, shown
from rehearse.interview.errors import StorageError

Migration = Callable[[sqlite3.Connection], None]


def takes_and_words(connection: sqlite3.Connection) -> None:
    """Keep takes in narrow rows, which lists read, and their words, indexed, in wide ones."""
    for statement in _TAKES_AND_WORDS:
        connection.execute(statement)


_TAKES_AND_WORDS = (
    """
    CREATE TABLE takes (
        id TEXT PRIMARY KEY NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('recording', 'untranscribed', 'recovered', 'reported')),
        question_id TEXT,
        prompt TEXT NOT NULL,
        target_s REAL NOT NULL,
        started_at TEXT NOT NULL,
        duration_s REAL,
        peak_dbfs REAL,
        clipped_s REAL,
        overflows INTEGER,
        lost_at_s REAL,
        device TEXT,
        engine_name TEXT,
        engine_model TEXT,
        self_rating INTEGER CHECK (self_rating BETWEEN 1 AND 5),
        story_id TEXT,
        analysis_version INTEGER,
        fillers INTEGER,
        fillers_per_minute REAL,
        metrics INTEGER,
        word_count INTEGER,
        wpm REAL,
        missing_parts TEXT,
        CHECK (state = 'recording' OR duration_s IS NOT NULL)
    )
    """,
    "CREATE INDEX takes_by_start ON takes (started_at DESC, id DESC)",
    "CREATE INDEX takes_being_recorded ON takes (id) WHERE state = 'recording'",
    """
    CREATE TABLE heard (
        number INTEGER PRIMARY KEY,
        take_id TEXT NOT NULL UNIQUE REFERENCES takes (id) ON DELETE CASCADE,
        text TEXT NOT NULL,
        words TEXT NOT NULL,
        voice TEXT NOT NULL
    )
    """,
    """
    CREATE VIRTUAL TABLE said USING fts5 (
        text, content = 'heard', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER heard_inserted AFTER INSERT ON heard BEGIN
        INSERT INTO said (rowid, text) VALUES (new.number, new.text);
    END
    """,
    """
    CREATE TRIGGER heard_deleted AFTER DELETE ON heard BEGIN
        INSERT INTO said (said, rowid, text) VALUES ('delete', old.number, old.text);
    END
    """,
    """
    CREATE TRIGGER heard_replaced AFTER UPDATE ON heard BEGIN
        INSERT INTO said (said, rowid, text) VALUES ('delete', old.number, old.text);
        INSERT INTO said (rowid, text) VALUES (new.number, new.text);
    END
    """,
)


def stars(connection: sqlite3.Connection) -> None:
    """Keep which takes the person calls the best."""
    connection.execute(
        "ALTER TABLE takes ADD COLUMN starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1))"
    )


def reviews(connection: sqlite3.Connection) -> None:
    """Keep what the person decided, wrote and corrected; the words as they were heard stay beside it."""
    for column in (
        "decisions TEXT",
        "note TEXT",
        "edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1))",
    ):
        connection.execute(f"ALTER TABLE takes ADD COLUMN {column}")
    for column in ("original_text TEXT", "original_words TEXT"):
        connection.execute(f"ALTER TABLE heard ADD COLUMN {column}")


def unworded(connection: sqlite3.Connection) -> None:
    """Keep where sounds were that no word covers."""
    connection.execute("ALTER TABLE heard ADD COLUMN unworded TEXT")


def beginnings(connection: sqlite3.Connection) -> None:
    """Index the beginnings of words too: one that is short would be looked up in thousands of words."""
    connection.execute("DROP TABLE said")
    connection.execute(
        """
        CREATE VIRTUAL TABLE said USING fts5 (
            text, content = 'heard', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2',
            prefix = '1 2 3 4 5'
        )
        """
    )
    connection.execute("INSERT INTO said (said) VALUES ('rebuild')")


MIGRATIONS: tuple[Migration, ...] = (takes_and_words, stars, reviews, unworded, beginnings)
"""In order; what was published is never changed, only followed."""


def version_of(connection: sqlite3.Connection) -> int:
    """Tell how many steps a database has taken."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Take the steps that are missing, each wholly or not at all; what was there is copied aside first.

    Raises:
        StorageError: the file was written by a newer version of the program.
    """
    version = version_of(connection)
    if version > len(migrations):
        raise StorageError(
            f"{shown(path)} was written by a newer Rehearse (its version is {version}, this one knows "
            f"{len(migrations)}): update Rehearse, or name another folder in REHEARSE_HOME."
        )
    if 0 < version < len(migrations):
        _copy_aside(connection, backup_of(path, version))
    for number, migration in enumerate(migrations[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            migration(connection)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has ended it already
                connection.execute("ROLLBACK")
            raise


def backup_of(path: Path, version: int) -> Path:
    """Where the database stays as it was before it was migrated from a version."""
    return path.with_name(f"{path.name}.v{version}.backup")


def broken_of(path: Path) -> Path:
    """A name that is free for a database that is set aside because it is damaged."""
    numbers = count(1)
    return next(
        kept
        for kept in (path.with_name(f"{path.name}.broken-{number}") for number in numbers)
        if not kept.exists() and not Path(f"{kept}-wal").exists()
    )


def copies_of(path: Path) -> tuple[Path, ...]:
    """What there is of earlier databases: copied before a migration, or set aside because it was damaged."""
    return tuple(
        copy for kind in ("v*.backup", "broken-*") for copy in path.parent.glob(f"{path.name}.{kind}")
    )


def _copy_aside(connection: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    create(target)
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
