"""One of a person's own questions, written or changed."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from rehearse.interview.errors import MalformedFile, RehearseError
from rehearse.interview.question import Question
from rehearse.practice.desk import Desk
from rehearse.tui.keys import LeftByEscape
from rehearse.tui.messages import BackRequested, Failed, QuestionsChanged
from rehearse.tui.text import questions as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.question_form import PrinciplesDialog, QuestionForm
from rehearse.tui.widgets.rows import PickRow
from rehearse.tui.widgets.status_line import StatusLine


class QuestionEditorScreen(LeftByEscape, Screen[None]):
    """A form whose question is checked when it is saved, as a pack's are."""

    CSS_PATH = "question_editor.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Back", key_display="esc"),
    ]

    class Saved(Message):
        """The question is in the pack."""

        def __init__(self, question: Question) -> None:
            super().__init__()
            self.question = question

    class Refused(Message):
        """The question will not do, or could not be written."""

        def __init__(self, mistakes: dict[str, str], reason: str | None) -> None:
            super().__init__()
            self.mistakes = mistakes
            """By field."""
            self.reason = reason
            """What isn't about a field."""

    def __init__(self, question: Question, desk: Desk, status: StatusLine, *, is_new: bool) -> None:
        super().__init__()
        self._question = question
        self._desk = desk
        self._status = status
        self._is_new = is_new
        self._refused: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        yield self._status
        yield Static("", id="said", markup=False)
        yield QuestionForm(words.Written.of(self._question))
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Say which question this is."""
        self.title = words.NEW_TITLE if self._is_new else one_line(self._question.title)
        self._show_id()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to save once something was written."""
        if action == "save":
            return self._is_new or any(form.is_changed for form in self.query(QuestionForm))
        return True

    @on(QuestionForm.Changed)
    def _changed(self) -> None:
        form = self.query_one(QuestionForm)
        # What the shelf refused stands until it is asked again; what can't be read is said at once.
        form.mark({**self._refused, **form.written.mistakes()})
        self._show_id()
        self.refresh_bindings()

    @on(PickRow.Picked)
    @work(exclusive=True, group="principles")
    async def _pick_principles(self) -> None:
        form = self.query_one(QuestionForm)
        picked = await self.app.push_screen_wait(PrinciplesDialog(form.principles))
        if picked is not None:
            form.pick_principles(picked)

    def _show_id(self) -> None:
        known = "" if self._is_new else f"  {self._question.id}"
        said = Content.styled(self.title or "", "bold $primary") + Content.styled(known, "$text-muted")
        self.query_one("#said", Static).update(said)

    # Saving

    def action_save(self) -> None:
        """Check the question, and keep it if it will do."""
        form = self.query_one(QuestionForm)
        unreadable = form.written.mistakes()
        if unreadable:
            self._show_refused(unreadable)
            return
        question_id = self._desk.bank.new_id(form.written.title) if self._is_new else self._question.id
        self._save(form.written.question(question_id))

    @work(thread=True, exclusive=True, exit_on_error=False, group="save")
    def _save(self, question: Question) -> None:
        try:
            self._desk.questions.save(question)
        except MalformedFile as error:
            fields, others = words.by_field(error.mistakes)
            self.post_message(self.Refused(fields, str(error) if others else None))
        except RehearseError as error:
            self.post_message(self.Refused({}, str(error)))
        else:
            self.post_message(self.Saved(question))

    @on(Refused)
    def _was_refused(self, message: Refused) -> None:
        self._show_refused(message.mistakes)
        if message.reason is not None:
            self.post_message(Failed(message.reason))

    def _show_refused(self, mistakes: dict[str, str]) -> None:
        self._refused = mistakes
        form = self.query_one(QuestionForm)
        form.mark(mistakes)
        form.go_to_first_mistake()

    @on(Saved)
    def _was_saved(self, message: Saved) -> None:
        self.post_message(
            QuestionsChanged(message.question.id, words.saved(message.question, is_new=self._is_new))
        )
        self.post_message(BackRequested())

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Go back, asking first where something would be lost."""
        if self.query_one(QuestionForm).is_changed:
            sure = ConfirmDialog(words.LEAVE_TITLE, words.LEAVE_BODY, "Leave", "Go on writing")
            if not await self.app.push_screen_wait(sure):
                return
        self.post_message(BackRequested())
