"""What a bare number is of: "it took nine hours, and now it's two", "the target was ninety"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import HAVE, PAST_FORMS, words
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Tokens
from rehearse.analysis.units import SECONDS

_KINDS: Mapping[str, MetricKind] = {
    word: kind
    for kind, members in (
        (
            MetricKind.PERCENT,
            words(
                "rate conversion churn retention uptime occupancy "
                "utilisation utilization share margin compliance "
                "coverage acceptance attrition percentage completion"
            ),
        ),
        (
            MetricKind.MONEY,
            words(
                "cost costs price bill revenue spend spending budget fee fees salary rent profit fine premium"
            ),
        ),
        (MetricKind.TIME, words("time times wait latency turnaround delay duration downtime")),
        (MetricKind.SCORE, words("rating score nps csat gpa")),
    )
    for word in members
}
"""What tells the kind of a bare number in the same clause."""

_RATED = words("review reviews survey surveys stars google feedback")
_OF_THEM = words("them those us these")
_REACH = 10
_BEST_RATING = 10
_REMEMBERED = 12
"""How many of the latest metrics are looked through for one of the same kind; it keeps the time linear."""


def as_measured(
    tokens: Tokens, quantity: Quantity, clause: range, measured: Sequence[Quantity], beside: Quantity | None
) -> Quantity:
    """Give a bare number the kind and unit of what it measures: by its clause or by what was said before.

    `beside` is the quantity last said before it, whether or not it counts.
    """
    if quantity.kind is not None:
        return quantity
    if tokens.word(quantity.last + 1) == "of" and tokens.word(quantity.last + 2) in _OF_THEM:
        return _counted(quantity, measured)
    kind = _kind_by_words(tokens, quantity, clause)
    if kind is not None:
        return _of_kind(quantity, kind, measured)
    nearest = measured[-1] if measured else None
    if beside is not None and clause.start <= beside.first and quantity.first - beside.last <= _REACH:
        nearest = beside
    if nearest is None or nearest.kind in {None, MetricKind.RATIO} or _acts(tokens, quantity, clause):
        return replace(quantity, kind=MetricKind.COUNT)
    kind = kind_of_unit(nearest.unit) if nearest.kind is MetricKind.CHANGE else nearest.kind
    if nearest.unit == "%" and quantity.value > 100:
        return replace(quantity, kind=MetricKind.COUNT)
    if kind is MetricKind.TIME and quantity.per:
        return replace(quantity, kind=MetricKind.COUNT)
    return replace(quantity, kind=kind, unit=nearest.unit)


def _kind_by_words(tokens: Tokens, quantity: Quantity, clause: range) -> MetricKind | None:
    """The kind that the words before a bare number give it: a price, a rating, what was paid."""
    rated = bool(quantity.value % 1) and quantity.value <= _BEST_RATING
    for at in range(quantity.first - 1, max(clause.start, quantity.first - _REACH) - 1, -1):
        word = tokens.word(at)
        if word in _KINDS:
            return _KINDS[word]
        if rated and word in _RATED:
            return MetricKind.SCORE
    return None


def _acts(tokens: Tokens, quantity: Quantity, clause: range) -> bool:
    """Whether a number opens its sentence and a verb follows: "Nine complained." are people."""
    after = tokens.word(quantity.last + 1)
    return quantity.first == clause.start and (after in PAST_FORMS or after.endswith("ed") or after in HAVE)


def _counted(quantity: Quantity, measured: Sequence[Quantity]) -> Quantity:
    unit = next((other.unit for other in reversed(measured) if other.kind is MetricKind.COUNT), None)
    return replace(quantity, kind=MetricKind.COUNT, unit=unit)


def _of_kind(quantity: Quantity, kind: MetricKind, measured: Sequence[Quantity]) -> Quantity:
    if kind is MetricKind.PERCENT:
        small = quantity.value <= 100
        return replace(quantity, kind=kind if small else MetricKind.COUNT, unit="%" if small else None)
    for other in reversed(measured[-_REMEMBERED:]):
        if kind in {other.kind, kind_of_unit(other.unit)}:
            return replace(quantity, kind=kind, unit=other.unit)
    return replace(quantity, kind=MetricKind.COUNT if kind is MetricKind.TIME else kind)


def kind_of_unit(unit: str | None) -> MetricKind:
    """The kind that a unit belongs to."""
    if unit == "%":
        return MetricKind.PERCENT
    if unit in SECONDS:
        return MetricKind.TIME
    return MetricKind.MONEY if unit and unit.isupper() else MetricKind.COUNT
