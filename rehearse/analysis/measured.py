"""What a bare number is of: "it took nine hours, and now it's two", "the target was ninety".

The kind is the likeliest by a linear model over the words beside the number, its size, and what was measured
before and after it; the unit is the one that was said last for that kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Tokens
from rehearse.analysis.units import SECONDS
from rehearse.analysis.weights import kind_weights

BARE_KINDS = (
    MetricKind.COUNT,
    MetricKind.PERCENT,
    MetricKind.MONEY,
    MetricKind.TIME,
    MetricKind.SCORE,
    MetricKind.RATIO,
    MetricKind.STAT,
)
"""What a bare number may turn out to be, in the order of the weights' columns."""

_REACH = 10
_RIGHT_REACH = 6
_CLOSE = 3
_REMEMBERED = 12
"""How many of the latest metrics are looked through; it keeps the time linear."""
_SIZES = ((1, "one"), (10, "ten"), (100, "hundred"), (999, "hundreds"), (1e4, "thousands"), (1e6, "many"))
_ALIKE = 5
"""Numbers of one thing are seldom further apart than this many times."""


def as_measured(
    tokens: Tokens,
    quantity: Quantity,
    clause: range,
    measured: Sequence[Quantity],
    beside: tuple[Quantity | None, Quantity | None],
) -> Quantity:
    """Give a bare number the kind and unit of what it measures.

    `measured` are the metrics before it; `beside` is the quantity of some kind last said before it, and what
    is said next after it, whether or not they count.
    """
    if quantity.kind is not None:
        return quantity
    weights = kind_weights()
    features = kind_features(tokens, quantity, clause, measured, beside)
    known = [weights[name] for name in features if name in weights]
    odds = dict(zip(BARE_KINDS, map(sum, zip(*known, strict=True)), strict=True))
    units = _units(quantity, measured)
    kind = max(units, key=odds.__getitem__)
    return replace(quantity, kind=kind, unit=units[kind])


def _units(quantity: Quantity, measured: Sequence[Quantity]) -> dict[MetricKind, str | None]:
    """The kinds that a number can be of, with the unit each would have: no time without one that was said."""
    said: dict[MetricKind, str | None] = {}
    for other in measured[-_REMEMBERED:]:
        said[_kind_of(other)] = other.unit
    last_counted = measured and _kind_of(measured[-1]) is MetricKind.COUNT
    units: dict[MetricKind, str | None] = {
        MetricKind.COUNT: measured[-1].unit if last_counted else None,
        MetricKind.MONEY: said.get(MetricKind.MONEY),
        MetricKind.SCORE: None,
        MetricKind.RATIO: None,
        MetricKind.STAT: None,
    }
    if quantity.value <= 100:
        units[MetricKind.PERCENT] = "%"
    if MetricKind.TIME in said:
        units[MetricKind.TIME] = said[MetricKind.TIME]
    return units


def kind_features(
    tokens: Tokens,
    quantity: Quantity,
    clause: range,
    measured: Sequence[Quantity],
    beside: tuple[Quantity | None, Quantity | None],
) -> set[str]:
    """What tells the kind of a bare number in its clause."""
    return {
        *_size(tokens, quantity),
        *_words(tokens, quantity, clause),
        *_others(quantity, clause, measured, beside),
    }


def _size(tokens: Tokens, quantity: Quantity) -> Iterator[str]:
    size = _size_of(quantity.value)
    yield "bias"
    yield size
    yield f"{size} {_fraction(quantity)}"
    yield _fraction(quantity)
    if quantity.per:
        yield "per"
    if quantity.number is not None and not quantity.number.whole:
        yield "scaled"
    yield f"ends {tokens.word(quantity.last)}"


def _words(tokens: Tokens, quantity: Quantity, clause: range) -> Iterator[str]:
    first, last = quantity.first, quantity.last
    for off, at in enumerate(range(first - 1, max(clause.start, first - _REACH) - 1, -1)):
        yield f"left {tokens.word(at)}"
        if off < _CLOSE:
            yield f"left {off} {tokens.word(at)}"
    yield f"left pair {tokens.word(first - 2)} {tokens.word(first - 1)}"
    for off, at in enumerate(range(last + 1, min(clause.stop, last + 1 + _RIGHT_REACH))):
        yield f"right {tokens.word(at)}"
        if off < _CLOSE - 1:
            yield f"right {off} {tokens.word(at)}"
    if last + 1 >= clause.stop:
        yield "ends the clause"
    if first == clause.start:
        yield "begins the clause"


def _others(
    quantity: Quantity,
    clause: range,
    measured: Sequence[Quantity],
    beside: tuple[Quantity | None, Quantity | None],
) -> Iterator[str]:
    size = _size_of(quantity.value)
    if measured:
        nearest = measured[-1]
        kind, place = _kind_of(nearest), "in clause" if nearest.first >= clause.start else "before"
        alike = _likeness(quantity, nearest)
        yield from (f"near {kind}", f"near {kind} {size}", f"near {kind} {_fraction(quantity)}")
        yield from (f"near {kind} {alike}", f"near {kind} {place}", f"near {kind} {alike} {place}")
    else:
        yield f"near nothing {size}"
    for kind in {_kind_of(other) for other in measured[-_REMEMBERED:]}:
        yield f"seen {kind}"
        yield f"seen {kind} {size}"
    before, after = beside
    if before is not None and before.first >= clause.start:
        kind = _kind_of(before)
        yield from (f"beside {kind}", f"beside {kind} {size}", f"beside {kind} {_likeness(quantity, before)}")
    if after is not None:
        place = "in clause" if after.first < clause.stop else "later"
        yield f"next {after.kind} {place}"
        yield f"next {after.kind} {place} {_likeness(quantity, after)}"


def _size_of(value: float) -> str:
    return next((name for most, name in _SIZES if value <= most), "millions")


def _fraction(quantity: Quantity) -> str:
    return "decimal" if quantity.value % 1 else "whole"


def _likeness(quantity: Quantity, other: Quantity) -> str:
    alike = other.value and 1 / _ALIKE <= quantity.value / other.value <= _ALIKE
    return "alike" if alike else "unlike"


def _kind_of(quantity: Quantity) -> MetricKind:
    """The kind of a measured quantity: a change has that of its ends."""
    if quantity.kind is MetricKind.CHANGE:
        return kind_of_unit(quantity.unit)
    return quantity.kind or MetricKind.COUNT


def kind_of_unit(unit: str | None) -> MetricKind:
    """The kind that a unit belongs to."""
    if unit == "%":
        return MetricKind.PERCENT
    if unit in SECONDS:
        return MetricKind.TIME
    return MetricKind.MONEY if unit and unit.isupper() else MetricKind.COUNT
