"""Which question to rehearse next, and why that one.

Never rehearsed comes first, in the bank's order; then what was weak the last time; then what is due, by
intervals that grow with every good take; then what was rehearsed longest ago.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from rehearse.interview.headline import asks_for_headline
from rehearse.interview.verdict import Verdict

if TYPE_CHECKING:
    from rehearse.interview.question import Question, QuestionBank
    from rehearse.interview.take import TakeCounts, TakeSummary

INTERVALS = tuple(timedelta(days=days) for days in (1, 3, 7, 14, 30))
"""How long after each good take in a row a question is due again; the last interval stays."""

SAME_SITTING = timedelta(hours=12)
"""Good takes closer together than this show one memory, not two."""


class Why(StrEnum):
    """What made the choice."""

    NEVER_REHEARSED = "never rehearsed"
    WEAK = "weak the last time"
    DUE = "due again"
    LONGEST_AGO = "longest ago"


@dataclass(frozen=True, slots=True)
class Choice:
    """The question to rehearse next."""

    question: "Question"
    why: Why
    takes: int
    last_at: datetime | None
    """When it was last rehearsed; None when never."""
    reasons: tuple[str, ...] = ()
    """What was weak, or how long it rested, in a few words each."""

    @property
    def reason(self) -> str:
        """Why, in words: “weak the last time: no figure, no reflection”."""
        return f"{self.why}: {', '.join(self.reasons)}" if self.reasons else str(self.why)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How one question stands."""

    question: "Question"
    takes: Sequence["TakeSummary"]
    """Newest first."""
    now: datetime

    @property
    def weaknesses(self) -> tuple[str, ...]:
        return weaknesses_of(self.takes[0]) if self.takes else ()

    @property
    def rested(self) -> timedelta:
        return self.now - self.takes[0].started_at

    @property
    def interval(self) -> timedelta:
        """How long it may rest after its good takes in a row."""
        return INTERVALS[min(max(_good_sittings(self.takes), 1), len(INTERVALS)) - 1]

    @property
    def is_due(self) -> bool:
        return self.rested >= self.interval

    def choice(self) -> Choice:
        last_at = self.takes[0].started_at if self.takes else None
        why, reasons = self._why()
        return Choice(self.question, why, len(self.takes), last_at, reasons)

    def _why(self) -> tuple[Why, tuple[str, ...]]:
        if not self.takes:
            return Why.NEVER_REHEARSED, ()
        if self.weaknesses:
            return Why.WEAK, self.weaknesses
        rested = _days(self.rested)
        if self.is_due:
            return Why.DUE, (f"rested {rested}, due after {_days(self.interval)}",)
        return Why.LONGEST_AGO, (rested,)

    @property
    def urgency(self) -> tuple[int, float]:
        """The lower, the sooner."""
        why, reasons = self._why()
        rank = list(Why).index(why)
        match why:
            case Why.NEVER_REHEARSED:
                return rank, 0.0
            case Why.WEAK:
                # What has more wrong comes sooner, but a day's rest weighs as much as one thing wrong.
                return rank, -(len(reasons) + self.rested / timedelta(days=1))
            case Why.DUE:
                return rank, -(self.rested / self.interval)
            case _:
                return rank, -self.rested.total_seconds()


def choose_next(
    bank: "QuestionBank", takes: Iterable["TakeSummary"], now: datetime, passed_over: Collection[str] = ()
) -> Choice | None:
    """Choose the question to rehearse next; takes come newest first.

    Questions passed over come back once all were; None only from an empty bank.
    """
    by_question: dict[str, list[TakeSummary]] = {question_id: [] for question_id in bank.ids}
    for take in takes:
        if take.question_id in by_question:
            by_question[take.question_id].append(take)
    candidates = [question for question in bank if question.id not in passed_over] or list(bank)
    standings = [_Standing(question, by_question[question.id], now) for question in candidates]
    return min(standings, key=lambda standing: standing.urgency).choice() if standings else None


class Counted(Protocol):
    """An answer as lists show it; what is not known of it is None."""

    @property
    def question_id(self) -> str | None:
        """What it answers; None where that is no question of the bank."""

    @property
    def duration_s(self) -> float | None:
        """How long it is."""

    @property
    def target_s(self) -> float:
        """How long it was to be."""

    @property
    def verdict(self) -> Verdict | None:
        """The one held against the other."""

    @property
    def counts(self) -> "TakeCounts | None":
        """What its words come to."""


def weaknesses_of(answer: Counted) -> tuple[str, ...]:
    """Say what keeps an answer from being good; of what is not known of it nothing is said."""
    weak = []
    off_s = (answer.duration_s or 0.0) - answer.target_s
    if answer.verdict is Verdict.OVER:
        weak.append(f"{off_s:.0f} s over")
    elif answer.verdict is Verdict.UNDER and not asks_for_headline(answer.question_id, answer.target_s):
        weak.append(f"{-off_s:.0f} s short")
    if answer.counts is not None:
        if not answer.counts.metrics:
            weak.append("no figure")
        weak += [f"no {part}" for part in answer.counts.missing or ()]
    return tuple(weak)


def _good_sittings(takes: Sequence["TakeSummary"]) -> int:
    """Count the good takes in a row, newest first, those of one sitting once."""
    sittings = 0
    counted: datetime | None = None
    for take in takes:
        if weaknesses_of(take):
            break
        if counted is None or counted - take.started_at >= SAME_SITTING:
            sittings += 1
            counted = take.started_at
    return sittings


def _days(time: timedelta) -> str:
    days = time.days
    return "today" if days < 1 else "1 day" if days == 1 else f"{days} days"
