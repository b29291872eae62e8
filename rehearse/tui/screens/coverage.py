"""Which stories speak for each principle: a grid with its gaps."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from rehearse.interview.story import Story
from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.stories import PrincipleCoverage, coverage
from rehearse.tui.messages import BackRequested, StoryEditRequested
from rehearse.tui.reading_stories import ReadingStories
from rehearse.tui.text import coverage as words
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.status_line import StatusLine


class CoverageScreen(ReadingStories):
    """Principles under one another, stories beside one another; the principle under the cursor whole."""

    CSS_PATH = "coverage.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New story for it"),
        Binding("escape", "back", "Back", key_display="esc"),
    ]

    def __init__(self, desk: Desk, takes: tuple[TakeSummary, ...], status: StatusLine) -> None:
        super().__init__(desk, takes)
        self._status = status
        self._covered: tuple[PrincipleCoverage, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the grid, and the principle beside it."""
        yield self._status
        with Horizontal():
            with VerticalGroup(id="grid") as grid:
                grid.border_title = Content(words.TITLE)
                yield Static("", id="head")
                yield OptionList(markup=False)
            with VerticalScroll(id="preview"):
                yield Static("", id="whole")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the stories."""
        self.title = words.TITLE
        self.query_one(OptionList).focus()
        self.read_book()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A story is begun where stories can be read."""
        if action == "new":
            return self.current is not None and self.unreadable is None
        return True

    @property
    def current(self) -> PrincipleCoverage | None:
        """The principle under the cursor."""
        for options in self.query(OptionList):
            highlighted = options.highlighted_option
            if highlighted is not None:
                return next((each for each in self._covered if each.principle == highlighted.id), None)
        return None

    @property
    def _stories(self) -> tuple[Story, ...]:
        return () if self.book is None else self.book.stories

    def on_resize(self) -> None:
        """Give the names the room that the stories leave."""
        if self.book is not None:
            self.show_book()

    def show_book(self) -> None:
        """Draw the grid."""
        self._covered = () if self.book is None else coverage(self.records)
        options = self.query_one(OptionList)
        # Before the first layout there is no width yet; a resize follows at once.
        columns = words.Columns.fitting(options.scrollable_content_region.width, self._stories)
        self.query_one("#head", Static).update(words.grid_head(columns))
        entries = [(str(each.principle), words.grid_row(each, columns)) for each in self._covered]
        self.fill(options, entries, words.UNREAD)
        self.query_one("#grid").border_subtitle = words.LEGEND
        self._show_whole()

    @on(OptionList.OptionHighlighted)
    def _show_whole(self) -> None:
        current = self.current
        whole = Content("")
        if current is not None:
            whole = words.covered_preview(current, self._stories, self.desk.bank)
        self.query_one("#whole", Static).update(whole)
        preview = self.query_one("#preview")
        preview.border_title = Content("" if current is None else current.principle)
        preview.scroll_home(animate=False)
        self.refresh_bindings()

    def action_new(self) -> None:
        """Begin a story for the principle under the cursor."""
        if self.current is not None:
            begun = Story("", "", (self.current.principle,))
            self.post_message(StoryEditRequested(begun, is_new=True))

    def action_back(self) -> None:
        """Go back to the stories."""
        self.post_message(BackRequested())
