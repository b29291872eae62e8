"""How soon the report is there: `python -m tests.bench.latency [--json] [--engine NAME] [--seconds N...]`.

Spoken answers are rehearsed with the real desk, archive and recognisers, from a file in the microphone's
place, and stopped; right after that the finished file is heard as `analyze` hears it. PocketSphinx
recognises; Whisper is a scripted model of base.en's shape, which says the same of every piece at the price
of base.en. The clock skips the time in which recorder and recogniser both wait, and no other.

The process fails where a figure misses its yardstick or the words differ; which, stands on standard error.
"""

import argparse
import json
import statistics
import sys
import tempfile
import wave
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rehearse.cli.furnish import Furniture
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.interview.take import Take
from rehearse.interview.transcript import Heard
from rehearse.practice import live
from rehearse.practice.desk import Desk
from rehearse.practice.ports import no_cue
from rehearse.practice.rehearsal import Rehearsal
from rehearse.practice.reporting import hear, report_on
from rehearse.practice.settings import Settings
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.file_microphone import STEP_S, FileMicrophone
from rehearse.storage.data_folder import DataFolder
from tests.bench.bare import BENCHES, Bench, pieces_of, seconds_of
from tests.bench.idle_clock import IdleSkippingClock, SkippingTranscriber
from tests.sound.virtual_card import wait_until
from tests.speech.recordings import ANSWER, said, silence
from tests.speech.sounds import write_wav

SECONDS = (30, 90, 300)
PAUSE_S = 0.8
MID_WORD_AT_S = 2.5
"""How far into the last answer the stop comes."""
CALLS = 3
"""Of the engine alone: other programs meet one of them."""
PATIENCE_S = 900.0
BLINK_S = 0.001


@dataclass(frozen=True, slots=True)
class Stop:
    """When somebody stops."""

    silence_s: float
    """After the last word; 0 is in the middle of it."""

    @property
    def kind(self) -> str:
        """As it is reported."""
        return "pause" if self.silence_s else "mid_word"


