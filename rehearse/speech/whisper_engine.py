"""Whisper, run by faster-whisper on the processor."""

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from rehearse.durable import shown
from rehearse.interview.errors import NoRecogniser
from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import Engine, HeardWord
from rehearse.speech.hallucinations import Segment, believable
from rehearse.speech.hearing import PiecewiseHearing
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.model_folder import PREPROCESSOR, remedy, require_whole
from rehearse.speech.pieces import LEAST_VOICE_S, TAIL_S, Piece

PROMPT = "Um, uh, er, hmm."
"""Makes Whisper write filled pauses down; a longer one makes it lose sentences."""
MOST_THREADS = 4
NICENESS = 10
"""Of the threads that compute: on a machine with two processors they take both."""
TOKENS_PER_S = 8
SPARE_TOKENS = 16
MOST_TOKENS = 200
"""Twice as many and the prompt have to fit into what the model can hold."""
HEARD_OUT_S = LEAST_VOICE_S + TAIL_S
"""With less than this behind its last word a piece is heard out: to hear the rest costs as much as to hear
all of it, and silence makes Whisper say what nobody said."""
HANGS_AFTER_S = 300.0
"""Ten times as long as the most it is given at once: nobody could practise with what is slower."""
SETTINGS = {
    "language": "en",
    "beam_size": 5,
    "temperature": [0.0, 0.4],
    "condition_on_previous_text": False,
    "word_timestamps": True,
    "vad_filter": False,
    "initial_prompt": PROMPT,
}


def _never() -> bool:
    return False


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
        self._model: Any = None
        self._loading = Lock()
        self._working = Lock()
        self._hangs = False

    def load(self) -> None:
        """Bring the model into memory; a second call does nothing.

        Raises:
            NoRecogniser: the model is missing, not whole or broken.
        """
        with self._loading:
            if self._model is None:
                self._model = _load(self._folder, self._threads)

    def listen(self) -> PiecewiseHearing:
        """Begin with a new answer, loading the model if that was not done.

        Raises:
            NoRecogniser: the model is missing, not whole or broken.
        """
        self.load()
        return PiecewiseHearing(self.engine, partial(WhisperEar, self._transcribe))

    def _transcribe(self, samples: Any, overtaken: Callable[[], bool] = _never) -> Any:
        # Two at once would take twice as long each, and twice the memory.
        if not self._working.acquire(timeout=0 if self._hangs else HANGS_AFTER_S):
            raise self._hanging()
        self._hangs = False
        answer: Future[list[Any]] = Future()
        # Foreign code can't be broken off: who waits for it can be.
        aside = Thread(target=self._answer, args=(answer, samples, overtaken), name="whisper", daemon=True)
        try:
            aside.start()
        except RuntimeError as error:  # the system gives no more threads
            self._working.release()
            raise NoRecogniser(
                f"The Whisper model {self.engine.model} can't be run now ({error}): close other programs, "
                "and try again."
            ) from error
        done, _ = wait([answer], HANGS_AFTER_S)
        if not done:
            self._hangs = True
            raise self._hanging()
        try:
            return answer.result()
        except MemoryError as error:
            raise NoRecogniser(
                f"There is not enough memory for the Whisper model {self.engine.model}: close other "
                "programs, or choose a smaller model."
            ) from error
        except (RuntimeError, ValueError, LookupError) as error:
            raise _broken(self._folder, error) from error

    def _answer(self, answer: "Future[list[Any]]", samples: Any, overtaken: Callable[[], bool]) -> None:
        try:
            answer.set_result(transcribe(self._model, samples, overtaken))
        except BaseException as error:
            answer.set_exception(error)
        finally:
            self._working.release()

    def _hanging(self) -> NoRecogniser:
        return NoRecogniser(
            f"The Whisper model {self.engine.model} has not answered for {HANGS_AFTER_S / 60:.0f} minutes: "
            "start Rehearse again, or choose a smaller model."
        )


