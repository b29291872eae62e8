"""PocketSphinx: the recogniser that needs no download. Its words are rough, and it hears no filled pauses."""

import json
import re
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from rehearse.interview.errors import NoRecogniser
from rehearse.interview.transcript import Engine, HeardWord
from rehearse.speech.pocketsphinx_worker import GUESS, NEW_ANSWER, NEW_PIECE, REQUEST, SOUND, WORDS

if TYPE_CHECKING:
    from rehearse.interview.sound import Interval
    from rehearse.speech.hearing import PiecewiseHearing
    from rehearse.speech.pieces import Piece

POCKETSPHINX = Engine("pocketsphinx", "en-us")

MISTAKEN = frozenset({"a", "and", "them", "oh"})
"""What it writes for hesitations, which it doesn't know."""
FRAMES_PER_S = 100
ENDS_WITHIN_S = 2.0
HANGS_AFTER_S = 60.0
"""A pipe holds two seconds of sound: who hasn't taken or answered something after so long never will."""

_VARIANT = re.compile(r"\(\d+\)$")


class PocketSphinxTranscriber:
    """Listens with the American English model that the package brings."""

    engine = POCKETSPHINX

    def __init__(self) -> None:
        self._idle: list[Decoder] = []
        self._lock = threading.Lock()
        weakref.finalize(self, _end_all, self._idle)

    def load(self) -> None:
        """Bring the model into memory; a second call does nothing.

        Raises:
            NoRecogniser: the package is not installed, or its model is broken.
        """
        with self._lock:
            if not self._idle:
                self._idle.append(Decoder())

    def listen(self) -> "PiecewiseHearing":
        """Begin with a new answer, loading the model if that was not done.

        Raises:
            NoRecogniser: the package is not installed, or its model is broken.
        """
        from rehearse.speech.hearing import PiecewiseHearing
        from rehearse.speech.pieces import EARLY_PIECES

        decoder = self._take()
        decoder.tell(NEW_ANSWER)

        def new_ear() -> PocketSphinxEar:
            return PocketSphinxEar(decoder)

        hearing = PiecewiseHearing(self.engine, new_ear, EARLY_PIECES, MISTAKEN)
        # A decoder hears one answer at a time; given up or finished, the answer leaves it to the next.
        # Until then the transcriber lives, too: whoever ends the decoders must find this one.
        weakref.finalize(hearing, self._give_back, decoder).atexit = False
        return hearing

    def _take(self) -> "Decoder":
        with self._lock:
            while self._idle:
                decoder = self._idle.pop()
                if decoder.is_alive:
                    return decoder
                decoder.end()
        return Decoder()

    def _give_back(self, decoder: "Decoder") -> None:
        self._idle.append(decoder)


class Decoder:
    """PocketSphinx in its own process, asked through pipes."""

    def __init__(self) -> None:
        """Start it and wait until it can listen.

        Raises:
            NoRecogniser: the package is not installed, or its model is broken.
        """
        if find_spec("pocketsphinx") is None:
            raise NoRecogniser(
                "PocketSphinx is not here (it has no version for this Python): "
                "“rehearse models get base.en” fetches Whisper instead."
            )
        self._process = subprocess.Popen(
            # -P: a file in the current folder must not stand in for a module.
            [sys.executable, "-P", "-m", "rehearse.speech.pocketsphinx_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            is_ready = self._reply() == {}
        except NoRecogniser:
            self.end()
            raise
        if not is_ready:
            self.end()
            raise NoRecogniser(
                "PocketSphinx can't read its American English model: install Rehearse again, "
                "or let “rehearse models get base.en” fetch Whisper."
            )

    @property
    def pid(self) -> int:
        """The process' number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked anything."""
        return self._process.poll() is None

    def tell(self, request: bytes, content: bytes = b"") -> None:
        """Ask for something that has no answer; waits while it is busy with much that was asked before.

        Raises:
            NoRecogniser: it broke down.
        """
        assert self._process.stdin is not None
        try:
            with self._watched():
                self._process.stdin.write(REQUEST.pack(request, len(content)) + content)
                self._process.stdin.flush()
        except OSError as error:
            raise _broken_down() from error

    def ask(self, request: bytes) -> list[tuple[str, int, int, float]]:
        """Ask for words.

        Raises:
            NoRecogniser: it broke down.
        """
        self.tell(request)
        return list(self._reply())

    def end(self) -> None:
        """End the process."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _reply(self) -> Any:
        assert self._process.stdout is not None
        with self._watched():
            line = self._process.stdout.readline()
        if not line.endswith(b"\n"):  # it ended before its sentence did
            raise _broken_down()
        return json.loads(line)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Kill the process should it hang, which ends the waiting for it."""
        watch = threading.Timer(HANGS_AFTER_S, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()


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


def _end_all(decoders: list[Decoder]) -> None:
    for decoder in decoders:
        decoder.end()


def _broken_down() -> NoRecogniser:
    return NoRecogniser("PocketSphinx broke down while it listened: try again.")
