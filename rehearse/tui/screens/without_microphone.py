"""An answer that is written, or that comes in a sound file."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static, TextArea

from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.interview.take import Take
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Progress
from rehearse.practice.reporting import report_on_text
from rehearse.practice.sound_file import take_in
from rehearse.tui.drafts import Drafts
from rehearse.tui.messages import AnswerDone, AnswerKept, AnswerWritten, Failed, HomeRequested
from rehearse.tui.text import without_microphone as text
from rehearse.tui.text import words
from rehearse.tui.text.answers import shape_lines
from rehearse.tui.text.figures import one_line
from rehearse.tui.text.mock import Turn
from rehearse.tui.widgets.answer_area import AnswerArea
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.rows import PickRow, TypeRow
from rehearse.tui.widgets.sound_files import PathField, SoundFileDialog, path_meant
from rehearse.tui.widgets.status_line import StatusLine
from rehearse.tui.widgets.turn_bar import TurnBar

LOOKS_A_SECOND = 5
"""How often the progress of a file is looked at."""


class WithoutMicrophoneScreen(Screen[None]):
    """Takes an answer by hand; what was written stays a draft until the app is left."""

    CSS_PATH = "without_microphone.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "judge", "See the report"),
        Binding("ctrl+s", "give", "Give this answer"),
        Binding("ctrl+o", "browse", "Look for a file"),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class TakenIn(Message):
        """A file was kept as a take."""

        def __init__(self, take: Take) -> None:
            super().__init__()
            self.take = take

    class NotTakenIn(Message):
        """A file can't be used."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        desk: Desk,
        question: Question,
        drafts: Drafts,
        status: StatusLine,
        turn: Turn | None = None,
        story_id: str | None = None,
    ) -> None:
        """With a turn, the answer is one of a session's; with a story, a file is tied to that."""
        super().__init__()
        self._turn = turn
        self._story_id = story_id
        self._given = False
        self._desk = desk
        self._question = question
        self._drafts = drafts
        self._draft = drafts.of(question)
        self._status = status
        self._progress: Progress | None = None
        self._taking_in = False
        self._left = False

    def compose(self) -> ComposeResult:
        """Lay out the question, the place to write, and the way in for a file."""
        yield self._status
        if self._turn is not None:
            yield TurnBar(replace(self._turn, ends_after_s=None))
        with Container(id="ways"):
            with Vertical():
                with VerticalGroup(id="question") as question:
                    question.border_title = Content(text.TITLE)
                    yield PickRow("question", text.QUESTION)
                    yield Static("", id="prompt")
                with Vertical(id="writing") as writing:
                    writing.border_title = Content(text.WRITE)
                    yield AnswerArea(self._draft.text)
                    yield self._length_row()
                    yield Static("", id="said", markup=False)
            with Vertical(id="beside"):
                with VerticalGroup(id="file") as file:
                    file.border_title = Content(text.FILE)
                    yield PathField()
                    yield Static("", id="file-said", markup=False)
                shape = Static("", id="shape", markup=False)
                shape.border_title = Content(words.SHAPE_TITLE)
                yield shape
        yield KeyFooter()

    def _length_row(self) -> TypeRow:
        return TypeRow(
            "length",
            text.LENGTH,
            self._draft.length,
            text.LENGTH_UNIT,
            text.LENGTH_EMPTY,
            restrict=text.PART_OF_A_LENGTH,
        )

    def on_mount(self) -> None:
        """Begin to write at once."""
        self.title = text.TITLE
        self._show_question()
        self._show_count()
        self._tell_file(text.FILE_NOTE)
        self.query_one(AnswerArea).focus()
        self.set_interval(1 / LOOKS_A_SECOND, self._look)

    def on_unmount(self) -> None:
        """Read no file to its end that nobody waits for."""
        self._left = True

    def refurnish(self, desk: Desk) -> None:
        """Go on with another desk."""
        self._desk = desk

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing written is nothing to judge; one file at a time."""
        if action in {"judge", "give"}:
            fits = (action == "give") is (self._turn is not None and not self._turn.shows_words)
            return fits and bool(self._draft.text.strip()) and not (self._taking_in or self._given)
        if action == "browse":
            return not self._taking_in
        return True

    # The question

    def _show_question(self) -> None:
        note = text.ENTER_CHANGES if self._turn is None else ""
        self.query_one(PickRow).show(Content.styled(one_line(self._question.title), "bold"), note)
        self.query_one("#prompt", Static).update(Content(one_line(self._question.prompt)))
        self.query_one("#shape", Static).update(Content("\n").join(shape_lines(self._question)))

    @on(PickRow.Picked)
    def _picked(self) -> None:
        if self._turn is None:
            self._pick_question()

    @work(exclusive=True, group="question")
    async def _pick_question(self) -> None:
        bank = self._desk.bank
        choices = [(question.id, one_line(question.title)) for question in bank]
        picked = await self.app.push_screen_wait(PickDialog(text.OTHER_QUESTION, choices, self._question.id))
        if picked is None:
            return
        self._question = bank.get(picked)
        self._draft = self._drafts.move(self._draft, self._question)
        self.query_one(AnswerArea).text = self._draft.text
        self.query_one(TypeRow).put(self._draft.length)
        self._show_question()

    # Writing

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        was_blank = not self._draft.text.strip()
        self._draft.text = event.text_area.text
        self._show_count()
        # Once for a whole burst of typing: each time draws the footer anew.
        if bool(self._draft.text.strip()) is was_blank:
            self.refresh_bindings()

    @on(TypeRow.Typed)
    def _length_typed(self, message: TypeRow.Typed) -> None:
        self._draft.length = message.text
        self._length()

    def _show_count(self) -> None:
        note = text.written_note(self._draft.text, in_session=self._turn is not None)
        self.query_one("#writing").border_subtitle = Content(note)

    def _length(self) -> tuple[float | None, bool]:
        """The length that was typed, and whether it will do."""
        length_s, complaint = None, ""
        try:
            length_s = text.length_of(self._draft.length)
        except ValueError:
            complaint = text.NOT_A_LENGTH
        self.query_one(TypeRow).mark(wrong=bool(complaint))
        self._tell_writing(complaint)
        return length_s, not complaint

    def _tell_writing(self, said: str) -> None:
        line = self.query_one("#said", Static)
        line.update(Content.styled(said, "$warning"))
        line.display = bool(said)

    def action_give(self) -> None:
        """Have what is written count as the answer."""
        self.action_judge()

    def action_judge(self) -> None:
        """Judge what is written, once its length will do."""
        length_s, will_do = self._length()
        if will_do:
            self._given = self._turn is not None  # a second one would answer the question after it
            self._judge(self._draft.text.strip(), length_s)
        else:
            self.query_one(TypeRow).go_to()

    @work(thread=True, exclusive=True, exit_on_error=False, group="judging")
    def _judge(self, written: str, length_s: float | None) -> None:
        desk = self._desk
        report = report_on_text(written, self._question, length_s, desk.settings, desk.rubric)
        self.post_message(AnswerWritten(self._question, report))

    # A file

    @on(PathField.Changed)
    def _path_typed(self) -> None:
        self.refresh_bindings()

    @on(PathField.Submitted)
    def _path_entered(self, event: PathField.Submitted) -> None:
        if isinstance(event.input, PathField):
            self._begin_to_take_in(event.value)

    @work(exclusive=True, group="browse")
    async def action_browse(self) -> None:
        """Look for a file in the folders."""
        typed = path_meant(self.query_one(PathField).value)
        folder = typed if typed is not None and typed.is_dir() else Path.cwd()
        path = await self.app.push_screen_wait(SoundFileDialog(folder))
        if path is not None:
            self.query_one(PathField).value = str(path)
            self._begin_to_take_in(str(path))

    def _begin_to_take_in(self, typed: str) -> None:
        if typed.strip() and not self._taking_in:
            self._taking_in, self._progress = True, None
            self._look()
            self.refresh_bindings()
            self._take_in(typed)

    @work(thread=True, exit_on_error=False, group="file")
    def _take_in(self, typed: str) -> None:
        try:
            path = path_meant(typed) or Path(typed)
            take = take_in(path, self._question, self._desk, self._note, lambda: self._left, self._story_id)
        except (RehearseError, ValueError) as error:
            self.post_message(self.NotTakenIn(str(error)))
            return
        if take is None:
            return
        if not self.post_message(self.TakenIn(take)):
            self.app.post_message(AnswerKept(take))  # left at the last moment: it is kept, and heard

    def _note(self, progress: Progress) -> None:
        self._progress = progress

    def _look(self) -> None:
        if self._taking_in:
            self._tell_file(text.taking_in(self._progress))

    def _tell_file(self, said: str, style: str = "$text-muted") -> None:
        self.query_one("#file-said", Static).update(Content.styled(one_line(said), style))

    @on(TakenIn)
    def _taken_in(self, message: TakenIn) -> None:
        take = message.take
        if take.sound.lost_at_s is not None:
            self.post_message(Failed(text.broken_off(take.sound.lost_at_s)))
        self.post_message(AnswerKept(take))
        self.post_message(AnswerDone(take, self._question, None))

    @on(NotTakenIn)
    def _not_taken_in(self, message: NotTakenIn) -> None:
        self._taking_in = False
        self._tell_file(message.reason, "$warning")
        self.refresh_bindings()

    def action_home(self) -> None:
        """Go back to all questions; the draft stays."""
        self.post_message(HomeRequested())