class WhisperEar:
    """Hears one piece when it is complete."""

    def __init__(self, transcribe: Any) -> None:
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
            guessed[1] if guessed is not None and guessed[0] == piece.sound else self._segments(piece, _never)
        )
        return believable(segments, voice, PROMPT)

    def _segments(self, piece: Piece, overtaken: Callable[[], bool]) -> list[Segment]:
        import numpy as np

        offset_s = piece.sound.start_s
        length = round(piece.sound.duration_s * SAMPLE_RATE) * SAMPLE_BYTES
        samples = np.frombuffer(bytes(self._pcm[:length]), np.int16).astype(np.float32) / 32_768
        return [
            Segment(
                words=tuple(
                    HeardWord(
                        text=word.word.strip(),
                        start_s=offset_s + float(word.start),
                        end_s=offset_s + float(word.end),
                        confidence=round(min(1.0, max(0.0, float(word.probability))), 4),
                    )
                    for word in segment.words or ()
                    if word.word.strip()
                ),
                mean_log_probability=float(segment.avg_logprob),
            )
            for segment in self._transcribe(samples, overtaken)
        ]


class Overtaken(Exception):
    """What is being transcribed is no longer wanted."""


class _HeardOut(Exception):
    """What is left of a piece holds no word."""


def transcribe(model: Any, samples: Any, overtaken: Callable[[], bool] = _never) -> list[Any]:
    """One call of the engine for one piece.

    Raises:
        Overtaken: it was, and the call broken off between two of its stages.
    """
    # A loop may not go on for longer than anybody could speak.
    most_tokens = min(MOST_TOKENS, round(TOKENS_PER_S * len(samples) / SAMPLE_RATE) + SPARE_TOKENS)
    heard: list[Any] = []
    model.overtaken = overtaken
    model.is_heard_out = lambda: (
        bool(heard) and len(samples) / SAMPLE_RATE - float(heard[-1].end) < HEARD_OUT_S
    )
    # CTranslate2 generates half as much as it is allowed to.
    segments, _ = model.transcribe(samples, max_new_tokens=2 * most_tokens, **SETTINGS)
    try:
        with suppress(_HeardOut):
            for segment in segments:
                heard.append(segment)  # looked at before the next one is there
        return heard
    finally:
        model.overtaken = model.is_heard_out = _never


def _load(folder: Path, threads: int) -> Any:
    require_whole(folder)
    try:
        model_type = _model_type()
    except (ImportError, OSError) as error:
        raise NoRecogniser(
            f"faster-whisper can't be used on this machine ({error}): install Rehearse again."
        ) from error
    try:
        with ThreadPoolExecutor(1, initializer=_give_way) as aside:
            model = aside.submit(
                model_type,
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                local_files_only=True,
            ).result()
    except Exception as error:  # tokenizers raises nothing more precise
        raise _broken(folder, error) from error
    if model.model.n_mels != model.feature_extractor.mel_filters.shape[0]:
        raise NoRecogniser(
            f"The Whisper model in {shown(folder)} is not whole ({PREPROCESSOR} is missing): "
            f"{remedy(folder)}."
        )
    return model


def _give_way() -> None:
    """Make this thread, and those that it starts, wait for whoever else has something to do.

    Only Linux' threads differ in niceness; elsewhere it is the process', and stays as it is.
    """
    if sys.platform == "linux":
        os.nice(NICENESS)


def _broken(folder: Path, error: Exception) -> NoRecogniser:
    reason = " ".join(str(error).split()) or type(error).__name__
    return NoRecogniser(f"The Whisper model in {shown(folder)} is broken ({reason}): {remedy(folder)}.")


@cache
def _model_type() -> Any:
    """Whisper that can be told between two stages of its work that it is no longer wanted."""
    from faster_whisper import WhisperModel

    class StagedWhisper(WhisperModel):  # type: ignore[misc]  # faster-whisper has no types
        overtaken: Callable[[], bool] = staticmethod(_never)
        is_heard_out: Callable[[], bool] = staticmethod(_never)

        def encode(self, *arguments: Any, **named: Any) -> Any:
            if self.is_heard_out():
                raise _HeardOut
            return super().encode(*arguments, **named)

        def generate_with_fallback(self, *arguments: Any, **named: Any) -> Any:
            self._stage()
            return super().generate_with_fallback(*arguments, **named)

        def find_alignment(self, *arguments: Any, **named: Any) -> Any:
            self._stage()
            return super().find_alignment(*arguments, **named)

        def _stage(self) -> None:
            if self.overtaken():
                raise Overtaken

    return StagedWhisper
