"""What a person made of the words of a take: which fillers and metrics count, and what was really said."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rehearse.interview.transcript import Span


class Subject(StrEnum):
    """What a decision is about."""

    FILLER = "filler"
    METRIC = "metric"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something that was found in the words counts; it holds as long as the words stand there."""

    subject: Subject
    span: Span
    text: str
    """The words, so that a decision is never applied to others that came into their place."""
    counts: bool


def decision_on(decisions: Iterable[Decision], subject: Subject, span: Span, text: str) -> Decision | None:
    """What was decided about these words; None where nothing was."""
    for decision in decisions:
        if (decision.subject, decision.span, decision.text) == (subject, span, text):
            return decision
    return None
