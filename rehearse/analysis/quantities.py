"""Quantities: numbers with what they are of, whether or not they matter to the answer."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import (
    words,
)
from rehearse.analysis.numbers import SCALES, find_numbers
from rehearse.analysis.quantity import HEDGES, Quantity
from rehearse.analysis.readings import quantify, spread, word_quantity
from rehearse.analysis.tokens import Tokens
from rehearse.analysis.units import (
    SECONDS,
)

_CHANGE_REACH = 9
_GONE_REACH = 6
_POINTING = words("the a new this that other another next")
_SAME_SCALE = 10
"""How far the ends of a change may lie apart that name their thousands once."""
_PARTED_BY_COMMAS = (MetricKind.TIME, MetricKind.PERCENT, MetricKind.MONEY)
_LARGEST_FACTOR = 60
"""Above it a length of time was said in two units: "two minutes ten" are 130 seconds."""
_NO_UNITS = words("month week year day")


def find_quantities(tokens: Tokens) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order, without overlap."""
    numbers = find_numbers(tokens)
    by_start = {number.first: number for number in numbers}
    found: list[Quantity] = []
    index = 0
    while index < len(tokens):
        number = by_start.get(index)
        quantity = quantify(tokens, number, by_start) if number else word_quantity(tokens, index, by_start)
        if quantity is None:
            index = number.last + 1 if number else index + 1
            continue
        quantity = spread(tokens, quantity)
        found.append(quantity)
        index = max(quantity.last, index) + 1
    return tuple(_joined(tokens, list(_joined(tokens, found, _range)), _change))


def _joined(
    tokens: Tokens, found: list[Quantity], join: Callable[[Tokens, Quantity, Quantity], Quantity | None]
) -> Iterator[Quantity]:
    """Make one of two neighbours wherever they join to a range ("eight to ten thousand") or to a change."""
    at = 0
    while at < len(found):
        one = _gone(tokens, found[at]) if join is _change else found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        joined = other and join(tokens, one, other)
        if joined:
            yield joined
            at += 2
        else:
            yield one
            at += 1


def _gone(tokens: Tokens, one: Quantity) -> Quantity:
    """Make a change of "from six a month to none"; any other quantity stays as it is."""
    if tokens.word(one.first - 1) != "from" or one.kind is MetricKind.CHANGE:
        return one
    for at in range(one.last + 1, one.last + 1 + _GONE_REACH):
        if tokens.at(at).follows_comma or tokens.at(at).opens:
            return one
        if tokens.word(at) == "to" and tokens.word(at + 1) in {"none", "nothing"}:
            return replace(one, first=one.first - 1, last=at + 1, kind=MetricKind.CHANGE, to_value=0.0)
    return one


def _change(tokens: Tokens, one: Quantity, other: Quantity) -> Quantity | None:
    if tokens.word(one.first - 1) in HEDGES | {"a", "an", "every"}:
        return _change_from(tokens, one, other, one.first - 2)
    return _change_from(tokens, one, other, one.first - 1)


def _change_from(tokens: Tokens, one: Quantity, other: Quantity, start: int) -> Quantity | None:
    between = [tokens.word(index) for index in range(one.last + 1, other.first)]
    if tokens.word(start) != "from" or "to" not in between or len(between) > _CHANGE_REACH:
        return None
    if any(tokens[index].opens for index in range(one.last + 1, other.first + 1)):
        return None
    if tokens.word(other.first) == "one" and tokens.word(other.first - 1) in _POINTING:
        return None
    if _looks_like_years(one, other) or (other.kind is None is one.kind and one.attributive):
        return None
    if one.unit and other.kind is MetricKind.COUNT and one.unit != other.unit and other.number:
        other = replace(other, last=other.number.last, unit=None)  # what follows is counted anew
    unit = other.unit or one.unit
    if MetricKind.COUNT in (one.kind, other.kind) and other.unit in _NO_UNITS:
        unit = one.unit
    value, to_value = _ends(tokens, one, other)
    return replace(other, first=start, value=value, to_value=to_value, kind=MetricKind.CHANGE, unit=unit)


