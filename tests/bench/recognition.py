"""What recognising an answer costs: `python -m tests.bench.recognition [--json]`.

Whisper is a scripted model of base.en's shape, which costs what base.en costs. It says the same number of
words in every call, however short the piece: that speaks against pieces.
"""

import os
import statistics
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.pocketsphinx_engine import PocketSphinxTranscriber
from rehearse.speech.vad import FRAME_SAMPLES, STRIDE_FRAMES, SileroVad
from rehearse.speech.whisper_engine import WhisperTranscriber
from rehearse.speech.whisper_worker import SETTINGS
from tests.bench.bare import WhisperBench, call_each, pieces_of, scripted_model, seconds_of
from tests.bench.measurement import Measurement, memory_mb, report
from tests.scripted_whisper import BASE, NANO
from tests.speech.recordings import ANSWER, heard_by, said, silence

ANSWER_S = 90
LONG_MINUTES = 15
ROUNDS = 3


def measurements() -> Iterator[Measurement]:
    """Everything, one after another."""
    yield _memory_growth()
    answer = _answer()
    yield Measurement("voice activity of a second", seconds_of(lambda: _judge(answer)) / ANSWER_S, "s", 0.01)
    yield from _whisper(answer)
    pocketsphinx = PocketSphinxTranscriber()
    pocketsphinx.load()
    took_s = seconds_of(lambda: heard_by(pocketsphinx, answer.tobytes()))
    yield Measurement("PocketSphinx for a second", took_s / ANSWER_S, "s", 1.0)


def _whisper(answer: NDArray[np.int16]) -> Iterator[Measurement]:
    loading = WhisperTranscriber(scripted_model("base", BASE))
    yield Measurement("loading a model of base's shape", seconds_of(loading.load), "s", None)
    del loading
    bench = WhisperBench()
    pcm = answer.tobytes()
    pieces = pieces_of(pcm, bench)
    whole = answer.astype(np.float32) / 32_768
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: heard_by(bench.transcriber, pcm),
        "pieces": lambda: call_each(bench, pieces),
        "whole": lambda: list(bench.model.transcribe(whole, **SETTINGS)[0]),
    }
    took_s: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):  # in turn, so that a busy moment of the machine meets all of them
        for name, way in ways.items():
            took_s[name].append(seconds_of(way))
    ours_s, pieces_s, whole_s = (statistics.median(took_s[name]) for name in ("ours", "pieces", "whole"))
    yield Measurement("pieces of the answer", len(pieces), "pieces", None)
    yield Measurement("Whisper for the answer", ours_s, "s", None)
    yield Measurement("against bare calls on the same pieces", ours_s / pieces_s, "times", 1.05)
    yield Measurement("against one bare call on the whole", ours_s / whole_s, "times", 1.6)


def _memory_growth() -> Measurement:
    """How much more memory a long recording takes than a minute."""
    transcriber = WhisperTranscriber(scripted_model("nano", NANO))
    minute = np.concatenate([_answer()[: 50 * SAMPLE_RATE], silence(10)]).tobytes()
    hearing = transcriber.listen()
    hearing.feed(minute)
    before_mb = _peak_mb(transcriber)
    for _ in range(LONG_MINUTES):
        hearing.feed(minute)
    return Measurement(
        f"memory for {LONG_MINUTES} minutes more of speech", _peak_mb(transcriber) - before_mb, "MB", 20.0
    )


def _answer() -> NDArray[np.int16]:
    once = np.concatenate([said(ANSWER), silence(0.8)])
    return np.resize(once, ANSWER_S * SAMPLE_RATE)


def _judge(samples: NDArray[np.int16]) -> None:
    vad, step = SileroVad(), STRIDE_FRAMES * FRAME_SAMPLES
    for at in range(0, samples.size, step):
        vad.probabilities(samples[at : at + step])


def _peak_mb(transcriber: WhisperTranscriber) -> float:
    """Of this process and the recogniser's."""
    assert transcriber._worker is not None
    return memory_mb(os.getpid(), "VmHWM") + memory_mb(transcriber._worker.pid, "VmHWM")


if __name__ == "__main__":
    report(__doc__, measurements)
