"""One figure over the takes, drawn."""

from collections.abc import Sequence
from datetime import datetime

from textual.reactive import reactive
from textual_plot import AxisFormatter, HiResMode, PlotWidget

from rehearse.interview.transcript import Engine
from rehearse.practice.trends import Measure, Point, Trend
from rehearse.tui.text.trends import MEASURED_MARK, colour_of, days, mark_of

HEADROOM = 1.12
"""How much higher than the highest point the plot is."""
EDGE = 0.4
"""How far what is aimed at reaches beyond the first take and the last."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
MOST_TICKS = 5
SMALLEST_TOP = 3.0
"""The lowest that a plot of counts reaches: one more or less shall not look like a mountain."""


class TrendPlot(PlotWidget, can_focus=False, inherit_bindings=False):
    """Lines that end where another recogniser begins, each with a mark of its own."""

    margin_top = reactive(0)
    margin_bottom = reactive(1)
    margin_left = reactive(5)

    def __init__(self, measure: Measure) -> None:
        super().__init__(allow_pan_and_zoom=False)
        self.measure = measure
        self._drawn: tuple[Trend, Sequence[Engine], datetime] | None = None

    def show(self, trend: Trend, engines: Sequence[Engine], now: datetime) -> None:
        """Draw these takes; `engines` are all that heard any, so that marks stay what they are."""
        self._drawn = trend, engines, now
        self.redraw()

    def redraw(self) -> None:
        """Draw anew, in the theme's colours as they are now."""
        if self._drawn is None or not self.is_mounted:
            return
        trend, engines, now = self._drawn
        points = trend.points
        self.clear()
        self.set_x_formatter(_Days(days(points, now)))
        self.set_xlimits(-0.5, max(0.5, len(points) - 0.5))
        low, high = _limits(trend)
        self.set_ylimits(low, high)
        self.set_yticks(_ticks(low, high))
        self._draw_band(points)
        places = {point.take_id: place for place, point in enumerate(points)}
        for line in trend.lines:
            self._draw_line(line, places, engines if trend.measure.is_heard else ())
        self._draw_measured(points)

    def _draw_band(self, points: Sequence[Point]) -> None:
        banded = [(place, point.band) for place, point in enumerate(points) if point.band is not None]
        colour = self._colour("success")
        for edge in (0, 1):
            if banded:
                xs = [-EDGE, *(place for place, _ in banded), len(points) - 1 + EDGE]
                ys = [band[edge] for _, band in banded]
                self.plot(xs, [ys[0], *ys, ys[-1]], line_style=colour, hires_mode=HiResMode.BRAILLE)

    def _draw_line(self, line: Sequence[Point], places: dict[str, int], engines: Sequence[Engine]) -> None:
        colour = self._colour(colour_of(line[0].engine, engines))
        xs = [float(places[point.take_id]) for point in line]
        ys = [point.value or 0.0 for point in line]
        self.plot(xs, ys, line_style=colour, hires_mode=HiResMode.BRAILLE)
        self.scatter(xs, ys, marker=mark_of(line[0].engine, engines), marker_style=f"bold {colour}")

    def _draw_measured(self, points: Sequence[Point]) -> None:
        # No line joins them: the takes between were not rated, or somebody else heard them.
        rated = [(float(place), point.measured) for place, point in enumerate(points) if point.measured]
        if rated:
            xs, ys = [place for place, _ in rated], [measured for _, measured in rated]
            colour = self._colour("secondary")
            self.scatter(xs, ys, marker=MEASURED_MARK, marker_style=f"bold {colour}")

    def _colour(self, name: str) -> str:
        return self.app.theme_variables[name]


class _Days(AxisFormatter):
    """Says when the takes were, at as many of them as there is room for."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = labels

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """Give evenly spaced takes."""
        count = len(self._labels)
        step = max(1, -(-count // 6))
        return [float(place) for place in range(0, count, step)]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """Give the days of these takes."""
        return [self._labels[round(tick)] for tick in ticks]


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
