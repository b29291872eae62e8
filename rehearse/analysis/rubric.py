"""The rubric: every word, band and share that the judgement rests on, as data with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rehearse.interview.part import Part

NATURAL_SHARES: Mapping[Part, float] = MappingProxyType(
    {
        Part.SITUATION: 15 / 90,
        Part.TASK: 10 / 90,
        Part.ACTION: 40 / 90,
        Part.RESULT: 15 / 90,
        Part.REFLECTION: 10 / 90,
    }
)


@dataclass(frozen=True, slots=True)
class Rubric:
    """What an answer is held against."""

    natural_shares: Mapping[Part, float] = field(default_factory=lambda: NATURAL_SHARES)
    slow_below_wpm: float = 120.0
    fast_above_wpm: float = 170.0
    own_fillers: tuple[str, ...] = ()
    muted_fillers: tuple[str, ...] = ()
