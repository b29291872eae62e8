"""What the app says in its own voice: a coach's, short and kind."""

from datetime import datetime
from typing import TYPE_CHECKING

from rehearse.interview.part import Part
from rehearse.interview.verdict import Verdict
from rehearse.practice.schedule import Why
from rehearse.tui.text.figures import ago, clock, one_line, plural

if TYPE_CHECKING:
    from rehearse.interview.question import Question
    from rehearse.interview.take import TakeSummary
    from rehearse.interview.transcript import Engine
    from rehearse.practice.schedule import Choice

PRODUCT = "Rehearse"
DEFAULT_VOICE = "English"

WELCOME_TITLE = "Welcome"
WELCOME = (
    "A question is read to you, you answer aloud, and then you read what you said: how long "
    "it was, its fillers, its numbers, its shape. Nothing leaves this machine.",
)
WELCOME_NO_RECOGNISER = (
    "No recogniser is here yet: answers are recorded and timed, their words follow once there is one. "
    "Press d to get one (about 145 MB), or type: rehearse models get base.en"
)
WELCOME_ROUGH = (
    "For now a rough recogniser listens. Press d for a better ear (145 MB; rehearse meanwhile), or type: "
    "rehearse models get base.en"
)
WELCOME_NO_MICROPHONE = "No microphone is here: w takes an answer in writing, or a sound file."

NO_TAKES_YET = "Not rehearsed yet."
NOTHING_FOUND = "No question fits. Press escape to see all of them."

VOICE_SAYS = "Listen …"
VOICE_COMING = "One moment, the voice is warming up …"
READ_IT_YOURSELF = "Read the question, then press space when you are ready to answer."
NOT_HEARD_YET = "Space tries the microphone again; w takes your answer in writing, or from a file."
THINK = "Take a moment to think. Recording starts by itself."
OPENING_MICROPHONE = "Opening the microphone …"
SPEAK_NOW = "● Speak now"
RECORDING = "● recording"
PARTS = "   ".join(f"{part.letter} {part}" for part in Part)
PAUSED = "Paused. What you say now is not recorded; p goes on."
KEEPING = "Keeping your answer …"

RATE_TITLE = "Before you see the report: how did it feel?"
RATINGS = ("rough", "shaky", "fair", "good", "strong")
RATE_SKIP = "enter goes on without an answer"

LEAVE_TITLE = "Leave this answer?"
LEAVE_BODY = "Recording is paused. What you said so far can be kept as a take."
START_OVER_TITLE = "Start over?"
GO_ON, KEEP, THROW_AWAY = "Go on", "Keep the take", "Throw it away"

LISTENING_BACK = "listening back …"
WAITING_TO_LISTEN = "the words follow once the take before this one is done …"
SHAPE_TITLE = "The shape of a strong answer"
NO_HINT = "No hint comes with this question."
EXPORT_HAS_ALL = "e exports the report with all of them"
UNTIMED = "length and pace not judged"
NOT_JUDGED = "The parts of the answer are not judged here."
DEAF_TO_FILLED_PAUSES = "“um” and “uh” are not heard by this recogniser"
ROUGH = "rough transcript"
NO_SAMPLE = "This question has no strong sample."
AUDIO_GONE = "The sound of this take was deleted; its words are all that is left."
NO_WORDS = "Two takes are compared by their words, and those of one of them are not known yet."
GO_TO = "Go to"
HELP_TITLE = "What the keys do here"


def welcome(engine: "Engine | None", microphone: str | None) -> str:
    """Greet somebody new: what this is, what stays here, who listens, and to what."""
    listens = [WELCOME_NO_RECOGNISER] if engine is None else [WELCOME_ROUGH] if engine.is_rough else []
    speaks = [WELCOME_NO_MICROPHONE] if microphone is None else []
    return "\n".join((*WELCOME, *listens, *speaks))


def greeting_of(choice: "Choice", now: datetime) -> str:
    """Why this question is next."""
    if choice.why is not Why.LONGEST_AGO or choice.last_at is None:
        return choice.reason
    return f"longest ago: {ago(choice.last_at.astimezone(now.tzinfo), now)}"


def principles_of(question: "Question") -> str:
    """The principles a question probes, on one line."""
    return " · ".join(question.principles)


def engine_name(engine: "Engine") -> str:
    """Who listens, as the header says it."""
    name = {"whisper": "Whisper", "pocketsphinx": "PocketSphinx"}.get(engine.name, engine.name)
    model = f" {engine.model}" if engine.model and not engine.is_rough else ""
    return f"{name}{model}{' (rough)' if engine.is_rough else ''}"


def verdict_name(verdict: Verdict) -> str:
    """A verdict as a badge."""
    return {Verdict.UNDER: "UNDER", Verdict.ON_TARGET: "ON TARGET", Verdict.OVER: "OVER"}[verdict]


def recovered_line(take: "TakeSummary", now: datetime) -> str:
    """Offer a take that was found again."""
    when = take.started_at.astimezone(now.tzinfo)
    return (
        f"A take from {ago(when, now)}, {when:%H:%M}, was recovered: {clock(take.duration_s)} of "
        f"“{one_line(take.prompt)}”"
    )


def broken_pack_line(problems: tuple[str, ...]) -> str:
    """Say that a pack stayed out, with the first reason."""
    more = f" (and {plural(len(problems) - 1, 'more mistake', 'more mistakes')})" if len(problems) > 1 else ""
    return f"A question pack was left out: {one_line(problems[0])}{more}"


def no_voice_line(reason: str) -> str:
    """Say, once, why the question isn't read aloud."""
    return f"The question can't be read aloud, so it stands on the screen. {reason}"


def old_sound_gone(takes: int, days: int) -> str:
    """Say what went because the settings say so."""
    whose = plural(takes, "take")
    return f"The sound of {whose} older than {plural(days, 'day')} is deleted, as set. The words stay."


def not_recording_line(reason: Exception) -> str:
    """Say that the microphone could not be opened, for a reason nobody foresaw."""
    return f"The microphone could not be opened ({one_line(str(reason))}): try another, or restart Rehearse."


def not_kept_line(reason: Exception) -> str:
    """Say that an answer could not be put away, for a reason nobody foresaw."""
    return (
        f"The answer could not be put away ({one_line(str(reason))}). What was recorded is on the disk: "
        "restart Rehearse to have it in the history."
    )


def not_thrown_away_line(reason: Exception) -> str:
    """Say that an answer could not be thrown away, for a reason nobody foresaw."""
    return f"The answer could not be thrown away ({one_line(str(reason))}): delete it in the history."


def not_tied_line(reason: Exception) -> str:
    """Say that an answer is kept without its story, and how to make that good."""
    return f"The answer is kept, but not with its story: S on its report ties it. {reason}"


def device_lost_line(lost_at_s: float) -> str:
    """Say that the microphone went away while recording."""
    return f"The microphone went away at {clock(lost_at_s)}. Everything up to then is kept."
