"""What a batch costs: `python -m tests.bench.batches [--json]`.

`analyze` on many files, as the command does it, against the engine alone on the same pieces; then shared by
two processes. Whisper is a scripted model of base.en's shape.
"""

import tempfile
import wave
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from rehearse.cli.batch import Alone, Crew, Order
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.practice.ports import no_progress
from rehearse.practice.settings import Settings
from tests.bench.bare import BENCHES, call_each, pieces_of, scripted_model, seconds_of
from tests.bench.measurement import Measurement, report
from tests.scripted_whisper import BASE
from tests.speech.recordings import ANSWER, said, silence
from tests.speech.sounds import write_wav

FILES = 20
SHORTEST_S, STEP_S = 8.0, 0.5
ENGINES = ("pocketsphinx", "whisper")


def measurements() -> Iterator[Measurement]:
    """Each engine in turn."""
    with tempfile.TemporaryDirectory() as name:
        paths = _answers(Path(name))
        for engine in ENGINES:
            yield from _batch(engine, paths)


def _batch(engine: str, paths: Sequence[Path]) -> Iterator[Measurement]:
    bench = BENCHES[engine]()
    sources = [str(path) for path in paths]
    outcomes = Alone(sources, _order(engine, jobs=1), no_progress).outcomes()
    alone_s = bare_s = 0.0
    for path in paths:  # in turn, so that a busy moment of the machine meets both
        pieces = pieces_of(_pcm(path), bench)
        alone_s += seconds_of(partial(next, outcomes))
        bare_s += seconds_of(partial(call_each, bench, pieces))

    def together() -> None:
        with Crew(sources, _order(engine, jobs=2)) as crew:
            list(crew.outcomes())

    together_s = seconds_of(together)
    yield Measurement(f"{engine}: {FILES} files", alone_s, "s", None)
    yield Measurement(f"{engine}: against bare calls on the same pieces", alone_s / bare_s, "times", 1.05)
    faster = 1.0 if engine == "pocketsphinx" else None
    yield Measurement(f"{engine}: two jobs against one", together_s / alone_s, "times", faster)


def _order(engine: str, jobs: int) -> Order:
    model = scripted_model("base", BASE)
    return Order(engine, str(model), model.parent, Settings(), None, 90.0, None, False, jobs)


def _answers(folder: Path) -> tuple[Path, ...]:
    words = np.concatenate([said(ANSWER), silence(0.8)])
    lengths_s = [SHORTEST_S + STEP_S * number for number in range(FILES)]
    return tuple(
        write_wav(folder / f"{number:02}.wav", np.resize(words, round(length_s * SAMPLE_RATE)))
        for number, length_s in enumerate(lengths_s)
    )


def _pcm(path: Path) -> bytes:
    with wave.open(str(path)) as file:
        return bytes(file.readframes(file.getnframes()))


if __name__ == "__main__":
    report(__doc__, measurements)
