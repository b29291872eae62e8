"""Things to choose from, a line each under a heading; only the lines that are seen are ever made."""

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

HEADER = 1
"""Lines that stay where they are."""
HEADING = -1
"""The heading's row, where it can be pointed at."""


class LineList(ScrollView, can_focus=True):
    """A cursor over any number of lines; who lists something says what stands on them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--header", "line-list--cursor", "line-list--hover"}
    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        & > .line-list--header { color: $text-muted; }
        & > .line-list--hover { background: $block-hover-background; }
        & > .line-list--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
        }
        &:focus > .line-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]
    HEADING_ACTS: ClassVar[bool] = False
    """Whether a click on the heading does something."""

    class Reached(Message):
        """The cursor is on another line, or on none."""

    class HeadingClicked(Message):
        """Somebody clicked on the heading."""

    cursor = reactive(0)
    hovered: reactive[int | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._lines = 0

    def heading(self, width: int) -> Content:
        """What stands above the lines."""
        raise NotImplementedError

    def line(self, row: int, width: int) -> Content:
        """What stands on a line."""
        raise NotImplementedError

    def beyond(self, row: int) -> str:
        """What is said under the last line."""
        return ""

    def action_open(self) -> None:
        """Do what a list is for with the line under the cursor."""
        raise NotImplementedError

    def renew(self, lines: int, cursor: int) -> None:
        """Draw everything anew: so many lines, with the cursor on one that is there."""
        self._lines = lines
        self.virtual_size = Size(0, lines + HEADER)
        self.cursor = max(0, min(cursor, lines - 1))
        self._follow_cursor()
        self.refresh()

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._follow_cursor()
        self.post_message(self.Reached())

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        width = self.scrollable_content_region.width
        if y < HEADER:
            hover = ["line-list--hover"] if self.hovered == HEADING else []
            return self._drawn(self.heading(width), width, "line-list--header", *hover)
        row = y - HEADER + self.scroll_offset.y
        if row >= self._lines:
            return self._drawn(Content.styled(self.beyond(row), "$text-muted"), width)
        line = self.line(row, width)
        if row == self.cursor:
            return self._drawn(line, width, "line-list--cursor")
        return self._drawn(line, width, *(["line-list--hover"] if row == self.hovered else []))

    def _drawn(self, line: Content, width: int, *classes: str) -> Strip:
        style = self.get_visual_style(*classes)
        (strip,) = Visual.to_strips(self, line, width, 1, style, pad=True, apply_selection=False)
        return strip

    # Moving

    def action_move(self, step: int) -> None:
        """Go to the line before or after."""
        self._go_to_row(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Go as far as is seen at once."""
        self._go_to_row(self.cursor + step * max(1, self._seen() - 1))

    def action_first(self) -> None:
        """Go to the first line."""
        self._go_to_row(0)

    def action_last(self) -> None:
        """Go to the last line."""
        self._go_to_row(self._lines - 1)

    def _go_to_row(self, row: int) -> None:
        self.cursor = max(0, min(row, self._lines - 1))

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
        if y < HEADER:
            return HEADING if self.HEADING_ACTS else None
        row = y - HEADER + self.scroll_offset.y
        return row if row < self._lines else None

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what a click would reach."""
        offset = event.get_content_offset(self)
        self.hovered = None if offset is None else self._row_at(offset.y)

    def on_leave(self, _: Leave) -> None:
        """Nothing would be reached any more."""
        self.hovered = None

    def on_click(self, event: Click) -> None:
        """A click goes to a line, a click on the cursor opens it."""
        offset = event.get_content_offset(self)
        row = None if offset is None else self._row_at(offset.y)
        if row is None:
            return
        if row == HEADING:
            self.post_message(self.HeadingClicked())
        elif row == self.cursor:
            self.action_open()
        else:
            self._go_to_row(row)
