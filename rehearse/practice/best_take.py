"""The best of all takes of one question."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rehearse.interview.part import Part
from rehearse.interview.verdict import Verdict

if TYPE_CHECKING:
    from rehearse.interview.take import TakeSummary


def best_take(takes: Iterable["TakeSummary"]) -> "TakeSummary | None":
    """Find the best of the takes of one question: the newest that is starred, else the one that does most.

    What counts, in this order: its words are known, it is on target, it states a metric, fewest parts are
    missing, fewest fillers a minute, nearest to the target, newest. Follows the order of the archive: newest
    first.
    """
    listed = list(takes)
    starred = [take for take in listed if take.starred]
    return min(starred or listed, key=lambda take: () if starred else _flaws(take), default=None)


def _flaws(take: "TakeSummary") -> tuple[float, ...]:
    counts = take.counts
    off_s = abs(take.duration_s - take.target_s)
    off_target = float(take.verdict is not Verdict.ON_TARGET)
    if counts is None:
        return 1.0, off_target, 1.0, len(Part), float("inf"), off_s
    missing = len(Part) if counts.missing is None else len(counts.missing)
    rate = float("inf") if counts.fillers_per_minute is None else counts.fillers_per_minute
    return 0.0, off_target, float(counts.metrics == 0), missing, rate, off_s
