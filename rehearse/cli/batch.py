"""Sources reported on one after another, by this process or by several."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Protocol

from rehearse.analysis.report import Answer, Report, analyse
from rehearse.interview.errors import InputError, NoRecogniser
from rehearse.interview.question import Question
from rehearse.interview.transcript import Transcript
from rehearse.practice.ports import Progress, SoundReader, Transcriber, no_progress
from rehearse.practice.reporting import hear
from rehearse.practice.settings import Settings, rubric_of
from rehearse.storage.transcript_file import STANDARD_INPUT, read_transcript

Outcome = Report | InputError


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of every source; other processes get it too."""

    engine: str
    model: str
    models_folder: Path
    settings: Settings
    """The rubric follows from them."""
    question: Question | None
    target_s: float
    duration_s: float | None
    all_transcripts: bool
    jobs: int
    """How many sources are heard at the same time."""

    def is_transcript(self, source: str) -> bool:
        """Whether a source is text rather than sound."""
        return self.all_transcripts or source == STANDARD_INPUT or source.lower().endswith(".txt")


class Judge:
    """Reports on one source after another, the recogniser loaded once and only if sound comes."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._rubric = rubric_of(order.settings)
        self._ears: tuple[SoundReader, Transcriber] | None = None

    def report(self, source: str, progress: Callable[[Progress], None]) -> Outcome:
        """The report, or why there is none."""
        order = self._order
        try:
            answer = self._read(source) if order.is_transcript(source) else self._hear(source, progress)
        except InputError as error:
            return error
        return analyse(answer, self._rubric)

    def _read(self, source: str) -> Answer:
        order = self._order
        text = read_transcript(source)
        return Answer(
            source, Transcript(text), order.target_s, duration_s=order.duration_s, question=order.question
        )

    def _hear(self, source: str, progress: Callable[[Progress], None]) -> Answer:
        order = self._order
        if self._ears is None:
            from rehearse.speech.audio_file import PyAvReader
            from rehearse.speech.engines import choose

            self._ears = PyAvReader(), choose(order.engine, order.model, order.models_folder, order.jobs)
        heard, sound = hear(Path(source), *self._ears, progress)
        return Answer(
            source,
            heard.transcript,
            order.target_s,
            duration_s=sound.duration_s,
            voice=heard.voice,
            unworded=heard.unworded,
            question=order.question,
            sound=sound,
        )


class Batch(Protocol):
    """Sources being reported on."""

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each, in order, as soon as it and all before it are known."""

    def ahead(self, of: int) -> Iterator[tuple[int, Outcome]]:
        """What is known already of those from a place on; for who can't wait for the others."""


class Alone:
    """This process reports on all of them."""

    def __init__(self, sources: Sequence[str], order: Order, progress: Callable[[Progress], None]) -> None:
        """`progress` is told how far the one being heard has come."""
        self._sources = sources
        self._judge = Judge(order)
        self._progress = progress

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each, in order."""
        for source in self._sources:
            yield self._judge.report(source, self._progress)

    def ahead(self, of: int) -> Iterator[tuple[int, Outcome]]:
        """Nothing: one comes after the other."""
        yield from ()


class Crew:
    """Several processes share them, each with a recogniser of its own; used in a `with` block."""

    def __init__(self, sources: Sequence[str], order: Order) -> None:
        self._pool = ProcessPoolExecutor(
            min(order.jobs, len(sources)), get_context("spawn"), initializer=_start_worker, initargs=(order,)
        )
        with _interrupts_ignored():  # whoever is started here goes on ignoring them: it is told by its end
            self._futures: list[Future[Outcome]] = [
                self._pool.submit(_report_in_worker, source) for source in sources
            ]

    def __enter__(self) -> "Crew":
        """Work."""
        return self

    def __exit__(self, *_: object) -> None:
        """End whatever is still being worked on."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        if not all(future.done() for future in self._futures):
            for child in active_children():
                child.terminate()
        self._pool.shutdown()

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each, in order, as soon as it and all before it are known.

        Raises:
            NoRecogniser: the recogniser can't be used, or one of the processes died.
        """
        for future in self._futures:
            try:
                yield future.result()
            except BrokenProcessPool as error:
                raise NoRecogniser(
                    "A process that listened died, perhaps for want of memory: try fewer --jobs."
                ) from error

    def ahead(self, of: int) -> Iterator[tuple[int, Outcome]]:
        """What is known already of those from a place on."""
        for index, future in enumerate(self._futures):
            if index >= of and future.done() and not future.cancelled() and future.exception() is None:
                yield index, future.result()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_judge: Judge | None = None
"""A worker process' own judge: its model is loaded once."""


def _start_worker(order: Order) -> None:
    global _judge
    _judge = Judge(order)


def _report_in_worker(source: str) -> Outcome:
    assert _judge is not None
    return _judge.report(source, no_progress)
