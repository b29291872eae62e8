"""A story, written or changed; its numbers are found meanwhile."""

from collections.abc import Callable
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rehearse.analysis.evidence import Metrics
from rehearse.interview.story import Story
from rehearse.practice.desk import Desk
from rehearse.practice.story_numbers import numbers_of
from rehearse.tui.editing import Editing
from rehearse.tui.messages import StoriesChanged
from rehearse.tui.text import stories as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.text.mistakes import by_field
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.question_form import PrinciplesDialog
from rehearse.tui.widgets.rows import PickRow
from rehearse.tui.widgets.status_line import StatusLine
from rehearse.tui.widgets.story_form import StoryForm


class StoryEditorScreen(Editing):
    """A form for the notes, and beside it what is found in them."""

    CSS_PATH = "story_editor.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen

    class NumbersFound(Message):
        """The numbers of what was written are known."""

        def __init__(self, story: Story, numbers: Metrics) -> None:
            super().__init__()
            self.story = story
            self.numbers = numbers

    def __init__(self, story: Story, desk: Desk, status: StatusLine, *, is_new: bool) -> None:
        super().__init__(is_new=is_new)
        self._story = story
        self._desk = desk
        self._status = status

    def compose(self) -> ComposeResult:
        """Lay out the form, and what is found beside it."""
        yield self._status
        with Horizontal():
            form = StoryForm(words.Written.of(self._story))
            form.border_title = Content(words.NEW_TITLE if self.is_new else one_line(self._story.id))
            yield form
            with VerticalScroll(id="beside", can_focus=False) as beside:
                beside.border_title = Content(words.FOUND)
                yield Static("", id="found")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Say which story this is, and what is in it."""
        self.title = words.NEW_TITLE if self.is_new else one_line(self._story.headline)
        self._look_for_numbers()

    @property
    def form(self) -> StoryForm:
        """Where the story is written."""
        return self.query_one(StoryForm)

    @on(StoryForm.Changed)
    def _look_for_numbers(self) -> None:
        self._find_numbers(self.form.written.story(""))

    @work(thread=True, exclusive=True, exit_on_error=False, group="numbers")
    def _find_numbers(self, story: Story) -> None:
        self.post_message(self.NumbersFound(story, numbers_of(story, self._desk.rubric)))

    @on(NumbersFound)
    def _numbers_found(self, message: NumbersFound) -> None:
        # Of two that were looked for at once, the later may be found first.
        if message.story == self.form.written.story(""):
            self.query_one("#found", Static).update(words.beside(message.story, message.numbers))

    @on(PickRow.Picked)
    @work(exclusive=True, group="principles")
    async def _pick_principles(self) -> None:
        picked = await self.app.push_screen_wait(PrinciplesDialog(self.form.principles))
        if picked is not None:
            self.form.pick_principles(picked)

    def keeping(self) -> Callable[[], Message]:
        """Keep the story as it is written now; a new one is given an id made of its headline."""
        story, shelf, is_new = self.form.written.story(self._story.id), self._desk.stories, self.is_new

        def keep() -> Message:
            kept = replace(story, id=shelf.book().new_id(story.headline)) if is_new else story
            shelf.save(kept)
            return StoriesChanged(words.saved(kept, is_new=is_new), kept.id)

        return keep

    def sorted_mistakes(self, mistakes: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
        """What is wrong with the story, by its fields."""
        return by_field(mistakes, words.HELP, called="headline")
