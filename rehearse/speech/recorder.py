"""The one recorder behind every microphone: a thread that brings sound from its source to disk."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.practice.ports import Level
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.recording import read_sound
from rehearse.speech.tape import DISK_FULL, LOST, Tape

if TYPE_CHECKING:
    from rehearse.interview.sound import SoundFacts
    from rehearse.practice.ports import Trouble

NO_LEVEL = Level(None, None)


class SoundInput(Protocol):
    """Where a recorder's sound comes from; all methods are called from the recorder's thread."""

    @property
    def name(self) -> str:
        """What it is kept as."""

    @property
    def overflows(self) -> int:
        """How often sound was lost on its way here."""

    @property
    def is_lost(self) -> bool:
        """Whether it ended although more should have come."""

    def read(self) -> bytes | None:
        """Give the next sound at 16 kHz mono: empty when none came for a moment, None when none will come."""

    def rest(self) -> bytes:
        """Stop listening; give what came until now."""

    def close(self) -> None:
        """Let go of it."""


class DiskRecorder:
    """Records from a source until stopped or until the source ends.

    A disk that takes no more ends the recording, with `storage` for its trouble. `stop` doesn't raise then:
    what was written before is whole and kept.
    """

    def __init__(self, source: SoundInput, path: Path | None) -> None:
        """Start recording into a new file, or listening where nothing is to be kept.

        Raises:
            StorageError: the file can't be written; the source is let go.
        """
        self._source = source
        self._path = path
        try:
            self._tape = Tape(path)
        except BaseException:
            source.close()
            raise
        self._paused = False
        self._failed = False
        self._lost_at_s: float | None = None
        self._stopping = threading.Event()
        self._filed = threading.Event()
        threading.Thread(target=self._run, name="recorder", daemon=True).start()

    @property
    def duration_s(self) -> float:
        """Recorded so far, without pauses."""
        return self._tape.duration_s

    @property
    def level(self) -> Level:
        """The last tenth of a second; nothing while paused."""
        return NO_LEVEL if self._paused else self._tape.level()

    @property
    def trouble(self) -> "Trouble | None":
        """The gravest thing wrong just now."""
        if self._failed:
            return DISK_FULL
        if self._lost_at_s is not None:
            return LOST
        return None if self._paused else self._tape.trouble()

    @property
    def ended(self) -> bool:
        """Whether no more sound will come."""
        return self._filed.is_set()

    @property
    def paused(self) -> bool:
        """Whether sound is let go by."""
        return self._paused

    def sound(self, start: int, most: int) -> bytes:
        """Give what is recorded from this byte on, at most so many; empty until there is more."""
        # What isn't counted yet may stand in the file in part.
        recorded = round(self.duration_s * SAMPLE_RATE) * SAMPLE_BYTES
        if self._path is None or start >= recorded:
            return b""
        # Opened for each reading: where a file can't be moved while it is open, nobody waits for this one.
        return read_sound(self._path, start, min(most, recorded - start))

    def pause(self) -> None:
        """Let sound go by until resumed."""
        self._paused = True

    def resume(self) -> None:
        """Go on recording."""
        self._paused = False

    def stop(self) -> "SoundFacts":
        """Close the file, whole and on disk; a second call gives the same facts."""
        self._stopping.set()
        self._filed.wait()
        return self._tape.facts(self._lost_at_s, self._source.name)

    def _run(self) -> None:
        try:
            self._record()
        except OSError:
            self._failed = True
        finally:
            self._file()
            # Last, as a device that went away may be slow to let go of.
            self._source.close()

    def _record(self) -> None:
        while not self._stopping.is_set():
            pcm = self._source.read()
            if pcm is None:
                if self._source.is_lost:
                    self._lost_at_s = self._tape.duration_s
                return
            self._take(pcm)
        self._take(self._source.rest())

    def _file(self) -> None:
        try:
            self._tape.close()
        except OSError:
            self._failed = True
        finally:
            self._filed.set()

    def _take(self, pcm: bytes) -> None:
        if not self._paused:
            self._tape.add(pcm)
            self._tape.miss(self._source.overflows)
