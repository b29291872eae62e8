"""Numbers that measure nothing wherever they stand: dates, names, ages, clock times, figures of speech."""

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import words
from rehearse.analysis.numbers import TENS, UNITS
from rehearse.analysis.quantities import Quantity
from rehearse.analysis.tokens import Tokens

_IDLE_PERCENT_AFTER = words(
    "agree agreed sure certain behind committed convinced focused positive correct that's my right"
)
_IDLE_TIME_AFTER = words("later ago old older time off")
_IDLE_TIME_BEFORE = words("last past next first another every each")
_ORDINAL = words("th st nd rd")
_CLOCK_AFTER = words("am pm o'clock a.m p.m")
_WISHES = words("wanted want wants")


def is_idle(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a quantity is a date, a name, an age, a clock time or a figure of speech."""
    before, after = tokens.at(quantity.first - 1), tokens.at(quantity.last + 1)
    if quantity.number is not None and quantity.kind in {None, MetricKind.COUNT}:
        if _is_name(tokens, quantity) or _is_date(tokens, quantity):
            return True
        if before.lower == "thanks" and quantity.value >= 1e6:
            return True
    if quantity.unit == "%" and tokens.word(quantity.last) == "point" and before.lower == "at":
        return True
    if quantity.kind is MetricKind.PERCENT:
        if after.lower in _IDLE_PERCENT_AFTER:
            return quantity.value >= 100
        return quantity.value > 100 and before.lower in {"give", "given", "gave", "giving", "gives"}
    if quantity.kind is MetricKind.TIME:
        return (
            after.lower in _IDLE_TIME_AFTER
            or before.lower in _IDLE_TIME_BEFORE
            or before.lower in {"one", "half"}
        )
    if quantity.number is None and tokens.word(quantity.first) == "twice":
        return after.lower != "as"
    if quantity.kind is MetricKind.CHANGE:
        return not _WISHES.isdisjoint(tokens.word(quantity.first - back) for back in range(1, 5))
    return False


def _is_name(tokens: Tokens, quantity: Quantity) -> bool:
    """Python 3, COVID-19, 24/7, 11th, B2B."""
    number = quantity.number
    last = number.last if number else quantity.last
    first, after = tokens[quantity.first], tokens.at(last + 1)
    if first.gap == "-" and tokens.at(quantity.first - 1).text[:1].isupper():
        return True
    if after.lower in _ORDINAL and after.gap == "":
        return True
    return "/" in (after.text, tokens.word(quantity.first - 1)) and after.gap == ""


def _is_date(tokens: Tokens, quantity: Quantity) -> bool:
    """2019, twenty nineteen, 8:15, four pm, seventeen years old."""
    number = quantity.number
    if number is None:
        return False
    first, after = tokens[quantity.first], tokens.at(number.last + 1)
    if after.lower in _CLOCK_AFTER or ":" in (first.gap, after.gap):
        return True
    year = number.whole and 1900 <= number.value < 2100
    if year and (number.digits or tokens.word(quantity.first) != "a"):
        return number.last == quantity.last or tokens.word(quantity.first - 1) in {
            "in",
            "since",
            "by",
            "until",
        }
    if tokens.word(quantity.first - 1) in {"aged", "age"}:
        return True
    pair = tokens.at(number.last + 1).lower
    return number.value in (19, 20) and not number.digits and (pair in TENS or pair in UNITS)
