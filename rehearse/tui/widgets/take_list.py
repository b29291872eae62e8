"""Takes, a line each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from rehearse.interview.take import TakeSummary
from rehearse.tui.text.history import heading_row, take_row
from rehearse.tui.widgets.line_list import LineList

MARK = 2
"""Cells before each line, for the mark of the take that sounds."""


class TakeList(LineList):
    """A cursor over any number of takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", key_display="enter"),
        Binding("home", "first", "Newest", show=False),
        Binding("end", "last", "Oldest", show=False),
    ]

    class Opened(Message):
        """Somebody wants to see a take's report."""

        def __init__(self, take: TakeSummary) -> None:
            super().__init__()
            self.take = take

    sounding: reactive[str | None] = reactive(None)
    """The id of the take that is being played."""
    marked: reactive[TakeSummary | None] = reactive(None)
    """The take that another is to be put beside."""

    def __init__(self) -> None:
        super().__init__()
        self._takes: Sequence[TakeSummary] = ()
        self._titles: Mapping[str, str] = {}
        self._now = datetime.min
        self._empty = ""

    @property
    def current(self) -> TakeSummary | None:
        """The take under the cursor."""
        return self._takes[self.cursor] if self.cursor < len(self._takes) else None

    def show(
        self, takes: Sequence[TakeSummary], titles: Mapping[str, str], now: datetime, empty: str
    ) -> None:
        """Show these takes, or a line where there is none; the cursor stays on its take where it can."""
        before = self.current
        self._takes, self._titles, self._now, self._empty = takes, titles, now, empty
        rows = (row for row, take in enumerate(takes) if before is not None and take.id == before.id)
        self.renew(len(takes), next(rows, self.cursor))
        self.refresh_bindings()
        self.post_message(self.Reached())

    def watch_cursor(self) -> None:
        """What can be done with another take may be something else."""
        super().watch_cursor()
        self.refresh_bindings()

    def heading(self, width: int) -> Content:
        """The names of the columns."""
        return Content(" " * MARK) + heading_row(width - MARK)

    def line(self, row: int, width: int) -> Content:
        """A take with its mark."""
        take = self._takes[row]
        return self._mark_of(take) + take_row(take, self._titles, self._now, width - MARK)

    def beyond(self, row: int) -> str:
        """That there is none."""
        return f"  {self._empty}" if not self._takes and row == 1 else ""

    def _mark_of(self, take: TakeSummary) -> Content:
        """What is done with a take, else whether it is called the best."""
        if take.id == self.sounding:
            return Content.styled("♪ ", "bold $primary")
        if self.marked is not None and take.id == self.marked.id:
            return Content.styled("◆ ", "bold $secondary")
        return Content.styled("★ ", "$primary") if take.starred else Content(" " * MARK)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to open only where there is a take."""
        return self.current is not None if action == "open" else True

    def action_open(self) -> None:
        """See the report of the take under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))
