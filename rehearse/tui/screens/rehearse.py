"""One question rehearsed: asked, thought over, answered, rated."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var
from textual.timer import Timer
from textual.widgets import ContentSwitcher

from rehearse.interview.story import Story
from rehearse.interview.take import Take, TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Recorder
from rehearse.practice.rehearsal import Rehearsal
from rehearse.tui.interview_messages import StepPassedOver
from rehearse.tui.keys import LeftByEscape
from rehearse.tui.messages import AnswerDone, AnswerKept, Failed, HomeRequested, VoiceFailed, WriteRequested
from rehearse.tui.phases import ACTIONS, CARD_OF, KEYS, Phase
from rehearse.tui.rehearsing import Rehearsing
from rehearse.tui.telling_stories import TellingStories
from rehearse.tui.text import words
from rehearse.tui.text.figures import one_line
from rehearse.tui.text.mock import READ_IT_AND_ANSWER, Turn
from rehearse.tui.widgets.dialogs import LeaveDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.live_view import LiveView
from rehearse.tui.widgets.phases import AnswerCard, AskCard, RateCard, ThinkCard
from rehearse.tui.widgets.status_line import StatusLine
from rehearse.tui.widgets.turn_bar import TurnBar

READING_WPM = 150.0
"""How fast a question is read that nobody reads aloud, before a hands-free answer begins."""
TICKS_S = (60.0, 90.0, 120.0)


class RehearseScreen(LeftByEscape, TellingStories, Rehearsing):
    """Leads through one answer. What was said is on disk before anything is said about it."""

    CSS_PATH = "rehearse.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    phase = var(Phase.ASKING, init=False, bindings=True)

    def __init__(
        self,
        rehearsal: Rehearsal,
        desk: Desk,
        takes: tuple[TakeSummary, ...],
        status: StatusLine,
        turn: Turn | None = None,
    ) -> None:
        """With a turn, the answer is one of a session's."""
        super().__init__(rehearsal)
        self._takes = takes
        self._turn = turn
        self._desk = desk
        self._status = status
        self._recorder: Recorder | None = None
        self._take: Take | None = None
        self._leaving = False
        self._writes = turn is not None and turn.in_writing
        """Whether the microphone waits for a key: it failed, or the answer before was written."""
        self._reading: Timer | None = None
        self._words_shown = desk.settings.live_counters and (turn is None or turn.shows_words)

    def compose(self) -> ComposeResult:
        """Lay out the cards, one of which is seen."""
        question, settings = self.rehearsal.question, self._desk.settings
        yield self._status
        if self._turn is not None:
            yield TurnBar(self._turn)
        with ContentSwitcher(initial="ask"):
            with_id = {"ask": AskCard(question), "think": ThinkCard(question, self._desk.now)}
            for name, card in with_id.items():
                card.id = name
                yield card
            answer = AnswerCard(question, self.rehearsal.target_s, self._desk.rubric)
            answer.id = "answer"
            yield answer
            rate = RateCard()
            rate.id = "rate"
            yield rate
        yield KeyFooter()
        self._speaks = settings.speak_questions

    def on_mount(self) -> None:
        """Ask at once."""
        self.title = one_line(self.rehearsal.question.title)
        self._begin_asking()
        if self.rehearsal.story_id is None:
            self.read_stories(self._desk, self.rehearsal.question, self._takes)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An action that means nothing in this phase is not there."""
        if action in {"pause", "resume"} and self._recorder is not None:
            return self.phase is Phase.ANSWERING and self._recorder.paused is (action == "resume")
        if action in {"eyes_up", "eyes_down"}:
            return self.phase is Phase.ANSWERING and self._words_shown is (action == "eyes_up")
        if action == "pass_over" and self._turn is None:
            return False
        if action == "tell" and not self.stories:
            return False
        if action in ACTIONS:
            return self.phase in ACTIONS[action]
        return True

    def watch_phase(self, phase: Phase) -> None:
        """Show the phase's card."""
        self.query_one(ContentSwitcher).current = CARD_OF[phase]

    # Asking

    def _begin_asking(self) -> None:
        self.phase = Phase.ASKING
        if self._speaks:
            self.query_one(AskCard).say(words.VOICE_COMING)
            self._ask()
        else:
            self._have_it_read()

    def _have_it_read(self) -> None:
        if self._writes:
            self.query_one(AskCard).say(words.NOT_HEARD_YET)
            return
        if self._turn is None or self._turn.ends_after_s is None:
            self.query_one(AskCard).say(words.READ_IT_YOURSELF)
            return
        self.query_one(AskCard).say(READ_IT_AND_ANSWER)
        length = len(self.rehearsal.question.prompt.split())
        self._reading = self.set_timer(length * 60 / READING_WPM, self._asked)

    @on(Rehearsing.Sounding)
    def _sounding(self, message: Rehearsing.Sounding) -> None:
        if self.phase is Phase.ASKING:
            self.query_one(AskCard).sound(message.utterance, message.playback)

    @on(Rehearsing.Unspoken)
    def _unspoken(self, message: Rehearsing.Unspoken) -> None:
        self._speaks = False
        self._have_it_read()
        self.post_message(VoiceFailed(message.reason))

    @on(AskCard.Asked)
    def _asked(self) -> None:
        if self._writes:
            self.query_one(AskCard).say(words.NOT_HEARD_YET)
        elif self.phase is Phase.ASKING:
            self._go_on_from_asking()

    def _go_on_from_asking(self) -> None:
        if self._reading is not None:
            self._reading.stop()
        thinking_s = self._desk.settings.thinking_s
        if thinking_s > 0:
            self.phase = Phase.THINKING
            self.query_one(ThinkCard).begin(thinking_s)
        else:
            self._open_microphone()

    @on(ThinkCard.Over)
    def _thought(self) -> None:
        if self.phase is Phase.THINKING:
            self._open_microphone()

    def action_answer(self) -> None:
        """Go on: from the question to the thinking, from the thinking to the answer."""
        self.rehearsal.hush()
        self.query_one(AskCard).fall_silent()
        if self.phase is Phase.ASKING:
            self._go_on_from_asking()
        else:
            self._open_microphone()

    def action_again(self) -> None:
        """Read the question once more."""
        self.query_one(ThinkCard).end()
        self.query_one(AskCard).fall_silent()
        self._begin_asking()

    def action_pass_over(self) -> None:
        """Leave this question unanswered."""
        self.rehearsal.hush()
        self.phase = Phase.OVER
        self.post_message(StepPassedOver())

    def action_hint(self) -> None:
        """Show or hide the shape of a strong answer."""
        self.query_one(AskCard).toggle_hint()

    # The story that is told

    @property
    def told_id(self) -> str | None:
        """The story that was chosen for this answer."""
        return self.rehearsal.story_id

    def tell(self, story: Story | None) -> None:
        """Tie the answer to a story, and have its notes in sight until one speaks."""
        self.rehearsal.story_id = None if story is None else story.id
        self.query_one(AskCard).tell(story)

    def show_stories(self) -> None:
        """Say which story would fit; a real interview gives no such hint."""
        if self._turn is None or self._turn.shows_words:
            fitting = next((each for each, _ in self.stories.values() if each.shared), None)
            self.query_one(AskCard).suggest(None if fitting is None else fitting.story)

    # Answering

    def _open_microphone(self) -> None:
        self.phase = Phase.OPENING
        self.query_one(ThinkCard).end()
        self.query_one(AnswerCard).say(words.OPENING_MICROPHONE)
        self._listen()

    @on(Rehearsing.Recording)
    def _recording(self, message: Rehearsing.Recording) -> None:
        self._recorder = message.recorder
        self.phase = Phase.ANSWERING
        ticks_s = TICKS_S if self._desk.settings.ticks else ()
        answer = self.query_one(AnswerCard)
        answer.follow(message.recorder, ticks_s)
        for bar in self.query(TurnBar):
            bar.follow(message.recorder)
        answer.show_words(self.rehearsal.live, shown=self._words_shown)

    @on(Rehearsing.NotRecording)
    def _not_recording(self, message: Rehearsing.NotRecording) -> None:
        self._writes = True
        self.phase = Phase.ASKING
        self.query_one(AskCard).say(words.NOT_HEARD_YET)
        self.post_message(Failed(message.reason))

    def action_write(self) -> None:
        """Answer without a microphone."""
        self.post_message(WriteRequested(self.rehearsal.question, self.rehearsal.story_id))

    def action_eyes_up(self) -> None:
        """Hide words and counts, for this answer."""
        self._show_words(False)

    def action_eyes_down(self) -> None:
        """Show words and counts."""
        self._show_words(True)

    def _show_words(self, shown: bool) -> None:
        self._words_shown = shown
        self.query_one(AnswerCard).show_words(self.rehearsal.live, shown=shown)
        self.refresh_bindings()

    @on(LiveView.Said)
    def _said(self, message: LiveView.Said) -> None:
        self._count(message.so_far, self._desk)

    @on(Rehearsing.Counted)
    def _counted(self, message: Rehearsing.Counted) -> None:
        if self.phase is Phase.ANSWERING:
            self.query_one(LiveView).count(message.report)

    @on(AnswerCard.Ticked)
    def _ticked(self) -> None:
        self._tick()

    @on(TurnBar.Warned)
    def _warned(self) -> None:
        # The eyes may be elsewhere; who has ticks on hears them through headphones.
        if self._desk.settings.ticks:
            self._tick()

    @on(TurnBar.FellSilent)
    @on(AnswerCard.Ended)
    def _ended(self) -> None:
        if self.phase is Phase.ANSWERING:
            self.action_stop()

    def action_stop(self) -> None:
        """End the recording."""
        self.phase = Phase.KEEPING
        self.query_one(AnswerCard).say(words.KEEPING)
        self._keep()

    @on(Rehearsing.Kept)
    def _kept(self, message: Rehearsing.Kept) -> None:
        self._stop_following()
        self._take = message.take
        if message.take.sound.lost_at_s is not None:
            self.post_message(Failed(words.device_lost_line(message.take.sound.lost_at_s)))
        self.post_message(AnswerKept(message.take, self.rehearsal.live))
        if self._leaving:
            self.post_message(HomeRequested())
        elif self._desk.settings.rate_first and (self._turn is None or self._turn.is_rated):
            self.phase = Phase.RATING
        else:
            self._finish(None)

    @on(Rehearsing.NotKept)
    def _not_kept(self, message: Rehearsing.NotKept) -> None:
        self._stop_following()
        self.post_message(Failed(message.reason))
        self.post_message(HomeRequested())

    def _stop_following(self) -> None:
        self._recorder = None
        answer = self.query_one(AnswerCard)
        answer.follow(None)
        for bar in self.query(TurnBar):
            bar.follow(None)
        answer.show_words(None, shown=self._words_shown)

    def action_pause(self) -> None:
        """Let sound go by."""
        if self._recorder is not None:
            self._recorder.pause()
            self.refresh_bindings()

    def action_resume(self) -> None:
        """Go on recording."""
        if self._recorder is not None:
            self._recorder.resume()
            self.refresh_bindings()

    # Leaving and starting over

    @work(exclusive=True, group="leaving")
    async def action_start_over(self) -> None:
        """Answer from the beginning; what was said may be kept."""
        choice = await self._ask_what_becomes_of_the_answer(words.START_OVER_TITLE)
        if choice == "throw-away":
            self._throw_away()
        elif choice == "keep":
            self._keep_aside()

    @work(exclusive=True, group="leaving")
    async def action_leave(self) -> None:
        """Go back; an answer under way is kept or thrown away, as is wished."""
        if self.phase is not Phase.ANSWERING:
            self.post_message(HomeRequested())
            return
        choice = await self._ask_what_becomes_of_the_answer(words.LEAVE_TITLE)
        if choice == "go-on":
            return
        self._leaving = True
        if choice == "keep":
            self.action_stop()
        else:
            self._throw_away()

    async def _ask_what_becomes_of_the_answer(self, title: str) -> str:
        """Ask while the recording is paused; whoever goes on is recorded again."""
        recorder = self._recorder
        was_paused = recorder is None or recorder.paused
        if recorder is not None and not was_paused:
            recorder.pause()
        choice = await self.app.push_screen_wait(LeaveDialog(title))
        if self.phase is not Phase.ANSWERING:
            return "go-on"  # the microphone went away meanwhile: that take is already on its way
        if choice == "go-on" and recorder is not None and not was_paused:
            recorder.resume()
        return choice

    def _keep_aside(self) -> None:
        self.phase = Phase.KEEPING
        self._stop_following()
        self._keep_and_clear()

    def _throw_away(self) -> None:
        self.phase = Phase.KEEPING
        self._stop_following()
        self._discard()

    @on(Rehearsing.Cleared)
    def _cleared(self) -> None:
        if self._leaving:
            self.post_message(HomeRequested())
        else:
            self._open_microphone()

    # Rating

    def action_rate(self, rating: int) -> None:
        """Say how it felt."""
        if self._take is not None and self.phase is Phase.RATING:
            self._keep_rating(self._take, rating)
            self._finish(rating)

    @on(RateCard.Rated)
    def _rated(self, message: RateCard.Rated) -> None:
        self.action_rate(message.rating)

    def action_skip_rating(self) -> None:
        """Go on to the report without a rating."""
        self._finish(None)

    def _finish(self, rating: int | None) -> None:
        if self._take is not None and self.phase is not Phase.OVER:
            self.phase = Phase.OVER
            self.post_message(AnswerDone(self._take, self.rehearsal.question, rating))
