"""Where an answer is written."""

from textual.events import Paste
from textual.widgets import TextArea

from rehearse.tui.text.figures import visible
from rehearse.tui.text.without_microphone import WRITE_HERE


class AnswerArea(TextArea):
    """A text of any length; what is pasted can't command the terminal."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True, placeholder=WRITE_HERE)

    def on_paste(self, event: Paste) -> None:
        """Make control characters visible: the area would draw escape sequences as they are."""
        event.text = visible(event.text.replace("\r\n", "\n").replace("\r", "\n"))
