"""PocketSphinx: the recogniser that needs no download. Its words are rough, and it hears no filled pauses."""

import re
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from rehearse.interview.errors import NoRecogniser
from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Engine, HeardWord
from rehearse.speech.hearing import PiecewiseHearing
from rehearse.speech.pieces import Piece

POCKETSPHINX = Engine("pocketsphinx", "en-us")

SEARCH = {
    # Measured on synthesised answers: a lighter language model than the default's 6.5 takes a tenth of the
    # errors away, and fewer open paths take back the time that costs.
    "lw": 5.0,
    "maxhmmpf": 5000,
    "loglevel": "FATAL",
}
FRAMES_PER_S = 100

_VARIANT = re.compile(r"\(\d+\)$")


class PocketSphinxTranscriber:
    """Listens with the American English model that the package brings."""

    engine = POCKETSPHINX

    def __init__(self) -> None:
        self._idle: list[Any] = []
        self._lock = threading.Lock()

    def load(self) -> None:
        """Bring the model into memory; a second call does nothing.

        Raises:
            NoRecogniser: the package is not installed, or its model is broken.
        """
        with self._lock:
            if not self._idle:
                self._idle.append(_decoder())

    def listen(self) -> PiecewiseHearing:
        """Begin with a new answer, loading the model if that was not done.

        Raises:
            NoRecogniser: the package is not installed, or its model is broken.
        """
        with self._lock:
            decoder = self._idle.pop() if self._idle else _decoder()
        _end_what_was_left(decoder)
        # What it learnt of one speaker and room must not colour the next answer; set_cmn leaves some of it.
        decoder.reinit_feat()
        hearing = PiecewiseHearing(self.engine, partial(PocketSphinxEar, decoder))
        # A decoder hears one answer at a time; given up or finished, the answer leaves it to the next.
        weakref.finalize(hearing, self._idle.append, decoder).atexit = False
        return hearing


class PocketSphinxEar:
    """Hears one piece as it comes, so that little is left to do at its end."""

    def __init__(self, decoder: Any) -> None:
        self._decoder = decoder
        self._begun = False

    def feed(self, pcm: bytes) -> None:
        """Search the next stretch."""
        if not self._begun:
            _end_what_was_left(self._decoder)
            self._decoder.start_utt()
            self._begun = True
        if pcm:
            self._decoder.process_raw(pcm, False, False)

    def words(self, piece: Piece, voice: Sequence[Interval]) -> tuple[HeardWord, ...]:
        """End the search and give its words."""
        self._decoder.end_utt()
        offset_s = piece.sound.start_s
        return tuple(
            HeardWord(
                text=_VARIANT.sub("", segment.word),
                start_s=offset_s + segment.start_frame / FRAMES_PER_S,
                end_s=offset_s + (segment.end_frame + 1) / FRAMES_PER_S,
                confidence=round(min(1.0, max(0.0, segment.prob)), 4),
            )
            for segment in self._decoder.seg() or ()
            if not _is_noise(segment.word)
        )


def _end_what_was_left(decoder: Any) -> None:
    """An answer given up, or a piece that held no speech, left its search in the middle."""
    with suppress(RuntimeError):  # there was none: the usual case
        decoder.end_utt()


def _is_noise(word: str) -> bool:
    return word.startswith(("<", "[", "+"))


def _decoder() -> Any:
    try:
        from pocketsphinx import Decoder
    except ImportError as error:
        raise NoRecogniser(
            "PocketSphinx is not here (it has no version for this Python): "
            "“rehearse models get base.en” fetches Whisper instead."
        ) from error
    try:
        return Decoder(**SEARCH)
    except RuntimeError as error:
        raise NoRecogniser(
            "PocketSphinx can't read its American English model: install Rehearse again, "
            "or let “rehearse models get base.en” fetch Whisper."
        ) from error
