"""What screens and workers tell the app: intents that it routes, and facts that are already true.

Nobody compares or prints a message, and each class that could do either would make the start longer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from rehearse.analysis.report import Report
    from rehearse.interview.errors import RehearseError
    from rehearse.interview.question import Question
    from rehearse.interview.ranking import Ranking
    from rehearse.interview.story import Story
    from rehearse.interview.take import Take, TakeSummary
    from rehearse.interview.transcript import Engine
    from rehearse.practice.comparison import Comparison
    from rehearse.practice.desk import Desk
    from rehearse.practice.live import Live


@dataclass(eq=False, repr=False)
class RehearseRequested(Message):
    """Somebody wants to answer a question."""

    question: "Question"


@dataclass(eq=False, repr=False)
class WriteRequested(Message):
    """Somebody wants to answer a question in writing."""

    question: "Question"
    story_id: str | None = None
    """The story that is told, where one was chosen."""


@dataclass(eq=False, repr=False)
class AnswerWritten(Message):
    """A written answer is judged; its report may be shown."""

    question: "Question"
    report: "Report"


@dataclass(eq=False, repr=False)
class NextRequested(Message):
    """Somebody wants whatever comes next."""

    after: "Question | None"
    in_writing: bool = False


@dataclass(eq=False, repr=False)
class TakeRequested(Message):
    """Somebody wants to see a take."""

    take_id: str
    said: str = ""
    """Words that were searched for; the report opens where they were said."""


@dataclass(eq=False, repr=False)
class HomeRequested(Message):
    """Somebody is done here."""


@dataclass(eq=False, repr=False)
class BackRequested(Message):
    """Somebody is done here and wants what is underneath."""


@dataclass(eq=False, repr=False)
class PlaceRequested(Message):
    """Somebody wants to go to a place by its name."""

    name: str


@dataclass(eq=False, repr=False)
class ArchiveRead(Message):
    """The takes are known."""

    takes: tuple["TakeSummary", ...]
    recovered: tuple["TakeSummary", ...]
    """Takes found by this reading whose recorder had died."""


@dataclass(eq=False, repr=False)
class SurroundingsFound(Message):
    """What the header says is known."""

    engine: "Engine | None"
    microphone: str | None


@dataclass(eq=False, repr=False)
class AnswerKept(Message):
    """An answer is on disk; its report can be made."""

    take: "Take"
    live: "Live | None" = None
    """Its running transcript."""


@dataclass(eq=False, repr=False)
class AnswerDone(Message):
    """The rehearsal is over; its report may be shown."""

    take: "Take"
    question: "Question"
    rating: int | None


@dataclass(eq=False, repr=False)
class VoiceFailed(Message):
    """A question could not be read aloud."""

    reason: str


@dataclass(eq=False, repr=False)
class AnswerHeard(Message):
    """Listening back to a take came to its end, well or not."""

    take_id: str


@dataclass(eq=False, repr=False)
class TakeFound(Message):
    """A take that was asked for is here, whole."""

    take: "Take"
    said: str = ""
    """Words that it was searched for by."""


@dataclass(eq=False, repr=False)
class TakeDeleted(Message):
    """A take is gone, wholly."""

    take_id: str
    said: str
    """Tells it to the person."""


@dataclass(eq=False, repr=False)
class TakeChanged(Message):
    """What is kept of a take is something else now."""

    take_id: str


@dataclass(eq=False, repr=False)
class CompareRequested(Message):
    """Somebody wants to see two takes beside each other."""

    take_id: str
    other_id: str


@dataclass(eq=False, repr=False)
class TakesCompared(Message):
    """What is different from one take to another is known."""

    takes: tuple["Take", "Take"]
    """The earlier and the later."""
    reports: tuple["Report", "Report"]
    comparison: "Comparison"


@dataclass(eq=False, repr=False)
class ReportExported(Message):
    """A report is in a file."""

    path: Path


@dataclass(eq=False, repr=False)
class Failed(Message):
    """Something did not work; one line says what and what to do."""

    reason: str


@dataclass(eq=False, repr=False)
class Told(Message):
    """Something is to be told in passing."""

    said: str


@dataclass(eq=False, repr=False)
class SoundForgotten(Message):
    """The sound of takes is deleted; their words stay."""

    said: str
    """Tells it to the person."""


@dataclass(eq=False, repr=False)
class SettingsChosen(Message):
    """Somebody wants settings changed and kept."""

    changes: Mapping[str, object]


@dataclass(eq=False, repr=False)
class DeskFurnished(Message):
    """Settings are kept, and the desk that follows from them is there."""

    desk: "Desk"


@dataclass(eq=False, repr=False)
class SettingsRefused(Message):
    """Settings could not be kept."""

    reason: str


@dataclass(eq=False, repr=False)
class ModelRequested(Message):
    """Somebody wants a model that isn't here."""

    name: str


@dataclass(eq=False, repr=False)
class ModelFetched(Message):
    """A download came to its end."""

    name: str
    arrived: bool
    """False when it was cancelled or failed."""
    error: "RehearseError | None"


@dataclass(eq=False, repr=False)
class HearAgainRequested(Message):
    """Somebody wants better words for takes."""

    takes: tuple["TakeSummary", ...]


@dataclass(eq=False, repr=False)
class TakesHeardAgain(Message):
    """Listening to takes again came to its end."""

    heard: int
    errors: tuple["RehearseError", ...]


class CountsOutlived(Message):
    """The counts of some takes are lost, or made by other rules than today's."""


class TakesCounted(Message):
    """Takes are counted by the rules of today."""


@dataclass(eq=False, repr=False)
class QuestionsRequested(Message):
    """Somebody wants to see or change a question among all of them."""

    question_id: str


@dataclass(eq=False, repr=False)
class EditRequested(Message):
    """Somebody wants to write a question."""

    question: "Question"
    is_new: bool


@dataclass(eq=False, repr=False)
class QuestionsChanged(Message):
    """The person's own questions are other ones now."""

    question_id: str
    """The one that was written, changed or retired."""
    said: str
    """Tells it to the person."""


@dataclass(eq=False, repr=False)
class StoryEditRequested(Message):
    """Somebody wants to write a story."""

    story: "Story"
    is_new: bool


@dataclass(eq=False, repr=False)
class RankingEditRequested(Message):
    """Somebody wants to work a decision through."""

    ranking: "Ranking"
    is_new: bool


@dataclass(eq=False, repr=False)
class CoverageRequested(Message):
    """Somebody wants to see which principles the stories speak for."""


@dataclass(eq=False, repr=False)
class RankingsRequested(Message):
    """Somebody wants to see the decisions that are worked through."""


@dataclass(eq=False, repr=False)
class StoriesChanged(Message):
    """The stories, or the decisions beside them, are other ones now."""

    said: str
    """Tells it to the person."""
    changed_id: str | None = None
    """What was written, where it is one thing."""


@dataclass(eq=False, repr=False)
class StoriesWritten(Message):
    """The stories are in a file that was asked for."""

    said: str
    """Tells it to the person."""
