"""What was found, less what a person said is none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from rehearse.analysis.evidence import Certainty, Filler, Fillers, Metric, Metrics
from rehearse.interview.review import Decision, Subject, decision_on

_Item = TypeVar("_Item", Filler, Metric)

OWN_WORD = "you said it is one"


def decide_fillers(found: Fillers, decisions: Sequence[Decision]) -> tuple[Fillers, tuple[Filler, ...]]:
    """Give the fillers that count and those that were rejected; one that was accepted is certain."""
    counted, rejected = _parted(found.items, Subject.FILLER, decisions)
    items = (
        item
        if item.certainty is Certainty.CERTAIN or not _accepted(item, Subject.FILLER, decisions)
        else replace(item, certainty=Certainty.CERTAIN, reason=OWN_WORD)
        for item in counted
    )
    return replace(found, items=tuple(items)), rejected


def decide_metrics(found: Metrics, decisions: Sequence[Decision]) -> tuple[Metrics, tuple[Metric, ...]]:
    """Give the metrics that count and those that were rejected."""
    counted, rejected = _parted(found.items, Subject.METRIC, decisions)
    return replace(found, items=counted), rejected


def _parted(
    items: Iterable[_Item], subject: Subject, decisions: Sequence[Decision]
) -> tuple[tuple[_Item, ...], tuple[_Item, ...]]:
    counted: list[_Item] = []
    rejected: list[_Item] = []
    for item in items:
        decision = decision_on(decisions, subject, item.span, item.text)
        (counted if decision is None or decision.counts else rejected).append(item)
    return tuple(counted), tuple(rejected)


def _accepted(item: Filler | Metric, subject: Subject, decisions: Sequence[Decision]) -> bool:
    decision = decision_on(decisions, subject, item.span, item.text)
    return decision is not None and decision.counts
