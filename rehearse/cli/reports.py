"""Reports in the form that was asked for, on standard output or in a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rehearse.analysis.report import Report
from rehearse.cli.output import say
from rehearse.durable import deliver
from rehearse.interview.errors import InputError
from rehearse.interview.question import Question
from rehearse.interview.take import TakeSummary

SUFFIXES = {
    "text": ".txt",
    "json": ".json",
    "markdown": ".md",
    "html": ".html",
    "csv": ".csv",
    "toml": ".toml",
}
STANDARD_OUTPUT = ("-", "/dev/stdout")
"""Named, it would be found to lead into the log: that is where libraries print."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer with all that a document may show of it."""

    report: Report
    question: Question | None = None
    take: TakeSummary | None = None
    audio: Path | None = None
    """The sound file, where there is one to play."""


def document(answers: Iterable[Judged], form: str) -> Iterator[str]:
    """All answers in one document, piece by piece; it ends in a newline unless it is empty.

    Only HTML, which tells at its head what comes, needs them all at once.
    """
    if form == "html":
        yield _html(answers)
    elif form == "csv":
        from rehearse.render.csv import takes_table

        yield from takes_table((answer.take, answer.report) for answer in answers if answer.take)
    else:
        separator = "\n---\n\n" if form == "markdown" else ""
        for number, answer in enumerate(answers):
            yield (separator if number else "") + _one(answer, form) + "\n"


def error_document(source: str, error: InputError, form: str) -> Iterator[str]:
    """What stands in the place of a report; only JSON has a form for it."""
    if form == "json":
        from rehearse.render.json import error_record, line

        yield line(error_record(source, error)) + "\n"


def form_meant(chosen: str | None, output: str | None, forms: Iterable[str]) -> str:
    """The form that was asked for, else the one that the file's name ends in, else the first."""
    first, *others = forms
    suffix = "" if output is None else Path(output).suffix.lower()
    return chosen or next((form for form in others if SUFFIXES[form] == suffix), first)


def write_out(pieces: Iterable[str], output: str | None) -> None:
    """Print a document, or write it whole to a file.

    Raises:
        StorageError: the file can't be written.
    """
    if output is None or output in STANDARD_OUTPUT:
        for piece in pieces:
            say(piece, end="")
        return
    deliver(Path(output), (piece.encode(errors="replace") for piece in pieces))


def _one(answer: Judged, form: str) -> str:
    if form == "json":
        from rehearse.render.json import line, report_record

        return line(report_record(answer.report, answer.take))
    if form == "markdown":
        from rehearse.render.markdown import report_markdown

        return report_markdown(answer.report, answer.question, answer.take).rstrip("\n")
    from rehearse.render.text import report_text

    return report_text(answer.report, answer.question).rstrip("\n")


def _html(answers: Iterable[Judged]) -> str:
    from rehearse.render.html import Audio, Page, report_html
    from rehearse.speech.compressed import MIME, compress

    return report_html(
        [
            Page(
                answer.report,
                answer.question,
                answer.take,
                None if answer.audio is None else Audio(compress(answer.audio), MIME),
            )
            for answer in answers
        ]
    )
