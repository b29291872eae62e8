"""How the figures went from take to take, of one question or of all."""

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, HorizontalGroup, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from rehearse.interview.take import TakeSummary
from rehearse.interview.transcript import Engine
from rehearse.practice.desk import Desk
from rehearse.practice.self_rating import self_ratings
from rehearse.practice.trends import Measure, Trend, trends
from rehearse.tui.messages import HomeRequested
from rehearse.tui.text import trends as text
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.status_line import StatusLine
from rehearse.tui.widgets.trend_plot import TrendPlot

WINDOW = 60
"""How many takes are drawn at once: more would be lines on top of lines."""


class TrendsScreen(Screen[None]):
    """A plot for each figure; one at a time where there is little room."""

    CSS_PATH = "trends.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "turn(1)", "Next figure", key_display="↓"),
        Binding("up", "turn(-1)", "Figure before", show=False),
        Binding("left", "move(1)", "Older", key_display="←"),
        Binding("right", "move(-1)", "Newer", key_display="→"),
        Binding("f", "filter", "Question"),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class Drawn(Message):
        """The figures are known."""

        def __init__(self, followed: tuple[Trend, ...], of_ratings: str) -> None:
            """With what is to be said of how the answers felt."""
            super().__init__()
            self.followed = followed
            self.of_ratings = of_ratings

    current = reactive(0)
    """Which figure is seen where there is room for one."""
    pages_back = reactive(0)
    """How many windows before the newest takes are seen."""

    def __init__(self, desk: Desk, takes: tuple[TakeSummary, ...], status: StatusLine) -> None:
        super().__init__()
        self._desk = desk
        self._takes = takes
        self._status = status
        self._question_id: str | None = None
        self._followed: tuple[Trend, ...] = ()
        self._of_ratings = ""
        self._plots = [TrendPlot(measure) for measure in Measure]

    def compose(self) -> ComposeResult:
        """Lay out the plots."""
        yield self._status
        with HorizontalGroup(id="heading"):
            yield Static("", id="which")
            yield Static("", id="place")
        with Grid():
            for plot in self._plots:
                with Vertical(classes="trend", id=plot.measure.name.lower()):
                    yield plot
                    yield Static("", classes="legend")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what is known now."""
        self.title = "Trends"
        self.watch_current(0)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._follow()

    def follow_takes(self, takes: tuple[TakeSummary, ...]) -> None:
        """Show what is kept now."""
        self._takes = takes
        self._follow()

    def refurnish(self, desk: Desk) -> None:
        """Go on with another desk."""
        self._desk = desk
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a figure to turn to where one is hidden, and takes to move to where some are."""
        if action == "turn":
            return not self.has_class("-wide")
        if action == "move":
            return 0 <= self.pages_back + int(str(parameters[0])) <= self._last_page
        if action == "filter":
            return bool(self._takes)
        return True

    # Drawing

    @work(thread=True, exclusive=True, exit_on_error=False, group="trends")
    def _follow(self) -> None:
        asked = self._question_id
        takes = [take for take in self._takes if asked is None or take.question_id == asked]
        self.post_message(self.Drawn(trends(takes), self_ratings(takes).message))

    @on(Drawn)
    def _drawn(self, message: Drawn) -> None:
        self._followed, self._of_ratings = message.followed, message.of_ratings
        self.pages_back = min(self.pages_back, self._last_page)
        self._show()

    @property
    def _count(self) -> int:
        return len(self._followed[0].points) if self._followed else 0

    @property
    def _last_page(self) -> int:
        return max(0, -(-self._count // WINDOW) - 1)

    @property
    def _engines(self) -> tuple[Engine, ...]:
        heard = (engine for trend in self._followed for engine in trend.engines)
        return tuple(dict.fromkeys(heard))

    def _show(self) -> None:
        last = self._count - self.pages_back * WINDOW
        first = max(0, last - WINDOW)
        engines, now = self._engines, self._desk.now().astimezone()
        self.set_class(self._count < 2, "-few")
        for plot, trend in zip(self._plots, self._followed, strict=False):
            seen = replace(trend, points=trend.points[first:last])
            frame = self.query_one(f"#{plot.measure.name.lower()}")
            frame.border_title = text.heading(seen)
            frame.query_one(".legend", Static).update(text.legend(seen, engines, self._of_ratings))
            plot.show(seen, engines, now)
        titles = self._desk.bank.titles
        asked = text.ALL_QUESTIONS if self._question_id is None else titles.get(self._question_id, "")
        said = text.window_said(first, last, self._count, asked) if self._count > 1 else text.TOO_FEW
        self.query_one("#which", Static).update(Content(said))
        self.refresh_bindings()

    # Moving

    def watch_current(self, current: int) -> None:
        """Show the figure that was turned to."""
        for place, plot in enumerate(self._plots):
            for frame in self.query(f"#{plot.measure.name.lower()}"):
                frame.set_class(place == current, "-current")
        for line in self.query("#place").results(Static):
            line.update(Content(text.figure_said(current + 1, len(self._plots))))

    def watch_pages_back(self) -> None:
        """Show other takes."""
        if self.is_mounted:
            self._show()

    def action_turn(self, step: int) -> None:
        """Look at the next figure."""
        self.current = (self.current + step) % len(self._plots)

    def action_move(self, step: int) -> None:
        """Look at older takes, or at newer ones."""
        self.pages_back = max(0, min(self.pages_back + step, self._last_page))

    @work(exclusive=True, group="filter")
    async def action_filter(self) -> None:
        """Pick a question to follow alone."""
        chosen = self._question_id or text.ALL
        choices = text.choices(self._takes, self._desk.bank.titles)
        picked = await self.app.push_screen_wait(PickDialog(text.PICK_TITLE, choices, chosen))
        if picked is not None:
            self._question_id = None if picked == text.ALL else picked
            self.pages_back = 0
            self._follow()

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())
