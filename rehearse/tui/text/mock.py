"""What the app says around a session: where it stands, how it ends an answer, what can be wished of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from rehearse.interview.headline import HEADLINE_S
from rehearse.practice.follow_up import FOLLOW_UP_S
from rehearse.practice.mock import LADDER_S, Kind, Mode
from rehearse.practice.silence import Hearkening
from rehearse.tui.text.figures import one_line, plural

if TYPE_CHECKING:
    from rehearse.interview.principle import Principle
    from rehearse.practice.mock import Plan, Session
    from rehearse.practice.silence import SilenceWatch

TITLES: Mapping[Kind, str] = {
    Kind.INTERVIEW: "Mock interview",
    Kind.LADDER: "Ladder",
    Kind.QUICK: "Quick round",
}
ABOUT: Mapping[Kind, str] = {
    Kind.INTERVIEW: "Questions drawn by chance, but so that they probe as many principles as they can.",
    Kind.LADDER: "One story in 30, 60, 90 and 120 seconds: what stays when there is no room, "
    "and what is worth adding when there is.",
    Kind.QUICK: f"The headline of each of your stories in {HEADLINE_S:.0f} seconds: "
    "is it ready when it is asked for?",
}
MODES: Mapping[Mode, str] = {
    Mode.REAL: "real: all reports at the end",
    Mode.STUDY: "study: a report after each answer",
}
FOLLOW_UPS: Mapping[bool, str] = {
    False: "○ off",
    True: f"● on: one after each answer, {FOLLOW_UP_S:.0f} s each",
}
COUNTS = tuple(range(1, 13))
SILENCES_S: tuple[float | None, ...] = (None, 3.0, 5.0, 8.0, 12.0)

SETUP_TITLE = "What it is to be"
WAITING_TITLE = "An interview is waiting"
BEGIN = "Begin"
NO_STORIES = "none is written yet: press s"
READ_IT_AND_ANSWER = "Read the question. The microphone opens by itself; space opens it sooner."
FOLLOWING_UP = "The interviewer thinks of a follow-up …"
FOLLOWING_UP_ASIDE = "Space goes on without one."


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer's place in its session, and what is different for that."""

    title: str
    """What sort of session it is."""
    progress: str
    done: int
    count: int
    ends_after_s: float | None = None
    """The silence that ends the answer; None where a key does."""
    is_rated: bool = False
    shows_words: bool = True
    in_writing: bool = False
    """Whether the answer before was written, so that this one is likely to be, too."""

    @classmethod
    def of(cls, session: "Session") -> "Turn":
        """Take it from the session whose current step is asked."""
        studied = session.mode is Mode.STUDY
        hands_free = session.ends_after_s is not None
        return cls(
            TITLES[session.kind],
            session.progress,
            sum(step.is_done for step in session.steps),
            len(session.steps),
            session.ends_after_s,
            is_rated=studied and not hands_free,
            shows_words=studied,
            in_writing=session.is_written,
        )


def turn_line(turn: Turn) -> Content:
    """Where the session stands, drawn and said."""
    dots = "●" * turn.done + "◉" + "○" * (turn.count - turn.done - 1)
    line = Content.styled(turn.title, "$text-muted") + Content.styled(f" · {turn.progress}", "bold")
    return line + Content.styled(f"   {dots}", "$primary")


def silence_line(turn: Turn, watch: "SilenceWatch | None") -> Content:
    """How the answer ends, and how soon."""
    if turn.ends_after_s is None:
        return Content("")
    rule = f"ends after {turn.ends_after_s:g} s of silence"
    if watch is None or watch.state is Hearkening.WAITING:
        return Content.styled(f"hands-free: {rule}", "$text-muted")
    if watch.state is Hearkening.WARNING:
        return Content(f"! ending in {watch.left_s:.1f} s: speak to go on")
    if watch.state is Hearkening.ENDED:
        return Content("ended by silence")
    if watch.state is Hearkening.SILENT:
        return Content.styled("silence …", "$text-muted")
    return Content.styled(f"listening · {rule}", "$text-muted")


