"""A recogniser that hears what it is told."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from rehearse.interview.errors import NoSpeech, RehearseError
from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import Engine, Heard, HeardWord, Transcript
from rehearse.practice.ports import HeardSoFar, Hearing

WHISPER = Engine("whisper", "base.en")
POCKETSPHINX = Engine("pocketsphinx", "en-us")
ANSWER = (
    "Last spring I left our fraud lead out of a design review. I owned the review, so the mistake was mine. "
    "Um I went to her first, alone, and apologised. Then I wrote a list of who must be asked. "
    "Rework fell by 40 percent in a quarter."
)


def spoken(text: str, *, start_s: float = 1.0, wpm: float = 150.0) -> tuple[HeardWord, ...]:
    """The words of a text, said evenly."""
    step_s = 60 / wpm
    return tuple(
        HeardWord(word, start_s + index * step_s, start_s + (index + 0.8) * step_s, 0.9)
        for index, word in enumerate(text.split())
    )


@dataclass
class ScriptedTranscriber:
    """Hears the same words in everything, once it is let."""

    text: str = ANSWER
    engine: Engine = WHISPER
    error: RehearseError | None = None
    """Raised when a model is needed, as a missing one would be."""
    gate: threading.Event | None = None
    """Where given, an answer is heard only once this is set."""
    unsettled_s: float = 3.0
    """For how long what was said may still be understood otherwise."""
    loads: int = 0
    heard_bytes: int = 0

    def load(self) -> None:
        if self.error is not None:
            raise self.error
        self.loads += 1

    def listen(self) -> Hearing:
        self.load()
        return _ScriptedHearing(self)

    def close(self) -> None:
        pass


@dataclass
class _ScriptedHearing:
    """Hears each word in its time."""

    transcriber: ScriptedTranscriber
    heard_bytes: int = 0

    @property
    def so_far(self) -> HeardSoFar:
        until_s = self.heard_bytes / 2 / SAMPLE_RATE
        begun = tuple(word for word in spoken(self.transcriber.text) if word.start_s < until_s)
        settled = tuple(word for word in begun if word.end_s < until_s - self.transcriber.unsettled_s)
        voice = (Interval(begun[0].start_s, begun[-1].end_s),) if begun else ()
        return HeardSoFar(settled, begun[len(settled) :], until_s, voice)

    def foresee(self, more: Callable[[], bytes]) -> None:
        self.feed(more())

    def feed(self, pcm: bytes) -> None:
        self.heard_bytes += len(pcm)
        self.transcriber.heard_bytes += len(pcm)

    def finish(self) -> Heard:
        if self.transcriber.gate is not None:
            self.transcriber.gate.wait(timeout=10)
        words = spoken(self.transcriber.text)
        if not words:
            raise NoSpeech("No speech was heard: check that the microphone is not muted.")
        transcript = Transcript.of_words(words, self.transcriber.engine)
        return Heard(transcript, (Interval(words[0].start_s, words[-1].end_s),))
