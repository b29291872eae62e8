"""One figure over the takes, drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import floor
from textwrap import wrap

from rich.markup import escape
from textual_hires_canvas import Canvas, HiResMode, TextAlign

from rehearse.interview.transcript import Engine
from rehearse.practice.trends import Measure, Point, Trend
from rehearse.tui.text import trends as text

HEADROOM = 1.12
"""How much higher than the highest point the plot is."""
EDGE = 0.4
"""How far what is aimed at reaches beyond the first take and the last."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
MOST_TICKS = 5
MOST_TIMES = 6
SMALLEST_TOP = 3.0
"""The lowest that a plot of counts reaches: one more or less shall not look like a mountain."""
MARGIN = 5
"""Cells left of the plot, for its scale."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a plot shows."""

    trend: Trend
    engines: tuple[Engine, ...]
    """All that heard any take, so that marks stay what they are."""
    now: datetime
    remark: str = ""
    """What is to be said of it, in a line or two below."""


class TrendPlot(Canvas):
    """Lines that end where another recogniser begins, each with a mark of its own.

    One widget, drawn once it is known how large it is: six of them are opened together.
    """

    def __init__(self, measure: Measure) -> None:
        super().__init__(id=measure.name.lower(), classes="trend")
        self.measure = measure
        self._seen: Seen | None = None

    def show(self, seen: Seen) -> None:
        """Draw these takes."""
        self._seen = seen
        self.border_title = text.heading(seen.trend)
        self.border_subtitle = text.legend(seen.trend, seen.engines)
        self.draw()

    def on_resize(self) -> None:
        """Draw for this much room."""
        self.draw()

    def draw(self) -> None:
        """Draw anew, in the theme's colours as they are now."""
        if self._seen is None or not self.size:
            return
        with self.batch_refresh():
            self.reset(size=self.size)
            remark = wrap(self._seen.remark, self.size.width)
            frame = _Frame.around(self._seen.trend, self.size.width, self.size.height - len(remark))
            for row, line in enumerate(remark, start=frame.bottom + 2):
                self._write(self.size.width // 2, row, line, TextAlign.CENTER)
            self._draw_axes(frame, self._seen)
            self._draw_figures(frame, self._seen)

    def _draw_axes(self, frame: "_Frame", seen: Seen) -> None:
        colour = self._colour("hairline-strong")
        left, bottom = MARGIN - 1, frame.bottom
        self.draw_line(left, 0, left, bottom - 1, char="│", style=colour)
        self.draw_line(left + 1, bottom, self.size.width - 1, bottom, char="─", style=colour)
        self.set_pixel(left, bottom, char="└", style=colour)
        for tick in _ticks(frame.low, frame.high):
            row = frame.cell(0.0, tick)[1]
            self.set_pixel(left, row, char="┤", style=colour)
            self._write(left - 2, row, f"{tick:.0f}", TextAlign.RIGHT)
        points = seen.trend.points
        places = range(0, len(points), -(-len(points) // MOST_TIMES) or 1)
        labels = text.times_of([points[place] for place in places], seen.now)
        for place, label in zip(places, labels, strict=True):
            column = frame.cell(place, frame.low)[0]
            self.set_pixel(column, bottom, char="┬", style=colour)
            self._write(column, bottom + 1, label, TextAlign.CENTER)

    def _draw_figures(self, frame: "_Frame", seen: Seen) -> None:
        points = seen.trend.points
        self._draw_band(frame, points)
        places = {point.take_id: place for place, point in enumerate(points)}
        engines = seen.engines if self.measure.is_heard else ()
        for line in seen.trend.lines:
            colour = self._colour(text.colour_of(line[0].engine, engines))
            joined = [(float(places[point.take_id]), point.value or 0.0) for point in line]
            self._join(frame, joined, colour)
            self._mark(frame, joined, text.mark_of(line[0].engine, engines), colour)
        # No line joins them: the takes between were not rated, or somebody else heard them.
        rated = [(float(place), point.measured) for place, point in enumerate(points) if point.measured]
        self._mark(frame, rated, text.MEASURED_MARK, self._colour("secondary"))

    def _draw_band(self, frame: "_Frame", points: Sequence[Point]) -> None:
        banded = [(place, point.band) for place, point in enumerate(points) if point.band is not None]
        for edge in (0, 1):
            if banded:
                xs = [-EDGE, *(float(place) for place, _ in banded), len(points) - 1 + EDGE]
                ys = [band[edge] for _, band in banded]
                line = list(zip(xs, [ys[0], *ys, ys[-1]], strict=True))
                self._join(frame, line, self._colour("success"))

    def _join(self, frame: "_Frame", points: Sequence[tuple[float, float]], colour: str) -> None:
        at = [frame.at(*point) for point in points]
        pieces = [(*one, *other) for one, other in pairwise(at)]
        self.draw_hires_lines(pieces, HiResMode.BRAILLE, colour)

    def _mark(self, frame: "_Frame", points: Iterable[tuple[float, float]], mark: str, colour: str) -> None:
        for point in points:
            self.set_pixel(*frame.cell(*point), char=mark, style=f"bold {colour}")

    def _write(self, column: int, row: int, words: str, align: TextAlign) -> None:
        self.write_text(column, row, f"[{self._colour('text-muted')}]{escape(words)}", align)

    def _colour(self, name: str) -> str:
        return self.app.theme_variables[name]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where on the canvas a take and its figure lie."""

    takes: int
    low: float
    high: float
    right: int
    """The first column beyond the plot."""
    bottom: int
    """The row of the axis below it."""

    @classmethod
    def around(cls, trend: Trend, width: int, height: int) -> "_Frame":
        low, high = _limits(trend)
        return cls(len(trend.points), low, high, max(width, MARGIN + 1), max(height - 2, 1))

    def at(self, place: float, value: float) -> tuple[float, float]:
        """Cells from the left and from the top, with fractions: a cell holds several dots."""
        across = (place + 0.5) / max(self.takes, 1)
        up = (value - self.low) / (self.high - self.low)
        return MARGIN + across * (self.right - MARGIN), (1 - up) * self.bottom

    def cell(self, place: float, value: float) -> tuple[int, int]:
        """The cell that holds it."""
        column, row = self.at(place, value)
        return floor(column), min(floor(row), self.bottom - 1)


def _limits(trend: Trend) -> tuple[float, float]:
    values = [point.value for point in trend.points if point.value is not None]
    values += [edge for point in trend.points if point.band is not None for edge in point.band]
    top = max(values, default=0.0) * HEADROOM
    if trend.measure in (Measure.DURATION, Measure.PACE):
        return min(values, default=0.0) / HEADROOM, max(top, 1.0)
    if trend.measure is Measure.FELT:
        return 0.7, 5.3
    return -0.3, max(top, SMALLEST_TOP)


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers, not too many of them."""
    step = next((step for step in STEPS if (high - low) / step <= MOST_TICKS), STEPS[-1])
    return [float(tick) for tick in range(0, int(high) + 1, step) if tick >= low]