def paused(session: "Session") -> str:
    """Say that a session was left and waits."""
    return f"{TITLES[session.kind]} paused at {session.progress.lower()}: m goes on with it."


def waiting(session: "Session") -> Content:
    """The session that was left before its end."""
    answered = plural(sum(step.is_answered for step in session.steps), "answer")
    current = session.current
    if current is None:
        said = Content.styled(f"{TITLES[session.kind]}, over", "bold")
        said += Content.styled(f" · {answered}", "$text-muted")
        keys = Content.styled("c", "bold $primary") + Content(" sums it up   ")
    else:
        said = Content.styled(f"{TITLES[session.kind]}, {session.progress.lower()}", "bold")
        said += Content.styled(f" · {answered} so far", "$text-muted")
        said += Content(f"\n{one_line(current.prompt)}")
        keys = Content.styled("c", "bold $primary") + Content(" goes on with it   ")
        keys += Content.styled("x", "bold $primary") + Content(" ends it and sums it up   ")
    return said + Content("\n") + keys + Content.styled("a new one takes its place", "$text-muted")


def count_said(count: int) -> str:
    """How many questions."""
    return plural(count, "question")


def principles_said(principles: Iterable["Principle"]) -> str:
    """Which principles."""
    return " · ".join(principles) or "all of them"


def packs_said(packs: Iterable[str]) -> str:
    """Which packs."""
    return one_line(" · ".join(packs)) or "all of them"


def silence_said(silence_s: float | None) -> str:
    """What ends an answer."""
    return "off: a key ends an answer" if silence_s is None else f"on: {silence_s:g} s of silence end it"


def outlook(
    kind: Kind, plan: "Plan", target_s: float, fitting: int, stories: int, no_microphone: str = ""
) -> tuple[Content, ...]:
    """What would come, in paragraphs: how many, how long, why nothing can be heard, what is said of it."""
    if kind is Kind.INTERVIEW:
        count = min(plan.count, fitting)
        seconds = count * (target_s + (FOLLOW_UP_S if plan.follow_ups else 0.0))
        drawn = f"{plural(count, 'question')} of the {fitting} that fit"
        if fitting == 0:
            drawn = "no question fits: choose more principles or packs"
    elif kind is Kind.LADDER:
        drawn, seconds = plural(len(LADDER_S), "round"), sum(LADDER_S)
    else:
        drawn, seconds = plural(stories, "story", "stories"), stories * HEADLINE_S
    minutes = max(1, round(seconds / 60))
    said = Content.styled(drawn, "bold")
    if seconds:
        said += Content.styled(f" · about {plural(minutes, 'minute')} of speaking", "$text-muted")
    paragraphs = [said]
    if no_microphone:
        missing = Content.styled(f"! {one_line(no_microphone)} ", "$warning")
        paragraphs.append(missing + Content(WITHOUT_MICROPHONE[kind]))
    paragraphs.append(Content(ABOUT[kind]))
    if kind is Kind.INTERVIEW:
        paragraphs.append(Content(MODE_NOTES[plan.mode]))
    return (*paragraphs, Content(SAFE_NOTE))


MODE_NOTES: Mapping[Mode, str] = {
    Mode.REAL: "Real: no words, no counts, no reports until it is over; then one page about all answers.",
    Mode.STUDY: "Study: each answer is rated and reported before the next question; n goes on.",
}
SAFE_NOTE = "Every answer is kept as it is given. What you leave, or what a crash ends, waits here."
WITHOUT_MICROPHONE: Mapping[Kind, str] = {
    Kind.INTERVIEW: "Or write: w takes an answer in writing or from a sound file, once it is asked for. "
    "What is written has no pace to be judged, and no length unless you give one.",
    Kind.LADDER: "Or, as time is what this is about, take sound files: w, once a round is asked. "
    "What is written is timed only by the length you give.",
    Kind.QUICK: "Or, as time is what this is about, take sound files: w, once a headline is asked for. "
    "What is written is timed only by the length you give.",
}
