"""PocketSphinx: the recogniser that needs no download. Its words are rough, and it hears no filled pauses."""

import re
import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rehearse.interview.errors import NoRecogniser
from rehearse.interview.transcript import Engine, HeardWord
from rehearse.speech.pocketsphinx_worker import GUESS, NEW_ANSWER, NEW_PIECE, SOUND, WORDS
from rehearse.speech.worker import Worker, WorkerLost

if TYPE_CHECKING:
    from rehearse.interview.sound import Interval
    from rehearse.speech.hearing import PiecewiseHearing
    from rehearse.speech.pieces import Piece

POCKETSPHINX = Engine("pocketsphinx", "en-us")

MISTAKEN = frozenset({"a", "and", "them", "oh"})
"""What it writes for hesitations, which it doesn't know."""
FRAMES_PER_S = 100
HANGS_AFTER_S = 60.0
"""A pipe holds two seconds of sound: who hasn't taken or answered something after so long never will."""

_VARIANT = re.compile(r"\(\d+\)$")


class PocketSphinxTranscriber:
    """Listens with the American English model that the package brings."""

    engine = POCKETSPHINX

    def __init__(self) -> None:
        self._idle: list[Decoder] = []
        self._all = weakref.WeakSet[Decoder]()
        self._lock = threading.Lock()

    def load(self) -> None:
        """Bring the model into memory; a second call does nothing.

        Raises:
            NoRecogniser: the package is not installed, or its model is broken.
        """
        with self._lock:
            if not self._idle:
                self._idle.append(self._new())

    def listen(self) -> "PiecewiseHearing":
        """Begin with a new answer, loading the model if that was not done.

        Raises:
            NoRecogniser: the package is not installed, or its model is broken.
        """
        from rehearse.speech.hearing import PiecewiseHearing
        from rehearse.speech.pieces import EARLY_PIECES

        decoder = self._take()

        def new_ear() -> PocketSphinxEar:
            return PocketSphinxEar(decoder)

        hearing = PiecewiseHearing(self.engine, new_ear, EARLY_PIECES, MISTAKEN)
        # A decoder hears one answer at a time; given up or finished, the answer leaves it to the next.
        weakref.finalize(hearing, self._give_back, decoder).atexit = False
        return hearing

    def close(self) -> None:
        """End the processes that listen; who waits for their words has lost them."""
        for decoder in tuple(self._all):
            decoder.end()

    def _take(self) -> "Decoder":
        """Give one that is ready for a new answer."""
        with self._lock:
            while self._idle:
                decoder = self._idle.pop()
                with suppress(NoRecogniser):  # it may have died meanwhile
                    decoder.tell(NEW_ANSWER)
                    return decoder
        decoder = self._new()
        decoder.tell(NEW_ANSWER)
        return decoder

    def _new(self) -> "Decoder":
        decoder = Decoder()
        self._all.add(decoder)
        decoder.wait_until_ready()
        return decoder

    def _give_back(self, decoder: "Decoder") -> None:
        self._idle.append(decoder)


class Decoder:
    """PocketSphinx in its own process, asked through pipes."""

    def __init__(self) -> None:
        """Start it.

        Raises:
            NoRecogniser: the package is not installed, or no process can be had.
        """
        if find_spec("pocketsphinx") is None:
            raise NoRecogniser(
                "PocketSphinx is not here (it has no version for this Python): "
                "“rehearse models get base.en” fetches Whisper instead."
            )
        try:
            self._worker = Worker("rehearse.speech.pocketsphinx_worker")
        except WorkerLost as error:
            raise _not_now(error) from error
        self.end = self._worker.end
        """End the process."""

    def wait_until_ready(self) -> None:
        """Return once it can listen; the first thing to be done with it.

        Raises:
            NoRecogniser: the package or its model is broken.
        """
        try:
            reply = self._worker.reply(HANGS_AFTER_S)
        except WorkerLost as error:
            raise _not_now(error) from error
        if "error" in reply:
            raise NoRecogniser(
                f"PocketSphinx can't be loaded ({reply['error']}): install Rehearse again, or let "
                "“rehearse models get base.en” fetch Whisper."
            )

    @property
    def pid(self) -> int:
        """The process' number."""
        return self._worker.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked anything."""
        return self._worker.is_alive

    def tell(self, request: bytes, content: bytes = b"") -> None:
        """Ask for something that has no answer; waits while it is busy with much that was asked before.

        Raises:
            NoRecogniser: it broke down.
        """
        try:
            self._worker.tell(request, content, HANGS_AFTER_S)
        except WorkerLost as error:
            raise _broken_down() from error

    def ask(self, request: bytes) -> list[tuple[str, int, int, float]]:
        """Ask for words.

        Raises:
            NoRecogniser: it broke down.
        """
        self.tell(request)
        try:
            return list(self._worker.reply(HANGS_AFTER_S))
        except WorkerLost as error:
            raise _broken_down() from error


class PocketSphinxEar:
    """Hears one piece as it comes, so that little is left to do at its end."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._begun = False

    def feed(self, pcm: bytes) -> None:
        """Search the next stretch."""
        if not self._begun:
            self._decoder.tell(NEW_PIECE)
            self._begun = True
        if pcm:
            self._decoder.tell(SOUND, pcm)

    def guess(
        self, piece: "Piece", voice: Sequence["Interval"], overtaken: Callable[[], bool]
    ) -> tuple[HeardWord, ...]:
        """Give the words of the search as it stands."""
        return _heard(self._decoder.ask(GUESS), piece.sound.start_s)

    def words(self, piece: "Piece", voice: Sequence["Interval"]) -> tuple[HeardWord, ...]:
        """End the search and give its words."""
        return _heard(self._decoder.ask(WORDS), piece.sound.start_s)


def _heard(words: Sequence[tuple[str, int, int, float]], offset_s: float) -> tuple[HeardWord, ...]:
    return tuple(
        HeardWord(
            text=_VARIANT.sub("", word),
            start_s=offset_s + first / FRAMES_PER_S,
            end_s=offset_s + (last + 1) / FRAMES_PER_S,
            confidence=round(min(1.0, max(0.0, probability)), 4),
        )
        for word, first, last, probability in words
        if not word.startswith(("<", "[", "+"))  # noise
    )


def _not_now(error: WorkerLost) -> NoRecogniser:
    return NoRecogniser(f"PocketSphinx can't be run now ({error}): close other programs, and try again.")


def _broken_down() -> NoRecogniser:
    return NoRecogniser("PocketSphinx broke down while it listened: try again.")
