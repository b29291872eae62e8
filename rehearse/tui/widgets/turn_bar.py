"""The line over an answer of a session: where the session stands, and when silence ends the answer."""

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rehearse.practice.ports import Recorder
from rehearse.practice.silence import Hearkening, SilenceWatch
from rehearse.tui.text.mock import Turn, silence_line, turn_line
from rehearse.tui.widgets.meters import FRAMES_A_SECOND
from rehearse.tui.widgets.steady_line import SteadyLine


class TurnBar(HorizontalGroup):
    """Tells the turn; where hands stay free, it pulls the level and says when it was silent for long."""

    class Warned(Message):
        """The answer ends in a moment unless somebody speaks."""

    class FellSilent(Message):
        """The silence that ends the answer is over."""

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self._turn = turn
        self._recorder: Recorder | None = None
        self._watch: SilenceWatch | None = None

    def compose(self) -> ComposeResult:
        """Lay out both halves."""
        yield Static(turn_line(self._turn), id="turn")
        yield SteadyLine(silence_line(self._turn, None), id="silence")

    def on_mount(self) -> None:
        """Pull from now on."""
        if self._turn.ends_after_s is not None:
            self.set_interval(1 / FRAMES_A_SECOND, self._pull)

    def follow(self, recorder: Recorder | None) -> None:
        """Watch a recording; None once it is over."""
        self._recorder = recorder
        silence_s = self._turn.ends_after_s
        self._watch = None if recorder is None or silence_s is None else SilenceWatch(silence_s)
        self._show()

    def _pull(self) -> None:
        recorder, before = self._recorder, self._watch
        if recorder is None or before is None or recorder.paused:
            return
        self._watch = before.hear(recorder.duration_s, recorder.level)
        self._show()
        if self._watch.state is before.state:
            return
        if self._watch.state is Hearkening.WARNING:
            self.post_message(self.Warned())
        elif self._watch.state is Hearkening.ENDED:
            self._recorder = None
            self.post_message(self.FellSilent())

    def _show(self) -> None:
        warns = self._watch is not None and self._watch.state in {Hearkening.WARNING, Hearkening.ENDED}
        self.set_class(warns, "-warning")
        turn = turn_line(self._turn)
        # What is muted or coloured elsewhere can't be read on the warning's own colour.
        self.query_one("#turn", Static).update(Content(turn.plain) if warns else turn)
        self.query_one("#silence", Static).update(silence_line(self._turn, self._watch))
