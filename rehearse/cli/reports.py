"""One report in the form that was asked for, on standard output or in a file."""

import os
from pathlib import Path

from rehearse.analysis.report import Report
from rehearse.cli.output import say
from rehearse.interview.errors import InputError, StorageError
from rehearse.interview.question import Question
from rehearse.interview.take import TakeSummary

SUFFIXES = {"text": ".txt", "json": ".json", "markdown": ".md", "csv": ".csv"}


def rendered(
    report: Report, form: str, question: Question | None = None, take: TakeSummary | None = None
) -> str:
    """The report as text, JSON or Markdown, without a newline at its end."""
    if form == "json":
        from rehearse.render.json import line, report_record

        return line(report_record(report, take))
    if form == "markdown":
        from rehearse.render.markdown import report_markdown

        return report_markdown(report, question, take).rstrip("\n")
    from rehearse.render.text import report_text

    return report_text(report, question).rstrip("\n")


def rendered_error(source: str, error: InputError, form: str) -> str | None:
    """What stands in the place of a report; only JSON has a form for it."""
    if form != "json":
        return None
    from rehearse.render.json import error_record, line

    return line(error_record(source, error))


def write_out(text: str, output: str | None) -> None:
    """Print a document, or write it whole to a file.

    Raises:
        StorageError: the file can't be written.
    """
    if output is None:
        say(text, end="")
        return
    path = Path(output)
    partial = path.with_name(f".{path.name}.new")
    try:
        partial.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StorageError(
            f"{output!r} can't be written ({error.strerror}): choose another --output."
        ) from error
