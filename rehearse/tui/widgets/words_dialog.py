"""A few lines or many, written in a window of their own."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from rehearse.tui.text import review as words
from rehearse.tui.widgets.answer_area import AnswerArea
from rehearse.tui.widgets.confirm import ConfirmDialog


class WordsDialog(ModalScreen[str | None]):
    """A text to be changed; None when it was left as it is."""

    CSS_PATH = "words_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", key_display="esc"),
        Binding("ctrl+s", "keep", "Keep it"),
        Binding("ctrl+r", "put_back", words.HEARD_AGAIN),
    ]

    def __init__(self, title: str, body: str, text: str, *, heard: str | None = None) -> None:
        """`heard` is what can be put back with one key; None where there is nothing to put back."""
        super().__init__()
        self._title = title
        self._body = body
        self._text = text
        self._heard = heard

    def compose(self) -> ComposeResult:
        """Lay out the text and the ways on."""
        with VerticalGroup(id="dialog") as dialog:
            dialog.border_title = Content(self._title)
            put_back = "" if self._heard is None else " · ctrl+r puts the heard words back"
            dialog.border_subtitle = Content(f"ctrl+s keeps · esc leaves{put_back}")
            yield Static(self._body, markup=False)
            area = AnswerArea(self._text)
            area.placeholder = ""
            yield area
            with HorizontalGroup():
                yield Button(Content("Back  esc"), id="back", compact=True)
                yield Button(Content("Keep it  ^s"), id="keep", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Begin at the text."""
        self.query_one(AnswerArea).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was changed once can be put back."""
        return self._heard is not None if action == "put_back" else True

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.action_leave()

    def action_keep(self) -> None:
        """Go on with what stands there."""
        self.dismiss(self.query_one(AnswerArea).text)

    def action_put_back(self) -> None:
        """Write down again what was heard."""
        if self._heard is not None:
            self.query_one(AnswerArea).text = self._heard

    @work(exclusive=True, group="leaving")
    async def action_leave(self) -> None:
        """Leave it as it was, after asking where something would be lost."""
        if self.query_one(AnswerArea).text != self._text:
            ask = ConfirmDialog(words.LEAVE_TITLE, words.LEAVE_BODY, words.LEAVE, words.STAY)
            if not await self.app.push_screen_wait(ask):
                return
        self.dismiss(None)
