"""What shows the stories: read in a worker, and anew whenever they have changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rehearse.interview.errors import RehearseError
from rehearse.tui.messages import Failed
from rehearse.tui.text.figures import one_line

if TYPE_CHECKING:
    from rehearse.interview.story import StoryBook
    from rehearse.interview.take import TakeSummary
    from rehearse.practice.desk import Desk
    from rehearse.practice.stories import StoryRecord


class ReadingStories(Screen[None]):
    """A screen over the story book and what the takes make of it."""

    class BookRead(Message):
        """The stories are known."""

        def __init__(self, book: "StoryBook") -> None:
            super().__init__()
            self.book = book

    class BookUnreadable(Message):
        """The stories can't be read."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, desk: "Desk", takes: tuple["TakeSummary", ...]) -> None:
        super().__init__()
        self.desk = desk
        self.takes = takes
        self.book: StoryBook | None = None
        self.unreadable: str | None = None
        """Why there is no book, where it could not be read."""
        self.wanted: str | None = None
        """Where the cursor is to go once it is there."""

    @property
    def records(self) -> tuple["StoryRecord", ...]:
        """How each story stands."""
        from rehearse.practice.stories import story_records

        return () if self.book is None else story_records(self.book, self.takes, self.desk.now())

    def show_book(self) -> None:
        """Show what is known of the stories now."""
        raise NotImplementedError

    def go_to(self, wanted: str | None) -> None:
        """Put the cursor on something, once it is read."""
        self.wanted = wanted or self.wanted

    def fill(self, options: OptionList, entries: Sequence[tuple[str, Content]], empty: str) -> None:
        """Show entries by their ids; the cursor goes where it is wanted, else it stays."""
        highlighted = options.highlighted_option
        current = self.wanted or (None if highlighted is None else highlighted.id)
        options.clear_options()
        options.add_options([Option(shown, id=entry_id) for entry_id, shown in entries])
        ids = [entry_id for entry_id, _ in entries]
        if ids:
            options.highlighted = ids.index(current) if current in ids else 0
            self.wanted = None
        else:
            said = self.unreadable or empty
            options.add_option(Option(Content.styled(one_line(said), "$text-muted"), disabled=True))

    def refurnish(self, desk: "Desk") -> None:
        """Show another desk's stories."""
        self.desk = desk
        self.read_book()

    def show_takes(self, takes: tuple["TakeSummary", ...]) -> None:
        """Show what other takes make of the stories."""
        self.takes = takes
        if self.book is not None:
            self.show_book()

    @work(thread=True, exclusive=True, exit_on_error=False, group="stories")
    def read_book(self) -> None:
        """Read the stories anew."""
        try:
            self.post_message(self.BookRead(self.desk.stories.book()))
        except RehearseError as error:
            self.post_message(self.BookUnreadable(str(error)))

    @on(BookRead)
    def _book_read(self, message: BookRead) -> None:
        self.book, self.unreadable = message.book, None
        self.show_book()

    @on(BookUnreadable)
    def _book_unreadable(self, message: BookUnreadable) -> None:
        self.unreadable = message.reason
        self.show_book()
        self.post_message(Failed(message.reason))
