"""What the app does for a session: it asks step after step, and keeps on disk where the session stands."""

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.screen import Screen

from rehearse.interview.errors import RehearseError
from rehearse.tui import screens
from rehearse.tui.drafts import Drafts
from rehearse.tui.interview_messages import (
    FollowUpUnwanted,
    PlanChanged,
    SessionBegun,
    SessionEnded,
    SessionsRequested,
    StepPassedOver,
)
from rehearse.tui.messages import (
    AnswerDone,
    AnswerHeard,
    AnswerKept,
    AnswerWritten,
    ArchiveRead,
    Failed,
    HomeRequested,
    RehearseRequested,
    WriteRequested,
)
from rehearse.tui.upkeep import Upkeep

if TYPE_CHECKING:
    from rehearse.interview.question import Question
    from rehearse.interview.take import TakeSummary
    from rehearse.practice.desk import Desk
    from rehearse.practice.mock import Plan, Session
    from rehearse.tui.listening import Judged, Listening
    from rehearse.tui.text.mock import Turn
    from rehearse.tui.widgets.status_line import StatusLine


class Interviewing(Upkeep):
    """The app's session under way. Left, it waits on disk; the set-up screen offers it again."""

    takes: tuple["TakeSummary", ...]

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self.plan: Plan | None = None
        """What was wished of the interview before."""
        self._drafts, self._session_drafts = Drafts(), Drafts()
        self._session: Session | None = None
        self._asked: Session | None = None
        """The session as it was when its current step was asked; None while nothing is being answered."""
        self._answered: tuple[Question, Judged] | None = None
        """What may still be followed up: the question and its answer."""
        self._summing_up = False
        """Whether the closing page is open: with it goes the session, and what was written in it."""
        self._to_keep: Session | None = None
        self._keeping = Lock()

    def status_line(self) -> "StatusLine":
        """A header for a screen."""
        raise NotImplementedError

    def over_home(self, screen: Screen[Any] | None) -> None:
        """Show a screen right above home, in the place of whatever is there."""
        raise NotImplementedError

    @work(thread=True, exclusive=True, exit_on_error=False, group="recogniser")
    def warm_up(self) -> None:
        """Have the recogniser ready, and know how fast this machine hears."""
        with suppress(RehearseError):  # said at the report, beside the take that is kept
            self.desk.transcriber.load()
            self.desk.window_s()

    def listening_to(self, message: AnswerDone) -> "Listening":
        """The answer on its way to its report."""
        raise NotImplementedError

    @property
    def drafts(self) -> Drafts:
        """What is being written; a session begins with empty pages."""
        return self._drafts if self._asked is None else self._session_drafts

    @property
    def keeps_reports_for_the_end(self) -> bool:
        """Whether what is being answered is one of a session that shows its reports at the end."""
        return self._asked is not None and self._asked.is_real

    @property
    def is_studying(self) -> bool:
        """Whether a report of the session is looked at, and its next question waits."""
        return self._session is not None and not self._session.is_real and self._asked is None

    # Step by step

    @on(SessionBegun)
    def _session_begun(self, message: SessionBegun) -> None:
        self._session_drafts = Drafts()
        self._keep_session(message.session)
        self._ask()

    @on(SessionEnded)
    def _session_ended(self, message: SessionEnded) -> None:
        session = message.session
        while not session.is_done:
            session = session.passed_over()
        self._keep_session(session)
        self._ask()

    def _ask(self) -> None:
        """Ask what is open; close the session where nothing is."""
        session = self._session
        if session is None:
            return
        self._answered = None
        step = session.current
        if step is None:
            self._session, self._asked, self._summing_up = None, None, True
            self.over_home(screens.ClosingScreen(session, self.desk, self.takes, self.status_line()))
            return
        from rehearse.practice.mock import question_of
        from rehearse.practice.rehearsal import Rehearsal

        self._asked = session
        rehearsal = Rehearsal(question_of(step, session, self.desk.bank), self.desk)
        rehearsal.story_id = step.story_id
        status = self.status_line()
        self.over_home(screens.RehearseScreen(rehearsal, self.desk, self.takes, status, self.turn))
        self.warm_up()

    @property
    def turn(self) -> "Turn | None":
        """The place in its session of the answer that is given; None outside a session."""
        from rehearse.tui.text.mock import Turn

        return None if self._asked is None else Turn.of(self._asked)

    @on(AnswerKept)
    def _step_answered(self, message: AnswerKept) -> None:
        # An answer that was started over counts until the one after it is there.
        if self._asked is not None:
            self._keep_session(self._asked.answered(message.take.id))

    @on(AnswerDone)
    def _step_done(self, message: AnswerDone) -> None:
        if self._asked is not None:
            self._go_on_from(self._asked, message.question, self.listening_to(message))

    @on(AnswerWritten)
    def _step_written(self, message: AnswerWritten) -> None:
        from rehearse.tui.listening import Written

        if self._asked is not None:
            report = message.report
            written = self._asked.answered_in_writing(report.transcript.text, report.timing.duration_s)
            self._keep_session(written)
            self._go_on_from(self._asked, message.question, Written(report))

    def _go_on_from(self, asked: "Session", question: "Question", judged: "Judged") -> None:
        self._asked, step = None, asked.current
        if asked.follow_ups and step is not None and not step.follows_up:
            self._answered = question, judged
        if asked.is_real:
            self.go_on()

    @on(StepPassedOver)
    def _step_passed_over(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self._keep_session(asked.passed_over())
            self._ask()

    def go_on(self) -> None:
        """Ask a follow-up if one is wanted and there is one, once that is known; else what comes next."""
        if self._answered is None or self._answered[1].done:
            self._follow_up()
        else:
            self.over_home(screens.InterludeScreen(self._answered[0].prompt, self.status_line()))

    @on(AnswerHeard)
    def _answer_understood(self, message: AnswerHeard) -> None:
        # While the app is left there is no screen any more.
        waits = any(isinstance(screen, screens.InterludeScreen) for screen in self.screen_stack)
        take = None if self._answered is None else self._answered[1].take
        if waits and take is not None and take.id == message.take_id:
            self._follow_up()

    @on(FollowUpUnwanted)
    def _follow_up_unwanted(self) -> None:
        self._answered = None
        self._ask()

    def _follow_up(self) -> None:
        if self._answered is not None and self._session is not None:
            question, judged = self._answered
            made = question.follow_ups if judged.report is None else judged.report.follow_ups
            if made:
                self._keep_session(self._session.followed_up(made[0]))
        self._ask()

    # Leaving and setting up

    @on(PlanChanged)
    def _plan_changed(self, message: PlanChanged) -> None:
        self.plan = message.plan

    @on(HomeRequested)
    @on(RehearseRequested)
    @on(SessionsRequested)
    def pause_session(self) -> None:
        """Leave the session where it stands."""
        session, self._session = self._session, None
        self._asked = self._answered = None
        if session is not None and not session.is_done:
            from rehearse.tui.text.mock import paused

            self.say(paused(session))
        if self._summing_up:
            self._summing_up, self._to_keep = False, None
            self._settle_session()  # at once: who sets up the next one asks what waits

    @on(WriteRequested)
    def _write_requested_in_passing(self) -> None:
        # What is asked may be answered in writing; anything else written is none of the session's.
        if self._asked is None:
            self.pause_session()

    @on(SessionsRequested)
    def _sessions_requested(self) -> None:
        self.over_home(self.setting_up())

    def setting_up(self) -> "screens.MockScreen":
        """Where a session is set up, with what was wished of the one before."""
        from rehearse.practice.mock import Plan

        return screens.MockScreen(self.desk, self.plan or Plan(), self.status_line())

    @on(ArchiveRead)
    def _takes_read_for_sessions(self, message: ArchiveRead) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, screens.ClosingScreen):
                screen.show_takes(message.takes)

    # On disk

    def _keep_session(self, session: "Session") -> None:
        self._session = self._to_keep = session
        self._write_session()

    @work(thread=True, exit_on_error=False, group="session")
    def _write_session(self) -> None:
        self._settle_session()

    def _settle_session(self) -> None:
        # Whoever comes last writes what is newest, whichever of them is overtaken.
        with self._keeping:
            session = self._to_keep
            try:
                if session is None:
                    self.desk.sessions.forget()
                else:
                    self.desk.sessions.keep(session)
            except RehearseError as error:
                self.post_message(Failed(str(error)))
