"""A story's numbers against those that were said: kept, told otherwise, or left out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rehearse.analysis.evidence import Metric, MetricKind, Metrics
from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.blanks import left_open
from rehearse.interview.story import Story
from rehearse.interview.transcript import Transcript

_SECONDS = {
    "s": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "day": 86_400.0,
    "week": 7 * 86_400.0,
    "month": 365.25 / 12 * 86_400.0,
    "quarter": 365.25 / 4 * 86_400.0,
    "year": 365.25 * 86_400.0,
}
_FEWEST_DIGITS = 2
"""However round a number is said, so many of its digits must be the story's."""
_FARTHEST = 10.0
"""A number more than so many times another is another matter, not the same one told otherwise."""


class Telling(StrEnum):
    """What became of one of a story's numbers in a take."""

    SAID = "said"
    PARTLY = "partly said"
    """Of a change, only where it ended."""
    DIFFERENTLY = "said differently"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class NumberTold:
    """One of a story's numbers, and what was said for it."""

    planned: Metric
    telling: Telling
    said: Metric | None = None
    """None where nothing was."""

    @property
    def message(self) -> str:
        """What a coach would say of it; empty where all is well."""
        said = "" if self.said is None else self.said.text
        match self.telling:
            case Telling.PARTLY:
                return f"The story has {self.planned.text}, you said only {said}."
            case Telling.DIFFERENTLY:
                return f"The story has {self.planned.text}, you said {said}."
            case Telling.LEFT_OUT:
                return f"You left out {self.planned.text}."
            case _:
                return ""

    @property
    def reminder(self) -> str:
        """The same beside the number itself, in a few words; empty where all is well."""
        said = "" if self.said is None else self.said.text
        match self.telling:
            case Telling.PARTLY:
                return f"the last time only {said}"
            case Telling.DIFFERENTLY:
                return f"the last time you said {said}"
            case Telling.LEFT_OUT:
                return "left out the last time"
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class NumbersTold:
    """All of a story's numbers in one take."""

    numbers: tuple[NumberTold, ...]
    """One for each number of the story, in its order."""
    beyond: tuple[Metric, ...]
    """What was said that the story doesn't have."""

    def of(self, telling: Telling) -> tuple[NumberTold, ...]:
        """Those that were told in one way."""
        return tuple(number for number in self.numbers if number.telling is telling)


def numbers_of(story: Story, rubric: Rubric) -> Metrics:
    """Find a story's numbers as those of an answer are found, each once."""
    found = numbers_in(story.text, rubric)
    once: list[Metric] = []
    for metric in found.items:
        if not any(_tells(metric, earlier) for earlier in once):
            once.append(metric)
    return Metrics(tuple(once), found.menu, found.vague)


def numbers_in(text: str, rubric: Rubric) -> Metrics:
    """Find the numbers of a note while it is being written, none in its blanks; spans are within the text."""
    return analyse(Answer("", Transcript(left_open(text)), target_s=90.0), rubric).metrics


def told_in(report: Report, story: Story, rubric: Rubric) -> NumbersTold:
    """What became of a story's numbers in an answer."""
    return compare_numbers(numbers_of(story, rubric).items, report.metrics.items)


def compare_numbers(planned: Sequence[Metric], said: Sequence[Metric]) -> NumbersTold:
    """Hold what was said against a story's numbers.

    A number counts as said when it measures the same and is the story's value, rounded at most to two digits;
    "half" is 50 %, and two days are 48 hours. What is left pairs up where it measures the same, the nearest
    values first.
    """
    left = list(said)
    told: dict[int, NumberTold] = {}
    # The exact first: a number that was rounded must not take the place of one that was not.
    passes = ((Telling.SAID, _is_exactly), (Telling.SAID, _tells), (Telling.PARTLY, _tells_the_end))
    for telling, fits in passes:
        for index, number in enumerate(planned):
            match = None if index in told else next((each for each in left if fits(number, each)), None)
            if match is not None:
                left.remove(match)
                told[index] = NumberTold(number, telling, match)
    pairs = sorted(
        (distance, index, at)
        for index, number in enumerate(planned)
        if index not in told
        for at, each in enumerate(left)
        if (distance := _distance(number, each)) <= math.log(_FARTHEST)
    )
    taken: set[int] = set()
    for _, index, at in pairs:
        if index not in told and at not in taken:
            taken.add(at)
            told[index] = NumberTold(planned[index], Telling.DIFFERENTLY, left[at])
    return NumbersTold(
        tuple(told.get(index, NumberTold(number, Telling.LEFT_OUT)) for index, number in enumerate(planned)),
        tuple(each for at, each in enumerate(left) if at not in taken),
    )


