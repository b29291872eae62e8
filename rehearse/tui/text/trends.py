"""What the app says of how the figures went."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from textual.content import Content

from rehearse.interview.take import TakeSummary
from rehearse.interview.transcript import Engine
from rehearse.practice.trends import Measure, Point, Trend
from rehearse.tui.text import words
from rehearse.tui.text.figures import one_line, plural
from rehearse.tui.text.history import title_of

ALL = "all"
ALL_QUESTIONS = "All questions"
PICK_TITLE = "The takes of which question?"
TOO_FEW = "Two takes make a trend. Rehearse, and watch it grow here."
NONE_MEASURED = "nothing was measured in these takes"
NONE_RATED = "you rated none of these takes"
MISSES_FILLERS = "a rough recogniser misses too many"
MARKERS = ("●", "◆", "▲", "■", "✚")
"""One for each recogniser, so that colour is never all that tells them apart."""
MEASURED_MARK = "◇"
COLOURS = ("primary", "secondary", "accent", "part-task", "part-situation")
NAMES: Mapping[Measure, str] = {
    Measure.DURATION: "Length",
    Measure.FILLERS: "Fillers a minute",
    Measure.PACE: "Words a minute",
    Measure.METRICS: "Metrics stated",
    Measure.MISSING: "Parts missing",
    Measure.FELT: "How it felt, 1 to 5",
}
_FORMS: Mapping[Measure, str] = {Measure.DURATION: "{:.0f} s", Measure.FILLERS: "{:.1f}"}


def choices(takes: Sequence[TakeSummary], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """The questions that have takes to follow, the most rehearsed first; pairs of an id and its name."""
    counted: dict[str, int] = {}
    names: dict[str, str] = {}
    for take in takes:
        if take.question_id is not None:
            counted[take.question_id] = counted.get(take.question_id, 0) + 1
            names.setdefault(take.question_id, title_of(take, titles))
    asked = sorted(counted, key=lambda question_id: -counted[question_id])
    listed = [
        (question_id, f"{names[question_id]} · {plural(counted[question_id], 'take')}")
        for question_id in asked
    ]
    return [(ALL, ALL_QUESTIONS), *listed]


def heading(trend: Trend) -> Content:
    """What is followed, its last figure, and how far that is from the one before it."""
    title = Content.styled(NAMES[trend.measure], "bold")
    measured = [point.value for point in trend.points if point.value is not None]
    if not measured:
        return title + Content.styled(f" · {_why_nothing(trend)}", "$text-muted")
    form = _FORMS.get(trend.measure, "{:.0f}")
    title += Content(f" · {form.format(measured[-1])}")
    change = trend.change
    if change is not None and round(change, 1):
        sign = "+" if change > 0 else "−"
        title += Content.styled(f" ({sign}{form.format(abs(change))} since the take before)", "$text-muted")
    return title


def _why_nothing(trend: Trend) -> str:
    if trend.measure is Measure.FELT:
        return NONE_RATED
    unheard = trend.measure is Measure.FILLERS and any(point.engine for point in trend.points)
    return MISSES_FILLERS if unheard else NONE_MEASURED


def legend(trend: Trend, engines: Sequence[Engine]) -> Content:
    """Which mark stands for whom, and what would be on target."""
    if trend.measure is Measure.FELT:
        return (
            Content.styled("●", "$primary")
            + Content.styled(" felt   ", "$text-muted")
            + Content.styled(MEASURED_MARK, "$secondary")
            + Content.styled(" by the figures", "$text-muted")
        )
    if trend.measure is Measure.DURATION:
        return (
            Content.styled("●", "$primary")
            + Content.styled(" a take   ", "$text-muted")
            + (Content.styled("⠤⠤", "$success") + Content.styled(" the target's band", "$text-muted"))
        )
    marks = [
        Content.styled(mark_of(engine, engines), f"${colour_of(engine, engines)}")
        + Content.styled(f" {one_line(words.engine_name(engine))}", "$text-muted")
        for engine in trend.engines
    ]
    return Content("   ").join(marks)


def mark_of(engine: Engine | None, engines: Sequence[Engine]) -> str:
    """The mark of what a recogniser heard."""
    return MARKERS[_index(engine, engines) % len(MARKERS)]


def colour_of(engine: Engine | None, engines: Sequence[Engine]) -> str:
    """The name of the colour of what a recogniser heard."""
    return COLOURS[_index(engine, engines) % len(COLOURS)]


def _index(engine: Engine | None, engines: Sequence[Engine]) -> int:
    return engines.index(engine) if engine in engines else 0


def window_said(first: int, last: int, total: int, asked: str) -> str:
    """Which takes are drawn, of how many, and what they answer."""
    count = plural(total, "take") if last - first == total else f"takes {first + 1}–{last} of {total}"
    return f"{asked} · {count}"


def times_of(points: Sequence[Point], now: datetime) -> list[str]:
    """When each take was, as short as it tells it from the one before: a day, else the time of that day."""
    local = [point.at.astimezone(now.tzinfo) for point in points]
    return [_time_said(at, before, now) for at, before in zip(local, [None, *local], strict=False)]


def _time_said(at: datetime, before: datetime | None, now: datetime) -> str:
    if before is not None and at.date() == before.date():
        return "" if f"{at:%H:%M}" == f"{before:%H:%M}" else f"{at:%H:%M}"
    in_a_new_month = before is None or (at.year, at.month) != (before.year, before.month)
    return f"{at:%b %Y}" if at.year != now.year and in_a_new_month else f"{at.day} {at:%b}"


def figure_said(number: int, total: int) -> str:
    """Which figure is seen, of how many."""
    return f"figure {number} of {total}"
