"""The phases of a rehearsal, a card for each: ask, think, answer, rate."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Center, HorizontalGroup, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Digits, Static

from rehearse.analysis.rubric import Rubric
from rehearse.interview.headline import asks_for_headline
from rehearse.interview.part import Part
from rehearse.interview.question import Question
from rehearse.interview.story import Story
from rehearse.practice.live import Live
from rehearse.practice.ports import Playback, Recorder, Utterance
from rehearse.tui.text import crib, telling, words
from rehearse.tui.text.answers import shape_lines
from rehearse.tui.text.figures import clock, one_line, visible
from rehearse.tui.widgets.live_view import LiveView
from rehearse.tui.widgets.meters import FRAMES_A_SECOND, BigClock, LevelMeter, TargetBar, Zone, zone_of
from rehearse.tui.widgets.steady_line import SteadyLine

CUE_S = 3.0
"""How long the cue to speak stands."""
HIGH = 36
"""So many lines have room for every page that is at hand."""


def lit_prompt(prompt: str, utterance: Utterance | None, position_s: float | None) -> Content:
    """The question, its words bright once they were spoken; all bright when nothing speaks."""
    content = Content(one_line(prompt))
    if utterance is None or position_s is None:
        return content.stylize("bold")
    said_until = 0
    for (start, end), time in utterance.words:
        if time.start_s > position_s:
            break
        said_until = end
        if time.end_s > position_s:
            content = content.stylize("bold $primary", start, end)
    return content.stylize("bold", 0, said_until).stylize("$text-disabled", said_until)


class AskCard(VerticalScroll, can_focus=False):
    """The question, large, with the words lighting up as they are spoken."""

    class Asked(Message):
        """The voice came to its end."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._sounding: tuple[Utterance, Playback] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question and, hidden, its hint."""
        yield Static(words.principles_of(self._question), id="principles", markup=False)
        with Center():
            yield Static(lit_prompt(self._question.prompt, None, None), id="prompt")
        yield Static(words.VOICE_COMING, id="aside", markup=False)
        yield Static("", id="fitting")
        with Center():
            yield Static("", id="story")
        hint = Static("", id="hint")
        hint.border_title = Content(words.SHAPE_TITLE)
        with Center():
            yield hint

    def on_mount(self) -> None:
        """Pull from now on."""
        self.set_interval(1 / FRAMES_A_SECOND, self._pull)

    def say(self, aside: str) -> None:
        """Say what is going on, under the question."""
        self.query_one("#aside", Static).update(Content(one_line(aside)))

    def sound(self, utterance: Utterance, playback: Playback) -> None:
        """Follow a reading."""
        self._sounding = utterance, playback
        self.say(words.VOICE_SAYS)
        self._pull()

    def fall_silent(self) -> None:
        """Follow nothing any more; the question stands."""
        self._sounding = None
        self.query_one("#prompt", Static).update(lit_prompt(self._question.prompt, None, None))

    def toggle_hint(self) -> None:
        """Show the shape of a strong answer and what to have at hand for it, or hide it."""
        self._show_hint()
        self.toggle_class("-hint")

    def on_resize(self) -> None:
        """Give as much of the hint as there is room for."""
        self._show_hint()

    def _show_hint(self) -> None:
        self.query_one("#hint", Static).update(self._hint())

    def _hint(self) -> Content:
        lines = [*shape_lines(self._question)]
        at_hand = crib.asked_for(self._question, whole=self.size.height >= HIGH)
        if at_hand.plain:
            lines += [Content(""), at_hand]
        return Content("\n").join(lines)

    def suggest(self, story: Story | None) -> None:
        """Name a story that fits; None where none does."""
        said = Content("") if story is None else telling.fitting(story)
        self.query_one("#fitting", Static).update(said)
        self.set_class(story is not None, "-fitting")

    def tell(self, story: Story | None) -> None:
        """Have the notes of a story in sight; None takes them away."""
        card = self.query_one("#story", Static)
        card.update(Content("") if story is None else telling.notes(story))
        card.border_title = Content("" if story is None else one_line(story.headline))
        self.set_class(story is not None, "-told")

    def _pull(self) -> None:
        if self._sounding is None:
            return
        utterance, playback = self._sounding
        if playback.finished:
            self.fall_silent()
            self.post_message(self.Asked())
            return
        lit = lit_prompt(self._question.prompt, utterance, playback.position_s)
        self.query_one("#prompt", Static).update(lit)


