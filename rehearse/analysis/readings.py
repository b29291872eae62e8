"""Readings: what a number is of, by the words on either side of it."""

from collections.abc import Mapping
from dataclasses import replace

from rehearse.analysis.amounts import read_money, read_percent
from rehearse.analysis.counted import read_count
from rehearse.analysis.durations import read_spoken_time, read_time
from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import words
from rehearse.analysis.numbers import UNITS, Number
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.scores import read_score, read_stat
from rehearse.analysis.shares import read_fraction, read_multiple, read_of_many, read_times
from rehearse.analysis.tokens import Tokens
from rehearse.analysis.units import PERIODS, TIME_UNITS

_SPREADS = words("a an per each every /")
_READINGS = (
    read_fraction,
    read_money,
    read_percent,
    read_of_many,
    read_stat,
    read_score,
    read_times,
    read_time,
)
"""In this order the first that fits decides."""


def quantify(tokens: Tokens, number: Number, by_start: Mapping[int, Number]) -> Quantity:
    """Read what a number is of; other numbers are given by their first tokens."""
    bare = Quantity(number.first, number.last, number.value, None, None, number)
    for reading in _READINGS:
        quantity = reading(tokens, bare, by_start)
        if quantity is not None:
            return quantity
    return read_count(tokens, bare)


def word_quantity(tokens: Tokens, index: int, by_start: Mapping[int, Number]) -> Quantity | None:
    """Doubled, cut in half, by a third, a day and a half."""
    return read_spoken_time(tokens, index, by_start) or read_multiple(tokens, index)


def spread(tokens: Tokens, quantity: Quantity) -> Quantity:
    """Take "a month", "per head" or "every six weeks" into an amount."""
    at = quantity.last + 1
    if tokens.at(at).opens:
        return quantity
    if [tokens.word(at), tokens.word(at + 1)] == ["or", "so"]:
        at += 2
    at += tokens.word(at) in {"extra", "more", "fewer", "less"}
    link, over = tokens.word(at), tokens.word(at + 1)
    if link in _SPREADS and over in PERIODS:
        return replace(quantity, last=at + 1, per=True)
    if link == "in" and over in {"a", "an"} and quantity.kind in {None, MetricKind.COUNT}:
        parted = [tokens.word(at + 3), tokens.word(at + 4)] == ["and", "a"]
        whole = tokens.word(at + 2) in TIME_UNITS and not parted
        return replace(quantity, last=at + 2, per=True) if whole else quantity
    if link == "every" and (over in UNITS or over == "other") and tokens.word(at + 2).rstrip("s") in PERIODS:
        return replace(quantity, last=at + 2, per=True)
    return quantity
