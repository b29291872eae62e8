"""Whisper in a process of its own, run by faster-whisper on the processor."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from rehearse.durable import shown
from rehearse.interview.errors import NoRecogniser
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.model_folder import PREPROCESSOR, remedy, require_whole
from rehearse.speech.pieces import LEAST_VOICE_S, TAIL_S
from rehearse.speech.worker import FarEnd, far_end

PIECE = b"p"
"""Brings a piece's samples, 16-bit at 16 kHz, and asks for its segments. Between two of its stages the worker
asks in turn whether they are still wanted."""
GO_ON = b"g"
GIVE_UP = b"u"

PROMPT = "Um, uh, er, hmm."
"""Makes Whisper write filled pauses down; a longer one makes it lose sentences."""
NICENESS = 10
"""On a machine with two processors it takes both, and gives way to who draws and records."""
TOKENS_PER_S = 8
SPARE_TOKENS = 16
MOST_TOKENS = 200
"""Twice as many and the prompt have to fit into what the model can hold."""
HEARD_OUT_S = LEAST_VOICE_S + TAIL_S
"""With less than this behind its last word a piece is heard out: to hear the rest costs as much as to hear
all of it, and silence makes Whisper say what nobody said."""
SETTINGS = {
    "language": "en",
    "beam_size": 5,
    "temperature": [0.0, 0.4],
    "condition_on_previous_text": False,
    "word_timestamps": True,
    "vad_filter": False,
    "initial_prompt": PROMPT,
}


def main() -> None:
    """Load the model in the folder that is named, with so many threads, and answer requests."""
    folder, threads = Path(sys.argv[1]), int(sys.argv[2])
    give_way()
    with far_end() as end:
        try:
            model = load(folder, threads)
        except NoRecogniser as error:
            end.reply({"error": str(error)})
            return
        end.reply({})
        while request := end.next():
            _, pcm = request
            end.reply(_answer(folder, model, pcm, partial(_overtaken, end)))


def give_way() -> None:
    """Make this process wait for whoever else has something to do, where the system knows of that."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _answer(folder: Path, model: Any, pcm: bytes, overtaken: Callable[[], bool]) -> dict[str, Any]:
    import numpy as np

    try:
        segments = transcribe(model, np.frombuffer(pcm, np.int16).astype(np.float32) / 32_768, overtaken)
    except Overtaken:
        return {"overtaken": True}
    except MemoryError:
        return {"error": str(_too_large(folder))}
    except (RuntimeError, ValueError, LookupError) as error:
        return {"error": str(_broken(folder, error))}
    return {
        "segments": [
            (
                float(segment.avg_logprob),
                [
                    (word.word, float(word.start), float(word.end), float(word.probability))
                    for word in segment.words or ()
                ],
            )
            for segment in segments
        ]
    }


def _overtaken(end: FarEnd) -> bool:
    end.reply({"stage": True})
    told = end.next()
    return told is None or told[0] == GIVE_UP


def never() -> bool:
    """It is not overtaken."""
    return False


class Overtaken(Exception):
    """What is being transcribed is no longer wanted."""


class _HeardOut(Exception):
    """What is left of a piece holds no word."""


def transcribe(model: Any, samples: Any, overtaken: Callable[[], bool] = never) -> list[Any]:
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
        model.overtaken = model.is_heard_out = never


def load(folder: Path, threads: int) -> Any:
    """Bring a model into this process' memory.

    Raises:
        NoRecogniser: it is missing, not whole or broken.
    """
    require_whole(folder)
    try:
        model_type = _model_type()
    except (ImportError, OSError) as error:
        raise NoRecogniser(
            f"faster-whisper can't be used on this machine ({error}): install Rehearse again."
        ) from error
    try:
        model = model_type(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )
    except MemoryError as error:
        raise _too_large(folder) from error
    except Exception as error:  # tokenizers raises nothing more precise
        raise _broken(folder, error) from error
    if model.model.n_mels != model.feature_extractor.mel_filters.shape[0]:
        raise NoRecogniser(
            f"The Whisper model in {shown(folder)} is not whole ({PREPROCESSOR} is missing): "
            f"{remedy(folder)}."
        )
    return model


def _too_large(folder: Path) -> NoRecogniser:
    return NoRecogniser(
        f"There is not enough memory for the Whisper model {folder.resolve().name}: close other programs, or "
        "choose a smaller model."
    )


def _broken(folder: Path, error: Exception) -> NoRecogniser:
    reason = " ".join(str(error).split()) or type(error).__name__
    return NoRecogniser(f"The Whisper model in {shown(folder)} is broken ({reason}): {remedy(folder)}.")


def _model_type() -> Any:
    """Whisper that can be told between two stages of its work that it is no longer wanted."""
    from faster_whisper import WhisperModel

    class StagedWhisper(WhisperModel):  # type: ignore[misc]  # faster-whisper has no types
        overtaken: Callable[[], bool] = staticmethod(never)
        is_heard_out: Callable[[], bool] = staticmethod(never)

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


if __name__ == "__main__":
    main()