def _is_exactly(planned: Metric, said: Metric) -> bool:
    return _distance(planned, said) < 1e-9


def _tells(planned: Metric, said: Metric) -> bool:
    if planned.kind is MetricKind.CHANGE or said.kind is MetricKind.CHANGE:
        return planned.kind is said.kind and all(
            _is_the_same(*ends, planned.unit, said.unit)
            for ends in ((planned.from_value, said.from_value), (planned.to_value, said.to_value))
        )
    one, other = _measure(planned), _measure(said)
    if one is None or other is None or one[0] != other[0]:
        return False
    return _rounds_to(one[1], other[1]) or _rounds_to(planned.value, said.value, planned.unit == said.unit)


def _tells_the_end(planned: Metric, said: Metric) -> bool:
    return (
        planned.kind is MetricKind.CHANGE
        and said.kind is not MetricKind.CHANGE
        and _is_the_same(planned.to_value, said.value, planned.unit, said.unit)
    )


def _is_the_same(
    planned: float | None, said: float | None, planned_unit: str | None, said_unit: str | None
) -> bool:
    """Compare the ends of a change; an end may be said without its unit, for the other end has it."""
    scale = _scale(planned_unit, said_unit)
    if scale is None or planned is None or said is None:
        return False
    return _rounds_to(planned * scale, said) or _rounds_to(planned, said / scale)


def _scale(unit: str | None, other: str | None) -> float | None:
    """How many of another unit one is: 24 hours a day; 1 where one isn't known, None where they don't mix."""
    if unit in _SECONDS and other in _SECONDS:
        return _SECONDS[unit] / _SECONDS[other]
    return 1.0 if None in (unit, other) or _noun(unit) == _noun(other) else None


def _measure(metric: Metric) -> tuple[str, float] | None:
    """What a number measures, and how much of it; numbers of one measure can be compared."""
    value = metric.value
    if value is None:
        return None
    match metric.kind:
        case MetricKind.TIME if metric.unit in _SECONDS:
            return "time", value * _SECONDS[metric.unit]
        case MetricKind.RATIO if 0 < value < 1:
            return MetricKind.PERCENT, value * 100
        case MetricKind.MONEY:
            return f"money {metric.unit}", value
        case MetricKind.STAT:
            return f"stat {metric.unit or value < 1}", value
        case kind:
            return kind, value


def _distance(planned: Metric, said: Metric) -> float:
    """How far apart two numbers of one measure are; infinite for those of different ones."""
    if planned.kind is MetricKind.CHANGE and said.kind is MetricKind.CHANGE:
        scale = _scale(planned.unit, said.unit)
        ends = ((planned.from_value, said.from_value), (planned.to_value, said.to_value))
        return max(_log_ratio(one, other, scale) for one, other in ends)
    one, other = _measure(planned), _measure(said)
    if one is None or other is None or one[0] != other[0]:
        return math.inf
    if planned.kind is MetricKind.COUNT and _noun(planned.unit) != _noun(said.unit):
        return math.inf
    return _log_ratio(one[1], other[1])


def _log_ratio(one: float | None, other: float | None, scale: float | None = 1.0) -> float:
    if one is None or other is None or scale is None:
        return math.inf
    one *= scale
    if one == other:
        return 0.0
    return abs(math.log(one) - math.log(other)) if one > 0 and other > 0 else math.inf


def _noun(unit: str | None) -> str:
    return (unit or "").removesuffix("s")


def _rounds_to(planned: float | None, said: float | None, comparable: bool = True) -> bool:
    if planned is None or said is None or not comparable:
        return False
    if math.isclose(planned, said, rel_tol=1e-9):
        return True
    digits = max(_FEWEST_DIGITS, _digits(said))
    return math.isclose(float(f"{planned:.{digits - 1}e}"), said, rel_tol=1e-9)


def _digits(value: float) -> int:
    """Count the digits of a number but for the noughts at its ends."""
    mantissa = f"{abs(value):.12e}".partition("e")[0]
    return len(mantissa.replace(".", "").rstrip("0")) or 1
