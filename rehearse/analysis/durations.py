"""Durations: lengths of time as people say them, "an hour ten" and "half a day" too."""

from collections.abc import Mapping
from dataclasses import replace

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import words
from rehearse.analysis.numbers import Number
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.analysis.units import TIME_UNITS

_QUALIFYING = words(
    "working business whole full solid straight calendar odd more fewer extra good consecutive other trading "
    "man person staff engineering labour labor nursing developer engineer clinical billable"
)
_UNMARKED = words("min h hr s ms sec")
"""Short units, which have no plural."""
_SHARING = words("by down up to than almost nearly roughly")
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
    joined = _with_minutes(tokens, last, by_start) if unit == "h" else None
    if joined:
        last, minutes = joined
        return replace(bare, last=last, value=value * 60 + minutes, kind=MetricKind.TIME, unit="min")
    part = _and_part(tokens, last)
    if part:
        value, last = value + part * factor, last + 3
    singular = not token.lower.endswith("s") and bare.value != 1 and token.lower not in _UNMARKED
    attributive = token.gap == "-" or singular
    return replace(bare, last=last, value=value, kind=MetricKind.TIME, unit=unit, attributive=attributive)


def read_spoken_time(tokens: Tokens, index: int, by_start: Mapping[int, Number]) -> Quantity | None:
    """A week, an hour and a half, half an hour, an hour ten, a quarter of an hour."""
    part, at = _leading_part(tokens, index)
    if tokens.word(at) not in {"a", "an", "another"}:
        return None
    name = tokens.word(at + 1)
    if name == "quarter" and (tokens.word(index - 1) in _SHARING or tokens.word(at + 2) == "of"):
        return None  # fell by a quarter
    if name not in TIME_UNITS or name in {"s", "h", "min", "sec"} or _is_ordinal(tokens, at + 1):
        return None
    unit, factor = TIME_UNITS[name]
    last, value = at + 1, factor
    if part is not None:
        value *= part
        if unit == "h":
            unit, value = "min", value * 60
        return Quantity(index, last, value, MetricKind.TIME, unit, None)
    joined = _with_minutes(tokens, last, by_start) if unit == "h" else None
    if joined:
        return Quantity(index, joined[0], 60 + joined[1], MetricKind.TIME, "min", None)
    more = _and_part(tokens, last)
    if more:
        value, last = value * (1 + more), last + 3
    return Quantity(index, last, value, MetricKind.TIME, unit, None)


def _leading_part(tokens: Tokens, index: int) -> tuple[float | None, int]:
    """The part in "half an hour", and where its "an hour" begins."""
    if tokens.word(index) == "half":
        return 0.5, index + 1
    if [tokens.word(index), tokens.word(index + 1)] == ["quarter", "of"]:
        return 0.25, index + 2
    if tokens.word(index) == "a" and [tokens.word(index + 1), tokens.word(index + 2)] == ["quarter", "of"]:
        return 0.25, index + 3
    return None, index


def _and_part(tokens: Tokens, last: int) -> float:
    if [tokens.word(last + 1), tokens.word(last + 2)] != ["and", "a"]:
        return 0.0
    return {"half": 0.5, "quarter": 0.25}.get(tokens.word(last + 3), 0.0)


def _with_minutes(tokens: Tokens, last: int, by_start: Mapping[int, Number]) -> tuple[int, float] | None:
    """The minutes in "two hours forty" and "an hour and ten minutes", and where they end."""
    at = last + 1 + (tokens.word(last + 1) == "and")
    minutes = by_start.get(at)
    if minutes is None or not minutes.whole or not 4 < minutes.value < 60 or tokens[at].follows_comma:
        return None
    after = tokens.word(minutes.last + 1)
    if after in {"minutes", "mins", "minute"}:
        return minutes.last + 1, minutes.value
    counts = tokens.at(minutes.last + 1).shape is Shape.WORD and after.endswith("s") and after != "was"
    return (
        None if counts or after in TIME_UNITS or after in {"percent", "%"} else (minutes.last, minutes.value)
    )


def _is_ordinal(tokens: Tokens, index: int) -> bool:
    """Whether "second" counts what follows it: "a second pair of eyes"."""
    after = tokens.at(index + 1)
    return (
        tokens.word(index) == "second"
        and after.shape is Shape.WORD
        and not after.follows_comma
        and after.lower not in _GO_ON
    )
