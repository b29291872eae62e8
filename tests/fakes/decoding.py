"""A reader of plain WAV files."""

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rehearse.interview.errors import NotFound, NotSound
from rehearse.interview.sound import SAMPLE_RATE, SoundFacts
from rehearse.practice.ports import SoundSource


@dataclass
class WaveReader:
    """Decodes the WAV files that the scripted microphone writes."""

    def open(self, path: Path) -> SoundSource:
        if not path.exists():
            raise NotFound(f"There is no file {path}.")
        try:
            return _WaveSource(path)
        except wave.Error as error:
            raise NotSound(f"{path} is no sound file.") from error


class _WaveSource:
    def __init__(self, path: Path) -> None:
        self._path = path
        with wave.open(str(path), "rb") as sound:
            self.total_s: float | None = sound.getnframes() / SAMPLE_RATE

    def blocks(self) -> Iterator[bytes]:
        with wave.open(str(self._path), "rb") as sound:
            while block := sound.readframes(SAMPLE_RATE):
                yield block

    @property
    def facts(self) -> SoundFacts:
        return SoundFacts(self.total_s or 0.0)
