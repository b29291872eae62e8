"""Listening to an answer piece by piece, whoever recognises it, from a file or while it is recorded."""

from collections.abc import Callable, Sequence
from typing import Protocol

from rehearse.interview.errors import NoSpeech
from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import Engine, Heard, HeardWord, Transcript
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.pieces import LEAST_VOICE_S, Cutter, Piece, join, settle
from rehearse.speech.vad import FRAME_SAMPLES, STRIDE_FRAMES, SileroVad, VoiceTracker

STEP_BYTES = STRIDE_FRAMES * FRAME_SAMPLES * SAMPLE_BYTES
"""Sound is worked on in steps of this size, so that the blocks it comes in make no difference."""
KEPT_IN_SILENCE_S = 1.0
QUIET_SPAN_S = 0.05
OVERLAPPING_WORDS = 40
"""More than anybody says in the sound that two pieces share."""


class Ear(Protocol):
    """Hears one piece."""

    def feed(self, pcm: bytes) -> None:
        """Take the next stretch of the piece; it may turn out to end before that."""

    def words(self, piece: Piece, voice: Sequence[Interval]) -> Sequence[HeardWord]:
        """Give what was said in the piece, with times from the recording's start; called once, at its end."""


class PiecewiseHearing:
    """One answer being listened to; never holds more than the piece being gathered."""

    def __init__(self, engine: Engine, new_ear: Callable[[], Ear]) -> None:
        self._engine = engine
        self._new_ear = new_ear
        self._vad = SileroVad()
        self._tracker = VoiceTracker()
        self._sound = _Sound()
        self._cutter = Cutter(self._sound.quietest)
        self._coming = bytearray()
        self._bytes = 0
        self._ear: tuple[Ear, float] | None = None
        self._ear_has_s = 0.0
        self._words: list[HeardWord] = []

    def feed(self, pcm: bytes) -> None:
        """Take the next stretch of sound; a piece that is complete is worked on before this returns."""
        self._bytes += len(pcm)
        self._coming += pcm
        while len(self._coming) >= STEP_BYTES:
            step = bytes(self._coming[:STEP_BYTES])
            del self._coming[:STEP_BYTES]
            self._take(step)

    def finish(self) -> Heard:
        """Work on what is left and give everything.

        Raises:
            NoSpeech: nobody spoke, or no word could be made out.
        """
        rest = bytes(self._coming[: len(self._coming) // SAMPLE_BYTES * SAMPLE_BYTES])
        self._coming.clear()
        if rest:
            self._take(rest)
        self._end(self._cutter.finish())
        duration_s = self._bytes // SAMPLE_BYTES / SAMPLE_RATE
        voice = self._tracker.voice(duration_s)
        if sum(each.duration_s for each in voice) < LEAST_VOICE_S:
            raise NoSpeech("No speech was heard: check the microphone, or whether this is the right file.")
        words = settle(self._words, voice, duration_s)
        if not words:
            raise NoSpeech("No word could be made out: come closer to the microphone and try again.")
        return Heard(Transcript.of_words(words, self._engine), voice)

    def _take(self, pcm: bytes) -> None:
        import numpy as np

        self._sound.add(pcm)
        for probability in self._vad.probabilities(np.frombuffer(pcm, np.int16)):
            self._end(self._cutter.advance(self._tracker.advance(probability)))
        start_s = self._cutter.open_since_s
        if start_s is not None:
            self._hand_on(start_s, self._cutter.now_s)
        self._sound.forget(self._cutter.now_s - KEPT_IN_SILENCE_S if start_s is None else start_s)

    def _hand_on(self, start_s: float, end_s: float) -> None:
        """Let the ear of the piece that starts there hear everything up to the end."""
        if self._ear is None or self._ear[1] != start_s:
            self._ear = self._new_ear(), start_s
            self._ear_has_s = start_s
        self._ear[0].feed(self._sound.between(self._ear_has_s, end_s))
        self._ear_has_s = max(self._ear_has_s, end_s)

    def _end(self, piece: Piece | None) -> None:
        if piece is None:
            return
        self._hand_on(piece.sound.start_s, piece.sound.end_s)
        assert self._ear is not None
        (ear, _), self._ear = self._ear, None
        if not piece.is_speech:
            return
        words = ear.words(piece, self._tracker.voice())
        if piece.cut_before_s is None:
            self._words += words
        else:
            self._words[-OVERLAPPING_WORDS:] = join(
                self._words[-OVERLAPPING_WORDS:], words, piece.cut_before_s
            )


class _Sound:
    """The latest sound, found by its time."""

    def __init__(self) -> None:
        self._pcm = bytearray()
        self._start = 0

    def add(self, pcm: bytes) -> None:
        self._pcm += pcm

    def between(self, start_s: float, end_s: float) -> bytes:
        return bytes(self._pcm[self._at(start_s) : self._at(end_s)])

    def forget(self, before_s: float) -> None:
        surplus = self._at(before_s)
        del self._pcm[:surplus]
        self._start += surplus // SAMPLE_BYTES

    def quietest(self, within: Interval) -> float:
        """Give the middle of the quietest moment."""
        import numpy as np

        samples = np.frombuffer(self.between(within.start_s, within.end_s), np.int16).astype(np.float64)
        span = round(QUIET_SPAN_S * SAMPLE_RATE)
        so_far = np.concatenate([[0.0], np.cumsum(np.square(samples))])
        energy = so_far[span:] - so_far[:-span]
        return within.start_s + (int(np.argmin(energy)) + span / 2) / SAMPLE_RATE

    def _at(self, time_s: float) -> int:
        return max(0, round(time_s * SAMPLE_RATE) - self._start) * SAMPLE_BYTES
