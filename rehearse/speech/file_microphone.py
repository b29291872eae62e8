"""A sound file in the microphone's place: for machines that have none, for demonstrations and for tests."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.interview.errors import InputError
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.recorder import DiskRecorder

if TYPE_CHECKING:
    from rehearse.practice.ports import SoundReader

STEP_S = 0.05
STEP_BYTES = round(STEP_S * SAMPLE_RATE) * SAMPLE_BYTES


class FileMicrophone:
    """Hears a file, as slowly as it was spoken or as fast as it can be read."""

    def __init__(
        self,
        path: Path,
        reader: "SoundReader",
        real_time: bool,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """The clock and the sleep matter in real time only."""
        self._path = path
        self._reader = reader
        self._real_time = real_time
        self._clock = clock
        self._sleep = sleep

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    def record(self, path: Path) -> DiskRecorder:
        """Start recording the file's sound into a new WAV file.

        Raises:
            InputError: the file can't be used.
            StorageError: the recording can't be written.
        """
        return self._listen(path)

    def listen_in(self) -> DiskRecorder:
        """Listen to the file and keep nothing.

        Raises:
            InputError: the file can't be used.
        """
        return self._listen(None)

    def _listen(self, path: Path | None) -> DiskRecorder:
        blocks = self._reader.open(self._path).blocks()
        # Decoded now, as a file that turns out to hold no sound should be told before a take begins.
        first = next(blocks)
        if self._real_time:
            return DiskRecorder(_PacedFile(self.name, first, blocks, self._clock, self._sleep), path)
        return DiskRecorder(_File(self.name, first, blocks), path)


class _File:
    """A file's sound, as fast as it is asked for."""

    overflows = 0
    is_lost = False

    def __init__(self, name: str, first: bytes, blocks: Iterator[bytes]) -> None:
        self.name = name
        self._first = first
        self._blocks = blocks

    def read(self) -> bytes | None:
        first, self._first = self._first, b""
        return first or self._next()

    def rest(self) -> bytes:
        return b""

    def close(self) -> None:
        self._blocks = iter(())

    def _next(self) -> bytes | None:
        try:
            return next(self._blocks, None)
        except InputError:
            self.is_lost = True
            return None


class _PacedFile(_File):
    """A file's sound in steps, each when its last sample would have been spoken."""

    def __init__(
        self,
        name: str,
        first: bytes,
        blocks: Iterator[bytes],
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        super().__init__(name, first, blocks)
        self._clock = clock
        self._sleep = sleep
        self._began_s = clock()
        self._given = 0
        self._ready = b""

    def read(self) -> bytes | None:
        if not self._ready:
            block = super().read()
            if block is None:
                return None
            self._ready = block
        step = self._ready[:STEP_BYTES]
        spoken_s = (self._given + len(step)) / SAMPLE_BYTES / SAMPLE_RATE
        early_s = self._began_s + spoken_s - self._clock()
        if early_s > 0:
            # Never longer than a step, so that stopping is prompt.
            self._sleep(min(early_s, STEP_S))
            return b""
        self._ready = self._ready[len(step) :]
        self._given += len(step)
        return step
