"""Two takes of one question beside each other: what changed, what was added and what was lost."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, HorizontalGroup, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from rehearse.practice.comparison import Fate
from rehearse.tui.messages import BackRequested, TakesCompared
from rehearse.tui.text import compare as text
from rehearse.tui.text import words
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.margined import Margined
from rehearse.tui.widgets.report_view import PartBar, Shown
from rehearse.tui.widgets.status_line import StatusLine


class CompareScreen(Screen[None]):
    """The earlier take to the left, the later to the right."""

    CSS_PATH = "compare.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Other take"),
        Binding("up", "scroll_both(-1)", "Up", show=False, priority=True),
        Binding("down", "scroll_both(1)", "Down", show=False, priority=True),
        Binding("escape", "back", "Back", key_display="esc"),
    ]

    def __init__(
        self, compared: TakesCompared, about: Sequence[Shown], now: datetime, status: StatusLine
    ) -> None:
        """`about` tells which take of its question each of the two is."""
        super().__init__()
        self._compared = compared
        self._about = about
        self._status = status
        self._heads = [
            text.named(shown.number, take.started_at, now)
            for shown, take in zip(about, compared.takes, strict=True)
        ]

    def compose(self) -> ComposeResult:
        """Lay out the figures, the bars, and both takes under them."""
        comparison, reports = self._compared.comparison, self._compared.reports
        targets_s = [take.target_s for take in self._compared.takes]
        yield self._status
        yield Static(Content.styled(self._about[1].title, "bold"), id="title")
        with HorizontalGroup(id="summary"):
            yield Static(text.figures(comparison, targets_s, self._heads), id="figures")
            with VerticalGroup(id="shape"):
                for shown, report in zip((text.BEFORE, text.AFTER), reports, strict=True):
                    with HorizontalGroup():
                        yield Static(Content.styled(shown, "$text-muted"), classes="which")
                        bar = PartBar()
                        bar.report = report
                        bar.waiting = Content.styled(words.NOT_JUDGED, "$text-muted")
                        yield bar
                if text.shares(comparison):
                    yield Static(text.shares(comparison), id="shares")
        ears = Static(text.ears([report.transcript.engine for report in reports]), id="ears")
        ears.display = not comparison.same_ears
        yield ears
        with Horizontal(id="sides"):
            for fate, report in zip((Fate.LOST, Fate.ADDED), reports, strict=True):
                alone = comparison.lost if fate is Fate.LOST else comparison.added
                with VerticalScroll(classes="side", id=fate) as side:
                    side.border_title = Content(text.side_title(len(alone), fate))
                    yield Margined(text.told(report, comparison, fate), 2)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Name the place."""
        self.title = "Compare"

    def action_scroll_both(self, step: int) -> None:
        """Read both on, side by side."""
        for side in self.query(VerticalScroll):
            side.scroll_relative(y=step, animate=False)

    def action_back(self) -> None:
        """Go back to where the comparison was asked for."""
        self.post_message(BackRequested())
