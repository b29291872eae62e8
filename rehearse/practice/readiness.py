"""How practice stands: question by question, and over the last answers and days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from rehearse.interview.verdict import Verdict
from rehearse.practice.best_take import best_take

if TYPE_CHECKING:
    from rehearse.interview.take import TakeSummary

RECENT_TAKES = 10
"""How many of the newest takes tell how practice goes now."""


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """What the takes of one question come to."""

    takes: int
    best_id: str
    """The take called the best: starred, else by the figures."""
    best_s: float
    """How long that take is."""
    last_s: float
    last_at: datetime
    last_fillers_per_minute: float | None
    """None where the last take has no words yet, or a recogniser that is deaf to filled pauses heard it."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What all takes come to."""

    takes: int
    questions: int
    """How many different questions were rehearsed."""
    recent: int
    """How many takes the next figure is out of: the last ten, or as many as there are."""
    recent_on_time: int
    recent_transcribed: int
    """How many of the recent takes have words, and so can hold metrics."""
    recent_with_metrics: int
    days: int
    """On how many different days something was rehearsed."""
    daily: tuple[int, ...]
    """Takes on each of the last days, today last."""


def question_records(takes: Iterable["TakeSummary"]) -> Mapping[str, QuestionRecord]:
    """Sum up the takes of each question; the takes come newest first, as the archive gives them."""
    by_question: dict[str, list[TakeSummary]] = {}
    for take in takes:
        if take.question_id is not None:
            by_question.setdefault(take.question_id, []).append(take)
    return {question_id: _record_of(found) for question_id, found in by_question.items()}


def _record_of(takes: Sequence["TakeSummary"]) -> QuestionRecord:
    last = takes[0]
    best = best_take(takes) or last
    return QuestionRecord(
        takes=len(takes),
        best_id=best.id,
        best_s=best.duration_s,
        last_s=last.duration_s,
        last_at=last.started_at,
        last_fillers_per_minute=None if last.counts is None else last.counts.fillers_per_minute,
    )


def readiness(
    takes: Sequence["TakeSummary"], today: date, zone: tzinfo | None = None, window_days: int = 14
) -> Readiness:
    """Sum up all takes, newest first; without a zone, a day is the machine's own."""
    recent = takes[:RECENT_TAKES]
    transcribed = [take.counts for take in recent if take.counts is not None]
    per_day = Counter(take.started_at.astimezone(zone).date() for take in takes)
    return Readiness(
        takes=len(takes),
        questions=len({take.question_id for take in takes} - {None}),
        recent=len(recent),
        recent_on_time=sum(take.verdict is Verdict.ON_TARGET for take in recent),
        recent_transcribed=len(transcribed),
        recent_with_metrics=sum(counts.metrics > 0 for counts in transcribed),
        days=len(per_day),
        daily=tuple(per_day[today - timedelta(days=ago)] for ago in reversed(range(window_days))),
    )
