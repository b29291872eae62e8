"""One of a person's own questions, written or changed."""

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rehearse.interview.question import Question
from rehearse.practice.desk import Desk
from rehearse.tui.editing import Editing
from rehearse.tui.messages import QuestionsChanged
from rehearse.tui.text import questions as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.text.mistakes import by_field
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.question_form import PrinciplesDialog, QuestionForm
from rehearse.tui.widgets.rows import PickRow
from rehearse.tui.widgets.status_line import StatusLine


class QuestionEditorScreen(Editing):
    """A form whose question is checked when it is saved, as a pack's are."""

    CSS_PATH = "question_editor.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen

    def __init__(self, question: Question, desk: Desk, status: StatusLine, *, is_new: bool) -> None:
        super().__init__(is_new=is_new)
        self._question = question
        self._desk = desk
        self._status = status

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        yield self._status
        yield Static("", id="said", markup=False)
        yield QuestionForm(words.Written.of(self._question))
        yield KeyFooter()

    def on_mount(self) -> None:
        """Say which question this is."""
        self.title = words.NEW_TITLE if self.is_new else one_line(self._question.title)
        known = "" if self.is_new else f"  {self._question.id}"
        said = Content.styled(self.title, "bold $primary") + Content.styled(known, "$text-muted")
        self.query_one("#said", Static).update(said)

    @property
    def form(self) -> QuestionForm:
        """Where the question is written."""
        return self.query_one(QuestionForm)

    @on(PickRow.Picked)
    @work(exclusive=True, group="principles")
    async def _pick_principles(self) -> None:
        picked = await self.app.push_screen_wait(PrinciplesDialog(self.form.principles))
        if picked is not None:
            self.form.pick_principles(picked)

    def unreadable(self) -> dict[str, str]:
        """A sample or a target that can't be read, by field."""
        return self.form.written.mistakes()

    def keeping(self) -> Callable[[], Message]:
        """Keep the question as it is written now; a new one is given an id made of its title."""
        written, shelf, is_new = self.form.written, self._desk.questions, self.is_new
        question = written.question(self._desk.bank.new_id(written.title) if is_new else self._question.id)

        def keep() -> Message:
            shelf.save(question)
            return QuestionsChanged(question.id, words.saved(question, is_new=is_new))

        return keep

    def sorted_mistakes(self, mistakes: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
        """What is wrong with the question, by its fields."""
        return by_field(mistakes, words.HELP, called="title")
