"""A decision worked through: figures in, order and sentence out."""

from collections.abc import Callable
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rehearse.interview.ranking import Ranking
from rehearse.practice.desk import Desk
from rehearse.tui.editing import Editing
from rehearse.tui.messages import StoriesChanged
from rehearse.tui.text import rankings as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.text.mistakes import by_field
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.ranking_form import RankingForm
from rehearse.tui.widgets.status_line import StatusLine


class RankingEditorScreen(Editing):
    """A form for the figures, and beside it what they come to."""

    CSS_PATH = "story_editor.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen

    def __init__(self, ranking: Ranking, desk: Desk, status: StatusLine, *, is_new: bool) -> None:
        super().__init__(is_new=is_new)
        self._ranking = ranking
        self._desk = desk
        self._status = status

    def compose(self) -> ComposeResult:
        """Lay out the form, and what comes of it beside it."""
        yield self._status
        with Horizontal():
            form = RankingForm(words.Written.of(self._ranking))
            form.border_title = Content(words.NEW_TITLE if self.is_new else one_line(self._ranking.id))
            yield form
            with VerticalScroll(id="beside") as beside:
                beside.border_title = Content(words.COMES_TO)
                yield Static("", id="found")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Say which decision this is, and what it comes to."""
        self.title = words.NEW_TITLE if self.is_new else one_line(self._ranking.title)
        self.call_after_refresh(self._work_out)

    def on_resize(self) -> None:
        """Draw the table as wide as there is room."""
        self.call_after_refresh(self._work_out)

    @property
    def form(self) -> RankingForm:
        """Where the decision is written."""
        return self.query_one(RankingForm)

    def unreadable(self) -> dict[str, str]:
        """Lines of figures that say nothing yet."""
        mistakes = self.form.written.mistakes
        return {"options": mistakes[0]} if mistakes else {}

    @on(RankingForm.Changed)
    def _work_out(self) -> None:
        width = self.query_one("#beside").scrollable_content_region.width or self.size.width - 6
        ranking = self.form.written.ranking(self._ranking.id)
        self.query_one("#found", Static).update(words.table(ranking, width))

    def keeping(self) -> Callable[[], Message]:
        """Keep the decision as it is written now; a new one is given an id made of its title."""
        ranking, shelf = self.form.written.ranking(self._ranking.id), self._desk.stories
        is_new = self.is_new

        def keep() -> Message:
            kept = replace(ranking, id=words.new_id(ranking, shelf.book())) if is_new else ranking
            shelf.save_ranking(kept)
            return StoriesChanged(words.saved(kept, is_new=is_new), kept.id)

        return keep

    def sorted_mistakes(self, mistakes: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
        """What is wrong with the decision, by its fields."""
        return by_field(map(words.of_option, mistakes), words.LABELS, called="title")
