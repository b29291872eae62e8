"""A microphone that records silence."""

import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rehearse.interview.errors import NoMicrophone, RehearseError
from rehearse.interview.sound import SAMPLE_RATE, SoundFacts
from rehearse.practice.ports import Level, Recorder, Trouble
from tests.fakes.clock import ManualClock

QUIET_SPEECH = Level(rms_dbfs=-24.0, peak_dbfs=-12.0)


@dataclass
class ScriptedRecorder:
    """Records silence as long as the clock goes on; level, trouble and end are whatever the test says."""

    clock: ManualClock
    path: Path | None
    """Where its sound goes; None keeps nothing."""
    level: Level = QUIET_SPEECH
    trouble: Trouble | None = None
    ends_after_s: float | None = None
    device: str = "Scripted microphone"
    facts: SoundFacts | None = None
    """What stopping gives; None until it was stopped."""
    _kept_s: float = 0.0
    _since_s: float | None = None

    def __post_init__(self) -> None:
        self._since_s = self.clock.now_s

    @property
    def duration_s(self) -> float:
        running_s = 0.0 if self._since_s is None else self.clock.now_s - self._since_s
        return min(self._kept_s + running_s, self.ends_after_s or float("inf"))

    @property
    def ended(self) -> bool:
        return self.ends_after_s is not None and self.duration_s >= self.ends_after_s

    @property
    def paused(self) -> bool:
        return self._since_s is None

    def sound(self, start: int, most: int) -> bytes:
        recorded = 2 * round(self.duration_s * SAMPLE_RATE)
        return bytes(max(0, min(most, recorded - start)))

    def pause(self) -> None:
        self._kept_s, self._since_s = self.duration_s, None

    def resume(self) -> None:
        if self._since_s is None:
            self._since_s = self.clock.now_s

    def stop(self) -> SoundFacts:
        if self.facts is None:
            self.pause()
            lost_at_s = self.duration_s if self.trouble and self.trouble.code == "device-lost" else None
            self.facts = SoundFacts(self.duration_s, peak_dbfs=-12.0, lost_at_s=lost_at_s, device=self.device)
            if self.path is not None:
                write_silence(self.path, self.duration_s)
        return self.facts


def write_silence(path: Path, duration_s: float) -> None:
    """A real sound file in which nothing is to be heard."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(bytes(2 * round(duration_s * SAMPLE_RATE)))


@dataclass
class ScriptedMicrophone:
    """Opens scripted recorders and remembers them."""

    clock: ManualClock
    known_as: str = "Scripted microphone"
    error: RehearseError | None = None
    ends_after_s: float | None = None
    recorders: list[ScriptedRecorder] = field(default_factory=list)
    monitors: list[ScriptedRecorder] = field(default_factory=list)
    """Those that were only listened to."""
    before_recording: Callable[[], None] = lambda: None
    """Called at the moment the microphone is opened, for what must be true then."""

    @property
    def name(self) -> str:
        if self.error is not None:
            raise self.error
        return self.known_as

    def record(self, path: Path) -> Recorder:
        self.before_recording()
        if self.error is not None:
            raise self.error
        recorder = ScriptedRecorder(self.clock, path, ends_after_s=self.ends_after_s, device=self.known_as)
        self.recorders.append(recorder)
        return recorder

    def listen_in(self) -> Recorder:
        if self.error is not None:
            raise self.error
        monitor = ScriptedRecorder(self.clock, None, device=self.known_as)
        self.monitors.append(monitor)
        return monitor

    @property
    def recorder(self) -> ScriptedRecorder:
        """The one opened last."""
        if not self.recorders:
            raise NoMicrophone("Nothing was recorded yet.")
        return self.recorders[-1]
