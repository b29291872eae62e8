"""Decisions worked through: what went first, and the sentence to say."""

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from rehearse.interview.errors import RehearseError
from rehearse.interview.ranking import Ranking
from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.tui.messages import BackRequested, Failed, RankingEditRequested, StoriesChanged
from rehearse.tui.reading_stories import ReadingStories
from rehearse.tui.text import rankings as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.status_line import StatusLine


class RankingsScreen(ReadingStories):
    """All decisions, the one under the cursor with its arithmetic."""

    CSS_PATH = "stories.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("e,enter", "edit", "Change", key_display="e"),
        Binding("x", "remove", "Take out"),
        Binding("escape", "back", "Back", key_display="esc"),
    ]

    class TemplatesRead(Message):
        """What a decision can begin with is known."""

        def __init__(self, rankings: tuple[Ranking, ...]) -> None:
            super().__init__()
            self.rankings = rankings

    def __init__(self, desk: Desk, takes: tuple[TakeSummary, ...], status: StatusLine) -> None:
        super().__init__(desk, takes)
        self._status = status

    def compose(self) -> ComposeResult:
        """Lay out the list, and the decision beside it."""
        yield self._status
        yield Static("", id="standing")
        with Horizontal():
            rankings = OptionList(id="rankings", markup=False)
            rankings.border_title = Content(words.TITLE)
            yield rankings
            with VerticalScroll(id="preview"):
                yield Static("", id="whole")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the decisions."""
        self.title = words.TITLE
        self.query_one(OptionList).focus()
        self.read_book()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there is changed or taken out."""
        if action in {"edit", "remove"}:
            return self.current is not None
        if action == "new":
            return self.book is not None and self.unreadable is None
        return True

    @property
    def current(self) -> Ranking | None:
        """The decision under the cursor."""
        for options in self.query(OptionList):
            highlighted = options.highlighted_option
            if highlighted is not None and self.book is not None:
                return next((each for each in self.book.rankings if each.id == highlighted.id), None)
        return None

    def on_resize(self) -> None:
        """Draw the table as wide as there is room."""
        self.call_after_refresh(self._show_whole)

    def show_book(self) -> None:
        """List the decisions."""
        rankings = () if self.book is None else self.book.rankings
        entries = [(each.id, words.option(each)) for each in rankings]
        self.fill(self.query_one(OptionList), entries, words.NONE_YET)
        self.query_one("#standing", Static).update(words.standing_of_all(rankings))
        self._show_whole()

    @on(OptionList.OptionHighlighted)
    def _show_whole(self) -> None:
        current, preview = self.current, self.query_one("#preview")
        width = preview.scrollable_content_region.width or self.size.width - 6
        whole = Content("") if current is None else words.preview(current, width)
        self.query_one("#whole", Static).update(whole)
        preview.border_title = Content("" if current is None else words.FRAMEWORKS[current.framework])
        preview.display = current is not None
        preview.scroll_home(animate=False)
        self.refresh_bindings()

    # Writing

    @on(OptionList.OptionSelected)
    def action_edit(self) -> None:
        """Change the decision under the cursor."""
        if self.current is not None:
            self.post_message(RankingEditRequested(self.current, is_new=False))

    @work(thread=True, exclusive=True, exit_on_error=False, group="templates")
    def action_new(self) -> None:
        """Begin a decision, by a framework or from a template."""
        try:
            templates = self.desk.story_files.templates().values()
        except RehearseError as error:
            self.post_message(Failed(str(error)))
        else:
            self.post_message(
                self.TemplatesRead(tuple(ranking for book in templates for ranking in book.rankings))
            )

    @on(TemplatesRead)
    @work(exclusive=True, group="new")
    async def _choose_template(self, message: TemplatesRead) -> None:
        begun = {**words.empty(), **{f"template {each.id}": each for each in message.rankings}}
        choices = [(name, words.begun_with(ranking)) for name, ranking in begun.items()]
        name = await self.app.push_screen_wait(PickDialog(words.NEW, choices))
        if name is not None:
            self.post_message(RankingEditRequested(replace(begun[name], id=""), is_new=True))

    @work(exclusive=True, group="remove")
    async def action_remove(self) -> None:
        """Take the decision under the cursor out."""
        current = self.current
        if current is None:
            return
        body = f"“{one_line(current.title)}”\n{words.REMOVE_BODY}"
        if await self.app.push_screen_wait(ConfirmDialog(words.REMOVE_TITLE, body, "Take it out")):
            self._remove(current)

    @work(thread=True, exclusive=True, exit_on_error=False, group="change")
    def _remove(self, ranking: Ranking) -> None:
        try:
            self.desk.stories.remove_ranking(ranking.id)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            self.app.post_message(StoriesChanged(words.removed(ranking)))

    def action_back(self) -> None:
        """Go back to the stories."""
        self.post_message(BackRequested())
