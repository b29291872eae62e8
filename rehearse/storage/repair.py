"""Making the database anew from the folders of the takes, where it is damaged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rehearse.durable import make_folder
from rehearse.interview.errors import DamagedArchive
from rehearse.practice.ports import Progress, no_progress
from rehearse.storage import rows
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.database import Database
from rehearse.storage.recording_lock import RecordingLock
from rehearse.storage.recovery import Recovery


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair came to."""

    takes: int
    """How many the database lists now."""
    broken: Path | None
    """Where the damaged database is kept; None when it was whole."""
    unreadable: tuple[str, ...] = ()
    """Folders that tell of no take: they stay as they are."""


def repair(
    folder: DataFolder,
    database: Database,
    recovery: Recovery,
    progress: Callable[[Progress], None] = no_progress,
) -> Repaired:
    """Set a damaged database aside and list every take again; a whole one is left as it is.

    Whatever interrupts this, the next recovery goes on with it.

    Raises:
        StorageError: the database is from a newer version, in use, or can't be moved.
    """
    if not database.exists and not folder.takes.exists():
        return Repaired(0, None)
    make_folder(folder.takes)
    with RecordingLock.wait_for(folder.recovery_lock):
        broken = _set_aside_if_damaged(database)
        recovery.adopt_lost(progress)
    recovery.run()
    with database.reading() as connection:
        known, recording = rows.ids(connection), rows.ids_being_recorded(connection)
    return Repaired(len(known) - len(recording), broken, tuple(sorted(recovery.folders() - known)))


def _set_aside_if_damaged(database: Database) -> Path | None:
    try:
        if database.exists:
            database.check(every_word=True)
    except DamagedArchive:
        return database.set_aside()
    return None
