"""A microphone, and the recording it makes."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rehearse.interview.sound import SoundFacts


@dataclass(frozen=True, slots=True)
class Level:
    """How loud the microphone is now, in dBFS; None stands for exact zeros."""

    rms_dbfs: float | None
    peak_dbfs: float | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with the sound while it is being recorded."""

    code: str
    """`blocked` (exact zeros), `very-quiet`, `clipped`, `overflow`, `device-lost` or `storage` (no room)."""
    message: str
    """One line: what it is and what to do."""


class Recorder(Protocol):
    """One recording under way, written to disk as it comes."""

    @property
    def duration_s(self) -> float:
        """Recorded so far, without pauses."""

    @property
    def level(self) -> Level:
        """The last tenth of a second."""

    @property
    def trouble(self) -> Trouble | None:
        """The gravest thing wrong just now."""

    @property
    def ended(self) -> bool:
        """Whether no more sound will come: the device is lost, or the file in its place is over."""

    @property
    def paused(self) -> bool:
        """Whether sound is let go by."""

    def sound(self, start: int, most: int) -> bytes:
        """Give what is recorded from this byte on, at most so many; empty until there is more.

        What it gives stands in the file as well, at the same place. Not to be called once the file was
        moved or deleted.
        """

    def pause(self) -> None:
        """Let sound go by until resumed."""

    def resume(self) -> None:
        """Go on recording."""

    def stop(self) -> "SoundFacts":
        """Close the file, whole and on disk; a second call gives the same facts.

        It never fails: where the disk took no more, the facts are those of what it took.
        """


class Microphone(Protocol):
    """Records an answer."""

    @property
    def name(self) -> str:
        """As the person knows it.

        Raises:
            NoMicrophone: there is no device.
        """

    def record(self, path: Path) -> Recorder:
        """Start recording into a new WAV file.

        Raises:
            NoMicrophone: there is no device, or it can't be opened.
            StorageError: the file can't be written.
        """

    def listen_in(self) -> Recorder:
        """Listen as a recording would, and keep nothing: for a level meter.

        Raises:
            NoMicrophone: there is no device, or it can't be opened.
        """
