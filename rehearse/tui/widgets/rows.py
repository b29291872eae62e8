"""Rows of a form, one line each: a name, a value that can be changed, and a word beside it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

LABEL_WIDTH = 22


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Rows under one another: the arrows go from row to row, and the view follows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Next row", show=False),
        Binding("up", "app.focus_previous", "Row before", show=False),
    ]


class PickRow(Widget, can_focus=True):
    """A value that is picked elsewhere, or turned over where it stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", "Change", key_display="enter"),
        Binding("left", "step(-1)", "Less"),
        Binding("right", "step(1)", "More"),
    ]

    class Picked(Message):
        """Somebody wants another value."""

        def __init__(self, row: "PickRow", step: int) -> None:
            super().__init__()
            self.row = row
            self.step = step
            """Minus one or one for the value before or after; 0 for any."""

    def __init__(self, name: str, label: str, *, steps: bool = False) -> None:
        super().__init__(name=name)
        self._label = label
        self._label_width = LABEL_WIDTH if label else 0
        self._steps = steps
        self._value = Content("")
        self._note = Content("")

    def show(self, value: Content | str, note: Content | str = "") -> None:
        """Show a value, and what is to be said beside it."""
        self._value, self._note = (
            Content(value) if isinstance(value, str) else value,
            (Content.styled(note, "$text-muted") if isinstance(note, str) else note),
        )
        self.refresh()

    def render(self) -> Content:
        """Draw the one line."""
        label = Content.styled(self._label.ljust(self._label_width), "$text-muted")
        value = self._value
        if self._steps:
            arrows = "bold $primary" if self.has_focus else "$text-disabled"
            value = Content.styled("◂ ", arrows) + value + Content.styled(" ▸", arrows)
        room = max(0, self.size.width - self._label_width)
        gap = room - value.cell_length - self._note.cell_length
        if gap < 2:  # the value matters more than the note
            return label + value.truncate(room, ellipsis=True)
        return label + value + Content(" " * gap) + self._note

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what has an order is stepped through."""
        if action == "step":
            return self._steps
        return action != "pick" or not self._steps

    def on_click(self, event: Click) -> None:
        """The mouse picks as well; left of the value's middle is less."""
        if self._steps:
            self.action_step(-1 if event.x < self._label_width + 2 + self._value.cell_length // 2 else 1)
        else:
            self.action_pick()

    def action_pick(self) -> None:
        """Ask for another value."""
        self.post_message(self.Picked(self, 0))

    def action_step(self, step: int) -> None:
        """Ask for the value before or after."""
        self.post_message(self.Picked(self, step))


class Field(Input):
    """The place to type in; what stands there is meant once enter is pressed or it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Keep", key_display="enter")]


class TypeRow(HorizontalGroup):
    """A value that is typed."""

    class Typed(Message):
        """Another text stands there now, not yet for good."""

        def __init__(self, row: "TypeRow", text: str) -> None:
            super().__init__()
            self.row = row
            self.text = text

    class Entered(Message):
        """What was typed is meant."""

        def __init__(self, row: "TypeRow", text: str) -> None:
            super().__init__()
            self.row = row
            self.text = text

    def __init__(
        self,
        name: str,
        label: str,
        text: str,
        unit: str = "",
        empty: str = "",
        restrict: str | None = None,
    ) -> None:
        """Without a unit the text may be long; `empty` is said where nothing is typed.

        What `restrict`, a regular expression, doesn't match can't be typed.
        """
        super().__init__(name=name, classes="-measured" if unit else None)
        self._label = label
        self._text = text
        self._unit = unit
        self._empty = empty
        self._restrict = restrict

    def compose(self) -> ComposeResult:
        """Lay out name, field and unit."""
        yield Static(Content.styled(self._label, "$text-muted"), classes="label")
        yield Field(
            self._text,
            placeholder=self._empty,
            restrict=self._restrict,
            compact=True,
            select_on_focus=False,
        )
        if self._unit:
            yield Static(Content.styled(self._unit, "$text-muted"), classes="unit")

    def show(self, text: str) -> None:
        """Show another text, unless somebody is typing here."""
        field = self.query_one(Field)
        if not field.has_focus:
            with self.prevent(Input.Changed):
                field.value = text
            self._text = text

    def put(self, text: str) -> None:
        """Show another text, even under somebody's fingers."""
        with self.prevent(Input.Changed):
            self.query_one(Field).value = text
        self._text = text
        self.mark(wrong=False)

    def go_to(self) -> None:
        """Have it changed now."""
        self.query_one(Field).focus()

    def mark(self, *, wrong: bool) -> None:
        """Show whether the text will do."""
        self.set_class(wrong, "-wrong")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self, event.value))

    @on(Input.Submitted)
    @on(Input.Blurred)
    def _entered(self, event: Input.Submitted | Input.Blurred) -> None:
        event.stop()
        if event.value != self._text:
            self._text = event.value
            self.post_message(self.Entered(self, event.value))
