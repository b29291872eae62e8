"""An archive in memory."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rehearse.analysis.report import Answer, Report
from rehearse.analysis.rubric import Rubric
from rehearse.interview.errors import AmbiguousId, RehearseError, UnknownTake
from rehearse.interview.review import Decision
from rehearse.interview.sound import SoundFacts
from rehearse.interview.take import Take, TakeCounts, TakeState, TakeSummary
from rehearse.interview.transcript import Heard, Transcript
from rehearse.practice.ports import DiskUse, Draft
from rehearse.practice.reporting import counts_of
from tests.fakes.takes import summary_of


class MemoryArchive:
    """Keeps takes as long as it lives; sound goes into the folder."""

    def __init__(self, folder: Path, takes: Iterable[Take] = ()) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._takes = {take.id: take for take in takes}
        self._counts: dict[str, TakeCounts] = {}
        self._drafts: dict[str, Take] = {}
        self._given = 0
        self.dead: list[Take] = []
        """Takes whose recorder died: the next recovery finds them."""
        self.error: RehearseError | None = None
        """Raised by whatever writes, as a full disk would be."""

    def add(self, take: Take, judge: Callable[[Answer, Rubric], Report] | None = None) -> None:
        """Put a take from the past in, counted when a judge is given."""
        self._takes[take.id] = take
        if take.heard is not None and judge is not None:
            answer = Answer(take.id, take.heard.transcript, take.target_s, take.sound.duration_s)
            self._counts[take.id] = counts_of(judge(answer, Rubric()))

    def begin(self, question_id: str | None, prompt: str, target_s: float, started_at: datetime) -> Draft:
        self._may_write()
        with self._lock:
            self._given += 1
            take_id = f"take-{self._given:04}"
            nothing = SoundFacts(0.0)
            self._drafts[take_id] = Take(
                take_id, question_id, prompt, target_s, started_at, TakeState.UNTRANSCRIBED, nothing
            )
        self._folder.mkdir(parents=True, exist_ok=True)
        return Draft(take_id, self._folder / f"{take_id}.part.wav")

    def keep(self, draft: Draft, sound: SoundFacts) -> Take:
        self._may_write()
        audio = draft.sound_path.with_name(f"{draft.take_id}.wav")
        draft.sound_path.rename(audio)
        with self._lock:
            take = replace(self._drafts.pop(draft.take_id), sound=sound, audio=audio)
            self._takes[take.id] = take
        return take

    def discard(self, draft: Draft) -> None:
        with self._lock:
            self._drafts.pop(draft.take_id, None)
        draft.sound_path.unlink(missing_ok=True)

    def file(self, take_id: str, heard: Heard, counts: TakeCounts) -> Take:
        return self.revise(take_id, heard, counts, (), None)

    def annotate(self, take_id: str, note: str) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, note=note)

    def revise(
        self,
        take_id: str,
        heard: Heard,
        counts: TakeCounts,
        decisions: tuple[Decision, ...],
        original: Transcript | None,
    ) -> Take:
        self._may_write()
        with self._lock:
            take = replace(
                self._find(take_id),
                heard=heard,
                state=TakeState.REPORTED,
                decisions=decisions,
                original=original,
            )
            self._takes[take.id] = take
            self._counts[take.id] = counts
        return take

    def rate(self, take_id: str, rating: int) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, self_rating=rating)

    def tie(self, take_id: str, story_id: str | None) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, story_id=story_id)

    def star(self, take_id: str, starred: bool) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, starred=starred)

    def recount(self, counts: Mapping[str, TakeCounts]) -> None:
        with self._lock:
            for take_id, each in counts.items():
                known = self._counts.get(take_id)
                if take_id in self._takes and (known is None or known.version != each.version):
                    self._counts[take_id] = each

    def recover(self) -> tuple[TakeSummary, ...]:
        with self._lock:
            found = [replace(take, state=TakeState.RECOVERED) for take in self.dead]
            self.dead.clear()
            self._takes.update((take.id, take) for take in found)
        return tuple(summary_of(take) for take in found)

    def takes(self) -> tuple[TakeSummary, ...]:
        with self._lock:
            newest_first = sorted(self._takes.values(), key=lambda take: take.started_at, reverse=True)
            return tuple(summary_of(take, self._counts.get(take.id)) for take in newest_first)

    def takes_in_turn(self) -> Iterator[TakeSummary]:
        yield from self.takes()

    def uncounted(self, version: int) -> tuple[str, ...]:
        with self._lock:
            known = [take.id for take in self._takes.values() if take.heard is not None]
            counted = {take_id for take_id, each in self._counts.items() if each.version == version}
            return tuple(sorted(take_id for take_id in known if take_id not in counted))

    def search(self, query: str) -> frozenset[str]:
        wanted = _words_of(query)
        with self._lock:
            return frozenset(take.id for take in self._takes.values() if wanted and _says(take.heard, wanted))

    def take(self, take_id: str) -> Take:
        with self._lock:
            return self._find(take_id)

    def delete(self, take_id: str) -> None:
        self._may_write()
        with self._lock:
            take = self._takes.pop(self._find(take_id).id)
            self._counts.pop(take.id, None)
        if take.audio is not None:
            take.audio.unlink(missing_ok=True)

    def forget_sound(self, take_id: str) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, audio=None)
        if take.audio is not None:
            take.audio.unlink(missing_ok=True)

    def disk_use(self) -> DiskUse:
        with self._lock:
            takes = tuple(self._takes.values())
        sounds = [take.audio for take in takes if take.audio is not None and take.audio.exists()]
        texts = [take.heard.transcript.text for take in takes if take.heard is not None]
        return DiskUse(sum(sound.stat().st_size for sound in sounds), sum(map(len, texts)))

    def _may_write(self) -> None:
        if self.error is not None:
            raise self.error

    def _find(self, take_id: str) -> Take:
        if take_id in self._takes:
            return self._takes[take_id]
        found = [take for take in self._takes.values() if take_id and take.id.startswith(take_id)]
        if not found:
            raise UnknownTake(f"No take has the id “{take_id}”: see “rehearse history”.")
        if len(found) > 1:
            raise AmbiguousId(f"“{take_id}” could be {', '.join(take.id for take in found)}.")
        return found[0]


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _says(heard: Heard | None, wanted: Iterable[str]) -> bool:
    said = [] if heard is None else _words_of(heard.transcript.text)
    return all(any(word.startswith(each) for word in said) for each in wanted)
