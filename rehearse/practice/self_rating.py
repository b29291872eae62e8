"""How an answer felt against what was measured, take by take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rehearse.interview.take import TakeSummary
from rehearse.interview.verdict import Verdict

UNNOTICED_FILLERS_PER_MINUTE = 5.0
RECENT = 10
_WORTH_SAYING = 0.75
"""Points on average: less is no habit."""


@dataclass(frozen=True, slots=True)
class RatedTake:
    """One take that was rated before its report was seen."""

    take_id: str
    at: datetime
    felt: int
    """1 to 5, by the person."""
    measured: float
    """1 to 5: how much of what can be counted went well."""


@dataclass(frozen=True, slots=True)
class SelfRatings:
    """All rated takes, oldest first."""

    takes: tuple[RatedTake, ...]

    @property
    def bias(self) -> float | None:
        """How far the newest ratings lie above the figures, on average; None before there are any."""
        recent = self.takes[-RECENT:]
        return sum(take.felt - take.measured for take in recent) / len(recent) if recent else None

    @property
    def message(self) -> str:
        """What a coach would say of it; empty before anything was rated."""
        bias = self.bias
        if bias is None:
            return ""
        if bias <= -_WORTH_SAYING:
            return f"You do better than you feel: you rate yourself {-bias:.1f} points under the figures."
        if bias >= _WORTH_SAYING:
            return f"It feels better than it measures: you rate yourself {bias:.1f} points over the figures."
        return "What you feel and what is measured agree."


def self_ratings(takes: Iterable[TakeSummary]) -> SelfRatings:
    """Put ratings beside figures; a take without words has nothing to measure and is left out."""
    rated = [
        RatedTake(take.id, take.started_at, take.self_rating, measured)
        for take in takes
        if take.self_rating is not None and (measured := measure(take)) is not None
    ]
    return SelfRatings(tuple(sorted(rated, key=lambda take: take.at)))


def measure(take: TakeSummary) -> float | None:
    """Rate a take by the figures, 1 to 5: the share of what is known that went well; None without words.

    On target, a metric stated, no part missing, and fillers that go unnoticed weigh the same.
    """
    counts = take.counts
    if counts is None:
        return None
    went_well = [take.verdict is Verdict.ON_TARGET, counts.metrics > 0]
    if counts.missing is not None:
        went_well.append(not counts.missing)
    if counts.fillers_per_minute is not None:
        went_well.append(counts.fillers_per_minute <= UNNOTICED_FILLERS_PER_MINUTE)
    return 1 + 4 * sum(went_well) / len(went_well)
