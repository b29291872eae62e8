"""How the figures went from take to take, ready to be drawn: never mixed unmarked, never guessed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.interview.transcript import Engine
from rehearse.practice.self_rating import measure


class Measure(StrEnum):
    """One figure that is followed."""

    DURATION = "duration"
    FILLERS = "fillers a minute"
    PACE = "words a minute"
    METRICS = "metrics stated"
    MISSING = "parts missing"
    FELT = "how it felt"

    @property
    def is_heard(self) -> bool:
        """Whether it depends on the recogniser, so that those of different ones are no one line."""
        return self not in {Measure.DURATION, Measure.FELT}


@dataclass(frozen=True, slots=True)
class Point:
    """One take's figure."""

    take_id: str
    at: datetime
    value: float | None
    """None where it was not measured: a gap."""
    engine: Engine | None
    """Who heard the take; None before anybody did."""
    band: tuple[float, float] | None = None
    """What would be on target; each take has a target of its own."""
    measured: float | None = None
    """What the figures make of the take, 1 to 5, where the value is how it felt."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure over all takes, oldest first."""

    measure: Measure
    points: tuple[Point, ...]

    @property
    def engines(self) -> tuple[Engine, ...]:
        """Who heard what was measured, in the order in which they came."""
        heard = (point.engine for point in self.points if point.value is not None)
        return tuple(dict.fromkeys(engine for engine in heard if engine is not None))

    @property
    def lines(self) -> tuple[tuple[Point, ...], ...]:
        """The points that may be joined: a gap or another recogniser ends a line."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[tuple[Point, ...]]:
        heard = self.measure.is_heard
        line: list[Point] = []
        for point in self.points:
            if line and (point.value is None or (heard and point.engine != line[-1].engine)):
                yield tuple(line)
                line = []
            if point.value is not None:
                line.append(point)
        if line:
            yield tuple(line)

    @property
    def change(self) -> float | None:
        """How far the last take is from the one before it on the same line; None where there is none."""
        lines = self.lines
        if not lines or len(lines[-1]) < 2 or self.points[-1].value is None:
            return None
        before, last = list(pairwise(lines[-1]))[-1]
        return None if before.value is None or last.value is None else last.value - before.value


def trends(takes: Iterable[TakeSummary], question_id: str | None = None) -> tuple[Trend, ...]:
    """Follow every measure over the takes of one question, or over all; the takes come newest first."""
    ordered = [take for take in takes if question_id is None or take.question_id == question_id]
    ordered.sort(key=lambda take: (take.started_at, take.id))
    return tuple(Trend(measure, tuple(map(point, ordered))) for measure, point in _POINTS.items())


def engines_of(takes: Sequence[TakeSummary]) -> tuple[Engine, ...]:
    """Who heard the takes, in the order in which they came; the takes come newest first."""
    heard = dict.fromkeys(take.engine for take in reversed(takes))
    return tuple(engine for engine in heard if engine is not None)


def _duration(take: TakeSummary) -> Point:
    band = (take.target_s * 5 / 6, take.target_s * 7 / 6)
    return Point(take.id, take.started_at, take.duration_s, take.engine, band)


def _felt(take: TakeSummary) -> Point:
    felt = None if take.self_rating is None else float(take.self_rating)
    measured = None if felt is None else measure(take)
    return Point(take.id, take.started_at, felt, take.engine, measured=measured)


def _counted(value: Callable[[TakeCounts], float | None]) -> Callable[[TakeSummary], Point]:
    def point(take: TakeSummary) -> Point:
        counts = take.counts
        return Point(take.id, take.started_at, None if counts is None else value(counts), take.engine)

    return point


_POINTS: Mapping[Measure, Callable[[TakeSummary], Point]] = {
    Measure.DURATION: _duration,
    Measure.FILLERS: _counted(lambda counts: counts.fillers_per_minute),
    Measure.PACE: _counted(lambda counts: counts.wpm),
    Measure.METRICS: _counted(lambda counts: float(counts.metrics)),
    Measure.MISSING: _counted(lambda counts: None if counts.missing is None else float(len(counts.missing))),
    Measure.FELT: _felt,
}
