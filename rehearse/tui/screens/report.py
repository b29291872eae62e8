"""The report of one answer, from the moment it is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from rehearse.analysis.report import Report
from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.interview.story import Story
from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.exporting import Form
from rehearse.practice.follow_up import asked_next, follow_up_to
from rehearse.practice.story_numbers import NumbersTold, told_in
from rehearse.tui.listening import Judged
from rehearse.tui.messages import (
    BackRequested,
    CompareRequested,
    Failed,
    HomeRequested,
    NextRequested,
    RehearseRequested,
    ReportExported,
    WriteRequested,
)
from rehearse.tui.reviewing import Reviewing
from rehearse.tui.telling_stories import TellingStories
from rehearse.tui.text import compare as compare_text
from rehearse.tui.text import export as words_of_export
from rehearse.tui.text import words
from rehearse.tui.text.figures import how_far, one_line
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.export_dialog import ExportDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.report_view import ReportView, Shown
from rehearse.tui.widgets.status_line import StatusLine

LOOKS_A_SECOND = 5
"""How often the progress of listening back is looked at."""


class ReportScreen(TellingStories, Reviewing):
    """Shows what is known of a take, and the rest as it comes."""

    CSS_PATH = "report.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Again"),
        Binding("n", "next", "Next"),
        Binding("f", "follow_up", "Follow-up"),
        Binding("v", "sample", "Sample"),
        Binding("e", "export", "Export"),
        Binding("c", "compare", "Compare", show=False),
        Binding("S", "tell", "Say which story it told", show=False),
        Binding("escape", "home", "Home", key_display="esc"),
        Binding("escape", "back", "Back", key_display="esc"),
    ]

    class StoryTold(Message):
        """What became of a story's numbers in the take is known."""

        def __init__(self, story: Story, told: NumbersTold) -> None:
            super().__init__()
            self.story = story
            self.told = told

    def __init__(
        self,
        judged: Judged,
        about: Shown,
        desk: Desk,
        takes: Callable[[], tuple[TakeSummary, ...]],
        status: StatusLine,
        *,
        goes_back: bool,
    ) -> None:
        """`goes_back` where the report lies over another screen than home."""
        super().__init__(judged, desk, takes)
        self._goes_back = goes_back
        self._shown = about
        self._status = status

    @property
    def judged(self) -> Judged:
        """The answer that is shown, on its way to its report."""
        return self._judged

    @property
    def take_id(self) -> str | None:
        """The take that is shown; None for an answer that isn't kept."""
        return None if self._judged.take is None else self._judged.take.id

    @property
    def question(self) -> Question | None:
        """What is answered, where it is known."""
        return self._shown.question

    def compose(self) -> ComposeResult:
        """Lay out the report."""
        yield self._status
        yield ReportView(self._shown)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what is known."""
        self.title = self._shown.title
        self._watch = self.set_interval(1 / LOOKS_A_SECOND, self.look)
        self.look()
        self.read_stories(self._desk, self.question, self._takes())

    def look(self) -> None:
        """Show how far the report has come."""
        judged, view = self._judged, self.query_one(ReportView)
        if not judged.done:
            waiting = words.WAITING_TO_LISTEN if judged.progress is None else words.LISTENING_BACK
            view.wait(Content.styled(f"◔ {waiting} {how_far(judged.progress)}", "$text-muted"))
            if judged.timing is not None:
                view.show_timing(judged.timing)
            return
        self._watch.stop()
        if judged.report is not None:
            view.show(judged.report, judged.take)
            self.show_stories()
        else:
            view.say(Content.styled(one_line(f"! {judged.error}"), "$warning"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can't be done for this take is not offered."""
        question, report = self._shown.question, self._judged.report
        if action == "follow_up":
            return report is not None and asked_next(report.follow_ups, self._shown.prompt) is not None
        if action == "export":
            return report is not None
        if action == "sample":
            return question is not None and bool(question.sample)
        if action == "again":
            return question is not None
        if action == "tell":
            return self.take_id is not None and bool(self.stories)
        if action == "compare":
            return report is not None and bool(self._others)
        if action in {"home", "back"}:
            return self._goes_back is (action == "back")
        reviewing = self.may_review(action)
        return True if reviewing is None else reviewing

    @property
    def _others(self) -> tuple[TakeSummary, ...]:
        """The other takes of the question whose words are known, newest first."""
        take = self._judged.take
        if take is None or take.question_id is None:
            return ()
        return tuple(
            other
            for other in self._takes()
            if other.question_id == take.question_id and other.id != take.id and other.counts is not None
        )

    @work(exclusive=True, group="compare")
    async def action_compare(self) -> None:
        """Put another take of the question beside it: the one before, the best, or any."""
        take, others = self._judged.take, self._others
        if take is None or not others:
            return
        choices = compare_text.choices(take, others, self._desk.now().astimezone())
        other_id: str | None = choices[0][0]
        if len(choices) > 1:
            other_id = await self.app.push_screen_wait(PickDialog(compare_text.PICK_TITLE, choices))
        if other_id is not None:
            self.post_message(CompareRequested(take.id, other_id))

    # The story it told

    @property
    def told_id(self) -> str | None:
        """The story that the take is tied to."""
        return None if self._judged.take is None else self._judged.take.story_id

    def tell(self, story: Story | None) -> None:
        """Tie the take to a story, or to none."""
        take = self._judged.take
        if take is not None:
            story_id = None if story is None else story.id
            self._keep(lambda: self._desk.archive.tie(take.id, story_id))

    def show_stories(self) -> None:
        """Hold the take against the story that it told."""
        report, story_id = self._judged.report, self.told_id
        if report is not None and story_id is not None and story_id in self.stories:
            self._find_told(self.stories[story_id][0].story, report, self._desk)
        else:
            self.query_one(ReportView).show_told(None)

    @work(thread=True, exclusive=True, exit_on_error=False, group="told")
    def _find_told(self, story: Story, report: Report, desk: Desk) -> None:
        self.post_message(self.StoryTold(story, told_in(report, story, desk.rubric)))

    @on(StoryTold)
    def _story_told(self, message: StoryTold) -> None:
        if message.story.id == self.told_id:
            self.query_one(ReportView).show_told((message.story, message.told))

    @on(Reviewing.Revised)
    def _revised(self) -> None:
        self.look()

    def action_again(self) -> None:
        """Answer the same question once more."""
        if self._shown.question is not None:
            self._answer(self._shown.question)

    def action_next(self) -> None:
        """Go on to the next question."""
        self.post_message(NextRequested(self._shown.question, in_writing=self._judged.take is None))

    def action_follow_up(self) -> None:
        """Answer what an interviewer would ask now."""
        report = self._judged.report
        prompt = None if report is None else asked_next(report.follow_ups, self._shown.prompt)
        if prompt is not None:
            self._answer(follow_up_to(self._shown.question, prompt))

    def _answer(self, question: Question) -> None:
        """As the answer before was given: aloud, or in writing."""
        written = self._judged.take is None
        self.post_message(WriteRequested(question) if written else RehearseRequested(question))

    def action_sample(self) -> None:
        """Show or hide the strong sample."""
        self.query_one(ReportView).toggle_sample()

    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        """Write the report to a file, after asking what as and where to."""
        report, forms = self._judged.report, tuple(Form)
        if report is None:
            return
        if self._judged.take is None:
            forms = tuple(form for form in Form if form is not Form.CSV)  # a row is about a take
        dialog = ExportDialog(self.take_id, sounds=self._audio is not None, forms=forms)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is None:
            return
        form, path = chosen
        if path.exists():
            ask = ConfirmDialog(
                words_of_export.REPLACE_TITLE, words_of_export.replace_body(path), words_of_export.REPLACE
            )
            if not await self.app.push_screen_wait(ask):
                return
        self._export(report, form, path)

    @work(thread=True, exit_on_error=False, group="exporting")
    def _export(self, report: Report, form: Form, path: Path) -> None:
        try:
            self._desk.export(report, self._shown.question, self.take_id, form, path)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            self.app.post_message(ReportExported(path.absolute()))

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())

    def action_back(self) -> None:
        """Go back to where the report was asked for."""
        self.post_message(BackRequested())
