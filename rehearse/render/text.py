"""A report as plain text for a terminal."""

import textwrap
from collections.abc import Iterator

from rehearse.analysis.report import Report
from rehearse.analysis.wording import FEW, NOTHING_TO_CHANGE
from rehearse.interview.question import Question
from rehearse.render import wording
from rehearse.render.visible import one_line, visible

WIDTH = 96
MORE = "… and {count} more: --format markdown or --json shows all."
_INDENT = " " * 10


def report_text(report: Report, question: Question | None = None) -> str:
    """The whole report, wrapped; what was said can't move the cursor."""
    return "\n".join(_lines(report, question)) + "\n"


def _lines(report: Report, question: Question | None) -> Iterator[str]:
    yield one_line(question.title if question else report.source)
    yield wording.verdict_line(report.timing)
    if delivery := wording.delivery_line(report.timing):
        yield delivery
    yield ""
    if report.structure is not None:
        yield wording.parts_bar(report.structure)
        yield from _row("Parts", wording.parts_line(report.structure))
    yield from _row("Fillers", wording.fillers_line(report.fillers), wording.fillers_told(report.fillers))
    yield from _row("Metrics", wording.metrics_line(report.metrics), wording.menu_line(report.metrics.menu))
    if report.ownership is not None:
        yield from _row("I / we", wording.ownership_line(report.ownership))
    yield ""
    rough = wording.rough_line(report)
    yield f"Transcript ({rough})" if rough else "Transcript"
    for start, part, stretches in wording.passages(report):
        when = "" if start is None else wording.clock(start)
        words = "".join(f"{{{said}}}" if filler else said for said, filler in stretches).strip()
        yield from _row(f"{when:>5} {part.letter if part else ' '}", words)
    yield ""
    yield from _advice(report)


def _advice(report: Report) -> Iterator[str]:
    thing = report.one_thing
    yield from _row("Change", thing.message if thing else NOTHING_TO_CHANGE)
    for rank, finding in enumerate(report.others[:FEW]):
        yield from _row("Also" if rank == 0 else "", finding.message)
    more = len(report.others) - FEW
    if more > 0:
        yield from _row("", MORE.format(count=more))
    for rank, follow_up in enumerate(report.follow_ups):
        yield from _row("Follow-up" if rank == 0 else "", f"“{follow_up}”")


def _row(label: str, *texts: str) -> Iterator[str]:
    first = f"{label:<{len(_INDENT)}}"
    for text in filter(None, texts):
        for paragraph in visible(text).expandtabs(4).splitlines() or [""]:
            yield from textwrap.wrap(paragraph, WIDTH, initial_indent=first, subsequent_indent=_INDENT) or [
                first
            ]
            first = _INDENT
