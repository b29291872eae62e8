from dataclasses import replace

import pytest

from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.practice.self_rating import measure, self_ratings
from tests.fakes import kept_take, summary_of

GOOD = TakeCounts(3, 2.0, 2, 200, 150.0, (), 1)
POOR = TakeCounts(9, 6.0, 0, 200, 150.0, ("result",), 1)


def take(
    felt: int | None, counts: TakeCounts | None = GOOD, days_ago: float = 1, duration_s: float = 90.0
) -> TakeSummary:
    made = kept_take(f"t{days_ago}", days_ago=days_ago, duration_s=duration_s)
    return summary_of(replace(made, self_rating=felt), counts)


@pytest.mark.parametrize(
    ("counts", "duration_s", "measured"),
    [
        (GOOD, 90.0, 5.0),
        (GOOD, 140.0, 4.0),
        (POOR, 90.0, 2.0),
        (POOR, 140.0, 1.0),
        (replace(GOOD, fillers_per_minute=None, missing=None), 140.0, 3.0),
        (replace(GOOD, fillers_per_minute=5.0), 90.0, 5.0),
        (None, 90.0, None),
    ],
)
def test_a_take_is_measured_by_what_is_known_of_it(
    counts: TakeCounts | None, duration_s: float, measured: float | None
) -> None:
    assert measure(take(3, counts, duration_s=duration_s)) == measured


def test_ratings_stand_beside_figures_oldest_first() -> None:
    found = self_ratings([take(2, days_ago=1), take(None, days_ago=2), take(4, None, 3), take(5, POOR, 4)])
    assert [(each.felt, each.measured) for each in found.takes] == [(5, 2.0), (2, 5.0)]


def test_whoever_is_too_hard_on_themselves_is_told() -> None:
    found = self_ratings([take(2, days_ago=days) for days in range(3)])
    assert found.bias == -3.0
    assert found.message == "You do better than you feel: you rate yourself 3.0 points under the figures."


def test_so_is_whoever_is_too_kind_and_whoever_is_neither() -> None:
    assert self_ratings([take(5, POOR)]).message.startswith("It feels better than it measures")
    assert self_ratings([take(5), take(4, days_ago=2)]).message == "What you feel and what is measured agree."


def test_only_the_newest_ratings_make_a_habit() -> None:
    old = [take(1, days_ago=days) for days in range(20, 30)]
    assert self_ratings([*(take(5, days_ago=days) for days in range(10)), *old]).bias == 0.0


def test_before_anything_was_rated_nothing_is_said() -> None:
    found = self_ratings([take(None)])
    assert (found.bias, found.message) == (None, "")
