from dataclasses import replace

from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.interview.transcript import Engine
from rehearse.practice.trends import Measure, Trend, trends
from tests.fakes import POCKETSPHINX, WHISPER, kept_take, summary_of

COUNTS = TakeCounts(3, 2.0, 2, 200, 150.0, ("result",), 1)
DEAF = replace(COUNTS, fillers_per_minute=None)


def take(
    days_ago: float,
    counts: TakeCounts | None = COUNTS,
    engine: Engine | None = WHISPER,
    question: str = "apology",
) -> TakeSummary:
    made = summary_of(
        kept_take(f"t{days_ago:04}", question, days_ago=days_ago, duration_s=80 + days_ago), counts
    )
    return replace(made, engine=None if counts is None else engine)


def trend(measure: Measure, *takes: TakeSummary) -> Trend:
    return next(each for each in trends(takes) if each.measure is measure)


def lines(found: Trend) -> list[list[str]]:
    return [[point.take_id for point in line] for line in found.lines]


def test_every_measure_is_followed_oldest_first() -> None:
    found = trends([take(1), take(3), take(2)])
    assert [each.measure for each in found] == list(Measure)
    assert [[point.value for point in each.points] for each in found] == [
        [83.0, 82.0, 81.0],
        [2.0, 2.0, 2.0],
        [150.0, 150.0, 150.0],
        [2.0, 2.0, 2.0],
        [1.0, 1.0, 1.0],
        [None, None, None],  # none of them was rated
    ]


def test_each_duration_has_the_band_of_its_own_target() -> None:
    points = trend(Measure.DURATION, take(1), replace(take(2), target_s=60.0)).points
    assert [point.band for point in points] == [(50.0, 70.0), (75.0, 105.0)]
    assert trend(Measure.PACE, take(1)).points[0].band is None


def test_what_was_not_measured_is_a_gap_that_ends_a_line() -> None:
    found = trend(Measure.FILLERS, take(1), take(2, None), take(3), take(4))
    assert [point.value for point in found.points] == [2.0, 2.0, None, 2.0]
    assert lines(found) == [["t0004", "t0003"], ["t0001"]]


def test_figures_of_different_recognisers_are_on_no_one_line() -> None:
    takes = take(1), take(2, DEAF, POCKETSPHINX), take(3), take(4, engine=Engine("whisper", "tiny.en"))
    found = trend(Measure.METRICS, *takes)
    assert lines(found) == [["t0004"], ["t0003"], ["t0002"], ["t0001"]]
    assert found.engines == (Engine("whisper", "tiny.en"), WHISPER, POCKETSPHINX)
    assert trend(Measure.FILLERS, *takes).engines == (Engine("whisper", "tiny.en"), WHISPER)


def test_a_duration_needs_no_recogniser_and_goes_on() -> None:
    found = trend(Measure.DURATION, take(1, DEAF, POCKETSPHINX), take(2, None), take(3))
    assert lines(found) == [["t0003", "t0002", "t0001"]]


def test_the_last_change_is_told_only_along_one_line() -> None:
    assert trend(Measure.DURATION, take(1), take(3)).change == -2.0
    assert trend(Measure.PACE, take(1), take(2, engine=POCKETSPHINX)).change is None
    assert trend(Measure.PACE, take(1, None), take(2), take(3)).change is None
    assert trend(Measure.PACE).change is None


def test_one_question_can_be_followed_by_itself() -> None:
    takes = [take(1), take(2, question="being-wrong"), take(3)]
    for found in trends(takes, "apology"):
        assert [point.take_id for point in found.points] == ["t0003", "t0001"]
    assert all(found.points == () for found in trends(takes, "nothing"))


def test_parts_are_missing_only_where_they_were_judged() -> None:
    assert trend(Measure.MISSING, take(1, replace(COUNTS, missing=None))).lines == ()
