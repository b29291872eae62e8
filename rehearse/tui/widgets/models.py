"""The Whisper models, and one of them on its way here."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import DataTable

from rehearse.practice.ports import ModelInfo
from rehearse.tui.long_jobs import Fetching
from rehearse.tui.text import devices as words
from rehearse.tui.text.figures import one_line, share_bar

LOOKS_A_SECOND = 5


class ModelTable(DataTable[Text]):
    """One row for each model: which listens, which are here, what each is good for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "use", "Use this model", key_display="enter"),
        Binding("enter", "fetch", "Download", key_display="enter"),
    ]

    class Used(Message):
        """Somebody wants a model to listen that is here."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.model = name

    class Fetched(Message):
        """Somebody wants a model that isn't here."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.model = name

    def __init__(self) -> None:
        super().__init__(cursor_type="row", show_header=False, cell_padding=1)
        self._models: tuple[ModelInfo, ...] = ()
        self._chosen = ""
        self.may_fetch = True
        """False while another one is on its way."""

    @property
    def current(self) -> ModelInfo | None:
        """The model under the cursor."""
        return self._models[self.cursor_row] if self._models and self.cursor_row >= 0 else None

    def show(self, models: Sequence[ModelInfo], chosen: str) -> None:
        """Show these models; the cursor stays where it is, or goes to the chosen one at first."""
        at_first = not self._models
        self._models, self._chosen = tuple(models), chosen
        self._draw()
        names = [model.name for model in models]
        if at_first and chosen in names:
            self.move_cursor(row=names.index(chosen))
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Give the notes all the width there is."""
        self._draw()

    def on_data_table_row_highlighted(self) -> None:
        """What enter does depends on the row."""
        self.refresh_bindings()

    def on_data_table_row_selected(self) -> None:
        """The mouse does what enter does."""
        if self.current is not None and self.current.present:
            self.action_use()
        else:
            self.action_fetch()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is here is used, what isn't is fetched, one at a time."""
        if action == "use":
            return self.current is not None and self.current.present and self.current.name != self._chosen
        if action == "fetch":
            return self.current is not None and not self.current.present and self.may_fetch
        return super().check_action(action, parameters)

    def action_use(self) -> None:
        """Let the model under the cursor listen."""
        if self.current is not None and self.check_action("use", ()):
            self.post_message(self.Used(self.current.name))

    def action_fetch(self) -> None:
        """Download the model under the cursor."""
        if self.current is not None and self.check_action("fetch", ()):
            self.post_message(self.Fetched(self.current.name))

    def action_cursor_down(self) -> None:
        """Go down, and on to the next row of the form at the end."""
        if self.cursor_row >= len(self._models) - 1:
            self.screen.focus_next()
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go up, and on to the row of the form above at the top."""
        if self.cursor_row <= 0:
            self.screen.focus_previous()
        else:
            super().action_cursor_up()

    def _draw(self) -> None:
        row = self.cursor_row
        self.clear(columns=True)
        for width in (18, 6, 9):
            self.add_column("", width=width)
        note_width = max(10, self.size.width - 33 - 4 * 2 * self.cell_padding)
        self.add_column("", width=note_width)
        for model in self._models:
            name, here, size, note = words.model_said(model, chosen=model.name == self._chosen)
            noted = Text(note, no_wrap=True)
            noted.truncate(note_width, overflow="ellipsis")
            self.add_row(Text(name), Text(here), Text(size.rjust(9)), noted, key=model.name)
        if self._models:
            self.move_cursor(row=min(row, len(self._models) - 1))


class DownloadBar(Widget):
    """How far a download has come, in bytes and time; it pulls."""

    fetching: Fetching | None = None

    def on_mount(self) -> None:
        """Pull from now on."""
        self.auto_refresh = 1 / LOOKS_A_SECOND

    def render(self) -> Content:
        """Draw the bar as it stands."""
        fetching = self.fetching
        if fetching is None:
            return Content("")
        name = Content.styled(f"{one_line(fetching.name)}  ", "bold")
        if fetching.error is not None:
            return name + Content.styled(f"! {one_line(str(fetching.error))}", "$warning")
        if fetching.over:
            return name + Content.styled(words.STOPPED, "$text-muted")
        said = words.STOPPING if fetching.cancelled else words.bytes_come(fetching.progress)
        width = max(8, self.size.width - name.cell_length - len(said) - 2)
        progress = fetching.progress
        drawn = (
            share_bar(progress.done, progress.total, width) if progress and progress.total else "▁" * width
        )
        return name + Content.styled(drawn, "$primary") + Content(f"  {said}")
