"""What there is to hear and speak with, as the system lists it now."""

from typing import TYPE_CHECKING

from rehearse.interview.errors import MissingComponent
from rehearse.practice.ports import Device
from rehearse.speech import portaudio

if TYPE_CHECKING:
    from rehearse.speech.portaudio import Direction


class SoundDeviceCatalogue:
    """PortAudio's devices and pyttsx3's voices."""

    def __init__(self) -> None:
        self._voices: tuple[str, ...] | None = None

    def microphones(self) -> tuple[Device, ...]:
        """All inputs, as the system lists them now.

        Raises:
            NoMicrophone: there is no sound library.
        """
        return _devices("input")

    def speakers(self) -> tuple[Device, ...]:
        """All outputs.

        Raises:
            NoSpeaker: there is no sound library.
        """
        return _devices("output")

    def voices(self) -> tuple[str, ...]:
        """Names of the voices that can read questions; empty when there is none. Asked for once."""
        if self._voices is None:
            from rehearse.speech.pyttsx3_voice import installed_voices

            try:
                self._voices = installed_voices()
            except MissingComponent:
                return ()
        return self._voices


def _devices(direction: "Direction") -> tuple[Device, ...]:
    # Does nothing while something plays or records: then the list is as old as that.
    portaudio.refresh(direction)
    default = portaudio.default_device(direction)
    return tuple(
        Device(
            name=device["name"],
            sample_rate=round(device["default_samplerate"]),
            channels=device[f"max_{direction}_channels"],
            is_default=default is not None and device["index"] == default["index"],
        )
        for device in portaudio.devices(direction)
    )
