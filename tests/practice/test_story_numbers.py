import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.analysis.evidence import Metric, MetricKind
from rehearse.analysis.rubric import Rubric
from rehearse.interview.story import Story
from rehearse.practice.story_numbers import Telling, compare_numbers, numbers_in, numbers_of

KINDS = {"%": MetricKind.PERCENT, "USD": MetricKind.MONEY, "x": MetricKind.RATIO, "p": MetricKind.STAT}


def metric(value: float, unit: str | None = "%", kind: MetricKind | None = None) -> Metric:
    """A number as the metric reader gives it; its unit tells its kind."""
    known = KINDS.get(unit or "")
    times = {"s", "min", "h", "day", "week", "month", "quarter", "year"}
    found = kind or known or (MetricKind.TIME if unit in times else MetricKind.COUNT)
    return Metric(
        f"{value:g} {unit or ''}".strip(), found, value, None if unit in ("x", "p") else unit, (0, 0)
    )


def change(from_: float, to: float, unit: str | None = None) -> Metric:
    return Metric(f"from {from_:g} to {to:g}", MetricKind.CHANGE, None, unit, (0, 0), from_, to)


def telling(planned: Metric, *said: Metric) -> Telling:
    return compare_numbers([planned], said).numbers[0].telling


SAID, PARTLY, OTHERWISE, OUT = Telling.SAID, Telling.PARTLY, Telling.DIFFERENTLY, Telling.LEFT_OUT


@pytest.mark.parametrize(
    ("planned", "said", "expected"),
    [
        (metric(40), metric(40), SAID),
        (metric(40), metric(14), OTHERWISE),
        (metric(40), metric(40, "USD"), OUT),
        (metric(32.4), metric(32), SAID),
        (metric(38), metric(40), OTHERWISE),
        (metric(1_234_000, "USD"), metric(1_200_000, "USD"), SAID),
        (metric(1_200_000, "USD"), metric(1_200_000, "EUR"), OUT),
        (metric(50), metric(0.5, "x"), SAID),
        (metric(2, "x"), metric(2, "x"), SAID),
        (metric(2, "x"), metric(3, "x"), OTHERWISE),
        (metric(48, "h"), metric(2, "day"), SAID),
        (metric(2, "week"), metric(14, "day"), SAID),
        (metric(2, "week"), metric(3, "week"), OTHERWISE),
        (metric(12, "requests"), metric(12, "asks"), SAID),
        (metric(12, "requests"), metric(15, "request"), OTHERWISE),
        (metric(12, "requests"), metric(15, "people"), OUT),
        (metric(5, "%"), metric(80, "%"), OUT),
        (metric(0.05, "p"), metric(0.05, "p"), SAID),
        (metric(0.05, "p"), metric(95, "%", MetricKind.STAT), OUT),
        (change(18, 6, "%"), change(18, 6, "%"), SAID),
        (change(18, 6, "%"), change(18, 6), SAID),
        (change(18, 6, "%"), change(18, 9, "%"), OTHERWISE),
        (change(18, 6, "%"), metric(6), PARTLY),
        (change(18, 6, "%"), metric(18), OUT),
        (change(48, 12, "h"), change(2, 0.5, "day"), SAID),
        (change(48, 12, "h"), change(2, 1, "day"), OTHERWISE),
        (change(48, 12, "h"), change(48, 12, "day"), OUT),
        (change(6, 1, "incidents"), change(6, 1, "incident"), SAID),
        (metric(0), metric(0), SAID),
        (metric(0), metric(5), OUT),
    ],
    ids=lambda value: value.text if isinstance(value, Metric) else str(value),
)
def test_a_number_was_said_otherwise_or_left_out(planned: Metric, said: Metric, expected: Telling) -> None:
    assert telling(planned, said) is expected


def test_a_number_that_is_rounded_does_not_take_the_place_of_an_exact_one() -> None:
    found = compare_numbers([metric(1.23), metric(1.2)], [metric(1.2), metric(1.23)])
    assert [number.said and number.said.value for number in found.numbers] == [1.23, 1.2]


def test_what_is_said_exactly_is_never_taken_for_another_number_told_otherwise() -> None:
    found = compare_numbers([metric(40), metric(30)], [metric(30)])
    assert [number.telling for number in found.numbers] == [OUT, SAID]


def test_the_nearest_values_pair_up() -> None:
    found = compare_numbers([metric(40), metric(12)], [metric(14), metric(50)])
    assert [number.said and number.said.value for number in found.numbers] == [50, 14]
    assert found.beyond == ()


def test_what_the_story_does_not_have_is_told_apart() -> None:
    found = compare_numbers([metric(40)], [metric(40), metric(3, "USD"), metric(40)])
    assert [each.value for each in found.beyond] == [3, 40]


def test_the_messages_say_what_the_story_has_and_what_was_said() -> None:
    found = compare_numbers([metric(40), change(9, 6), metric(7, "USD")], [metric(14), metric(6)])
    assert [number.message for number in found.numbers] == [
        "The story has 40 %, you said 14 %.",
        "The story has from 9 to 6, you said only 6 %.",
        "You left out 7 USD.",
    ]
    assert compare_numbers([metric(1)], [metric(1)]).numbers[0].message == ""


values = st.floats(0.001, 1e9)
metrics = st.builds(
    metric, values, st.sampled_from(["%", "USD", "x", "h", "day", "requests", None])
) | st.builds(change, values, values, st.sampled_from(["%", None]))


@given(st.lists(metrics, max_size=6), st.lists(metrics, max_size=6))
def test_every_number_is_accounted_for_once(planned: list[Metric], said: list[Metric]) -> None:
    found = compare_numbers(planned, said)
    assert [number.planned for number in found.numbers] == planned
    used = [number.said for number in found.numbers if number.said is not None] + list(found.beyond)
    assert sorted(map(id, used)) == sorted(map(id, said))
    assert all((number.said is None) == (number.telling is OUT) for number in found.numbers)


@given(st.lists(metrics, max_size=6))
def test_whoever_says_it_all_has_said_it_all(planned: list[Metric]) -> None:
    found = compare_numbers(planned, planned[::-1])
    assert {number.telling for number in found.numbers} <= {SAID}
    assert found.beyond == ()


def test_a_storys_numbers_are_read_as_those_of_an_answer_and_each_counts_once() -> None:
    story = Story(
        "lead",
        "Rework down 40 %",
        situation="I left our fraud lead out of a design review.",
        result="Rework fell by 40 percent, which saved us $1.2 million.",
    )
    assert [number.value for number in numbers_of(story, Rubric()).items] == [40, 1_200_000]


def test_a_note_shows_its_numbers_while_it_is_written() -> None:
    (number,) = numbers_in("False positives fell by 22 %", Rubric()).items
    assert "False positives fell by 22 %"[slice(*number.span)] == number.text
    assert numbers_in("", Rubric()).items == ()


def test_what_a_blank_asks_for_is_no_number_yet() -> None:
    (number,) = numbers_in("It moved by [number], worth 40 k a [month or quarter].", Rubric()).items
    assert number.text == "40 k"