class ThinkCard(VerticalGroup):
    """The time to think, counting down."""

    class Over(Message):
        """The time to think is over."""

    def __init__(self, question: Question, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._question = question
        self._now = now
        self._ends_at: datetime | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question and what is left."""
        with Center():
            yield Static(lit_prompt(self._question.prompt, None, None), id="prompt")
        with Center():
            yield Digits("", id="left")
        yield Static(words.THINK, id="aside", markup=False)

    def on_mount(self) -> None:
        """Pull from now on."""
        self.set_interval(1 / FRAMES_A_SECOND, self._pull)

    def begin(self, seconds: float) -> None:
        """Count down from here."""
        self._ends_at = self._now() + timedelta(seconds=seconds)
        self._pull()

    def end(self) -> None:
        """Count no further."""
        self._ends_at = None

    def _pull(self) -> None:
        if self._ends_at is None:
            return
        left_s = (self._ends_at - self._now()).total_seconds()
        if left_s <= 0:
            self._ends_at = None
            self.post_message(self.Over())
        else:
            self.query_one("#left", Digits).update(clock(left_s + 0.999))


class AnswerCard(VerticalScroll, can_focus=False):
    """The answer as it is recorded: clock, bar, level and what is wrong, if anything."""

    class Ended(Message):
        """No more sound will come."""

    class Ticked(Message):
        """A mark of time was passed."""

    def __init__(self, question: Question, target_s: float, rubric: Rubric) -> None:
        super().__init__()
        self._question = question
        self._target_s = target_s
        self._shares: Mapping[Part, float] = (
            {} if asks_for_headline(question.id, target_s) else rubric.natural_shares
        )
        self._recorder: Recorder | None = None
        self._ticks_left: list[float] = []

    def compose(self) -> ComposeResult:
        """Lay out the instruments."""
        yield Static(one_line(self._question.prompt), id="reminder", markup=False)
        yield SteadyLine("", id="cue")
        with Center():
            yield BigClock("0:00", id="clock")
        yield SteadyLine("", id="zone")
        with Center():
            yield TargetBar(self._target_s, self._shares)
        yield Static(words.PARTS if self._shares else "", id="parts", markup=False)
        with Center(), HorizontalGroup(id="microphone"):
            yield Static("microphone ", markup=False)
            yield LevelMeter()
        yield SteadyLine("", id="trouble")
        with Center():
            yield LiveView()

    def on_mount(self) -> None:
        """Pull from now on."""
        self.set_interval(1 / FRAMES_A_SECOND, self._pull)

    def follow(self, recorder: Recorder | None, ticks_s: tuple[float, ...] = ()) -> None:
        """Show a recording; None while the microphone is being opened, and once the answer is over."""
        self._recorder = recorder
        self._ticks_left = sorted(ticks_s)
        self.query_one(BigClock).recorder = recorder
        self.query_one(TargetBar).recorder = recorder
        self.query_one(LevelMeter).recorder = recorder
        self._pull()

    def show_words(self, live: Live | None, *, shown: bool) -> None:
        """Show the running transcript, or make room for eyes that look up."""
        view = self.query_one(LiveView)
        view.display = shown
        view.follow(live)

    def say(self, cue: str) -> None:
        """Say what is going on, above the clock."""
        self.query_one("#cue", Static).update(Content(cue))

    def _pull(self) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        duration_s = recorder.duration_s
        if recorder.paused:
            self.say(words.PAUSED)
        else:
            self.say(words.SPEAK_NOW if duration_s < CUE_S else words.RECORDING)
        self.set_class(recorder.paused, "-paused")
        self._show_zone(zone_of(duration_s, self._target_s))
        trouble = recorder.trouble
        self.query_one("#trouble", Static).update(
            Content("" if trouble is None else f"! {one_line(trouble.message)}")
        )
        while self._ticks_left and duration_s >= self._ticks_left[0]:
            self._ticks_left.pop(0)
            self.post_message(self.Ticked())
        if recorder.ended:
            self._recorder = None
            self.post_message(self.Ended())

    def _show_zone(self, zone: Zone) -> None:
        for each in Zone:
            self.set_class(each is zone, f"-{each}")
        self.query_one("#zone", Static).update(
            Content.styled(f" {zone.letter} ", f"bold reverse {zone.style}")
            + Content.styled(f"  {zone.advice} · target {clock(self._target_s)}", zone.style)
        )


class RateCard(VerticalGroup):
    """How it felt, in one key."""

    class Rated(Message):
        """A rating was given by the mouse."""

        def __init__(self, rating: int) -> None:
            super().__init__()
            self.rating = rating

    def compose(self) -> ComposeResult:
        """Lay out the five answers."""
        with Center():
            yield Static(words.RATE_TITLE, id="prompt", markup=False)
        with Center(), HorizontalGroup(id="ratings"):
            for rating, name in enumerate(words.RATINGS, start=1):
                button = Button(Content(f"{rating}  {visible(name)}"), id=f"rating-{rating}", compact=True)
                button.can_focus = False
                yield button
        yield Static(words.RATE_SKIP, id="aside", markup=False)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        ratings = [button.id for button in self.query(Button)]
        self.post_message(self.Rated(ratings.index(event.button.id) + 1))
