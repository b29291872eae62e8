"""A report as Markdown."""

import re
from collections.abc import Iterator

from rehearse.analysis.report import Report
from rehearse.analysis.wording import NOTHING_TO_CHANGE
from rehearse.interview.question import Question
from rehearse.interview.take import TakeSummary
from rehearse.render import wording
from rehearse.render.visible import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def report_markdown(report: Report, question: Question | None = None, take: TakeSummary | None = None) -> str:
    """The whole report; nothing that was said is taken for Markdown or HTML."""
    return "\n".join(_lines(report, question, take)) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", visible(text)))


def _lines(report: Report, question: Question | None, take: TakeSummary | None) -> Iterator[str]:
    yield f"# {escape(question.title if question else take.prompt if take else report.source)}"
    yield ""
    if question is not None:
        yield f"> {escape(question.prompt)}"
        yield ""
    if take is not None:
        yield f"Take {take.id}, {take.started_at:%Y-%m-%d %H:%M} UTC"
        yield ""
    for label, value in _rows(report):
        yield f"- **{label}**: {escape(value)}"
    yield ""
    rough = wording.rough_line(report)
    yield f"## Transcript ({rough})" if rough else "## Transcript"
    yield ""
    for start, part, stretches in wording.passages(report):
        where = " ".join(
            filter(None, ("" if start is None else wording.clock(start), part.letter if part else ""))
        )
        said = "".join(f"*{escape(words)}*" if filler else escape(words) for words, filler in stretches)
        yield (f"`{where}` " if where else "") + said.strip()
        yield ""
    thing = report.one_thing
    yield "## One thing to change next time"
    yield ""
    yield escape(thing.message if thing else NOTHING_TO_CHANGE)
    yield ""
    yield from (f"- {escape(finding.message)}" for finding in report.others)
    if report.follow_ups:
        yield ""
        yield "## Follow-ups"
        yield ""
        yield from (f"- {escape(follow_up)}" for follow_up in report.follow_ups)


def _rows(report: Report) -> Iterator[tuple[str, str]]:
    yield "Duration", wording.verdict_line(report.timing)
    if delivery := wording.delivery_line(report.timing):
        yield "Delivery", delivery
    if report.structure is not None:
        yield "Parts", wording.parts_line(report.structure)
    told = wording.fillers_told(report.fillers)
    yield "Fillers", wording.fillers_line(report.fillers) + (f" ({told})" if told else "")
    yield "Metrics", wording.metrics_line(report.metrics)
    if menu := wording.menu_line(report.metrics.menu):
        yield "Metric menu", menu
    if report.ownership is not None:
        yield "I / we", wording.ownership_line(report.ownership)
