"""How the figures went from take to take, of one question or of all."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.self_rating import self_ratings
from rehearse.practice.trends import Measure, engines_of, trends
from rehearse.tui.messages import HomeRequested
from rehearse.tui.text import trends as text
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.status_line import StatusLine
from rehearse.tui.widgets.trend_plot import Seen, TrendPlot

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

    current = reactive(0, init=False)
    """Which figure is seen where there is room for one."""
    pages_back = reactive(0, init=False)
    """How many windows before the newest takes are seen."""

    def __init__(self, desk: Desk, takes: tuple[TakeSummary, ...], status: StatusLine) -> None:
        """With all takes, newest first."""
        super().__init__()
        self._desk = desk
        self._takes = self._followed = takes
        self._status = status
        self._question_id: str | None = None
        self._plots = tuple(TrendPlot(measure) for measure in Measure)

    def compose(self) -> ComposeResult:
        """Lay out the plots."""
        yield self._status
        yield Static("", id="which")
        with Grid():
            yield from self._plots
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what is known now."""
        self.title = "Trends"
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())
        self.watch_current(0)
        self._show()

    def on_resize(self) -> None:
        """Say which figure is seen only where there is room for one."""
        self.call_after_refresh(self._say_which)

    def follow_takes(self, takes: tuple[TakeSummary, ...]) -> None:
        """Show what is kept now."""
        self._takes = takes
        self._follow(self._question_id)

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

    def _follow(self, question_id: str | None) -> None:
        self._question_id = question_id
        self._followed = tuple(
            take for take in self._takes if question_id is None or take.question_id == question_id
        )
        self.pages_back = min(self.pages_back, self._last_page)
        self._show()

    @property
    def _last_page(self) -> int:
        return max(0, -(-len(self._followed) // WINDOW) - 1)

    def _show(self) -> None:
        newest = self.pages_back * WINDOW
        engines, now = engines_of(self._followed), self._desk.now().astimezone()
        self.set_class(len(self._followed) < 2, "-few")
        for plot, trend in zip(self._plots, trends(self._followed[newest : newest + WINDOW]), strict=True):
            remark = self_ratings(self._followed).message if trend.measure is Measure.FELT else ""
            plot.show(Seen(trend, engines, now, remark))
        self._say_which()

    def _draw(self) -> None:
        for plot in self._plots:
            plot.draw()

    def _say_which(self) -> None:
        total = len(self._followed)
        last = total - self.pages_back * WINDOW
        titles = self._desk.bank.titles
        asked = text.ALL_QUESTIONS if self._question_id is None else titles.get(self._question_id, "")
        said = text.window_said(max(0, last - WINDOW), last, total, asked) if total > 1 else text.TOO_FEW
        if total > 1 and not self.has_class("-wide"):
            said = f"{said} · {text.figure_said(self.current + 1, len(self._plots))}"
        self.query_one("#which", Static).update(Content(said), layout=False)
        self.refresh_bindings()

    # Moving

    def watch_current(self, current: int) -> None:
        """Show the figure that was turned to."""
        for place, plot in enumerate(self._plots):
            plot.set_class(place == current, "-current")
        self._say_which()

    def watch_pages_back(self) -> None:
        """Show other takes."""
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
            self.set_reactive(TrendsScreen.pages_back, 0)
            self._follow(None if picked == text.ALL else picked)

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())
