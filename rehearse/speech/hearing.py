"""Listening to an answer piece by piece, whoever recognises it, from a file or while it is recorded."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from rehearse.interview.errors import NoSpeech
from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import Engine, Heard, HeardWord, Transcript
from rehearse.practice.ports import HeardSoFar
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.pieces import FEW_PIECES, LEAST_VOICE_S, TAIL_S, Cutter, Cutting, Piece, join, settle
from rehearse.speech.unworded import find_unworded, leaves_words, merged, surely_said
from rehearse.speech.vad import FRAME_SAMPLES, STRIDE_FRAMES, SileroVad, VoiceTracker

STEP_BYTES = STRIDE_FRAMES * FRAME_SAMPLES * SAMPLE_BYTES
"""Sound is worked on in steps of this size, so that the blocks it comes in make no difference."""
KEPT_IN_SILENCE_S = 1.0
FORESEEN_AFTER_S = TAIL_S
"""After so much silence a piece is what it will be if nobody says another word."""
QUIET_SPAN_S = 0.05
OVERLAPPING_WORDS = 40
"""More than anybody says in the sound that two pieces share."""


class Ear(Protocol):
    """Hears one piece."""

    def feed(self, pcm: bytes) -> None:
        """Take the next stretch of the piece; it may turn out to end before that."""

    def guess(
        self, piece: Piece, voice: Sequence[Interval], overtaken: Callable[[], bool]
    ) -> Sequence[HeardWord]:
        """Give what was said if the piece ends here; nothing where that was overtaken meanwhile.

        May keep it for the case that the piece does end like this.
        """

    def words(self, piece: Piece, voice: Sequence[Interval]) -> Sequence[HeardWord]:
        """Give what was said in the piece, with times from the recording's start; called once, at its end."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """A piece whose end is known and whose words are not."""

    piece: Piece
    ear: Ear
    voice: tuple[Interval, ...]
    pcm: bytes


class PiecewiseHearing:
    """One answer being listened to; never holds more than the piece being gathered and what just came."""

    def __init__(
        self,
        engine: Engine,
        new_ear: Callable[[], Ear],
        cutting: Cutting = FEW_PIECES,
        mistaken: Collection[str] = (),
    ) -> None:
        """`mistaken` are the words that this recogniser writes for an "um"."""
        self._engine = engine
        self._mistaken = mistaken
        self._new_ear = new_ear
        self._vad = SileroVad()
        self._tracker = VoiceTracker()
        self._sound = _Sound()
        self._cutter = Cutter(self._sound.quietest, cutting)
        self._coming = bytearray()
        self._bytes = 0
        self._ear: tuple[Ear, float] | None = None
        self._ear_has_s = 0.0
        self._ended: list[_Ended] = []
        self._words: list[HeardWord] = []
        self._unworded: list[Interval] = []
        self._foreseeing = False
        self._guessed: Piece | None = None
        self._guess: tuple[HeardWord, ...] = ()

    @property
    def so_far(self) -> HeardSoFar:
        """What is known already."""
        voice, unworded = self._tracker.voice(), tuple(merged(self._unworded))
        return HeardSoFar(tuple(self._words), self._guess, self._cutter.now_s, voice, unworded)

    def feed(self, pcm: bytes) -> None:
        """Take the next stretch of sound; a piece that is complete is worked on before this returns."""
        self._notice(pcm)

    def foresee(self, more: Callable[[], bytes]) -> None:
        """Work on the piece being gathered as if nobody said another word, once a silence has begun.

        `more` gives the sound that came meanwhile: where somebody speaks on, the work is given up.
        """
        piece = self._cutter.open_piece
        if self._ear is None or piece is None or not piece.is_speech or piece == self._guessed:
            return
        if self._cutter.silence_s < FORESEEN_AFTER_S:
            return
        self._guessed = piece

        def overtaken() -> bool:
            self._notice(more())
            return piece != self._cutter.open_piece and all(piece != ended.piece for ended in self._ended)

        self._foreseeing = True
        try:
            self._guess = tuple(self._ear[0].guess(piece, self._tracker.voice(), overtaken)) or self._guess
        finally:
            self._foreseeing = False
        self._work_off()

    def finish(self) -> Heard:
        """Work on what is left and give everything.

        Raises:
            NoSpeech: nobody spoke, or no word could be made out.
        """
        self._take(len(self._coming) // SAMPLE_BYTES * SAMPLE_BYTES)
        self._end(self._cutter.finish())
        duration_s = self._bytes // SAMPLE_BYTES / SAMPLE_RATE
        voice = self._tracker.voice(duration_s)
        if sum(each.duration_s for each in voice) < LEAST_VOICE_S:
            raise NoSpeech("No speech was heard: check the microphone, or whether this is the right file.")
        words = settle(self._words, voice, duration_s)
        if not words:
            raise NoSpeech("No word could be made out: come closer to the microphone and try again.")
        cover = surely_said(words, self._mistaken)
        unworded = tuple(each for each in merged(self._unworded) if leaves_words(each, cover))
        return Heard(Transcript.of_words(words, self._engine), voice, unworded)

    def _notice(self, pcm: bytes) -> None:
        """Find voice and pieces; a piece that ends while another is foreseen has to wait."""
        self._bytes += len(pcm)
        self._coming += pcm
        self._take(len(self._coming) // STEP_BYTES * STEP_BYTES)

    def _take(self, size: int) -> None:
        """Work on so much of what is coming."""
        import numpy as np

        pcm = bytes(self._coming[:size])
        del self._coming[:size]
        # All at once costs half of what it costs step by step, and comes to the same to the last bit.
        probabilities = self._vad.probabilities(np.frombuffer(pcm, np.int16)) if pcm else []
        for step in range(-(-size // STEP_BYTES)):
            frames = probabilities[step * STRIDE_FRAMES : (step + 1) * STRIDE_FRAMES]
            self._step(pcm[step * STEP_BYTES : (step + 1) * STEP_BYTES], frames)

    def _step(self, pcm: bytes, probabilities: Sequence[float]) -> None:
        self._sound.add(pcm)
        for probability in probabilities:
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
        if piece.is_speech:
            pcm = self._sound.between(piece.sound.start_s, piece.sound.end_s)
            self._ended.append(_Ended(piece, ear, self._tracker.voice(), pcm))
        if not self._foreseeing:
            self._work_off()

    def _work_off(self) -> None:
        while self._ended:
            ended = self._ended.pop(0)
            piece = ended.piece
            words = ended.ear.words(piece, ended.voice)
            self._guess = ()
            self._look_for_unworded(ended, words)
            if piece.cut_before_s is None:
                self._words += words
            else:
                self._words[-OVERLAPPING_WORDS:] = join(
                    self._words[-OVERLAPPING_WORDS:], words, piece.cut_before_s
                )

    def _look_for_unworded(self, ended: _Ended, words: Sequence[HeardWord]) -> None:
        import numpy as np

        samples = np.frombuffer(ended.pcm, np.int16)
        cover = surely_said(settle(words, ended.voice, ended.piece.sound.end_s), self._mistaken)
        self._unworded += find_unworded(samples, ended.piece.sound.start_s, cover, ended.voice)


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
