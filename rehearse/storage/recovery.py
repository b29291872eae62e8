"""Setting the archive to rights: recorders that died, rows that were lost, deletions that were cut short."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rehearse import durable
from rehearse.interview.errors import DiskFull, RehearseError, StorageError
from rehearse.interview.sound import SoundFacts
from rehearse.interview.take import TakeState, TakeSummary
from rehearse.practice.ports import Progress, no_progress
from rehearse.practice.settings import Settings
from rehearse.storage import rows
from rehearse.storage.data_folder import RESTORING, SIDECAR, DataFolder, TakeFolder
from rehearse.storage.database import Database
from rehearse.storage.recording_lock import RecordingLock
from rehearse.storage.sidecar import TakeFacts, read_sidecar, write_sidecar
from rehearse.storage.take_ids import is_id, time_of

SHORTEST_TAKE_S = 0.3
"""What is shorter holds no word: a recorder that died at once."""

_DELETED = ".deleted-"

_log = logging.getLogger(__name__)


class Recovery:
    """Finds what a killed process left behind; running it again, or twice at once, changes nothing more."""

    def __init__(
        self, folder: DataFolder, database: Database, mend: Callable[[Path], SoundFacts | None]
    ) -> None:
        self._folder = folder
        self._database = database
        self._mend = mend

    def run(self) -> tuple[TakeSummary, ...]:
        """Set everything to rights and give the takes whose recorder was found dead."""
        for folder in (self._folder.root, self._folder.questions, self._folder.voice):
            durable.sweep(folder)
        if not self._is_needed():
            return ()
        with RecordingLock.wait_for(self._folder.recovery_lock):
            for take_id in self._half_deleted():
                with _going_on(f"take {take_id} is not wholly deleted"):
                    self.remove(take_id)
            for name in self._half_restored():
                with _going_on(f"{name} is not cleared away"):
                    durable.remove_tree(self._folder.takes / name)
            with _going_on("lost takes are not found again"):
                self.adopt_lost()
            with self._database.reading() as connection:
                recording = rows.ids_being_recorded(connection)
            found = []
            for take_id in recording:
                with _going_on(f"take {take_id} is not recovered"):
                    found.append(self._revive(take_id))
            return tuple(summary for summary in found if summary is not None)

    def remove(self, take_id: str) -> None:
        """Remove a take wholly; whatever interrupts this, the next recovery goes on with it."""
        path, trash = self._folder.take(take_id).path, self._folder.takes / f"{_DELETED}{take_id}"
        try:
            self._remove_row(take_id, path, trash)
        except DiskFull:
            # There is no room to write a deletion down: what is deleted makes it.
            with durable.storing(trash):
                if not trash.exists():
                    path.rename(trash)
                for file in trash.iterdir():
                    file.unlink()
            self._remove_row(take_id, path, trash)
        # A follow-up that was read aloud may quote what was said. What was read is only a cache.
        for utterance in self._folder.voice.glob("*.wav"):
            durable.remove(utterance)
        durable.remove_tree(trash)

    def _remove_row(self, take_id: str, path: Path, trash: Path) -> None:
        with self._database.writing() as connection:
            had_words = rows.has_words(connection, take_id) or trash.exists()
            if path.exists():
                with durable.storing(path):
                    path.rename(trash)
                    durable.sync(trash.parent)
            rows.remove(connection, take_id)
        self._database.forget(words=had_words)

    def _is_needed(self) -> bool:
        folders = self.folders()
        if not self._database.exists and not folders:
            return False
        with self._database.reading() as connection:
            known, recording = rows.ids(connection), rows.ids_being_recorded(connection)
        unfinished = (*self._half_deleted(), *self._half_written(), *self._half_restored())
        return bool(recording or unfinished or folders - known)

    def _names(self) -> list[str]:
        try:
            with durable.storing(self._folder.takes):
                return os.listdir(self._folder.takes)
        except StorageError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return []
            raise

    def folders(self) -> set[str]:
        """The names of the takes' folders, whether or not the database knows of them."""
        return {name for name in self._names() if is_id(name)}

    def _half_written(self) -> list[str]:
        return [name for name in self._names() if name.startswith(durable.draft_prefix(SIDECAR))]

    def _half_restored(self) -> list[str]:
        return [name for name in self._names() if name.startswith(RESTORING)]

    def _half_deleted(self) -> list[str]:
        return [name.removeprefix(_DELETED) for name in self._names() if name.startswith(_DELETED)]

    def adopt_lost(self, progress: Callable[[Progress], None] = no_progress) -> None:
        """Make the rows anew that the database has lost, from what is in the takes' folders.

        Raises:
            StorageError: they can't be written.
        """
        # While this writes, nobody begins a take: a folder without a row is lost, and not just being made.
        with self._database.writing() as connection:
            lost = sorted(self.folders() - rows.ids(connection))
            for done, take_id in enumerate(lost):
                progress(Progress(done, len(lost)))
                self._adopt(connection, self._folder.take(take_id))
            # Nor does anybody write facts down: what is half written is of the dead.
            for name in self._half_written():
                durable.remove(self._folder.takes / name)

    def _adopt(self, connection: sqlite3.Connection, files: TakeFolder) -> None:
        """Make the row anew from what is in the folder."""
        try:
            facts = read_sidecar(files.sidecar, files.path.name)
        except FileNotFoundError:
            if not files.has_sound:
                self._clear(files)
                return
            facts = _facts_without_sidecar(files)
        except StorageError as error:
            _log.warning("%s", error)
            if not files.has_sound:
                return
            facts = _facts_without_sidecar(files)
        rows.insert(connection, facts)

    def _clear(self, files: TakeFolder) -> None:
        """Remove what a process left that died before it had anything to say."""
        lock = RecordingLock.take(files.lock)
        if lock is not None:
            with lock:
                durable.remove_tree(files.path)

    def _revive(self, take_id: str) -> TakeSummary | None:
        files = self._folder.take(take_id)
        if not files.path.exists():
            self.remove(take_id)
            return None
        lock = RecordingLock.take(files.lock)
        if lock is None:
            return None
        with lock:
            summary = self._revive_locked(take_id, files)
            lock.release(remove=True)
            return summary

    def _revive_locked(self, take_id: str, files: TakeFolder) -> TakeSummary | None:
        with self._database.reading() as connection:
            if take_id not in rows.ids_being_recorded(connection):
                return None  # its recorder ended it just before it let go of the lock
        sound = self._sound_in(files)
        if sound is None or sound.duration_s < SHORTEST_TAKE_S:
            self.remove(take_id)
            return None
        if files.part.exists():
            durable.settle(files.part, files.sound)
        with self._database.writing() as connection:
            rows.set_sound(connection, take_id, sound, TakeState.RECOVERED)
            facts = rows.facts_of(connection, take_id)
            if facts is not None:
                write_sidecar(files.sidecar, facts)
            return rows.summary_of(connection, take_id, has_audio=True)

    def _sound_in(self, files: TakeFolder) -> SoundFacts | None:
        if files.part.exists():
            return self._mend(files.part)
        if not files.sound.exists():
            return None
        try:
            facts = read_sidecar(files.sidecar, files.path.name)
        except (FileNotFoundError, StorageError):
            return self._mend(files.sound)
        return facts.sound or self._mend(files.sound)


@contextmanager
def _going_on(unless: str) -> Iterator[None]:
    """Let nothing that is wrong with one take, nor a full disk, keep the others from being listed."""
    try:
        yield
    except (OSError, RehearseError) as error:
        _log.warning("%s: %s", unless, error)


def _facts_without_sidecar(files: TakeFolder) -> TakeFacts:
    take_id = files.path.name
    return TakeFacts(take_id, None, "", Settings().target_s, time_of(take_id))
