"""`rehearse analyze`: reports on recordings and transcripts, of which nothing is kept."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.cli.output import complain
from rehearse.cli.reports import SUFFIXES, Judged, document, error_document, write_out
from rehearse.interview.errors import InputError, StorageError, UsageError
from rehearse.interview.question import Question
from rehearse.interview.transcript import Transcript
from rehearse.practice.ports import SoundReader, Transcriber
from rehearse.practice.reporting import hear
from rehearse.storage.transcript_file import STANDARD_INPUT, read_transcript

Outcome = Report | InputError


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of every source; other processes get it too."""

    engine: str
    model: str
    models_folder: Path
    rubric: Rubric
    question: Question | None
    target_s: float
    duration_s: float | None
    all_transcripts: bool

    def is_transcript(self, source: str) -> bool:
        """Whether a source is text rather than sound."""
        return self.all_transcripts or source == STANDARD_INPUT or source.lower().endswith(".txt")


class Judge:
    """Reports on one source after another, the recogniser loaded once and only if sound comes."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._ears: tuple[SoundReader, Transcriber] | None = None

    def report(self, source: str) -> Outcome:
        """The report, or why there is none."""
        order = self._order
        try:
            answer = self._read(source) if order.is_transcript(source) else self._hear(source)
        except InputError as error:
            return error
        return analyse(answer, order.rubric)

    def _read(self, source: str) -> Answer:
        order = self._order
        text = read_transcript(source)
        return Answer(
            source, Transcript(text), order.target_s, duration_s=order.duration_s, question=order.question
        )

    def _hear(self, source: str) -> Answer:
        order = self._order
        if self._ears is None:
            from rehearse.speech.audio_file import PyAvReader
            from rehearse.speech.engines import choose

            self._ears = PyAvReader(), choose(order.engine, order.model, order.models_folder)
        heard, sound = hear(Path(source), *self._ears)
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


def run(arguments: argparse.Namespace) -> int:
    """Report on every source in order; an unusable one does not stop the others."""
    sources: list[str] = arguments.sources
    if sources.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once: give - once.")
    order = _order(arguments)
    outputs = _outputs(sources, arguments.output, arguments.format)
    code = 0
    with _progress(len(sources)) as advance:
        for source, output, outcome in zip(
            sources, outputs, _outcomes(sources, order, arguments.jobs), strict=True
        ):
            if isinstance(outcome, InputError):
                code = outcome.exit_code
                complain(outcome)
                text = error_document(source, outcome, arguments.format)
            else:
                audio = None if order.is_transcript(source) else Path(source)
                text = document([Judged(outcome, order.question, audio=audio)], arguments.format)
            if text:
                write_out(text, output)
            advance()
    return code


def _order(arguments: argparse.Namespace) -> Order:
    from rehearse.cli.furnish import Furniture

    furniture = Furniture.of_environment()
    settings = furniture.settings()
    question = furniture.bank().get(arguments.question) if arguments.question else None
    return Order(
        engine=arguments.engine or settings.engine,
        model=arguments.model or settings.model,
        models_folder=furniture.folder.models,
        rubric=furniture.rubric(settings),
        question=question,
        target_s=arguments.target or (question and question.target_s) or settings.target_s,
        duration_s=arguments.duration,
        all_transcripts=arguments.transcript,
    )


def _outputs(sources: Sequence[str], output: str | None, form: str) -> Iterable[str | None]:
    """Where each report goes: standard output, the one file, or a file each in a folder."""
    if output is None or len(sources) == 1:
        return [output] * len(sources)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{output!r} can't be made a folder ({error.strerror}): choose another --output."
        ) from error
    taken: dict[str, int] = {}
    names = []
    for source in sources:
        stem = "standard-input" if source == STANDARD_INPUT else Path(source).name or "source"
        taken[stem] = taken.get(stem, 0) + 1
        number = "" if taken[stem] == 1 else f"-{taken[stem]}"
        names.append(str(folder / f"{stem}{number}{SUFFIXES[form]}"))
    return names


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar with the time left, on standard error, where there is more than one source."""
    if total == 1:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Listening"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _outcomes(sources: Sequence[str], order: Order, jobs: int) -> Iterator[Outcome]:
    # A worker process has no standard input of its own.
    if jobs == 1 or len(sources) == 1 or STANDARD_INPUT in sources:
        yield from map(Judge(order).report, sources)
        return
    with ProcessPoolExecutor(
        min(jobs, len(sources)), get_context("spawn"), initializer=_start_worker, initargs=(order,)
    ) as pool:
        yield from pool.map(_report_in_worker, sources)


_judge: Judge | None = None
"""A worker process' own judge: its model is loaded once."""


def _start_worker(order: Order) -> None:
    global _judge
    _judge = Judge(order)


def _report_in_worker(source: str) -> Outcome:
    assert _judge is not None
    return _judge.report(source)
