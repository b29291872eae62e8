"""Follow-up questions: what an interviewer would ask next, from what is missing, then the question's own."""

from collections.abc import Iterable, Iterator

from rehearse.analysis.evidence import Finding, Metrics
from rehearse.analysis.wording import WORDINGS
from rehearse.interview.question import Question

MOST_MADE = 3
"""More than three would be a cross-examination."""


def follow_ups(findings: Iterable[Finding], metrics: Metrics, question: Question | None) -> tuple[str, ...]:
    """The questions to expect, the likeliest first."""
    made = tuple(_made(findings, metrics))[:MOST_MADE]
    own = question.follow_ups if question else ()
    return tuple(dict.fromkeys((*made, *own)))


def _made(findings: Iterable[Finding], metrics: Metrics) -> Iterator[str]:
    for found in findings:
        asked = WORDINGS[found.code].follow_up
        if asked:
            yield asked.format(text=metrics.vague[0].text if metrics.vague else "")
    if metrics.stated and not metrics.menu.baseline:
        yield f"You said “{metrics.items[0].text}”: what was it before?"
