"""Fields of a form under their names, with room for what is wrong with them."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from rehearse.tui.text.mistakes import mistake_said
from rehearse.tui.widgets.rows import Form


class Labelled(VerticalGroup):
    """A field under its name, with room for what is wrong with it."""

    def __init__(self, key: str, editor: Widget, label: Content | str, about: str) -> None:
        super().__init__(name=key)
        self._label = Content.styled(label, "bold") if isinstance(label, str) else label
        self._about = about
        self._editor = editor

    def compose(self) -> ComposeResult:
        """Lay out name, field and mistake."""
        yield Static(self._name_line(), classes="name")
        yield self._editor
        yield Static("", classes="mistake", markup=False)

    def tell(self, about: str) -> None:
        """Say something else about what belongs here."""
        self._about = about
        self.query_one(".name", Static).update(self._name_line())

    def mark(self, mistake: str | None) -> None:
        """Say what is wrong, or that nothing is."""
        self.set_class(mistake is not None, "-wrong")
        self.query_one(".mistake", Static).update(
            Content("" if mistake is None else f"! {mistake_said(mistake)}")
        )

    def _name_line(self) -> Content:
        return self._label + Content.styled(f"  {self._about}", "$text-muted")


class LabelledForm(Form):
    """A form whose fields can be marked by their keys."""

    class Changed(Message):
        """Something was written."""

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what stood there first."""
        raise NotImplementedError

    def mark(self, mistakes: Mapping[str, str]) -> None:
        """Say what is wrong beside each field."""
        for labelled in self.query(Labelled):
            labelled.mark(mistakes.get(labelled.name or ""))

    def go_to_first_mistake(self) -> None:
        """Put the cursor where something is to be mended."""
        for labelled in self.query(Labelled):
            if labelled.has_class("-wrong"):
                labelled.query("Input, TextArea, PickRow").first().focus()
                return
