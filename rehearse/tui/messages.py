"""What screens and workers tell the app: intents that it routes, and facts that are already true."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from rehearse.analysis.report import Report
from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.interview.ranking import Ranking
from rehearse.interview.story import Story
from rehearse.interview.take import Take, TakeSummary
from rehearse.interview.transcript import Engine
from rehearse.practice.desk import Desk
from rehearse.practice.live import Live

if TYPE_CHECKING:
    from rehearse.practice.comparison import Comparison


@dataclass
class RehearseRequested(Message):
    """Somebody wants to answer a question."""

    question: Question


@dataclass
class WriteRequested(Message):
    """Somebody wants to answer a question in writing."""

    question: Question


@dataclass
class AnswerWritten(Message):
    """A written answer is judged; its report may be shown."""

    question: Question
    report: Report


@dataclass
class NextRequested(Message):
    """Somebody wants whatever comes next."""

    after: Question | None
    in_writing: bool = False


@dataclass
class TakeRequested(Message):
    """Somebody wants to see a take."""

    take_id: str
    said: str = ""
    """Words that were searched for; the report opens where they were said."""


@dataclass
class HomeRequested(Message):
    """Somebody is done here."""


@dataclass
class BackRequested(Message):
    """Somebody is done here and wants what is underneath."""


@dataclass
class PlaceRequested(Message):
    """Somebody wants to go to a place by its name."""

    name: str


@dataclass
class ArchiveRead(Message):
    """The takes are known."""

    takes: tuple[TakeSummary, ...]
    recovered: tuple[TakeSummary, ...]
    """Takes found by this reading whose recorder had died."""


@dataclass
class SurroundingsFound(Message):
    """What the header says is known."""

    engine: Engine | None
    microphone: str | None


@dataclass
class AnswerKept(Message):
    """An answer is on disk; its report can be made."""

    take: Take
    live: Live | None = None
    """Its running transcript."""


@dataclass
class AnswerDone(Message):
    """The rehearsal is over; its report may be shown."""

    take: Take
    question: Question
    rating: int | None


@dataclass
class VoiceFailed(Message):
    """A question could not be read aloud."""

    reason: str


@dataclass
class AnswerHeard(Message):
    """Listening back to a take came to its end, well or not."""

    take_id: str


@dataclass
class TakeFound(Message):
    """A take that was asked for is here, whole."""

    take: Take
    said: str = ""
    """Words that it was searched for by."""


@dataclass
class TakeDeleted(Message):
    """A take is gone, wholly."""

    take_id: str
    said: str
    """Tells it to the person."""


@dataclass
class TakeChanged(Message):
    """What is kept of a take is something else now."""

    take_id: str


@dataclass
class CompareRequested(Message):
    """Somebody wants to see two takes beside each other."""

    take_id: str
    other_id: str


@dataclass
class TakesCompared(Message):
    """What is different from one take to another is known."""

    takes: tuple[Take, Take]
    """The earlier and the later."""
    reports: tuple[Report, Report]
    comparison: "Comparison"


@dataclass
class ReportExported(Message):
    """A report is in a file."""

    path: Path


@dataclass
class Failed(Message):
    """Something did not work; one line says what and what to do."""

    reason: str


@dataclass
class Told(Message):
    """Something is to be told in passing."""

    said: str


@dataclass
class SoundForgotten(Message):
    """The sound of takes is deleted; their words stay."""

    said: str
    """Tells it to the person."""


@dataclass
class SettingsChosen(Message):
    """Somebody wants settings changed and kept."""

    changes: Mapping[str, object]


@dataclass
class DeskFurnished(Message):
    """Settings are kept, and the desk that follows from them is there."""

    desk: Desk


@dataclass
class SettingsRefused(Message):
    """Settings could not be kept."""

    reason: str


@dataclass
class ModelRequested(Message):
    """Somebody wants a model that isn't here."""

    name: str


@dataclass
class ModelFetched(Message):
    """A download came to its end."""

    name: str
    arrived: bool
    """False when it was cancelled or failed."""
    error: RehearseError | None


@dataclass
class HearAgainRequested(Message):
    """Somebody wants better words for takes."""

    takes: tuple[TakeSummary, ...]


@dataclass
class TakesHeardAgain(Message):
    """Listening to takes again came to its end."""

    heard: int
    errors: tuple[RehearseError, ...]


@dataclass
class QuestionsRequested(Message):
    """Somebody wants to see or change a question among all of them."""

    question_id: str


@dataclass
class EditRequested(Message):
    """Somebody wants to write a question."""

    question: Question
    is_new: bool


@dataclass
class QuestionsChanged(Message):
    """The person's own questions are other ones now."""

    question_id: str
    """The one that was written, changed or retired."""
    said: str
    """Tells it to the person."""


@dataclass
class StoryEditRequested(Message):
    """Somebody wants to write a story."""

    story: Story
    is_new: bool


@dataclass
class RankingEditRequested(Message):
    """Somebody wants to work a decision through."""

    ranking: Ranking
    is_new: bool


@dataclass
class CoverageRequested(Message):
    """Somebody wants to see which principles the stories speak for."""


@dataclass
class RankingsRequested(Message):
    """Somebody wants to see the decisions that are worked through."""


@dataclass
class StoriesChanged(Message):
    """The stories, or the decisions beside them, are other ones now."""

    said: str
    """Tells it to the person."""
    changed_id: str | None = None
    """What was written, where it is one thing."""


@dataclass
class StoriesWritten(Message):
    """The stories are in a file that was asked for."""

    said: str
    """Tells it to the person."""
