"""`rehearse analyze`: reports on recordings and transcripts, of which nothing is kept."""

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from rehearse.cli.batch import Alone, Batch, Crew, Order, Outcome
from rehearse.cli.output import complain, note
from rehearse.cli.reports import SUFFIXES, Judged, document, error_document, write_out
from rehearse.durable import shown
from rehearse.interview.errors import InputError, NoSpeech, StorageError, UsageError
from rehearse.practice.ports import Progress
from rehearse.storage.transcript_file import STANDARD_INPUT


def run(arguments: argparse.Namespace) -> int:
    """Report on every source in order; an unusable one does not stop the others."""
    sources: list[str] = arguments.sources
    if sources.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once: give - once.")
    order = _order(arguments)
    clerk = _Clerk(sources, order, arguments)
    # A worker process has no standard input of its own.
    if order.jobs == 1 or len(sources) == 1 or STANDARD_INPUT in sources:
        with _Bar(len(sources)) as bar:
            _report(clerk, Alone(sources, order, bar.hear), bar)
    else:
        with _Bar(len(sources)) as bar, Crew(sources, order) as crew:
            _report(clerk, crew, bar)
    return clerk.code


def _report(clerk: "_Clerk", batch: Batch, bar: "_Bar") -> None:
    """Give out what comes; when interrupted, what is known is given out all the same."""
    given = 0
    try:
        for outcome in batch.outcomes():
            with _whole():
                with bar.out_of_the_way():
                    clerk.give_out(given, outcome)
                given += 1
                bar.finish_one()
    except KeyboardInterrupt:
        known = tuple(batch.ahead(given))
        with bar.out_of_the_way():
            for index, outcome in known:
                clerk.give_out(index, outcome)
            if bar.sources > 1:
                note(f"Interrupted: {given + len(known)} of {bar.sources} sources are reported.")
        raise


@contextmanager
def _whole() -> Iterator[None]:
    """Let an interrupt wait until something is done; who insists is obeyed at once."""
    waiting = False

    def wait(_signal: int, _frame: FrameType | None) -> None:
        nonlocal waiting
        if waiting:
            raise KeyboardInterrupt
        waiting = True

    before = signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt


class _Clerk:
    """Gives out each outcome where it belongs."""

    def __init__(self, sources: Sequence[str], order: Order, arguments: argparse.Namespace) -> None:
        self.code = 0
        """The exit code so far."""
        self._sources = sources
        self._order = order
        self._form: str = arguments.format
        self._outputs = _outputs(sources, arguments.output, arguments.format)

    def give_out(self, index: int, outcome: Outcome) -> None:
        """Print a report or write its file; complain of a source that can't be used."""
        source, order = self._sources[index], self._order
        if isinstance(outcome, InputError):
            self.code = outcome.exit_code
            # It knows nothing of files: at a microphone the same is said.
            complain(outcome, shown(Path(source)) if isinstance(outcome, NoSpeech) else None)
            pieces = list(error_document(source, outcome, self._form))
        else:
            audio = None if order.is_transcript(source) else Path(source)
            pieces = list(document([Judged(outcome, order.question, audio=audio)], self._form))
        if pieces:
            write_out(pieces, self._outputs[index])
            sys.stdout.flush()


def _order(arguments: argparse.Namespace) -> Order:
    from rehearse.cli.furnish import Furniture

    furniture = Furniture.of_environment()
    settings = furniture.settings()
    question = furniture.bank().get(arguments.question) if arguments.question else None
    return Order(
        engine=arguments.engine or settings.engine,
        model=arguments.model or settings.model,
        models_folder=furniture.folder.models,
        settings=settings,
        question=question,
        target_s=arguments.target or (question and question.target_s) or settings.target_s,
        duration_s=arguments.duration,
        all_transcripts=arguments.transcript,
        jobs=arguments.jobs,
    )


def _outputs(sources: Sequence[str], output: str | None, form: str) -> Sequence[str | None]:
    """Where each report goes: standard output, the one file, or a file of its own in a folder."""
    if output is None or (len(sources) == 1 and not Path(output).is_dir()):
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


class _Bar:
    """How far it has come, with the time left, on standard error."""

    def __init__(self, sources: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self.sources = sources
        console = Console(stderr=True)
        count = () if sources == 1 else (MofNCompleteColumn(),)
        self._bar = Bar(
            TextColumn("Listening"),
            BarColumn(),
            *count,
            TimeRemainingColumn(),
            console=console,
            # One source is worth a bar to who looks at it, and no line in a log.
            disable=sources == 1 and not console.is_terminal,
            transient=console.is_terminal,
            redirect_stdout=False,
        )
        self._task = self._bar.add_task("", total=sources)
        self._finished = 0
        self._shares_a_terminal = console.is_terminal and sys.stdout.isatty()

    def __enter__(self) -> "_Bar":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def hear(self, progress: Progress) -> None:
        """Note how far the source being heard has come."""
        if progress.total:
            part = min(1.0, progress.done / progress.total)
            self._bar.update(self._task, completed=self._finished + part)

    def finish_one(self) -> None:
        """Note that a source is done."""
        self._finished += 1
        self._bar.update(self._task, completed=self._finished)

    @contextmanager
    def out_of_the_way(self) -> Iterator[None]:
        """Where results go to the same terminal, the bar is gone meanwhile."""
        if self._shares_a_terminal:
            self._bar.stop()
        yield
        if self._shares_a_terminal:
            self._bar.start()
