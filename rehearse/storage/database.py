"""The archive's SQLite file: opened for each operation, so that any thread and process may."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from rehearse.durable import FILE_MODE, create, shown, storing, sync
from rehearse.interview.errors import DamagedArchive, DiskFull, StorageError
from rehearse.storage import rows
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.migrations import MIGRATIONS, Migration, broken_of, copies_of, migrate, version_of
from rehearse.storage.recording_lock import RecordingLock

PATIENCE_S = 15.0
"""How long one process waits for another to finish writing."""
_LOOKS_AGAIN_S = 0.01

_CONNECTION_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """One SQLite file, made and migrated when it is first written to."""

    def __init__(self, folder: DataFolder, migrations: Sequence[Migration] = MIGRATIONS) -> None:
        self._folder = folder
        self._path = folder.database
        self._migrations = migrations

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self._path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open the file; each statement sees what was committed when it began.

        Raises:
            StorageError: it is damaged, too new, or can't be read.
        """
        with self._explained(), closing(self._connect()) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open the file for changes that all happen or none; nobody else writes meanwhile.

        Raises:
            StorageError: it is damaged, too new, or can't be written.
        """
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def forget(self, *, words: bool) -> None:
        """Wipe what deleted rows left: in the log of changes, in old copies, and of words in the text index.

        Raises:
            StorageError: it can't be written.
        """
        with self.reading() as connection:
            if words:
                connection.execute("INSERT INTO said (said) VALUES ('optimize')")
            self._empty_log(connection)
            for copy in copies_of(self._path):
                copy.unlink(missing_ok=True)

    def _empty_log(self, connection: sqlite3.Connection) -> None:
        """Bring the log of changes into the file and cut it to nothing.

        SQLite's own patience covers readers and writers here, not somebody else who is doing the same.
        """
        patient_until = monotonic() + PATIENCE_S
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if monotonic() >= patient_until:
                raise StorageError(_busy(shown(self._path)))
            sleep(_LOOKS_AGAIN_S)

    def check(self, *, every_word: bool = False) -> None:
        """Read the whole file, and make sure that it holds together; every word of it takes longer.

        Raises:
            DamagedArchive: it doesn't.
            StorageError: it is too new, or can't be read.
        """
        with self.writing() as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise DamagedArchive(_DAMAGED.format(shown(self._path)))
            connection.execute("INSERT INTO said (said, rank) VALUES ('integrity-check', 1)")
            for _ in rows.summaries(connection, lambda _: False):
                pass
            for take_id in rows.ids(connection) if every_word else ():
                rows.facts_of(connection, take_id)

    def set_aside(self) -> Path:
        """Move the file out of the way and give its new name; who writes next makes a new file.

        Raises:
            StorageError: it can't be moved.
        """
        with RecordingLock.wait_for(self._folder.lock), storing(self._path):
            kept = broken_of(self._path)
            # The log of changes goes first: left behind, it would be taken for that of the new file.
            for ending in ("-shm", "-wal", ""):
                file = Path(f"{self._path}{ending}")
                if ending == "-shm":
                    file.unlink(missing_ok=True)
                elif file.exists():
                    file.rename(f"{kept}{ending}")
                    Path(f"{kept}{ending}").chmod(FILE_MODE)
            sync(self._folder.root)
        return kept

    def _connect(self) -> sqlite3.Connection:
        if not self.exists:
            self._folder.make()
            create(self._path)
        try:
            return self._open()
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_IOERR_SHMSIZE:
                raise
        # A full disk has no room for the index that connections share; one that is alone has it in memory.
        return self._open("PRAGMA locking_mode = EXCLUSIVE")

    def _open(self, *pragmas: str) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=PATIENCE_S, isolation_level=None)
        try:
            for pragma in (*pragmas, *_CONNECTION_PRAGMAS):
                connection.execute(pragma)
            if version_of(connection) != len(self._migrations):
                self._bring_up_to_date(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        with RecordingLock.wait_for(self._folder.lock):
            if version_of(connection) == 0:
                connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, self._path, self._migrations)
            sync(self._folder.root)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError as error:  # what SQLite says of a ruined schema quotes it
            raise DamagedArchive(_DAMAGED.format(shown(self._path))) from error
        except sqlite3.Error as error:
            if _is_damage(error):
                raise DamagedArchive(_DAMAGED.format(shown(self._path))) from error
            explain = _EXPLANATIONS.get(_code(error) & 0xFF, _other)
            kind = DiskFull if explain is _full else StorageError
            raise kind(explain(shown(self._path), error)) from error


def _is_damage(error: sqlite3.Error) -> bool:
    code = _code(error) & 0xFF
    # A statement that finds no such table: the file is a database, but not this one.
    return code in _DAMAGE or (code == sqlite3.SQLITE_ERROR and str(error).startswith(_NOT_OURS))


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # what Python itself finds has none


_DAMAGED = "{} is damaged: “rehearse doctor --repair” makes it anew from the folders of your takes."


def _full(path: str, _: sqlite3.Error) -> str:
    return f"The disk is full, {path} can't grow: free some space and try again."


def _busy(path: str, _: sqlite3.Error | None = None) -> str:
    return f"{path} has been in use by another program for {PATIENCE_S:.0f} s: close that and try again."


def _forbidden(path: str, _: sqlite3.Error) -> str:
    return f"{path} can't be written: change who may, or name another folder in REHEARSE_HOME."


def _other(path: str, error: sqlite3.Error) -> str:
    return f"{path} can't be read or written: {error}."


_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH})
_NOT_OURS = ("no such table", "no such column", "table ", "duplicate column", "Could not decode")

_EXPLANATIONS: dict[int, Callable[[str, sqlite3.Error], str]] = {
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_READONLY: _forbidden,
    sqlite3.SQLITE_CANTOPEN: _forbidden,
    sqlite3.SQLITE_PERM: _forbidden,
}
