"""A voice and a speaker that nobody hears."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from rehearse.interview.errors import RehearseError
from rehearse.interview.sound import Interval
from rehearse.practice.ports import Playback, Utterance
from tests.fakes.clock import ManualClock


@dataclass
class ScriptedVoice:
    """Speaks every word in the same time, or fails with the error it was given."""

    word_s: float = 0.3
    error: RehearseError | None = None
    rendered: list[str] = field(default_factory=list)
    gate: threading.Event | None = None
    """Where given, rendering takes until it is set."""
    waiting: threading.Event = field(default_factory=threading.Event)
    """Set while a rendering waits at the gate."""

    def render(self, text: str) -> Utterance:
        if self.gate is not None:
            self.waiting.set()
            self.gate.wait(timeout=10)
        if self.error is not None:
            raise self.error
        self.rendered.append(text)
        words = []
        at = 0
        for index, word in enumerate(text.split()):
            start = text.index(word, at)
            at = start + len(word)
            words.append(((start, at), Interval(index * self.word_s, (index + 1) * self.word_s)))
        return Utterance(Path(f"{len(self.rendered)}.wav"), len(words) * self.word_s, tuple(words))


@dataclass
class SilentPlayback:
    """A sound that nobody hears; it ends when the clock says so."""

    clock: ManualClock
    length_s: float
    started_s: float
    offset_s: float = 0.0
    stopped_at_s: float | None = None
    speed: float = 1.0

    @property
    def position_s(self) -> float:
        now_s = self.clock.now_s if self.stopped_at_s is None else self.stopped_at_s
        return min(self.length_s, (now_s - self.started_s) * self.speed + self.offset_s)

    @property
    def finished(self) -> bool:
        return self.stopped_at_s is not None or self.position_s >= self.length_s

    def stop(self) -> None:
        if self.stopped_at_s is None:
            self.stopped_at_s = self.clock.now_s

    def wait(self, timeout_s: float | None = None) -> bool:
        """Move the clock as far as the sound goes, or as long as the caller waits."""
        left_s = (self.length_s - self.position_s) / self.speed
        if not self.finished:
            self.clock.advance(left_s if timeout_s is None else min(left_s, timeout_s))
        return self.finished


@dataclass
class SilentSpeaker:
    """Plays everything for the same length of the clock's time."""

    clock: ManualClock
    length_s: float = 3.0
    error: RehearseError | None = None
    played: list[Path] = field(default_factory=list)
    playbacks: list[SilentPlayback] = field(default_factory=list)

    def play(
        self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0
    ) -> Playback:
        if self.error is not None:
            raise self.error
        self.played.append(path)
        length_s = self.length_s if end_s is None else end_s
        playback = SilentPlayback(self.clock, length_s, self.clock.now_s, start_s, speed=speed)
        self.playbacks.append(playback)
        return playback

    @property
    def sounding(self) -> bool:
        """Whether anything is being played now."""
        return any(not playback.finished for playback in self.playbacks)
