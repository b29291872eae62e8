"""The words of an answer as they are understood, and what is counted in them."""

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rehearse.analysis.report import Report
from rehearse.practice.live import Live
from rehearse.practice.ports import HeardSoFar
from rehearse.tui.text import live as text
from rehearse.tui.widgets.steady_line import SteadyLine

LOOKS_A_SECOND = 5
LOOKS_FOR_A_COUNT = 5
"""Counting all over again is work, the more the longer one speaks: once a second is as often as anybody
reads it, and the next begins when the last is there."""
ROWS = 3


class LiveView(VerticalGroup):
    """Pulls from the running transcript; its height never changes."""

    class Said(Message):
        """There are words that were not counted yet."""

        def __init__(self, so_far: HeardSoFar) -> None:
            super().__init__()
            self.so_far = so_far

    def __init__(self) -> None:
        super().__init__()
        self._live: Live | None = None
        self._shown = HeardSoFar()
        self._counted: tuple[object, ...] = ()
        self._looks = 0
        self._counting = False

    def compose(self) -> ComposeResult:
        """Lay out the counters and the words."""
        yield Static("", id="counters")
        yield SteadyLine("", id="live-words")

    def on_mount(self) -> None:
        """Pull from now on."""
        self.set_interval(1 / LOOKS_A_SECOND, self._pull)

    def follow(self, live: Live | None) -> None:
        """Show the words of another answer; None once it is over."""
        if live is not None and live is not self._live:
            self.count(None)
            self._counted = ()
            self._show(HeardSoFar())
        self._live = live

    def count(self, report: Report | None) -> None:
        """Show what was counted."""
        self._counting, self._looks = False, 0
        self.query_one("#counters", Static).update(text.counters(report))

    def _pull(self) -> None:
        live = self._live
        if live is None or not self.display:
            return
        so_far = live.so_far
        if live.failure is not None:
            self._say(text.NO_WORDS)
        elif live.is_behind:
            self._say(text.BEHIND)
        elif (so_far.settled, so_far.unsettled) != (self._shown.settled, self._shown.unsettled):
            self._show(so_far)
        self._looks += 1
        if self._counting or self._looks < LOOKS_FOR_A_COUNT:
            return
        words = (*so_far.settled, *so_far.unsettled)
        if words != self._counted:
            self._counting, self._counted = True, words
            self.post_message(self.Said(so_far))

    def _show(self, so_far: HeardSoFar) -> None:
        self._shown = so_far
        words = self.query_one("#live-words", Static)
        words.update(text.last_words(so_far, max(20, words.size.width or 60), ROWS))

    def _say(self, line: str) -> None:
        self.query_one("#live-words", Static).update(Content.styled(line, "$text-muted"))
