"""The devices there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from rehearse.practice.ports import Device


@dataclass
class ScriptedDevices:
    """The devices the test says there are."""

    inputs: Sequence[Device] = (Device("Scripted microphone", 48_000, 1, True),)
    outputs: Sequence[Device] = (Device("Silent speaker", 48_000, 2, True),)
    voice_names: Sequence[str] = ("English",)

    def microphones(self) -> tuple[Device, ...]:
        return tuple(self.inputs)

    def speakers(self) -> tuple[Device, ...]:
        return tuple(self.outputs)

    def voices(self) -> tuple[str, ...]:
        return tuple(self.voice_names)
