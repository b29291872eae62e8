"""The archive of takes: sound and a sidecar in a folder for each, a SQLite file for lists and search."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse import durable
from rehearse.interview.errors import AmbiguousId, StorageError, UnknownTake
from rehearse.interview.take import TakeState
from rehearse.practice.ports import Draft, no_progress
from rehearse.storage import rows
from rehearse.storage.database import Database
from rehearse.storage.recording_lock import RecordingLock
from rehearse.storage.recovery import Recovery
from rehearse.storage.sidecar import TakeFacts, write_sidecar
from rehearse.storage.take_ids import is_beginning, new_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rehearse.interview.review import Decision
    from rehearse.interview.sound import SoundFacts
    from rehearse.interview.take import Take, TakeCounts, TakeSummary
    from rehearse.interview.transcript import Heard, Transcript
    from rehearse.practice.ports import DiskUse, Progress
    from rehearse.storage.data_folder import DataFolder, TakeFolder
    from rehearse.storage.repair import Repaired


class SqliteArchive:
    """Keeps takes on disk; any thread and any number of processes may use it at once.

    A take's folder is written before its row, so a row that is there can be trusted and a row that is lost
    can be made again.
    """

    def __init__(
        self,
        folder: "DataFolder",
        mend: Callable[[Path], "SoundFacts | None"],
        new_id: Callable[[datetime], str] = new_id,
    ) -> None:
        """`mend` makes a torn recording whole and tells what is in it; None stands for nothing."""
        self._folder = folder
        self._database = Database(folder)
        self._recovery = Recovery(folder, self._database, mend)
        self._new_id = new_id
        self._locks: dict[str, RecordingLock] = {}

    def begin(self, question_id: str | None, prompt: str, target_s: float, started_at: datetime) -> Draft:
        """Open a take before its first sample; other processes see that it is being recorded."""
        durable.make_folder(self._folder.takes)
        files: TakeFolder | None = None
        try:
            # A recovery looks for folders without a row while it writes: it never sees this one half made.
            with self._database.writing() as connection:
                files = self._new_folder(started_at)
                take_id = files.path.name
                facts = TakeFacts(take_id, question_id, prompt, target_s, started_at)
                self._locks[take_id] = self._lock(files)
                write_sidecar(files.sidecar, facts)
                rows.insert(connection, facts)
        except BaseException:
            if files is not None:
                self._let_go(files)
                durable.remove_tree(files.path)
            raise
        return Draft(take_id, files.part)

    def keep(self, draft: Draft, sound: "SoundFacts") -> "Take":
        """The recording is over and whole: an untranscribed take.

        Raises:
            StorageError: the disk is full, or the like. The sound stays; keep it again, or a recovery will.
        """
        files = self._folder.take(draft.take_id)
        if files.part.exists() or not files.sound.exists():
            durable.settle(files.part, files.sound)
        with self._database.writing() as connection:
            if not rows.set_sound(connection, draft.take_id, sound, TakeState.UNTRANSCRIBED):
                raise UnknownTake(f"Take {draft.take_id} is not being recorded.")
            take = self._write_down(connection, draft.take_id)
        self._let_go(files)
        return take

    def discard(self, draft: Draft) -> None:
        """Throw a take away that is being recorded."""
        self._recovery.remove(draft.take_id)
        self._let_go(self._folder.take(draft.take_id))

    def file(self, take_id: str, heard: "Heard", counts: "TakeCounts") -> "Take":
        """Its words are known: a reported take. Called again, the words and what was decided go."""
        return self.revise(take_id, heard, counts, (), None)

    def revise(
        self,
        take_id: str,
        heard: "Heard",
        counts: "TakeCounts",
        decisions: tuple["Decision", ...],
        original: "Transcript | None",
    ) -> "Take":
        """Keep what the person made of its words; `original` where they are not those that were heard."""
        with self._database.writing() as connection:
            found = self._find(connection, take_id)
            rows.set_heard(connection, found, heard, decisions, original)
            rows.set_counts(connection, found, counts)
            return self._write_down(connection, found)

    def rate(self, take_id: str, rating: int) -> None:
        """Keep how it felt, 1 to 5."""
        if rating not in range(1, 6):
            raise ValueError(f"a rating is 1 to 5, not {rating}")
        with self._database.writing() as connection:
            found = self._find(connection, take_id)
            rows.set_rating(connection, found, rating)
            self._write_down(connection, found)

    def tie(self, take_id: str, story_id: str | None) -> None:
        """Keep which story was told; None takes the tie away."""
        with self._database.writing() as connection:
            found = self._find(connection, take_id)
            rows.set_story(connection, found, story_id)
            self._write_down(connection, found)

    def star(self, take_id: str, starred: bool) -> None:
        """Keep whether the person calls it the best answer to its question."""
        with self._database.writing() as connection:
            found = self._find(connection, take_id)
            rows.set_star(connection, found, starred)
            self._write_down(connection, found)

    def annotate(self, take_id: str, note: str) -> None:
        """Keep what the person wrote about it; an empty note takes it away."""
        with self._database.writing() as connection:
            found = self._find(connection, take_id)
            rows.set_note(connection, found, note)
            self._write_down(connection, found)

    def recount(self, counts: "Mapping[str, TakeCounts]") -> None:
        """Replace the counts that lists show, all of them or none, where they are of another version.

        What was deleted meanwhile is left out, and what has counts of this version keeps them: its words may
        have been filed since these were made.
        """
        with self._database.writing() as connection:
            for take_id, of_take in counts.items():
                rows.renew_counts(connection, take_id, of_take)

    def recover(self) -> tuple["TakeSummary", ...]:
        """Find the takes whose recorder died, and those the database has lost; give the former."""
        return self._recovery.run()

    def repair(self, progress: Callable[["Progress"], None] = no_progress) -> "Repaired":
        """Make the database anew from the takes' folders where it is damaged; the damaged one is kept.

        Raises:
            StorageError: it is from a newer version, in use, or can't be moved.
        """
        from rehearse.storage.repair import repair

        return repair(self._folder, self._database, self._recovery, progress)

    def check(self) -> None:
        """Make sure that the database holds together, where there is one.

        Raises:
            DamagedArchive: it doesn't.
            StorageError: it is from a newer version, or can't be read.
        """
        if self._database.exists:
            self._database.check()

    def takes(self) -> tuple["TakeSummary", ...]:
        """All but those being recorded, newest first."""
        return tuple(self.takes_in_turn())

    def takes_in_turn(self) -> "Iterator[TakeSummary]":
        """The same, never holding more than a few of them; holds nobody up, however slowly it is read."""
        if not self._database.exists:
            return
        with self._database.reading() as connection:
            yield from rows.summaries(connection, self._folder.has_sound)

    def uncounted(self, version: int) -> tuple[str, ...]:
        """The ids of takes whose words are known and have no counts of this version of the analysis."""
        if not self._database.exists:
            return ()
        with self._database.reading() as connection:
            return rows.ids_uncounted(connection, version)

    def search(self, query: str) -> frozenset[str]:
        """The ids of the takes in which everything asked for was said; beginnings of words will do."""
        if not self._database.exists:
            return frozenset()
        with self._database.reading() as connection:
            return rows.ids_saying(connection, query)

    def take(self, take_id: str) -> "Take":
        """One take, whole; its id may be shortened while it is unique.

        Raises:
            UnknownTake: there is none.
            AmbiguousId: there are several.
        """
        if not self._database.exists:
            raise _unknown(take_id)
        with self._database.reading() as connection:
            return self._as_take(_facts(connection, self._find(connection, take_id)))

    def delete(self, take_id: str) -> None:
        """Remove a take wholly: sound, words, every trace."""
        self._recovery.remove(self.take(take_id).id)

    def forget_sound(self, take_id: str) -> None:
        """Delete a take's sound; everything else stays. That there is none is no error."""
        files = self._folder.take(self.take(take_id).id)
        durable.remove(files.sound)

    def disk_use(self) -> "DiskUse":
        """How much of the disk all takes take."""
        from rehearse.storage.disk_use import disk_use

        return disk_use(self._folder)

    def _new_folder(self, started_at: datetime) -> "TakeFolder":
        while True:
            files = self._folder.take(self._new_id(started_at))
            with durable.storing(files.path):
                try:
                    files.path.mkdir()
                except FileExistsError:
                    continue
                files.path.chmod(durable.FOLDER_MODE)
                durable.sync(files.path.parent)
                return files

    def _lock(self, files: "TakeFolder") -> RecordingLock:
        lock = RecordingLock.take(files.lock)
        if lock is None:
            raise StorageError(f"{durable.shown(files.lock)} is held by another program: try again.")
        return lock

    def _let_go(self, files: "TakeFolder") -> None:
        lock = self._locks.pop(files.path.name, None)
        if lock is not None:
            lock.release(remove=True)

    def _find(self, connection: sqlite3.Connection, take_id: str) -> str:
        beginning = take_id.strip().lower()
        found = rows.ids_beginning(connection, beginning) if is_beginning(beginning) else ()
        if not found:
            raise _unknown(take_id)
        if len(found) > 1:
            raise AmbiguousId(f"“{beginning}” could be {', '.join(found)}: give more of the id.")
        return found[0]

    def _write_down(self, connection: sqlite3.Connection, take_id: str) -> "Take":
        facts = _facts(connection, take_id)
        files = self._folder.take(take_id)
        durable.make_folder(files.path)
        write_sidecar(files.sidecar, facts)
        return self._as_take(facts)

    def _as_take(self, facts: TakeFacts) -> "Take":
        sound = self._folder.take(facts.id).sound
        return facts.as_take(sound if sound.exists() else None)


def _facts(connection: sqlite3.Connection, take_id: str) -> TakeFacts:
    facts = rows.facts_of(connection, take_id)
    if facts is None:
        raise _unknown(take_id)
    return facts


def _unknown(take_id: str) -> UnknownTake:
    return UnknownTake(f"No take has the id {take_id!a}: see “rehearse history”.")
