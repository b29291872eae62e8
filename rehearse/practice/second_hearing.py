"""Takes that a rough recogniser heard, or none, listened to again by a better one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.interview.errors import InputError
from rehearse.practice.ports import no_progress
from rehearse.practice.reporting import transcribe

if TYPE_CHECKING:
    from rehearse.interview.take import TakeSummary
    from rehearse.practice.desk import Desk
    from rehearse.practice.ports import Progress


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """What came of listening to one take again."""

    take_id: str
    error: InputError | None = None
    """Why it stays as it was; None when its words are new."""


def worth_hearing_again(takes: Iterable["TakeSummary"]) -> tuple["TakeSummary", ...]:
    """The takes whose words are rough or not known, not put right by hand, and whose sound is still there."""
    return tuple(
        take
        for take in takes
        if take.has_audio and not take.edited and (take.engine is None or take.engine.is_rough)
    )


def hear_again(
    takes: Iterable["TakeSummary"], desk: "Desk", progress: Callable[["Progress"], None] = no_progress
) -> Iterator[HeardAgain]:
    """Transcribe takes anew, one after another; whoever stops asking stops the work between two of them.

    Raises:
        NoRecogniser: the model is missing or broken.
        StorageError: takes can't be read or their words not written.
    """
    for take in takes:
        try:
            transcribe(desk.archive.take(take.id), desk, progress)
        except InputError as error:
            yield HeardAgain(take.id, error)
        else:
            yield HeardAgain(take.id)
