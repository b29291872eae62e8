"""Takes, a line each; only the lines that are seen are ever made."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Leave, MouseMove
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from rehearse.interview.take import TakeSummary
from rehearse.tui.text.history import heading_row, take_row

HEADER = 1
"""Lines that stay where they are."""
MARK = 2
"""Cells before each line, for the mark of the take that sounds."""


class TakeList(ScrollView, can_focus=True):
    """A cursor over any number of takes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"take-list--header", "take-list--cursor", "take-list--hover"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", key_display="enter"),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "first", "Newest", show=False),
        Binding("end", "last", "Oldest", show=False),
    ]

    class Opened(Message):
        """Somebody wants to see a take's report."""

        def __init__(self, take: TakeSummary) -> None:
            super().__init__()
            self.take = take

    class Reached(Message):
        """The cursor is on another take, or on none."""

    cursor = reactive(0)
    hovered: reactive[int | None] = reactive(None)
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
        self.virtual_size = Size(0, len(takes) + HEADER)
        rows = (row for row, take in enumerate(takes) if before is not None and take.id == before.id)
        self.cursor = next(rows, min(self.cursor, max(0, len(takes) - 1)))
        self._follow_cursor()
        self.refresh()
        self.refresh_bindings()
        self.post_message(self.Reached())

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._follow_cursor()
        self.refresh_bindings()
        self.post_message(self.Reached())

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        width = self.scrollable_content_region.width
        if y < HEADER:
            return self._drawn(Content(" " * MARK) + heading_row(width - MARK), width, "take-list--header")
        row = y - HEADER + self.scroll_offset.y
        if row >= len(self._takes):
            return self._drawn(Content.styled(self._note(row), "$text-muted"), width)
        take = self._takes[row]
        line = self._mark_of(take) + take_row(take, self._titles, self._now, width - MARK)
        if row == self.cursor:
            return self._drawn(line, width, "take-list--cursor")
        return self._drawn(line, width, *(["take-list--hover"] if row == self.hovered else []))

    def _mark_of(self, take: TakeSummary) -> Content:
        """What is done with a take, else whether it is called the best."""
        if take.id == self.sounding:
            return Content.styled("♪ ", "bold $primary")
        if self.marked is not None and take.id == self.marked.id:
            return Content.styled("◆ ", "bold $secondary")
        return Content.styled("★ ", "$primary") if take.starred else Content(" " * MARK)

    def _note(self, row: int) -> str:
        return f"  {self._empty}" if not self._takes and row == 1 else ""

    def _drawn(self, line: Content, width: int, *classes: str) -> Strip:
        style = self.get_visual_style(*classes)
        (strip,) = Visual.to_strips(self, line, width, 1, style, pad=True, apply_selection=False)
        return strip

    # Moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to open only where there is a take."""
        return self.current is not None if action == "open" else True

    def action_move(self, step: int) -> None:
        """Go to the take before or after."""
        self._go_to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Go as far as is seen at once."""
        self._go_to(self.cursor + step * max(1, self._seen() - 1))

    def action_first(self) -> None:
        """Go to the newest take."""
        self._go_to(0)

    def action_last(self) -> None:
        """Go to the oldest take."""
        self._go_to(len(self._takes) - 1)

    def action_open(self) -> None:
        """See the report of the take under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def _go_to(self, row: int) -> None:
        self.cursor = max(0, min(row, len(self._takes) - 1))

    def _seen(self) -> int:
        return max(1, self.scrollable_content_region.height - HEADER)

    def _follow_cursor(self) -> None:
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + self._seen():
            self.scroll_to(y=self.cursor - self._seen() + 1, animate=False)

    def on_resize(self) -> None:
        """A cursor that was in sight stays so."""
        self._follow_cursor()

    # The mouse

    def _row_at(self, y: int) -> int | None:
        row = y - HEADER + self.scroll_offset.y
        return row if y >= HEADER and row < len(self._takes) else None

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what a click would reach."""
        offset = event.get_content_offset(self)
        self.hovered = None if offset is None else self._row_at(offset.y)

    def on_leave(self, _: Leave) -> None:
        """Nothing would be reached any more."""
        self.hovered = None

    def on_click(self, event: Click) -> None:
        """A click goes to a take, a click on the cursor opens it."""
        offset = event.get_content_offset(self)
        row = None if offset is None else self._row_at(offset.y)
        if row is None:
            return
        if row == self.cursor:
            self.action_open()
        else:
            self._go_to(row)
