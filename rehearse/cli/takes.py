"""`rehearse history`, `show`, `export` and `delete`: what was rehearsed."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from rehearse.analysis.report import Report
from rehearse.cli.furnish import Furniture
from rehearse.cli.output import note, say
from rehearse.cli.reports import rendered, write_out
from rehearse.interview.errors import NotFound, UsageError
from rehearse.interview.question import Question
from rehearse.interview.take import TakeSummary, Verdict
from rehearse.practice.ports import TakeArchive
from rehearse.practice.reporting import question_of, report_on
from rehearse.render.json import line, take_record


def history(arguments: argparse.Namespace) -> int:
    """List the takes, newest first."""
    archive = Furniture.of_environment().archive()
    for recovered in archive.recover():
        note(
            f"rehearse: take {recovered.id} was cut off and is recovered: {recovered.duration_s:.0f} s of it."
        )
    for take in archive.takes():
        say(line(take_record(take)) if arguments.json else _row(take))
    return 0


def show(arguments: argparse.Namespace) -> int:
    """The report of one take, judged by the rules of today."""
    furniture = Furniture.of_environment()
    archive = furniture.archive()
    archive.recover()
    summary = _summary(archive, arguments.take)
    report, question = _judged(furniture, summary.id, arguments.target, arguments.question)
    if report is None:
        raise NotFound(f"Take {summary.id} has no words yet: open it in the app to transcribe it.")
    say(rendered(report, arguments.format, question, summary))
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Takes with their reports, as one document."""
    furniture = Furniture.of_environment()
    archive = furniture.archive()
    archive.recover()
    takes = [_summary(archive, take_id) for take_id in arguments.takes] or list(archive.takes())
    if arguments.format == "csv":
        from rehearse.render.csv import takes_table

        judged = ((take, _judged(furniture, take.id)[0]) for take in takes)
        write_out(takes_table(judged), arguments.output)
        return 0
    separator = "\n" if arguments.format == "json" else "\n\n---\n\n"
    document = separator.join(_exported(furniture, takes, arguments.format))
    write_out(document + "\n" if document else "", arguments.output)
    return 0


def delete(arguments: argparse.Namespace) -> int:
    """Remove takes, after asking."""
    archive = Furniture.of_environment().archive()
    archive.recover()
    takes = [_summary(archive, take_id) for take_id in arguments.takes]
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise UsageError("nothing was deleted: say --yes where nobody can be asked.")
        for take in takes:
            note(_row(take))
        print(f"Delete {len(takes)} for good, sound and words? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            note("Nothing was deleted.")
            return 0
    for take in takes:
        archive.delete(take.id)
        note(f"{take.id} deleted.")
    return 0


def _summary(archive: TakeArchive, take_id: str) -> TakeSummary:
    whole_id = archive.take(take_id).id
    return next(take for take in archive.takes() if take.id == whole_id)


def _judged(
    furniture: Furniture, take_id: str, target_s: float | None = None, question_id: str | None = None
) -> tuple[Report | None, Question | None]:
    bank = furniture.bank()
    take = furniture.archive().take(take_id)
    if target_s is not None:
        take = replace(take, target_s=target_s)
    if question_id is not None:
        take = replace(take, question_id=bank.get(question_id).id)
    if take.heard is None:
        return None, question_of(take, bank)
    return report_on(take, take.heard, bank, furniture.rubric(furniture.settings())), question_of(take, bank)


def _exported(furniture: Furniture, takes: list[TakeSummary], form: str) -> Iterator[str]:
    for take in takes:
        report, question = _judged(furniture, take.id)
        if report is None:
            note(f"rehearse: take {take.id} has no words yet and is left out.")
        else:
            yield rendered(report, form, question, take)


_VERDICTS = {Verdict.UNDER: "under", Verdict.ON_TARGET: "on target", Verdict.OVER: "over"}


def _row(take: TakeSummary) -> str:
    counts = take.counts
    told = "not transcribed yet" if counts is None else f"{counts.fillers} fillers, {counts.metrics} metrics"
    when = f"{take.started_at.astimezone():%Y-%m-%d %H:%M}"
    what = take.question_id or take.prompt
    return f"{take.id}  {when}  {take.duration_s:5.0f} s  {_VERDICTS[take.verdict]:<9}  {told:<24}  {what}"
