"""Whisper, in a process of its own: it takes memory, hangs and crashes, and the app lives."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from rehearse.interview.errors import NoRecogniser
from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import Engine, HeardWord
from rehearse.speech.hallucinations import Segment, believable
from rehearse.speech.hearing import PiecewiseHearing
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.model_folder import require_whole
from rehearse.speech.pieces import Piece
from rehearse.speech.whisper_worker import GIVE_UP, GO_ON, PIECE, PROMPT, Overtaken, never
from rehearse.speech.worker import Worker, WorkerLost

MOST_THREADS = 4
HANGS_AFTER_S = 300.0
"""Ten times as long as the most it is given at once: nobody could practise with what is slower."""

RawSegment = tuple[float, Sequence[tuple[str, float, float, float]]]
"""Its mean log probability; and of each word the text, start and end in seconds, and probability."""
Transcribe = Callable[[bytes, Callable[[], bool]], Sequence[RawSegment]]
"""Hears one piece, unless that is overtaken."""


def threads_for(jobs: int) -> int:
    """Of several jobs, each takes its share of the processors."""
    return max(1, min(MOST_THREADS, (os.cpu_count() or 1) // jobs))


class WhisperTranscriber:
    """Listens with a model from a folder; never looks for one anywhere else."""

    def __init__(self, folder: Path, jobs: int = 1) -> None:
        """With several jobs, it leaves the others their share of the processors."""
        self.engine = Engine("whisper", folder.resolve().name)
        self._threads = threads_for(jobs)
        self._folder = folder
        self._worker: Worker | None = None
        self._working = Lock()
        """Two pieces at once would take twice as long each."""

    def load(self) -> None:
        """Bring the model into memory; does nothing where it is there already.

        Raises:
            NoRecogniser: the model is missing, not whole or broken.
        """
        with self._working:
            self._loaded()

    def listen(self) -> PiecewiseHearing:
        """Begin with a new answer, loading the model if that was not done.

        Raises:
            NoRecogniser: the model is missing, not whole or broken.
        """
        self.load()
        return PiecewiseHearing(self.engine, partial(WhisperEar, self._transcribe))

    def close(self) -> None:
        """End the process that listens; who waits for its words has lost them."""
        if self._worker is not None:
            self._worker.end()

    def _loaded(self) -> Worker:
        if self._worker is not None and self._worker.is_alive:
            return self._worker
        require_whole(self._folder)
        with self._guarded():
            # Known from its first moment, so that it can be ended while it loads.
            self._worker = Worker("rehearse.speech.whisper_worker", str(self._folder), str(self._threads))
            reply = self._worker.reply(HANGS_AFTER_S)
        if "error" in reply:
            self._worker.end()
            raise NoRecogniser(reply["error"])
        return self._worker

    def _transcribe(self, pcm: bytes, overtaken: Callable[[], bool]) -> Sequence[RawSegment]:
        with self._working, self._guarded():
            worker = self._loaded()
            try:
                return _asked(worker, pcm, overtaken)
            except (Overtaken, NoRecogniser):
                raise
            except BaseException:
                worker.end()  # in the middle of a request it is of no more use
                raise

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except WorkerLost as error:
            if error.hung:
                raise NoRecogniser(
                    f"The Whisper model {self.engine.model} has not answered for {HANGS_AFTER_S / 60:.0f} "
                    "minutes: choose a smaller model, or try again."
                ) from error
            raise NoRecogniser(
                f"The Whisper model {self.engine.model} can't be run now ({error}): close other programs, or "
                "choose a smaller model, and try again."
            ) from error


def _asked(worker: Worker, pcm: bytes, overtaken: Callable[[], bool]) -> Sequence[RawSegment]:
    worker.tell(PIECE, pcm, HANGS_AFTER_S)
    while "stage" in (reply := worker.reply(HANGS_AFTER_S)):
        worker.tell(GIVE_UP if overtaken() else GO_ON, b"", HANGS_AFTER_S)
    if "overtaken" in reply:
        raise Overtaken
    if "error" in reply:
        raise NoRecogniser(reply["error"])
    segments: Sequence[RawSegment] = reply["segments"]
    return segments


class WhisperEar:
    """Hears one piece when it is complete."""

    def __init__(self, transcribe: Transcribe) -> None:
        self._transcribe = transcribe
        self._pcm = bytearray()
        self._guessed: tuple[Interval, list[Segment]] | None = None

    def feed(self, pcm: bytes) -> None:
        """Keep the next stretch until the piece's end is known."""
        self._pcm += pcm

    def guess(
        self, piece: Piece, voice: Sequence[Interval], overtaken: Callable[[], bool]
    ) -> tuple[HeardWord, ...]:
        """Transcribe the piece as it stands; its words hold if it ends like this."""
        try:
            segments = self._segments(piece, overtaken)
        except Overtaken:
            return ()
        self._guessed = piece.sound, segments
        return believable(segments, voice, PROMPT)

    def words(self, piece: Piece, voice: Sequence[Interval]) -> tuple[HeardWord, ...]:
        """Transcribe the piece, unless that is done, and leave out what nobody said."""
        guessed = self._guessed
        segments = (
            guessed[1] if guessed is not None and guessed[0] == piece.sound else self._segments(piece, never)
        )
        return believable(segments, voice, PROMPT)

    def _segments(self, piece: Piece, overtaken: Callable[[], bool]) -> list[Segment]:
        offset_s = piece.sound.start_s
        length = round(piece.sound.duration_s * SAMPLE_RATE) * SAMPLE_BYTES
        return [
            Segment(
                words=tuple(
                    HeardWord(
                        text=text.strip(),
                        start_s=offset_s + start_s,
                        end_s=offset_s + end_s,
                        confidence=round(min(1.0, max(0.0, probability)), 4),
                    )
                    for text, start_s, end_s, probability in words
                    if text.strip()
                ),
                mean_log_probability=mean_log_probability,
            )
            for mean_log_probability, words in self._transcribe(bytes(self._pcm[:length]), overtaken)
        ]
