"""What is said aloud: a text read into a file, a file played, a soft sound as a sign."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rehearse.interview.sound import Interval
    from rehearse.interview.transcript import Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text read aloud into a file."""

    path: Path
    duration_s: float
    words: tuple[tuple["Span", "Interval"], ...]
    """Where each word stands in the text and about when it sounds."""


class Cue(StrEnum):
    """What is told by a soft sound."""

    START = "start"
    STOP = "stop"
    TICK = "tick"


def no_cue(_cue: Cue) -> None:
    """Where nobody waits for a cue, none sounds."""


class Voice(Protocol):
    """Reads text aloud into files."""

    def render(self, text: str) -> Utterance:
        """Give the utterance, from the cache when it was rendered before.

        Raises:
            NoVoice: nothing on this machine can speak, or it hung and was stopped.
        """


class Playback(Protocol):
    """A sound being played."""

    @property
    def position_s(self) -> float:
        """What is being heard now."""

    @property
    def finished(self) -> bool:
        """Whether it came to its end or was stopped."""

    def stop(self) -> None:
        """Fall silent at once; a second call does nothing."""

    def wait(self, timeout_s: float | None = None) -> bool:
        """Block until finished; False when the time ran out first."""


class Speaker(Protocol):
    """Plays sound files."""

    def play(
        self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0
    ) -> Playback:
        """Start playing and return at once; a voice keeps its pitch at any speed.

        Raises:
            NoSpeaker: there is no device to play on.
        """
