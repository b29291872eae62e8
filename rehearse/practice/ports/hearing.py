"""A recogniser, and an answer that it listens to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rehearse.interview.sound import Interval
    from rehearse.interview.transcript import Engine, Heard, HeardWord


@dataclass(frozen=True, slots=True)
class HeardSoFar:
    """What is known of an answer that is still being given."""

    settled: tuple["HeardWord", ...] = ()
    unsettled: tuple["HeardWord", ...] = ()
    """The words after those, as they are understood at the moment."""
    until_s: float = 0.0
    """How far the sound was listened to."""
    voice: tuple["Interval", ...] = ()
    """Voice activity until there."""
    unworded: tuple["Interval", ...] = ()
    """Sounds among the settled words that none of them covers and that may be hesitations."""


class Hearing(Protocol):
    """One answer being listened to."""

    @property
    def so_far(self) -> HeardSoFar:
        """What is known already."""

    def foresee(self, more: Callable[[], bytes]) -> None:
        """Work ahead while no sound is waiting; may do nothing.

        `more` is asked in between for sound that came meanwhile, as if it were fed. What it gives has no
        bearing on what `finish` gives: that depends on the sound alone.
        """

    def feed(self, pcm: bytes) -> None:
        """Take the next stretch of sound; may work on what is ripe before it returns."""

    def finish(self) -> "Heard":
        """Work on what is left and give everything.

        Raises:
            NoSpeech: nobody spoke.
        """


class Transcriber(Protocol):
    """A recogniser."""

    @property
    def engine(self) -> "Engine":
        """Who is listening."""

    def load(self) -> None:
        """Bring the model into memory; a second call does nothing.

        Raises:
            NoRecogniser: the model is missing or broken.
        """

    def listen(self) -> Hearing:
        """Begin with a new answer, loading the model if that was not done."""

    def close(self) -> None:
        """Stop at once what is at work for it; who waits for words gets `NoRecogniser`.

        It can be used again afterwards.
        """
