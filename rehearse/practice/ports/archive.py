"""Where takes are kept."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rehearse.interview.review import Decision
    from rehearse.interview.sound import SoundFacts
    from rehearse.interview.take import Take, TakeCounts, TakeSummary
    from rehearse.interview.transcript import Heard, Transcript


@dataclass(frozen=True, slots=True)
class Draft:
    """A take being recorded: it exists from its first second on."""

    take_id: str
    sound_path: Path
    """Where the recorder writes."""


@dataclass(frozen=True, slots=True)
class DiskUse:
    """How much of the disk the takes take, in bytes."""

    sound: int
    words: int
    """Words, times and figures: everything but the sound."""


class TakeArchive(Protocol):
    """Keeps takes. Every method may be called from any thread; all raise StorageError."""

    def begin(self, question_id: str | None, prompt: str, target_s: float, started_at: datetime) -> Draft:
        """Open a take before its first sample; other processes see that it is being recorded."""

    def keep(self, draft: Draft, sound: "SoundFacts") -> "Take":
        """The recording is over and whole: an untranscribed take."""

    def discard(self, draft: Draft) -> None:
        """Throw a take away that is being recorded."""

    def file(self, take_id: str, heard: "Heard", counts: "TakeCounts") -> "Take":
        """Its words are known: a reported take. Called again, the words and what was decided go."""

    def revise(
        self,
        take_id: str,
        heard: "Heard",
        counts: "TakeCounts",
        decisions: tuple["Decision", ...],
        original: "Transcript | None",
    ) -> "Take":
        """Keep what the person made of its words; `original` where they are not those that were heard."""

    def annotate(self, take_id: str, note: str) -> None:
        """Keep what the person wrote about it; an empty note takes it away."""

    def rate(self, take_id: str, rating: int) -> None:
        """Keep how it felt, 1 to 5."""

    def tie(self, take_id: str, story_id: str | None) -> None:
        """Keep which story was told; None takes the tie away."""

    def star(self, take_id: str, starred: bool) -> None:
        """Keep whether the person calls it the best answer to its question."""

    def recount(self, counts: "Mapping[str, TakeCounts]") -> None:
        """Replace the counts that lists show, all of them or none, where they are of another version.

        What was deleted meanwhile is left out, and what has counts of this version keeps them: its words may
        have been filed since these were made.
        """

    def recover(self) -> tuple["TakeSummary", ...]:
        """Find the takes whose recorder died; give those found by this call."""

    def takes(self) -> tuple["TakeSummary", ...]:
        """All but those being recorded, newest first."""

    def takes_in_turn(self) -> "Iterator[TakeSummary]":
        """The same, never holding more than a few of them; holds nobody up, however slowly it is read."""

    def uncounted(self, version: int) -> tuple[str, ...]:
        """The ids of takes whose words are known and have no counts of this version of the analysis."""

    def search(self, query: str) -> frozenset[str]:
        """The ids of the takes in which everything asked for was said; beginnings of words will do."""

    def take(self, take_id: str) -> "Take":
        """One take, whole; its id may be shortened while it is unique.

        Raises:
            UnknownTake: there is none.
            AmbiguousId: there are several.
        """

    def delete(self, take_id: str) -> None:
        """Remove a take wholly: sound, words, every trace."""

    def forget_sound(self, take_id: str) -> None:
        """Delete a take's sound; everything else stays. That there is none is no error."""

    def disk_use(self) -> DiskUse:
        """How much of the disk all takes take."""
