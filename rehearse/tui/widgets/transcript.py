"""A transcript with its evidence marked, its times in the margin, following what is being played."""

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rehearse.analysis.report import Report
from rehearse.interview.transcript import Span
from rehearse.practice.ports import Playback
from rehearse.tui.text.report import transcript_lines
from rehearse.tui.widgets.meters import FRAMES_A_SECOND

MARGIN_WIDTH = 8


class Transcript(Widget):
    """Sentence by sentence, each wrapped beside its margin."""

    class PlayedOut(Message):
        """What was followed came to its end or was stopped."""

    report: reactive[Report | None] = reactive(None, layout=True)
    sounding: reactive[Span | None] = reactive(None)
    """The word that is being played."""

    def __init__(self) -> None:
        super().__init__()
        self._playback: Playback | None = None

    def on_mount(self) -> None:
        """Pull from now on."""
        self.set_interval(1 / FRAMES_A_SECOND, self._pull)

    def follow(self, playback: Playback | None) -> None:
        """Light the words of a take that is being played."""
        self._playback = playback
        self._pull()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the wrapped sentences take."""
        return max(1, len(self._rows(width)))

    def render(self) -> Content:
        """Draw all sentences."""
        return Content("\n").join(self._rows(self.content_size.width))

    def _rows(self, width: int) -> list[Content]:
        if self.report is None:
            return []
        rows: list[Content] = []
        for line in transcript_lines(self.report, self.sounding):
            wrapped = line.body.wrap(max(10, width - MARGIN_WIDTH))
            margins = [line.margin, *[Content(" " * MARGIN_WIDTH)] * (len(wrapped) - 1)]
            rows += [margin + row for margin, row in zip(margins, wrapped, strict=True)]
        return rows

    def _pull(self) -> None:
        playback = self._playback
        if playback is None:
            return
        if playback.finished:
            self._playback = None
            self.sounding = None
            self.post_message(self.PlayedOut())
            return
        position_s = playback.position_s
        for word in self.report.transcript.words if self.report is not None else ():
            if word.start_s <= position_s < word.end_s:
                self.sounding = word.span
                return
