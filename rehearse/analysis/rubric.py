"""The rubric: every band, share and limit that the judgement rests on, as data with its source."""

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
"""A 90 second answer as career guides agree on it: setting brief, actions longest, one thought at the end."""

LONG_SHARES: Mapping[Part, float] = MappingProxyType(
    {
        Part.SITUATION: 0.35,
        Part.TASK: 0.25,
        Part.ACTION: 0.72,
        Part.RESULT: 0.36,
        Part.REFLECTION: 0.26,
    }
)
"""From where on a part crowds the others out: twice its natural share, the actions less than twice."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """What an answer is held against."""

    natural_shares: Mapping[Part, float] = field(default_factory=lambda: NATURAL_SHARES)
    long_shares: Mapping[Part, float] = field(default_factory=lambda: LONG_SHARES)
    slow_below_wpm: float = 120.0
    """Below the lowest pace that guides for speakers recommend (100 to 130)."""
    fast_above_wpm: float = 170.0
    """Above the highest that most of them recommend (160 to 175)."""
    noticed_fillers_per_minute: float = 5.0
    """Five a minute or fewer cost a speaker nothing (Laske & DiGennaro Reed 2024, doi 10.1002/jaba.1093)."""
    costly_fillers_per_minute: float = 12.0
    """Twelve a minute cost credibility (the same study)."""
    shortest_words: int = 25
    """Ten seconds of talk: too little to find parts in."""
    shortest_headline_words: int = 5
    """Of the 2527 sentences of the test corpus that tell an action or a result, 99 in 100 have as many."""
    slow_start_s: float = 3.0
    quiet_below_dbfs: float = -30.0
    clipped_from_s: float = 0.05
    own_fillers: tuple[str, ...] = ()
    muted_fillers: tuple[str, ...] = ()
