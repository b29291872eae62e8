"""The stories a person has to tell, and how each of them stands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from rehearse.analysis.evidence import Metrics
from rehearse.interview.errors import RehearseError
from rehearse.interview.story import Story, StoryBook
from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.stories import StoryRecord, coverage
from rehearse.practice.story_numbers import numbers_of
from rehearse.tui.messages import (
    CoverageRequested,
    Failed,
    HomeRequested,
    RankingsRequested,
    StoriesChanged,
    StoriesWritten,
    StoryEditRequested,
)
from rehearse.tui.reading_stories import ReadingStories
from rehearse.tui.text import export as words_of_export
from rehearse.tui.text import stories as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.path_dialog import PathDialog
from rehearse.tui.widgets.status_line import StatusLine


class StoriesScreen(ReadingStories):
    """All stories, the one under the cursor whole."""

    CSS_PATH = "stories.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("e,enter", "edit", "Change", key_display="e"),
        Binding("x", "remove", "Take out"),
        Binding("c", "coverage", "Coverage"),
        Binding("r", "rankings", "Decisions"),
        Binding("i", "take_in", "Import", show=False),
        Binding("o", "send_out", "Export", show=False),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class NumbersFound(Message):
        """The numbers of the stories are known."""

        def __init__(self, numbers: Mapping[Story, Metrics]) -> None:
            super().__init__()
            self.numbers = numbers

    class TemplatesRead(Message):
        """What a story can begin with is known."""

        def __init__(self, templates: Mapping[str, StoryBook]) -> None:
            super().__init__()
            self.templates = templates

    class FileRead(Message):
        """The stories in a file are known, and not taken in yet."""

        def __init__(self, given: StoryBook, path: Path) -> None:
            super().__init__()
            self.given = given
            self.path = path

    def __init__(self, desk: Desk, takes: tuple[TakeSummary, ...], status: StatusLine) -> None:
        super().__init__(desk, takes)
        self._status = status
        self._numbers: Mapping[Story, Metrics] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list, and the story beside it."""
        yield self._status
        yield Static("", id="standing")
        with Horizontal():
            stories = OptionList(id="stories", markup=False)
            stories.border_title = Content(words.TITLE)
            yield stories
            with VerticalScroll(id="preview"):
                yield Static("", id="whole")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the stories."""
        self.title = words.TITLE
        self.query_one(OptionList).focus()
        self.read_book()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there is changed, taken out or sent out."""
        if action in {"edit", "remove"}:
            return self.current is not None
        if action == "send_out":
            return bool(self.book and (self.book.stories or self.book.rankings))
        if action in {"new", "take_in"}:
            return self.book is not None and self.unreadable is None
        return True

    @property
    def current(self) -> StoryRecord | None:
        """The story under the cursor, and how it stands."""
        for options in self.query(OptionList):
            highlighted = options.highlighted_option
            if highlighted is not None:
                return next((each for each in self.records if each.story.id == highlighted.id), None)
        return None

    # Showing

    def show_book(self) -> None:
        """List the stories."""
        records, now = self.records, self._now()
        entries = [(each.story.id, words.option(each, now)) for each in records]
        stories = self.query_one(OptionList)
        self.fill(stories, entries, words.NONE_YET)
        stories.border_subtitle = words.gaps_said(coverage(records))
        self.query_one("#standing", Static).update(words.standing_of_all(records))
        self._show_whole()
        if self.book is not None:
            self._find_numbers(self.book, self.desk)

    def _now(self) -> datetime:
        return self.desk.now().astimezone()

    @work(thread=True, exclusive=True, exit_on_error=False, group="numbers")
    def _find_numbers(self, book: StoryBook, desk: Desk) -> None:
        self.post_message(self.NumbersFound({story: numbers_of(story, desk.rubric) for story in book}))

    @on(NumbersFound)
    def _numbers_found(self, message: NumbersFound) -> None:
        self._numbers = message.numbers
        self._show_whole()

    @on(OptionList.OptionHighlighted)
    def _show_whole(self) -> None:
        current = self.current
        whole = Content("")
        if current is not None:
            whole = words.preview(current, self._numbers.get(current.story), self._now())
        self.query_one("#whole", Static).update(whole)
        preview = self.query_one("#preview")
        preview.border_title = Content("" if current is None else one_line(current.story.id))
        preview.display = current is not None
        preview.scroll_home(animate=False)
        self.refresh_bindings()

    # Writing

    @on(OptionList.OptionSelected)
    def action_edit(self) -> None:
        """Change the story under the cursor."""
        if self.current is not None:
            self.post_message(StoryEditRequested(self.current.story, is_new=False))

    @work(thread=True, exclusive=True, exit_on_error=False, group="templates")
    def action_new(self) -> None:
        """Begin a story, from a template if that is wished."""
        try:
            self.post_message(self.TemplatesRead(self.desk.story_files.templates()))
        except RehearseError as error:
            self.post_message(Failed(str(error)))

    @on(TemplatesRead)
    @work(exclusive=True, group="new")
    async def _choose_template(self, message: TemplatesRead) -> None:
        choices = [(words.EMPTY, words.TEMPLATES[words.EMPTY])]
        choices += [(name, words.TEMPLATES.get(name, one_line(name))) for name in message.templates]
        name = await self.app.push_screen_wait(PickDialog(words.NEW, choices))
        if name is None:
            return
        begun = message.templates[name].stories[0] if name in message.templates else Story("", "")
        self.post_message(StoryEditRequested(replace(begun, id=""), is_new=True))

    @work(exclusive=True, group="remove")
    async def action_remove(self) -> None:
        """Take the story under the cursor out."""
        current = self.current
        if current is None:
            return
        body = f"“{one_line(current.story.headline)}”\n{words.REMOVE_BODY}"
        if await self.app.push_screen_wait(ConfirmDialog(words.REMOVE_TITLE, body, "Take it out")):
            self._remove(current.story)

    @work(thread=True, exclusive=True, exit_on_error=False, group="change")
    def _remove(self, story: Story) -> None:
        try:
            self.desk.stories.remove(story.id)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            self.app.post_message(StoriesChanged(words.removed(story)))

    # In and out

    @work(exclusive=True, group="files")
    async def action_take_in(self) -> None:
        """Take in the stories of a file."""
        path = await self.app.push_screen_wait(PathDialog(words.IMPORT_TITLE, words.IMPORT_BODY))
        if path is not None:
            self._read_file(path)

    @work(thread=True, exclusive=True, exit_on_error=False, group="change")
    def _read_file(self, path: Path) -> None:
        try:
            self.post_message(self.FileRead(self.desk.story_files.read(path), path))
        except RehearseError as error:
            self.post_message(Failed(str(error)))

    @on(FileRead)
    @work(exclusive=True, group="files")
    async def _file_read(self, message: FileRead) -> None:
        given = message.given
        taken = StoryBook() if self.book is None else self.book.taken_by(given)
        if taken.stories or taken.rankings:
            dialog = ConfirmDialog(words.TAKEN_TITLE, words.taken(taken), words_of_export.REPLACE)
            if not await self.app.push_screen_wait(dialog):
                return
        self._take_in(given, message.path)

    @work(thread=True, exclusive=True, exit_on_error=False, group="change")
    def _take_in(self, given: StoryBook, path: Path) -> None:
        try:
            self.desk.stories.save_all(given.stories, given.rankings)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            said = words.taken_in(len(given.stories), len(given.rankings), path.name)
            self.app.post_message(StoriesChanged(said, next(iter(given.ids), None)))

    @work(exclusive=True, group="files")
    async def action_send_out(self) -> None:
        """Write all stories to a file."""
        dialog = PathDialog(words.EXPORT_TITLE, words.EXPORT_BODY, words.EXPORT_NAME)
        path = await self.app.push_screen_wait(dialog)
        if path is None or self.book is None:
            return
        if path.is_dir():
            path = path / words.EXPORT_NAME
        if path.exists():
            ask = ConfirmDialog(
                words_of_export.REPLACE_TITLE, words_of_export.replace_body(path), words_of_export.REPLACE
            )
            if not await self.app.push_screen_wait(ask):
                return
        self._write(self.book, path)

    @work(thread=True, exclusive=True, exit_on_error=False, group="change")
    def _write(self, book: StoryBook, path: Path) -> None:
        try:
            self.desk.story_files.write(book, path)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            self.app.post_message(StoriesWritten(words.sent_out(book, path)))

    # Going on

    def action_coverage(self) -> None:
        """See which principles the stories speak for."""
        self.post_message(CoverageRequested())

    def action_rankings(self) -> None:
        """See the decisions worked through."""
        self.post_message(RankingsRequested())

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())
