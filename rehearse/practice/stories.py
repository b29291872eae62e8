"""How the stories stand: which principles they cover, which go stale, which one a question calls for."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.interview.principle import Principle

if TYPE_CHECKING:
    from rehearse.interview.question import Question
    from rehearse.interview.story import Story, StoryBook
    from rehearse.interview.take import TakeSummary

STALE_AFTER = timedelta(days=21)
"""A story not said aloud for so long is no longer ready to be told."""

RECENT_TELLINGS = 10
"""How many of the newest takes that told a story show which are overused."""
_FEWEST_TELLINGS = 6
"""Fewer say nothing about a habit."""
_OVERUSED_SHARE = 1 / 3


class Freshness(StrEnum):
    """How long ago a story was last said aloud."""

    NEVER = "never said aloud"
    FRESH = "fresh"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """What the takes of one story come to."""

    story: "Story"
    takes: int
    last_at: datetime | None
    """When it was last said aloud; None when never."""
    freshness: Freshness
    recent_share: float
    """Of the newest takes that told any story, how many told this one."""
    overused: bool


@dataclass(frozen=True, slots=True)
class PrincipleCoverage:
    """Which stories speak for a principle."""

    principle: Principle
    stories: tuple["Story", ...]
    told: tuple["Story", ...]
    """Those of them that were said aloud at least once."""

    @property
    def is_gap(self) -> bool:
        """Whether no story speaks for it."""
        return not self.stories


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story for a question."""

    record: StoryRecord
    shared: tuple[Principle, ...]
    """The principles that the question probes and the story shows."""

    @property
    def story(self) -> "Story":
        """The story itself."""
        return self.record.story


def story_records(
    book: "StoryBook", takes: Iterable["TakeSummary"], now: datetime
) -> tuple[StoryRecord, ...]:
    """Sum up the takes of each story, in the book's order; takes come newest first."""
    known = set(book.ids)
    tied = [take for take in takes if take.story_id in known]
    counts = Counter(take.story_id for take in tied)
    recent = Counter(take.story_id for take in tied[:RECENT_TELLINGS])
    last: dict[str | None, datetime] = {}
    for take in tied:
        last.setdefault(take.story_id, take.started_at)
    return tuple(
        _record(story, counts[story.id], last.get(story.id), recent[story.id], recent.total(), now)
        for story in book
    )


def _record(
    story: "Story", takes: int, last_at: datetime | None, recent: int, all_recent: int, now: datetime
) -> StoryRecord:
    if last_at is None:
        freshness = Freshness.NEVER
    else:
        freshness = Freshness.STALE if now - last_at > STALE_AFTER else Freshness.FRESH
    share = recent / all_recent if all_recent else 0.0
    overused = all_recent >= _FEWEST_TELLINGS and share > _OVERUSED_SHARE
    return StoryRecord(story, takes, last_at, freshness, share, overused)


def coverage(
    records: Sequence[StoryRecord], principles: Collection[Principle] = tuple(Principle)
) -> tuple[PrincipleCoverage, ...]:
    """Say for each principle that matters which stories speak for it, in the official order."""
    return tuple(
        PrincipleCoverage(
            principle,
            tuple(record.story for record in records if principle in record.story.principles),
            tuple(
                record.story for record in records if record.takes and principle in record.story.principles
            ),
        )
        for principle in Principle
        if principle in principles
    )


def suggest(question: "Question", records: Iterable[StoryRecord]) -> tuple[Suggestion, ...]:
    """Find the stories that fit a question: most principles shared, then least told, then freshest.

    A question that probes nothing is fitted by every story; one that probes something, only by those that
    show some of it.
    """
    suggestions = [
        Suggestion(record, tuple(each for each in question.principles if each in record.story.principles))
        for record in records
    ]
    fitting = [each for each in suggestions if each.shared or not question.principles]
    return tuple(sorted(fitting, key=_fitness))


def fitting_first(
    book: "StoryBook", question: "Question | None", takes: Iterable["TakeSummary"], now: datetime
) -> tuple[Suggestion, ...]:
    """Every story that can be told, those that fit the question first; takes come newest first.

    A story with blanks left from its template can't be told.
    """
    records = [record for record in story_records(book, takes, now) if not record.story.blanks]
    fitting = () if question is None else suggest(question, records)
    known = {each.story.id for each in fitting}
    return (*fitting, *(Suggestion(record, ()) for record in records if record.story.id not in known))


def _fitness(suggestion: Suggestion) -> tuple[int, int, float]:
    record = suggestion.record
    written = record.story.changed_on or record.story.created_on
    if record.last_at is not None:
        freshness = record.last_at.timestamp()
    else:
        freshness = float(written.toordinal()) if written is not None else 0.0
    return -len(suggestion.shared), record.takes, -freshness
