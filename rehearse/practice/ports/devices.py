"""What there is on this machine to hear and speak with."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a speaker."""

    name: str
    sample_rate: int
    channels: int
    is_default: bool


class SoundDevices(Protocol):
    """What there is to hear and speak with."""

    def microphones(self) -> tuple[Device, ...]:
        """All inputs, as the system lists them now.

        Raises:
            NoMicrophone: there is no sound library.
        """

    def speakers(self) -> tuple[Device, ...]:
        """All outputs.

        Raises:
            NoSpeaker: there is no sound library.
        """

    def voices(self) -> tuple[str, ...]:
        """Names of the voices that can read questions; empty when there is none."""
