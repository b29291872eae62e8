"""Everything that is kept, in one file: read back once written, brought back once all of it proved true."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rehearse import durable
from rehearse.interview.errors import NotFound, NotReadable, StorageError
from rehearse.storage import rows
from rehearse.storage.backup_form import MANIFEST, Entry, UnusableBackup, Writer, checked_entries, chunks
from rehearse.storage.data_folder import RESTORING, SIDECAR, DataFolder
from rehearse.storage.database import Database
from rehearse.storage.recording_lock import RecordingLock
from rehearse.storage.sidecar import facts_to_json

_OTHERS = ("settings.toml", "stories.toml", "session.json")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds."""

    path: Path
    takes: int
    others: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    takes: int
    others: int
    kept: tuple[str, ...]
    """What was there already, and was not touched."""


class BackupFile:
    """Writes and reads backups of one data folder; models, the voice's cache and the log are left out."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._database = Database(folder)

    def save(self, path: Path) -> Saved:
        """Write all to one file, for its owner's eyes only; takes being recorded are left out.

        Raises:
            StorageError: it can't be written, did not come back from the disk as it went there, or something
                that belongs in it can't be read.
        """
        with durable.delivering(path) as file:
            with Writer(file) as backup:
                takes = sum(self._save_take(backup, take_id) for take_id in self._finished())
                others = sum(backup.add(name, file) for name, file in self._others())
            _prove(file, path)
        return Saved(path, takes, others)

    def restore(self, path: Path) -> Restored:
        """Bring back all that a backup holds and that is not here; nothing unless all of it is whole.

        Raises:
            InputError: it is no backup, or not whole.
            StorageError: it can't be written.
        """
        with _opened(path) as backup:
            entries = checked_entries(backup)
            durable.make_folder(self._folder.takes)
            with RecordingLock.wait_for(self._folder.recovery_lock):
                takes = [take for take in _by_take(entries).items() if not self._has(take[0])]
                for take_id, files in takes:
                    self._restore_take(backup, take_id, files)
            others = [entry for entry in entries if entry.take_id is None]
            new = [entry for entry in others if not (self._folder.root / entry.name).exists()]
            for entry in new:
                target = self._folder.root / entry.name
                durable.make_folder(target.parent)
                durable.write(target, b"".join(chunks(backup, entry)))
        kept = tuple(entry.name for entry in others if entry not in new)
        here = len(_by_take(entries)) - len(takes)
        return Restored(len(takes), len(new), (*((f"{here} of the takes",) if here else ()), *kept))

    def _finished(self) -> list[str]:
        if not self._database.exists:
            return []
        with self._database.reading() as connection:
            return sorted(rows.ids(connection) - set(rows.ids_being_recorded(connection)))

    def _save_take(self, backup: Writer, take_id: str) -> bool:
        # The row tells all that the sidecar does, and is there where somebody removed that.
        with self._database.reading() as connection:
            facts = rows.facts_of(connection, take_id)
        if facts is None:
            return False  # deleted meanwhile
        backup.add_bytes(f"takes/{take_id}/{SIDECAR}", facts_to_json(facts).encode())
        sound = self._folder.take(take_id).sound
        backup.add(f"takes/{take_id}/{sound.name}", sound)
        return True

    def _others(self) -> Iterator[tuple[str, Path]]:
        for name in _OTHERS:
            yield name, self._folder.root / name
        for pack in sorted(self._folder.questions.glob("*.toml")):
            yield f"questions/{pack.name}", pack

    def _has(self, take_id: str) -> bool:
        return self._folder.take(take_id).path.exists()

    def _restore_take(self, backup: zipfile.ZipFile, take_id: str, files: list[Entry]) -> None:
        staged = self._folder.takes / f"{RESTORING}{take_id}"
        durable.remove_tree(staged)
        durable.make_folder(staged)
        with durable.storing(staged):
            for entry in files:
                name = entry.name.rpartition("/")[2]
                with open(staged / f"{name}.new", "wb", opener=durable.open_private) as file:
                    for chunk in chunks(backup, entry):
                        file.write(chunk)
                durable.settle(staged / f"{name}.new", staged / name)
            staged.rename(self._folder.take(take_id).path)
            durable.sync(self._folder.takes)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise NotFound(
            f"{durable.shown(path)} is not there: name a file that “rehearse backup” wrote."
        ) from error
    except OSError as error:
        raise NotReadable(f"{durable.shown(path)} can't be read ({error.strerror}).") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnusableBackup(MANIFEST, "it is cut short, or something else") from error


def _prove(file: BinaryIO, path: Path) -> None:
    try:
        with zipfile.ZipFile(file) as backup:
            checked_entries(backup)
    except (UnusableBackup, zipfile.BadZipFile) as error:
        raise StorageError(
            f"{durable.shown(path.parent)} gives back something else than was written: keep it elsewhere."
        ) from error


def _by_take(entries: tuple[Entry, ...]) -> dict[str, list[Entry]]:
    takes: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.take_id is not None:
            takes.setdefault(entry.take_id, []).append(entry)
    return takes
