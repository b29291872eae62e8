"""The page that closes a session: all its answers, what they come to, and the one thing to change."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rehearse.analysis.report import Report
from rehearse.interview.errors import RehearseError
from rehearse.interview.take import TakeSummary
from rehearse.practice.closing import AnswerLine, Closing, close
from rehearse.practice.desk import Desk
from rehearse.practice.mock import Session, Step, question_of
from rehearse.practice.reporting import report_on, report_on_text
from rehearse.tui.interview_messages import SessionsRequested
from rehearse.tui.keys import LookedInto
from rehearse.tui.messages import AnswerWritten, Failed, HomeRequested, TakeRequested
from rehearse.tui.text import closing as words
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.status_line import StatusLine


class ClosingScreen(LookedInto, Screen[None]):
    """A line for each answer; its report is one key away. Words that come later are counted in."""

    CSS_PATH = "closing.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "another", "Another session"),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class Reported(Message):
        """What is known of the answers is judged."""

        def __init__(self, reports: dict[Step, Report]) -> None:
            super().__init__()
            self.reports = reports

    def __init__(
        self, session: Session, desk: Desk, takes: tuple[TakeSummary, ...], status: StatusLine
    ) -> None:
        super().__init__()
        self._session = session
        self._desk = desk
        self._takes = takes
        self._status = status
        self._reports: dict[Step, Report] = {}

    def compose(self) -> ComposeResult:
        """Lay out the answers, and what they come to beside them."""
        yield self._status
        with Horizontal():
            answers = OptionList(id="answers", markup=False)
            answers.border_title = Content(words.title(self._session))
            yield answers
            with VerticalScroll(id="sum", can_focus=False):
                with VerticalGroup(id="advice") as advice:
                    advice.border_title = Content(words.ONE_THING)
                    yield Static("", id="change")
                with VerticalGroup(id="all") as everything:
                    everything.border_title = Content("All answers together")
                    yield Static("", id="totals")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what is known; read the reports."""
        self.title = words.title(self._session)
        self.query_one(OptionList).focus()
        self.call_after_refresh(self._show)
        self._read_reports()

    def on_resize(self) -> None:
        """Write the lines as wide as there is room."""
        self.call_after_refresh(self._show)

    def show_takes(self, takes: tuple[TakeSummary, ...]) -> None:
        """Count in what is known now."""
        self._takes = takes
        self._show()
        self._read_reports()

    @work(thread=True, exclusive=True, exit_on_error=False, group="reports")
    def _read_reports(self) -> None:
        reports: dict[Step, Report] = {}
        try:
            for step in self._session.steps:
                report = self._report_on(step)
                if report is not None:
                    reports[step] = report
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        self.post_message(self.Reported(reports))

    def _report_on(self, step: Step) -> Report | None:
        desk = self._desk
        if step.written:
            question = question_of(step, self._session, desk.bank)
            return report_on_text(step.written, question, step.written_s, desk.settings, desk.rubric)
        if all(take.id != step.take_id for take in self._takes):
            return None
        take = desk.archive.take(step.take_id or "")
        return None if take.heard is None else report_on(take, take.heard, desk.bank, desk.rubric)

    @on(Reported)
    def _reported(self, message: Reported) -> None:
        self._reports = message.reports
        self._show()

    @property
    def _summed_up(self) -> Closing:
        return close(self._session, self._takes, self._reports)

    def _show(self) -> None:
        closing, answers = self._summed_up, self.query_one(OptionList)
        highlighted = answers.highlighted
        width = max(20, (answers.scrollable_content_region.width or self.size.width) - 2)
        answers.clear_options()
        number = 0
        for at, line in enumerate(closing.lines):
            number += not line.step.follows_up
            shown = words.answer_line(line, number, width)
            answers.add_option(Option(shown, id=str(at), disabled=not line.is_there))
        answers.highlighted = highlighted if highlighted is not None else self._first(closing)
        self.query_one("#totals", Static).update(words.totals(closing))
        self.query_one("#change", Static).update(words.advice(closing))

    @staticmethod
    def _first(closing: Closing) -> int | None:
        return next((at for at, line in enumerate(closing.lines) if line.is_there), None)

    @property
    def current(self) -> AnswerLine | None:
        """The answer under the cursor."""
        highlighted, lines = self.query_one(OptionList).highlighted, self._summed_up.lines
        return None if highlighted is None or highlighted >= len(lines) else lines[highlighted]

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        current = self.current
        if current is not None and current.take is not None:
            self.post_message(TakeRequested(current.take.id))
        elif current is not None and current.report is not None:
            question = question_of(current.step, self._session, self._desk.bank)
            self.post_message(AnswerWritten(question, current.report))

    def action_another(self) -> None:
        """Set up another session."""
        self.post_message(SessionsRequested())

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())