def _ends(tokens: Tokens, one: Quantity, other: Quantity) -> tuple[float, float]:
    """The ends of a change in one unit and one scale, though both are said once."""
    if one.kind is other.kind is MetricKind.TIME and one.unit != other.unit:
        return one.value * SECONDS[one.unit or ""] / SECONDS[other.unit or ""], other.value
    if one.kind is MetricKind.TIME and other.kind is None and one.number is not None:
        return one.value, _of_time(one, one.number.value or 1, other)
    if other.unit is None and one.number is not None:
        scale = SCALES.get(tokens.word(one.number.last), 1.0)
        grown = other.value * scale / one.value if scale > 100 and one.value else 0.0
        if 1 / _SAME_SCALE <= grown <= _SAME_SCALE:
            return one.value, other.value * scale  # from eighty thousand to a hundred and thirty five
    return one.value * _shared_scale(tokens, one, other), other.value


def _of_time(one: Quantity, said: float, other: Quantity) -> float:
    """A bare number after a length of time: "to ninety", "from two minutes forty to one twenty", "to one"."""
    factor = one.value / said
    if factor < 1:
        return other.value * factor
    if factor > _LARGEST_FACTOR and other.value <= said:
        return other.value * 60
    larger, smaller = divmod(other.value, 100)
    compound = factor > _LARGEST_FACTOR and 0 < larger < 10 and smaller < 60
    return larger * 60 + smaller if compound else other.value


def _is_pair(one: Quantity, other: Quantity) -> bool:
    """Whether two bare numbers say about how many: "five six hours", "sixty seventy", "two or three"."""
    if one.kind is not None or one.number is None or other.number is None:
        return False
    step = other.number.value - one.value
    return step == 1 or (step in (2, 5, 10, 50, 100, 1000) and one.value % step == 0 and step <= one.value)


def _looks_like_years(one: Quantity, other: Quantity) -> bool:
    return all(1900 <= quantity.value < 2100 and quantity.kind is None for quantity in (one, other))


def _shared_scale(tokens: Tokens, one: Quantity, other: Quantity) -> float:
    """The scale that "eight to ten thousand" says once for both."""
    if one.kind is not None or other.number is None or other.number.whole:
        return 1.0
    scale = SCALES.get(tokens.word(other.number.last), 1.0)
    return scale if scale > 100 and one.value < scale else 1.0


def _goes_on(tokens: Tokens, one: Quantity, other: Quantity) -> bool:
    """Whether "from two to three minutes" is where a change began: "to" follows once more."""
    grows = one.kind is None and one.value < other.value
    return grows and tokens.word(other.last + 1) == "to" and not tokens.at(other.last + 1).follows_comma


def _range(tokens: Tokens, one: Quantity, other: Quantity) -> Quantity | None:
    between = [tokens.word(index) for index in range(one.last + 1, other.first)]
    if one.kind is MetricKind.MONEY and other.kind is None and between in ([], ["to"]):
        other = replace(other, kind=MetricKind.MONEY, unit=one.unit)
        one = replace(one, kind=None)
    if tokens[other.first].opens:
        return None
    hyphened = not between and tokens[other.first].gap.strip() in {"-", "–", "—"}
    loose = not (hyphened or between in (["to"], ["or"]))
    if one.kind not in {None, other.kind} or (other.kind is None and between == ["to"]):
        return None
    if (loose or other.kind is None) and (between not in ([], ["or"]) or not _is_pair(one, other)):
        return None
    parted = tokens[other.first].follows_comma and not hyphened
    changes = between == ["to"] or not _is_pair(one, other)
    if changes and tokens.word(one.first - 1) == "from" and not _goes_on(tokens, one, other):
        return None
    if between == ["to"] and one.kind is not None and one.unit != other.unit:
        return None  # two to three minutes to thirty seconds
    if parted and not (loose and other.kind in _PARTED_BY_COMMAS):
        return None
    if one.kind is None and one.value >= other.value * _shared_scale(tokens, one, other):
        return None
    value = one.value * _shared_scale(tokens, one, other)
    number = replace(other.number, first=one.first, value=value) if other.number else None
    return replace(other, first=one.first, value=value, number=number)
