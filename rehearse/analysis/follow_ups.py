"""Follow-up questions: what an interviewer would ask next, from what is missing, then the question's own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rehearse.analysis.evidence import Finding, Metric, Metrics, Structure
from rehearse.analysis.wording import WORDINGS
from rehearse.interview.part import Part
from rehearse.interview.question import Question

MOST_MADE = 3
"""More than three would be a cross-examination."""


def follow_ups(
    findings: Iterable[Finding], metrics: Metrics, structure: Structure | None, question: Question | None
) -> tuple[str, ...]:
    """The questions to expect, the likeliest first."""
    made = tuple(_made(findings, metrics, structure))[:MOST_MADE]
    own = question.follow_ups if question else ()
    return tuple(dict.fromkeys((*made, *own)))


def _made(findings: Iterable[Finding], metrics: Metrics, structure: Structure | None) -> Iterator[str]:
    for found in findings:
        asked = WORDINGS[found.code].follow_up
        if asked:
            yield asked.format(text=metrics.vague[0].text if metrics.vague else "")
    alone = None if metrics.menu.baseline else _stands_alone(metrics.items, structure)
    if alone is not None:
        yield f"You said “{alone.text}”: compared with what?"


def _stands_alone(stated: Sequence[Metric], structure: Structure | None) -> Metric | None:
    """The figure of the outcome that nothing of its kind can be held against; the last of several."""
    sentences = () if structure is None else structure.sentences
    outcomes = [each.span for each in sentences if each.part is Part.RESULT]
    measures = Counter((metric.kind, metric.unit) for metric in stated)
    return next(
        (
            metric
            for metric in reversed(stated)
            if measures[metric.kind, metric.unit] == 1
            and any(start <= metric.span[0] < end for start, end in outcomes)
        ),
        None,
    )