STOPS = {
    "pocketsphinx": (Stop(0.6), Stop(2.0), Stop(0.0)),
    "whisper": (Stop(2.0), Stop(0.6), Stop(0.0)),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One answer."""

    engine: str
    duration_s: float
    silence_s: float
    call_s: float
    """One bare call of the engine on the last piece, in the middle of three."""
    after_stop_s: float
    """From the stop to the report, which is filed by then."""
    batch_s: float
    """The finished file, heard and judged at once, the model loaded."""
    ratio: float
    stop: str
    """`pause` or `mid_word`."""

    @property
    def at_most_s(self) -> float | None:
        """What is promised."""
        if self.engine == "pocketsphinx":
            return 0.5 if self.silence_s else None
        if self.silence_s >= 2:
            return 0.3
        return self.call_s - 0.15 if self.silence_s else 1.3 * self.call_s

    @property
    def is_missed(self) -> bool:
        """Whether a promise is broken."""
        late = self.at_most_s is not None and self.after_stop_s > self.at_most_s
        usual = self.silence_s == (0.6 if self.engine == "pocketsphinx" else 2.0)
        return late or (usual and round(self.duration_s) == 90 and self.ratio > 0.05)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--engine", choices=tuple(BENCHES), help="only this one")
    parser.add_argument("--seconds", type=int, nargs="+", default=SECONDS, help="how long the answers are")
    arguments = parser.parse_args()
    missed = False
    for name in [arguments.engine] if arguments.engine else BENCHES:
        found = []
        for figure in _figures(name, arguments.seconds):
            found.append(figure)
            print(json.dumps(asdict(figure)) if arguments.json else _line(figure), flush=True)
        missed |= _complained_of(found)
    sys.exit(1 if missed else 0)


def _figures(name: str, lengths_s: Sequence[int]) -> Iterator[Figure]:
    bench = BENCHES[name]()
    live.POLL_S = 0.0  # the clock skips it instead
    for duration_s in lengths_s:
        for stop in STOPS[name]:
            with tempfile.TemporaryDirectory() as folder:
                yield _figure(name, bench, stop, _answer(duration_s, stop), Path(folder))


def _figure(name: str, bench: Bench, stop: Stop, answer: NDArray[np.int16], folder: Path) -> Figure:
    path = write_wav(folder / "answer.wav", answer)
    desk = replace(Furniture(DataFolder.at(folder / "home")).desk(Settings()), cue=no_cue)
    after_stop_s, take = _rehearse(replace(desk, transcriber=bench.transcriber), path)
    heard: list[Heard] = []

    def analyze() -> None:
        heard.append(hear(path, desk.reader, bench.transcriber)[0])
        report_on(take, heard[0], desk.bank, desk.rubric)

    batch_s = seconds_of(analyze)
    _compare(take.heard, heard[0], f"{name}, {len(answer) / SAMPLE_RATE:.1f} s, {stop.kind}")
    tail = pieces_of(answer.tobytes(), bench)[-1]
    return Figure(
        engine=name,
        duration_s=round(len(answer) / SAMPLE_RATE, 2),
        silence_s=stop.silence_s,
        call_s=round(statistics.median(seconds_of(lambda: bench.call(tail)) for _ in range(CALLS)), 3),
        after_stop_s=round(after_stop_s, 3),
        batch_s=round(batch_s, 3),
        ratio=round(after_stop_s / batch_s, 4),
        stop=stop.kind,
    )


def _rehearse(desk: Desk, path: Path) -> tuple[float, Take]:
    """Give the answer in the file, and stop when it is over."""
    with wave.open(str(path)) as file:
        total_s = file.getnframes() / SAMPLE_RATE
    clock = IdleSkippingClock()
    transcriber = SkippingTranscriber(desk.transcriber, clock)
    microphone = FileMicrophone(path, PyAvReader(), True, clock.now, clock.sleep)
    rehearsal = Rehearsal(
        desk.bank.questions[0], replace(desk, microphone=microphone, transcriber=transcriber)
    )
    began_s = clock.now()
    recorder = rehearsal.listen()
    transcriber.recorded_s = lambda: recorder.duration_s
    transcriber.spoken_s = lambda: min(total_s, (clock.now() - began_s) // STEP_S * STEP_S - 2 * STEP_S)
    wait_until(lambda: recorder.ended, "the answer to be given", PATIENCE_S)
    takes: list[Take] = []
    after_stop_s = seconds_of(lambda: takes.append(rehearsal.report(rehearsal.keep())[0]))
    return after_stop_s, takes[0]


def _answer(duration_s: float, stop: Stop) -> NDArray[np.int16]:
    """So long an answer with the stop at its end.

    It is said whole, time and again, after as much silence as is left: what is still to be heard at the stop
    is the same however long the answer was.
    """
    once = said(ANSWER)
    if stop.silence_s:
        end = np.concatenate([once, silence(stop.silence_s)])
    else:
        end = once[: round(MID_WORD_AT_S * SAMPLE_RATE)]
    before = np.concatenate([once, silence(PAUSE_S)])
    left = round(duration_s * SAMPLE_RATE) - len(end)
    times, late = divmod(left, len(before))
    return np.concatenate([silence(late / SAMPLE_RATE), np.tile(before, times), end])


def _compare(live_words: Heard | None, file_words: Heard, which: str) -> None:
    if live_words != file_words:
        print(f"{which}: the words differ", file=sys.stderr)
        live_texts = [] if live_words is None else live_words.transcript.words
        for one, other in zip(live_texts, file_words.transcript.words, strict=False):
            if one != other:
                print(f"  live {one} / file {other}", file=sys.stderr)


def _complained_of(figures: Sequence[Figure]) -> bool:
    """Say which promises are broken."""
    missed = [figure for figure in figures if figure.is_missed]
    for figure in missed:
        print(f"missed: {_line(figure)}", file=sys.stderr)
    for stop in STOPS[figures[0].engine]:
        by_length = {
            round(each.duration_s): each.after_stop_s for each in figures if each.silence_s == stop.silence_s
        }
        if {30, 300} <= by_length.keys() and by_length[300] > 1.2 * by_length[30]:
            print(f"missed: {stop.kind}, 300 s against 30 s: {by_length}", file=sys.stderr)
    return bool(missed)


def _line(figure: Figure) -> str:
    when = f"{figure.silence_s:g} s after the last word" if figure.silence_s else "in mid-word"
    at_most = "" if figure.at_most_s is None else f" (at most {figure.at_most_s:.2f})"
    return (
        f"{figure.engine:<12} {figure.duration_s:>5.0f} s, stopped {when:<25} "
        f"{figure.after_stop_s:6.3f} s{at_most}"
        f"   analyze {figure.batch_s:7.2f} s ({100 * figure.ratio:.1f} %)   a call {figure.call_s:.2f} s"
    )


if __name__ == "__main__":
    main()
