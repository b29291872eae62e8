"""Which question to rehearse next, and why that one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.take import TakeSummary


class Why(StrEnum):
    """What made the choice."""

    NEVER_REHEARSED = "never rehearsed"
    LEAST_REHEARSED = "least rehearsed"
    LONGEST_AGO = "longest ago"


@dataclass(frozen=True, slots=True)
class Choice:
    """The question to rehearse next."""

    question: Question
    why: Why
    takes: int
    last_at: datetime | None
    """When it was last rehearsed; None when never."""


def choose_next(
    bank: QuestionBank, takes: Iterable[TakeSummary], passed_over: Collection[str] = ()
) -> Choice | None:
    """Choose by the fewest takes, then the longest ago, then the bank's order.

    Questions passed over come back once all were; None only from an empty bank.
    """
    counts = dict.fromkeys(bank.ids, 0)
    last: dict[str, datetime] = {}
    for take in takes:
        if take.question_id in counts:
            counts[take.question_id] += 1
            last[take.question_id] = max(take.started_at, last.get(take.question_id, take.started_at))
    candidates = [question for question in bank if question.id not in passed_over] or list(bank)
    if not candidates:
        return None

    def urgency(question: Question) -> tuple[int, float]:
        seen = last.get(question.id)
        return counts[question.id], 0.0 if seen is None else seen.timestamp()

    chosen = min(candidates, key=urgency)
    fewest = counts[chosen.id]
    if fewest == 0:
        why = Why.NEVER_REHEARSED
    elif any(counts[question.id] > fewest for question in bank):
        why = Why.LEAST_REHEARSED
    else:
        why = Why.LONGEST_AGO
    return Choice(chosen, why, fewest, last.get(chosen.id))
