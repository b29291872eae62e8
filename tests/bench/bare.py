"""The engines with nothing of ours around them, on the pieces that we cut: what to measure against."""

import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import HeardWord
from rehearse.practice.ports import Transcriber
from rehearse.speech.hearing import PiecewiseHearing
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.pieces import EARLY_PIECES, FEW_PIECES, Cutting, Piece
from rehearse.speech.pocketsphinx_engine import Decoder, PocketSphinxTranscriber
from rehearse.speech.pocketsphinx_worker import NEW_ANSWER, NEW_PIECE, SOUND, WORDS
from rehearse.speech.whisper_engine import WhisperTranscriber, threads_for
from rehearse.speech.whisper_worker import load, transcribe
from tests.scripted_whisper import BASE, Shape, build_whisper
from tests.speech.recordings import ANSWER, blocks

SAID = tuple(ANSWER.split()[:50])
"""What a scripted model says of every piece: as much as people say in twenty seconds.

Words too much alike would have it try again at another temperature, which costs as much once more.
"""


class Bench(Protocol):
    """One engine, with us and without."""

    @property
    def transcriber(self) -> Transcriber:
        """With us; its model is loaded."""

    @property
    def cutting(self) -> Cutting:
        """How we cut for it."""

    def call(self, pcm: bytes) -> None:
        """Without us: one call on one piece."""


class WhisperBench:
    """Whisper, by a scripted model."""

    cutting = FEW_PIECES

    def __init__(self, shape: Shape = BASE) -> None:
        folder = scripted_model("base" if shape is BASE else "nano", shape)
        self.transcriber = WhisperTranscriber(folder)
        self.transcriber.load()
        self.model = load(folder, threads_for(jobs=1))

    def call(self, pcm: bytes) -> None:
        """One transcription."""
        transcribe(self.model, np.frombuffer(pcm, np.int16).astype(np.float32) / 32_768)


class PocketSphinxBench:
    """PocketSphinx, in a process of its own in either case."""

    cutting = EARLY_PIECES

    def __init__(self) -> None:
        self.transcriber = PocketSphinxTranscriber()
        self.transcriber.load()
        self._decoder = Decoder()
        self._decoder.wait_until_ready()

    def call(self, pcm: bytes) -> None:
        """One utterance, all at once."""
        self._decoder.tell(NEW_ANSWER)
        self._decoder.tell(NEW_PIECE)
        self._decoder.tell(SOUND, pcm)
        self._decoder.ask(WORDS)


BENCHES: dict[str, Callable[[], Bench]] = {"pocketsphinx": PocketSphinxBench, "whisper": WhisperBench}


def scripted_model(name: str, shape: Shape) -> Path:
    """A scripted model, built once for all benches."""
    folder = Path(tempfile.gettempdir(), f"rehearse-scripted-{name}-answer-{len(SAID)}")
    if not (folder / "preprocessor_config.json").exists():  # written last
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            build_whisper(Path(scratch, name), SAID, shape, frames_per_word=20).rename(folder)
    return folder


def pieces_of(pcm: bytes, bench: Bench) -> list[bytes]:
    """The pieces that we cut, which no engine hears."""
    pieces: list[bytes] = []
    hearing = PiecewiseHearing(bench.transcriber.engine, partial(_NotingEar, pieces), bench.cutting)
    for block in blocks(pcm, 1.0):
        hearing.feed(block)
    hearing.finish()
    return pieces


def call_each(bench: Bench, pieces: Sequence[bytes]) -> None:
    """Bare calls, one after the other."""
    for piece in pieces:
        bench.call(piece)


class _NotingEar:
    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._pcm = bytearray()

    def feed(self, pcm: bytes) -> None:
        self._pcm += pcm

    def guess(self, piece: Piece, voice: Sequence[Interval], overtaken: Callable[[], bool]) -> tuple[()]:
        return ()

    def words(self, piece: Piece, voice: Sequence[Interval]) -> tuple[HeardWord, ...]:
        self._pieces.append(bytes(self._pcm[: round(piece.sound.duration_s * SAMPLE_RATE) * SAMPLE_BYTES]))
        return (HeardWord("something", voice[-1].start_s, voice[-1].end_s, 1.0),)


def seconds_of(work: Callable[[], Any]) -> float:
    """How long it takes."""
    started_s = time.perf_counter()
    work()
    return time.perf_counter() - started_s
