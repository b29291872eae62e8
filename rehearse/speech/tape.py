"""One recording on its way to disk: what is written, how loud it is, what is wrong with it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.practice.ports import Level, Trouble
from rehearse.speech.loudness import AT_FULL_SCALE, SAMPLE_BYTES, Loudness, amplitude, dbfs, peak, rms
from rehearse.speech.recording import WavFile

if TYPE_CHECKING:
    from rehearse.interview.sound import SoundFacts

LEVEL_BYTES = SAMPLE_RATE // 10 * SAMPLE_BYTES
QUIET_PEAK = amplitude(-55.0)
BLOCKED_AFTER_S = 1.0
QUIET_AFTER_S = 3.0
PATIENCE = 3.0
"""Who was heard before may be thinking: silence has to last this many times longer to mean trouble."""
SHOWN_S = 3.0
"""How long what is over stays worth a word."""

_ALLOW = (
    "Allow it in System Settings, Privacy & Security, Microphone, for your terminal app; then restart that."
    if sys.platform == "darwin"
    else "Look for a mute switch, and whether another input is the right one."
)
BLOCKED = Trouble("blocked", f"Nothing comes from the microphone. {_ALLOW}")
QUIET = Trouble("very-quiet", "You can hardly be heard. Move closer to the microphone, or turn it up.")
CLIPPED = Trouble("clipped", "Too loud for the microphone. Move back a little, or turn it down.")
OVERFLOW = Trouble(
    "overflow", "This machine is too busy: bits of sound were lost. Close what else is running."
)
LOST = Trouble("device-lost", "The microphone went away. What you said until then is kept.")
DISK_FULL = Trouble("storage", "The disk takes no more sound. What you said until then is kept.")


class Tape:
    """Sound as it comes: written to disk, measured, and judged as a source of trouble.

    Times are those of the sound, so that a slow machine changes no judgement.
    """

    def __init__(self, path: Path | None) -> None:
        """Begin a new file; without a path the sound is measured and let go.

        Raises:
            StorageError: it can't be written.
        """
        self._file = None if path is None else WavFile(path)
        self._loudness = Loudness()
        self._tail = b""
        self._silence = _Silence()
        self._clipped_at_s: float | None = None
        self._overflowed_at_s: float | None = None
        self._overflows = 0

    @property
    def duration_s(self) -> float:
        """How much is written."""
        return self._loudness.duration_s

    def add(self, pcm: bytes) -> None:
        """Take the next stretch: whole samples of 16 kHz mono.

        Raises:
            OSError: it can't be written; what stood before is kept.
        """
        if not pcm:
            return
        if self._file is not None:
            self._file.write(pcm)
        self._loudness.add(pcm)
        self._tail = (self._tail + pcm)[-LEVEL_BYTES:]
        loudest = peak(pcm)
        self._silence.add(loudest, len(pcm) / SAMPLE_BYTES / SAMPLE_RATE)
        if loudest >= AT_FULL_SCALE:
            self._clipped_at_s = self.duration_s

    def miss(self, overflows: int) -> None:
        """Note that sound was lost on its way from the device, so many times until now."""
        if overflows != self._overflows:
            self._overflows = overflows
            self._overflowed_at_s = self.duration_s

    def level(self) -> Level:
        """How loud the last tenth of a second is."""
        tail = self._tail
        return Level(dbfs(rms(tail)), dbfs(peak(tail)))

    def trouble(self) -> Trouble | None:
        """The gravest thing wrong with the sound just now."""
        if self._silence.is_blocked:
            return BLOCKED
        if self._is_recent(self._overflowed_at_s):
            return OVERFLOW
        if self._is_recent(self._clipped_at_s):
            return CLIPPED
        return QUIET if self._silence.is_very_quiet else None

    def close(self) -> None:
        """Bring all of it onto the disk.

        Raises:
            OSError: the disk doesn't take it.
        """
        if self._file is not None:
            self._file.close()

    def facts(self, lost_at_s: float | None = None, device: str | None = None) -> "SoundFacts":
        """What is known until now."""
        return self._loudness.facts(self._overflows, lost_at_s, device)

    def _is_recent(self, at_s: float | None) -> bool:
        return at_s is not None and self.duration_s - at_s < SHOWN_S


class _Silence:
    """How long nothing, or next to nothing, has been heard."""

    def __init__(self) -> None:
        self._zeros_s = 0.0
        self._quiet_s = 0.0
        self._was_nonzero = False
        self._was_heard = False

    def add(self, loudest: int, duration_s: float) -> None:
        self._zeros_s = 0.0 if loudest else self._zeros_s + duration_s
        self._quiet_s = 0.0 if loudest > QUIET_PEAK else self._quiet_s + duration_s
        self._was_nonzero |= loudest > 0
        self._was_heard |= loudest > QUIET_PEAK

    @property
    def is_blocked(self) -> bool:
        return self._zeros_s >= BLOCKED_AFTER_S * (PATIENCE if self._was_nonzero else 1)

    @property
    def is_very_quiet(self) -> bool:
        return self._quiet_s >= QUIET_AFTER_S * (PATIENCE if self._was_heard else 1)
