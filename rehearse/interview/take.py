"""A take: one spoken answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from rehearse.interview.review import Decision
from rehearse.interview.sound import SoundFacts
from rehearse.interview.transcript import Engine, Heard, Transcript
from rehearse.interview.verdict import Verdict


class TakeState(StrEnum):
    """How far a take has come."""

    UNTRANSCRIBED = "untranscribed"
    """Its sound is whole, its words are not known yet."""
    RECOVERED = "recovered"
    """Its recorder died; everything up to the last second was found again, its words are not known yet."""
    REPORTED = "reported"
    """Its words are known."""


@dataclass(frozen=True, slots=True)
class Take:
    """One spoken answer with every fact that is kept of it."""

    id: str
    question_id: str | None
    prompt: str
    """The question as it was asked: the bank may change afterwards."""
    target_s: float
    started_at: datetime
    """Aware, UTC."""
    state: TakeState
    sound: SoundFacts
    heard: Heard | None = None
    self_rating: int | None = None
    """1 to 5, given before the report was seen."""
    story_id: str | None = None
    audio: Path | None = None
    """The sound file; None once the audio was deleted."""
    starred: bool = False
    """Whether the person calls it the best answer to its question."""
    decisions: tuple[Decision, ...] = ()
    """What the person said of fillers and metrics that were found in its words."""
    original: Transcript | None = None
    """The words as they were heard, where the person corrected them; None where nobody did."""
    note: str = ""
    """What the person wrote about it."""

    @property
    def edited(self) -> bool:
        """Whether its words were corrected by hand."""
        return self.original is not None


@dataclass(frozen=True, slots=True)
class TakeCounts:
    """The line a list shows of a report: a cache, made anew when the rules change."""

    fillers: int
    fillers_per_minute: float | None
    metrics: int
    words: int
    wpm: float | None
    missing: tuple[str, ...] | None
    """Names of the parts that are missing; None when the structure was not judged."""
    version: int
    """The analysis' version that counted."""


@dataclass(frozen=True, slots=True)
class TakeSummary:
    """A take as lists show it, without its words."""

    id: str
    question_id: str | None
    prompt: str
    target_s: float
    started_at: datetime
    duration_s: float
    state: TakeState
    verdict: Verdict
    engine: Engine | None
    counts: TakeCounts | None
    """None until transcribed."""
    self_rating: int | None
    story_id: str | None
    has_audio: bool
    starred: bool = False
    edited: bool = False
    """Whether its words were corrected by hand."""
