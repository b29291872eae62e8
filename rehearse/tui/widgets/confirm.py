"""A question before something that can't be undone."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from rehearse.tui.text.figures import one_line


class ConfirmDialog(ModalScreen[bool]):
    """Whether to do it; what loses nothing is offered first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "answer(False)", "No", key_display="esc"),
        Binding("y", "answer(True)", "Yes"),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, body: str, yes: str, no: str = "Keep it") -> None:
        """`yes` and `no` name what each of them does."""
        super().__init__()
        self._title = title
        self._body = body
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Lay out the two ways on."""
        with VerticalGroup(id="dialog") as dialog:
            dialog.border_title = Content(one_line(self._title))
            yield Static(self._body, markup=False)
            with HorizontalGroup():
                yield Button(Content(f"{self._no}  esc"), id="no", compact=True)
                yield Button(Content(f"{self._yes}  y"), id="yes", variant="error", compact=True)

    def on_mount(self) -> None:
        """Offer what loses nothing first."""
        self.query_one("#no").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer by key."""
        self.dismiss(answer)
