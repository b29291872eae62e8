"""The moment between an answer and its follow-up, while the answer is understood."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, VerticalGroup
from textual.content import Content
from textual.screen import Screen
from textual.widgets import LoadingIndicator, Static

from rehearse.tui.interview_messages import FollowUpUnwanted
from rehearse.tui.keys import LeftByEscape
from rehearse.tui.messages import HomeRequested
from rehearse.tui.text import mock as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.status_line import StatusLine

PATIENCE_S = 20.0
"""An interviewer who thinks for longer goes on to something else."""


class InterludeScreen(LeftByEscape, Screen[None]):
    """Waits for the words of an answer; nobody has to."""

    CSS_PATH = "interlude.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go_on", "Go on without"),
        Binding("escape", "leave", "Leave", key_display="esc"),
    ]

    def __init__(self, prompt: str, status: StatusLine) -> None:
        """With the question that was answered."""
        super().__init__()
        self._prompt = prompt
        self._status = status

    def compose(self) -> ComposeResult:
        """Lay out what is going on."""
        yield self._status
        with VerticalGroup():
            yield Static(words.FOLLOWING_UP, id="following-up", markup=False)
            with Center():
                yield Static(Content(one_line(self._prompt)), id="answered")
            yield LoadingIndicator()
            yield Static(words.FOLLOWING_UP_ASIDE, id="aside", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Go on by itself in the end."""
        self.title = words.FOLLOWING_UP
        self.set_timer(PATIENCE_S, self.action_go_on)

    def action_go_on(self) -> None:
        """Wait no longer."""
        self.post_message(FollowUpUnwanted())

    def action_leave(self) -> None:
        """Leave the session; it waits."""
        self.post_message(HomeRequested())
