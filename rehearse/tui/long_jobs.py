"""Jobs that outlive the screen that began them: a model's download, old takes being heard or counted anew."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from rehearse.interview.errors import RehearseError

if TYPE_CHECKING:
    from rehearse.interview.take import TakeSummary
    from rehearse.practice.desk import Desk
    from rehearse.practice.ports import ModelInfo, ModelShelf, Progress


class Fetching:
    """A model on its way here: run in a worker, its state pulled by whoever shows it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.progress: Progress | None = None
        self.error: RehearseError | None = None
        self.model: ModelInfo | None = None
        self.cancelled = False
        self.over = False

    def run(self, shelf: "ModelShelf") -> None:
        """Download it. Blocks."""
        try:
            self.model = shelf.fetch(self.name, self._note, lambda: self.cancelled)
        except RehearseError as error:
            self.error = error
        except Exception as error:  # a network library is foreign code: whatever it raises, the app goes on
            self.error = RehearseError(f"{self.name} could not be fetched ({error}): try again.")
        finally:
            self.over = True

    @property
    def arrived(self) -> bool:
        """Whether the model is here, whole."""
        return self.model is not None and self.model.present

    def cancel(self) -> None:
        """Give up soon; what came is kept, so that it can be gone on with."""
        self.cancelled = True

    def _note(self, progress: "Progress") -> None:
        self.progress = progress


class _Cancelled(Exception):
    """Nobody wants more of it."""


class Rehearing:
    """Takes being listened to again: run in a worker, its state pulled by whoever shows it."""

    def __init__(self, takes: Sequence["TakeSummary"], desk: "Desk") -> None:
        self.takes = tuple(takes)
        self.done = 0
        self.errors: list[RehearseError] = []
        self.cancelled = False
        self.over = False
        self._desk = desk
        self._unchanged = 0

    def run(self) -> None:
        """Hear them, one after another. Blocks."""
        try:
            with suppress(_Cancelled):
                self._hear()
        except RehearseError as error:
            self.errors.append(error)
        except Exception as error:  # a recogniser is foreign code: whatever it raises, the takes are kept
            self.errors.append(RehearseError(f"Listening again broke off ({error}). The takes are kept."))
        finally:
            self.over = True

    @property
    def heard(self) -> int:
        """How many have new words."""
        return self.done - self._unchanged

    @property
    def current(self) -> "TakeSummary | None":
        """The take that is being heard; None at the end."""
        return self.takes[self.done] if self.done < len(self.takes) else None

    def cancel(self) -> None:
        """Stop soon; those that were heard stay heard, the others as they were."""
        self.cancelled = True

    def _hear(self) -> None:
        from rehearse.practice.second_hearing import hear_again
        from rehearse.tui.listening import ONE_AT_A_TIME

        outcomes = hear_again(self.takes, self._desk, self._note)
        while not self.cancelled:
            with ONE_AT_A_TIME:
                outcome = next(outcomes, None)
            if outcome is None:
                return
            if outcome.error is not None:
                self.errors.append(outcome.error)
                self._unchanged += 1
            self.done += 1

    def _note(self, _: "Progress") -> None:
        if self.cancelled:
            raise _Cancelled


class Recounting:
    """Takes being judged by the rules of today: run in a worker, which rests as long as it works."""

    def __init__(self) -> None:
        self.progress: Progress | None = None
        self.over = False
        self._cancelled = Event()
        self._began_s = 0.0

    def run(self, desk: "Desk") -> None:
        """Make the counts that lists show anew. Blocks; what can't be written now is the next time."""
        from rehearse.practice.recounting import count_what_is_uncounted

        self._began_s = perf_counter()
        try:
            with suppress(_Cancelled, RehearseError):
                count_what_is_uncounted(desk.archive, desk.bank, desk.rubric, self._note)
        finally:
            self.over = True

    def cancel(self) -> None:
        """Stop soon; those that were written down stay, the others are the next time."""
        self._cancelled.set()

    def _note(self, progress: "Progress") -> None:
        self.progress = progress
        if self._cancelled.wait(perf_counter() - self._began_s):
            raise _Cancelled
        self._began_s = perf_counter()


@dataclass(slots=True)
class LongJobs:
    """What is under way, for any screen to look at."""

    fetching: Fetching | None = None
    rehearing: Rehearing | None = None
    recounting: Recounting | None = None

    def cancel(self) -> None:
        """Let nothing hold up the leaving."""
        for job in (self.fetching, self.rehearing, self.recounting):
            if job is not None:
                job.cancel()
