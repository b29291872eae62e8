"""Choosing what a report is written as, and where to."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from rehearse.practice.exporting import Form
from rehearse.tui.text import export as text
from rehearse.tui.widgets.sound_files import path_meant


class ExportDialog(ModalScreen[tuple[Form, Path] | None]):
    """A form and a path; None when escaped. The path's ending follows the form until it is typed over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", key_display="esc"),
        Binding("ctrl+s", "write", "Write it"),
    ]

    def __init__(self, take_id: str | None, *, sounds: bool, forms: Sequence[Form] = tuple(Form)) -> None:
        """`sounds` where there is an answer to be heard."""
        super().__init__()
        self._take_id = take_id
        self._sounds = sounds
        self._forms = forms
        self._form = forms[0]
        self._path = text.proposed(take_id, self._form)

    def compose(self) -> ComposeResult:
        """Lay out the forms, the path and the two ways on."""
        with VerticalGroup(id="dialog") as dialog:
            dialog.border_title = Content(text.TITLE)
            dialog.border_subtitle = Content("enter goes on · ctrl+s writes · esc leaves")
            yield OptionList(
                *(Option(Content(text.form_said(form, sounds=self._sounds)), id=form) for form in self._forms)
            )
            with HorizontalGroup(id="where"):
                yield Static(text.PATH, markup=False)
                yield Input(self._path, compact=True, select_on_focus=False)
            with HorizontalGroup():
                yield Button(Content(f"{text.BACK}  esc"), id="back", compact=True)
                yield Button(Content(f"{text.WRITE}  ^s"), id="write", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Begin at the forms."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionHighlighted)
    def _form_chosen(self, event: OptionList.OptionHighlighted) -> None:
        untouched = self._path == text.proposed(self._take_id, self._form)
        self._form = Form(event.option_id or self._form)
        if untouched:
            self._path = text.proposed(self._take_id, self._form)
            where = self.query_one(Input)
            with self.prevent(Input.Changed):
                where.value = self._path
            where.cursor_position = len(self._path)

    @on(OptionList.OptionSelected)
    def _form_meant(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _path_typed(self, event: Input.Changed) -> None:
        self._path = event.value

    @on(Input.Submitted)
    def _path_meant(self) -> None:
        self.action_write()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "write":
            self.action_write()
        else:
            self.dismiss(None)

    def action_write(self) -> None:
        """Go on with what is chosen, unless it names no file."""
        path = path_meant(self._path)
        if path is None:
            self.query_one(Input).focus()
            return
        if path.is_dir():
            path = path / text.proposed(self._take_id, self._form)
        self.dismiss((self._form, path))
