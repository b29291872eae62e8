"""Durations: lengths of time as people say them, "an hour ten" and "half a day" too."""

from collections.abc import Mapping
from dataclasses import replace

from rehearse.analysis.counted import is_plural
from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import words
from rehearse.analysis.numbers import Number
from rehearse.analysis.quantity import Quantity, before_blur
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.analysis.units import TIME_UNITS

_QUALIFYING = words(
    "working business whole full solid straight calendar odd more fewer extra good consecutive other trading "
    "man person staff engineering labour labor nursing developer engineer clinical billable"
)
_UNMARKED = words("min h hr s ms sec")
"""Short units, which have no plural."""
_SMALLER = {
    "h": ("min", "minutes", "mins", "minute"),
    "min": ("s", "seconds", "secs", "second", "sec"),
}
"""The next smaller unit of time, and how it is said."""
_PARTS = {"half": 0.5, "quarter": 0.25}
_SHARING = words("by down up to than almost nearly roughly lost became")
SHARED_AFTER = words("of less more fewer ish lower higher cheaper faster quicker shorter")
"""Words after which "a quarter" is a share and no length of time."""
_GO_ON = words(
    "faster slower quicker longer shorter earlier later early late sooner less more and or but to in at "
    "on for of from before after a an per each every if so because ahead behind off under over is was "
    "now i we it they he she you then than instead just only when while with by back like um uh"
)
"""What may follow "a second" where it is a length of time and no ordinal."""


def read_time(tokens: Tokens, bare: Quantity, by_start: Mapping[int, Number]) -> Quantity | None:
    """Three weeks, ninety seconds, two hours forty."""
    token = tokens.at(bare.last + 1)
    skipped = token.lower in _QUALIFYING
    if skipped:
        token = tokens.at(bare.last + 2)
    spelt = tokens[bare.last].shape is not Shape.NUMBER
    if token.lower not in TIME_UNITS or (token.lower in {"s", "h", "sec"} and spelt):
        return None
    unit, factor = TIME_UNITS[token.lower]
    last, value = bare.last + 1 + skipped, bare.value * factor
    joined = _with_smaller(tokens, last, by_start, unit)
    if joined:
        last, smaller = joined
        return replace(
            bare, last=last, value=value * 60 + smaller, kind=MetricKind.TIME, unit=_SMALLER[unit][0]
        )
    part, length = _and_part(tokens, last)
    value, last = value + part * factor, last + length
    singular = not token.lower.endswith("s") and bare.value != 1 and token.lower not in _UNMARKED
    attributive = token.gap == "-" or singular
    return replace(bare, last=last, value=value, kind=MetricKind.TIME, unit=unit, attributive=attributive)


def read_spoken_time(tokens: Tokens, index: int, by_start: Mapping[int, Number]) -> Quantity | None:
    """A week, an hour and a half, half an hour, an hour ten, a quarter of an hour."""
    part, at = _leading_part(tokens, index)
    if tokens.word(at) not in {"a", "an", "another"}:
        return None
    at += tokens.word(at + 1) in {"full", "whole"}
    name = tokens.word(at + 1)
    if name == "quarter" and (
        tokens.word(before_blur(tokens, index)) in _SHARING or tokens.word(at + 2) in SHARED_AFTER
    ):
        return None  # fell by a quarter, a quarter fewer letters
    if name not in TIME_UNITS or name in {"s", "h", "min", "sec"} or _is_ordinal(tokens, at + 1):
        return None
    unit, factor = TIME_UNITS[name]
    last, value = at + 1, factor
    if part is not None:
        value *= part
        if unit == "h":
            unit, value = "min", value * 60
        return Quantity(index, last, value, MetricKind.TIME, unit, None)
    joined = _with_smaller(tokens, last, by_start, unit)
    if joined:
        return Quantity(index, joined[0], 60 + joined[1], MetricKind.TIME, _SMALLER[unit][0], None)
    more, length = _and_part(tokens, last)
    return Quantity(index, last + length, value * (1 + more), MetricKind.TIME, unit, None)


def _leading_part(tokens: Tokens, index: int) -> tuple[float | None, int]:
    """The part in "half an hour", and where its "an hour" begins."""
    if tokens.word(index) == "half":
        return 0.5, index + 1
    if [tokens.word(index), tokens.word(index + 1)] == ["quarter", "of"]:
        return 0.25, index + 2
    if tokens.word(index) == "a" and [tokens.word(index + 1), tokens.word(index + 2)] == ["quarter", "of"]:
        return 0.25, index + 3
    return None, index


def _and_part(tokens: Tokens, last: int) -> tuple[float, int]:
    """The part in "and a half" or "and half", and the number of its words."""
    if tokens.word(last + 1) != "and":
        return 0.0, 0
    article = tokens.word(last + 2) == "a"
    part = _PARTS.get(tokens.word(last + 2 + article), 0.0)
    return (part, 2 + article) if part and (article or part == 0.5) else (0.0, 0)


def _with_smaller(
    tokens: Tokens, last: int, by_start: Mapping[int, Number], unit: str
) -> tuple[int, float] | None:
    """The minutes in "two hours forty", the seconds in "a minute and ten seconds", and where they end."""
    at = last + 1 + (tokens.word(last + 1) == "and")
    smaller = by_start.get(at)
    if unit not in _SMALLER or smaller is None or not smaller.whole or tokens[at].follows_comma:
        return None
    after = tokens.word(smaller.last + 1)
    if after in _SMALLER[unit] and smaller.value < 60:
        return smaller.last + 1, smaller.value
    other = is_plural(after) or after in TIME_UNITS or after in {"percent", "%", "past", "or", "times"}
    return None if other or not 4 < smaller.value < 60 else (smaller.last, smaller.value)


def _is_ordinal(tokens: Tokens, index: int) -> bool:
    """Whether "second" counts what follows it: "a second pair of eyes"."""
    after = tokens.at(index + 1)
    return (
        tokens.word(index) == "second"
        and after.shape is Shape.WORD
        and not after.follows_comma
        and after.lower not in _GO_ON
    )
