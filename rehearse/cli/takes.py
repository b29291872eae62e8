"""`rehearse history`, `show`, `export` and `delete`: what was rehearsed."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rehearse.analysis.rubric import Rubric
from rehearse.cli.furnish import Furniture
from rehearse.cli.output import note, say
from rehearse.cli.parser import EXPORT_FORMATS
from rehearse.cli.reports import Judged, document, form_meant, write_out
from rehearse.interview.errors import NotFound, UnknownTake, UsageError
from rehearse.interview.question import QuestionBank
from rehearse.interview.take import TakeSummary
from rehearse.interview.verdict import Verdict
from rehearse.practice.ports import TakeArchive
from rehearse.practice.reporting import question_answered, report_on
from rehearse.render.json import line, take_record


def history(arguments: argparse.Namespace) -> int:
    """List the takes, newest first."""
    furniture = Furniture.of_environment()
    archive = furniture.archive()
    for recovered in archive.recover():
        note(
            f"rehearse: take {recovered.id} was cut off and is recovered: {recovered.duration_s:.0f} s of it."
        )
    furniture.count()
    take = None
    for take in archive.takes_in_turn():
        say(line(take_record(take)) if arguments.json else _row(take))
    if take is None and not arguments.json:
        note("no takes yet: “rehearse” opens the app, “rehearse demo” shows the job on a bundled answer.")
    return 0


def show(arguments: argparse.Namespace) -> int:
    """The report of one take, judged by the rules of today."""
    furniture = Furniture.of_environment()
    archive = furniture.archive()
    archive.recover()
    (take,) = _summaries(archive, [arguments.take])
    judged = _Judge.of(furniture).judged(take, arguments.target, arguments.question)
    if judged is None:
        raise NotFound(f"Take {take.id} has no words yet: open it in the app to transcribe it.")
    write_out(document([judged], arguments.format), None)
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Takes with their reports, as one document."""
    furniture = Furniture.of_environment()
    archive = furniture.archive()
    archive.recover()
    takes = _summaries(archive, arguments.takes) if arguments.takes else archive.takes_in_turn()
    answers = _answers(takes, _Judge.of(furniture), named=bool(arguments.takes))
    form = form_meant(arguments.format, arguments.output, EXPORT_FORMATS)
    write_out(document(answers, form), arguments.output)
    return 0


def _answers(takes: Iterable[TakeSummary], judge: "_Judge", *, named: bool) -> Iterator[Judged]:
    for take in takes:
        try:
            judged = judge.judged(take)
        except UnknownTake:  # deleted meanwhile
            if named:
                raise
            continue
        if judged is None:
            note(f"rehearse: take {take.id} has no words yet and is left out.")
        else:
            yield judged


def delete(arguments: argparse.Namespace) -> int:
    """Remove takes, after asking."""
    archive = Furniture.of_environment().archive()
    archive.recover()
    takes = _summaries(archive, arguments.takes)
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


def _summaries(archive: TakeArchive, take_ids: Sequence[str]) -> tuple[TakeSummary, ...]:
    """The takes that were named, each once."""
    whole_ids = dict.fromkeys(archive.take(take_id).id for take_id in take_ids)
    known = {take.id: take for take in archive.takes_in_turn() if take.id in whole_ids}
    gone = next((whole_id for whole_id in whole_ids if whole_id not in known), None)
    if gone is not None:
        raise UnknownTake(f"Take {gone} was deleted just now: see “rehearse history”.")
    return tuple(known[whole_id] for whole_id in whole_ids)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges takes by the rules of today; the bank is read once, however many they are."""

    archive: TakeArchive
    bank: QuestionBank
    rubric: Rubric

    @classmethod
    def of(cls, furniture: Furniture) -> "_Judge":
        return cls(furniture.archive(), furniture.bank(), furniture.rubric(furniture.settings()))

    def judged(
        self, summary: TakeSummary, target_s: float | None = None, question_id: str | None = None
    ) -> Judged | None:
        """The report of one take; None where its words are not known yet."""
        take = self.archive.take(summary.id)
        heard = take.heard
        if heard is None:
            return None
        if question_id is not None:
            take = replace(take, question_id=self.bank.get(question_id).id)
        report = report_on(take, heard, self.bank, self.rubric, target_s)
        return Judged(report, question_answered(take, self.bank), summary, take.audio)


_VERDICTS = {Verdict.UNDER: "under", Verdict.ON_TARGET: "on target", Verdict.OVER: "over"}


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _row(take: TakeSummary) -> str:
    counts = take.counts
    told = "not transcribed yet"
    if counts is not None:
        told = f"{_counted(counts.fillers, 'filler')}, {_counted(counts.metrics, 'metric')}"
    when = f"{take.started_at.astimezone():%Y-%m-%d %H:%M}"
    what = take.question_id or take.prompt
    return f"{take.id}  {when}  {take.duration_s:5.0f} s  {_VERDICTS[take.verdict]:<9}  {told:<24}  {what}"
