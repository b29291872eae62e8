from dataclasses import replace
from datetime import UTC, date

from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.practice.readiness import question_records, readiness
from tests.fakes import kept_take, summary_of

TODAY = date(2026, 3, 2)


def counts(metrics: int = 1, rate: float | None = 2.0) -> TakeCounts:
    return TakeCounts(3, rate, metrics, 200, 150.0, (), 1)


def take(days_ago: float, duration_s: float = 90.0, made: TakeCounts | None = None) -> TakeSummary:
    found = summary_of(kept_take(f"t{days_ago}", duration_s=duration_s, days_ago=days_ago))
    return replace(found, counts=made)


def test_a_record_tells_the_last_take_and_the_one_nearest_to_its_target() -> None:
    takes = [take(0, 120.0, counts(rate=4.5)), take(1, 92.0, counts()), take(2, 60.0, counts())]
    record = question_records(takes)["apology"]
    assert (record.takes, record.best_s, record.last_s, record.last_fillers_per_minute) == (
        3,
        92.0,
        120.0,
        4.5,
    )


def test_an_untranscribed_take_has_no_filler_rate() -> None:
    assert question_records([take(0)])["apology"].last_fillers_per_minute is None


def test_follow_ups_belong_to_no_question() -> None:
    assert question_records([replace(take(0), question_id=None)]) == {}


def test_only_the_last_ten_tell_how_practice_goes_now() -> None:
    takes = [take(days, 90.0, counts()) for days in range(8)]
    takes += [take(days, 200.0, counts(metrics=0)) for days in range(8, 20)]
    state = readiness(takes, TODAY, UTC)
    assert (state.takes, state.recent, state.recent_on_time, state.recent_with_metrics) == (20, 10, 8, 8)


def test_takes_without_words_are_not_held_to_have_no_metrics() -> None:
    state = readiness([take(0), take(1, made=counts())], TODAY, UTC)
    assert (state.recent_transcribed, state.recent_with_metrics) == (1, 1)


def test_days_of_practice_are_different_days() -> None:
    state = readiness([take(0.0), take(0.1), take(1), take(3)], TODAY, UTC, window_days=4)
    assert state.days == 3
    assert state.daily == (1, 0, 1, 2)


def test_nothing_rehearsed_is_nothing_and_no_error() -> None:
    state = readiness([], TODAY, UTC)
    assert (state.takes, state.recent, state.days, sum(state.daily)) == (0, 0, 0, 0)
