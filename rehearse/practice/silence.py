"""Hands-free answering: an answer ends after a chosen silence, and says so before it does."""

from dataclasses import dataclass
from enum import StrEnum

from rehearse.practice.ports import Level

WARNED_BEFORE_S = 2.0
_FIRST_THRESHOLD_DBFS = -50.0
_BELOW_SPEECH_DB = 18.0
_LOWEST_DBFS, _HIGHEST_DBFS = -60.0, -30.0
_FOLLOWS_WITHIN_S = 3.0
"""How quickly the loudness of speech is learned, so that a cough moves it little."""


class Hearkening(StrEnum):
    """What the watch makes of the sound."""

    WAITING = "waiting"
    """Nobody has spoken yet: an answer never ends before it began."""
    SPEAKING = "speaking"
    SILENT = "silent"
    WARNING = "warning"
    """It ends in a moment unless somebody speaks."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SilenceWatch:
    """Watches levels go by; each one gives the watch that follows. Pure: it has no clock of its own."""

    ends_after_s: float
    """The silence that ends an answer."""
    state: Hearkening = Hearkening.WAITING
    left_s: float = 0.0
    """Until the end, while it warns."""
    speech_dbfs: float | None = None
    """How loud this person speaks."""
    spoke_at_s: float | None = None
    heard_at_s: float = 0.0

    def hear(self, at_s: float, level: Level) -> "SilenceWatch":
        """Take in the level at a moment of the recording; once ended, it stays so."""
        if self.state is Hearkening.ENDED:
            return self
        loud = level.rms_dbfs
        if loud is not None and loud > self._threshold_dbfs:
            speech_dbfs = self._follow(loud, at_s - self.heard_at_s)
            return SilenceWatch(self.ends_after_s, Hearkening.SPEAKING, 0.0, speech_dbfs, at_s, at_s)
        if self.spoke_at_s is None:
            return SilenceWatch(self.ends_after_s, heard_at_s=at_s)
        left_s = self.ends_after_s - (at_s - self.spoke_at_s)
        if left_s <= 1e-9:
            state, left_s = Hearkening.ENDED, 0.0
        else:
            warned_before_s = min(WARNED_BEFORE_S, self.ends_after_s / 2)
            state = Hearkening.WARNING if left_s <= warned_before_s + 1e-9 else Hearkening.SILENT
        return SilenceWatch(self.ends_after_s, state, left_s, self.speech_dbfs, self.spoke_at_s, at_s)

    @property
    def _threshold_dbfs(self) -> float:
        if self.speech_dbfs is None:
            return _FIRST_THRESHOLD_DBFS
        return min(max(self.speech_dbfs - _BELOW_SPEECH_DB, _LOWEST_DBFS), _HIGHEST_DBFS)

    def _follow(self, loud_dbfs: float, elapsed_s: float) -> float:
        if self.speech_dbfs is None:
            return loud_dbfs
        weight = min(1.0, max(0.0, elapsed_s) / _FOLLOWS_WITHIN_S)
        return self.speech_dbfs + weight * (loud_dbfs - self.speech_dbfs)
