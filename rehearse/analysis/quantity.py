"""A quantity: a number with what it is of."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import words
from rehearse.analysis.numbers import Number
from rehearse.analysis.tokens import Tokens

HEDGES = words(
    "about around roughly approximately nearly almost over under some like maybe say just only um uh er circa"
)
"""Words that blur a number, and stand outside it."""


_BLURRING = HEDGES - words("over under")


def before_blur(tokens: Tokens, first: int) -> int:
    """The token before a quantity that begins at `first`, past what blurs it."""
    at = first - 1
    while tokens.word(at) in _BLURRING:
        at -= 1
    return at


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a word like "doubled", with what it is of."""

    first: int
    last: int
    value: float
    kind: MetricKind | None
    """None for a bare number."""
    unit: str | None
    number: Number | None
    """What was read as a number; None for words like "doubled"."""
    per: bool = False
    """Whether it is spread over something: "a month"."""
    to_value: float | None = None
    """Where a change went; `value` is where it came from."""
    attributive: bool = False
    """Whether it only describes a noun: "a 40-page booklet"."""


_GROUPS: Mapping[MetricKind | None, str] = MappingProxyType(
    {None: "bare", MetricKind.COUNT: "count", MetricKind.TIME: "time", MetricKind.MONEY: "money"}
)


def group_of(quantity: Quantity) -> str:
    """How kinds are taken together where little tells them apart: the others are figures by themselves."""
    return _GROUPS.get(quantity.kind, "figure")
