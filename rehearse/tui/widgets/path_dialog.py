"""Asking for a file by its path."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from rehearse.tui.widgets.sound_files import path_meant


class PathDialog(ModalScreen[Path | None]):
    """A path that is typed, pasted or dropped; None when escaped."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", key_display="esc")]

    def __init__(self, title: str, body: str, path: str = "") -> None:
        """With a path, that one is proposed."""
        super().__init__()
        self._title = title
        self._body = body
        self._path = path

    def compose(self) -> ComposeResult:
        """Lay out what it is about, and the path."""
        with VerticalGroup(id="dialog") as dialog:
            dialog.border_title = Content(self._title)
            dialog.border_subtitle = Content("enter goes on · esc leaves")
            yield Static(self._body, markup=False)
            yield Input(self._path, placeholder="path", compact=True, select_on_focus=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        path = path_meant(event.value)
        if path is not None:
            self.dismiss(path)
