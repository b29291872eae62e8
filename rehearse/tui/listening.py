"""One kept take on its way to its report, watched by whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from rehearse.analysis.timing import time_answer
from rehearse.interview.errors import RehearseError
from rehearse.practice.reporting import file_words, report_on, transcribe

if TYPE_CHECKING:
    from rehearse.analysis.evidence import Timing
    from rehearse.analysis.report import Report
    from rehearse.interview.take import Take
    from rehearse.practice.desk import Desk
    from rehearse.practice.live import Live
    from rehearse.practice.ports import Progress

ONE_AT_A_TIME = Lock()
"""A recogniser hears one answer at a time."""


class Judged(Protocol):
    """An answer and what is known of its report."""

    @property
    def take(self) -> "Take | None":
        """What is kept of it; None where nothing is."""

    @property
    def report(self) -> "Report | None":
        """The judgement, once it is there."""

    @property
    def error(self) -> RehearseError | None:
        """Why there is none."""

    @property
    def progress(self) -> "Progress | None":
        """How far listening has come."""

    @property
    def timing(self) -> "Timing | None":
        """What is known of pauses before the words are."""

    @property
    def done(self) -> bool:
        """Whether the report, or the reason why there is none, is known."""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer that was written, judged at once and kept nowhere."""

    report: "Report"
    take: None = None
    error: None = None
    progress: None = None
    timing: None = None
    done: bool = True


class _Cancelled(Exception):
    """Nobody waits for the words any more; the take stays as it is."""


class Listening:
    """Listens back to one take: started in a worker, its state pulled by the screen."""

    def __init__(self, take: "Take", desk: "Desk", live: "Live | None" = None) -> None:
        """Where it was heard while it was recorded, `live` has its words, or soon will."""
        self.take = take
        self.report: Report | None = None
        self.error: RehearseError | None = None
        self.progress: Progress | None = None
        self._desk = desk
        self._live = live
        self._cancelled = False
        self._changing = Lock()

    @property
    def done(self) -> bool:
        """Whether the report, or the reason why there is none, is known."""
        return self.report is not None or self.error is not None

    @property
    def timing(self) -> "Timing | None":
        """What is known of pauses before the words are; None where nothing was heard yet."""
        if self._live is None or not self._live.so_far.voice:
            return None
        return time_answer("", self.take.sound.duration_s, self.take.target_s, self._live.so_far.voice)

    def run(self) -> None:
        """Make the report, transcribing first where the words aren't known. Blocks."""
        try:
            if self.take.heard is not None:
                self.report = report_on(self.take, self.take.heard, self._desk.bank, self._desk.rubric)
                return
            # Not one at a time: whoever just spoke doesn't wait for an older take to be heard.
            heard = None if self._live is None else self._live.result(self._note)
            if heard is not None:
                self.take, self.report = file_words(self.take, heard, self._desk)
                return
            with ONE_AT_A_TIME:
                self.take, self.report = transcribe(self.take, self._desk, self._note)
        except RehearseError as error:
            self.error = error
        except _Cancelled:
            pass
        except Exception as error:  # a recogniser is foreign code: whatever it raises, the take is kept
            self.error = RehearseError(f"The words could not be made out ({error}). The take is kept.")

    def change(self, how: Callable[["Take"], tuple["Take", "Report"]]) -> None:
        """Make another take of it, as it is kept, and judge that; one change after another. Blocks."""
        with self._changing:
            # It may have been listened to again since it was shown: its new words stay.
            self.take, self.report = how(self._desk.archive.take(self.take.id))

    def reread(self) -> None:
        """Take up what was written about the take. Blocks."""
        with self._changing:
            self.take = self._desk.archive.take(self.take.id)

    def cancel(self) -> None:
        """Give up at the next step, so that leaving the app need not wait for the words."""
        self._cancelled = True
        if self._live is not None:
            self._live.cancel()

    def _note(self, progress: "Progress") -> None:
        if self._cancelled:
            raise _Cancelled
        self.progress = progress
