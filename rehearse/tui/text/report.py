"""A report as coloured text; every figure in the words that the report gives for it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from rehearse.analysis.evidence import (
    Certainty,
    Sentence,
    Severity,
)
from rehearse.analysis.wording import FEW, NOTHING_TO_CHANGE
from rehearse.interview.part import Part
from rehearse.tui.text import words
from rehearse.tui.text.answers import MUTED
from rehearse.tui.text.figures import clock, one_line, plural, visible

if TYPE_CHECKING:
    from rehearse.analysis.evidence import (
        Filler,
        Fillers,
        Metrics,
        Ownership,
        Structure,
        Timing,
    )
    from rehearse.analysis.report import Report
    from rehearse.interview.question import Question
    from rehearse.interview.transcript import Span

FILLER = "bold $warning"
METRIC = "bold underline $success"
REJECTED = "strike $text-muted"
FOUND = "bold $accent"
CURSOR = "bold $background on $primary"
SOUNDING = "reverse"
PART_STYLES = {
    Part.SITUATION: "$part-situation",
    Part.TASK: "$part-task",
    Part.ACTION: "$part-action",
    Part.RESULT: "$part-result",
    Part.REFLECTION: "$part-reflection",
}


def part_bar(structure: "Structure", width: int) -> Content:
    """The parts in proportion, each under its letter."""
    cells = max(10, width - 3 * len(Part))
    pieces = []
    for part in Part:
        share = structure.parts[part].share
        length = max(1, round(share * cells)) if share else 0
        style = PART_STYLES[part] if share else MUTED
        pieces.append(Content.styled(f"{part.letter} ", f"bold {style}"))
        pieces.append(Content.styled("▇" * length if length else "·", style))
        pieces.append(Content(" "))
    return Content("").join(pieces)


def delivery_line(timing: "Timing") -> Content:
    """Pace, pauses and the start; without words yet, no pace."""
    if timing.duration_s is None:
        return Content(words.UNTIMED)
    said = []
    if timing.wpm is not None and timing.words:
        said.append(f"{round(timing.wpm)} wpm")
    if timing.pauses is not None:
        said.append(f"{plural(len(timing.pauses), 'pause')} over 2 s" if timing.pauses else "no long pause")
    if timing.start_delay_s is not None:
        said.append(f"started after {timing.start_delay_s:.1f} s")
    return Content(" · ".join(said))


def missing_line(structure: "Structure | None") -> Content:
    """Which parts are missing; nothing when none is."""
    if structure is None:
        return Content.styled(words.NOT_JUDGED, MUTED)
    if not structure.missing:
        return Content("")
    names = ", ".join(f"{part.letter} {part.value}" for part in structure.missing)
    return Content.styled(f"missing: {names}", "$warning")


def fillers_line(fillers: "Fillers") -> Content:
    """The count, the rate and each filler with its number."""
    if not fillers.items:
        counted = Content.styled("none", "bold $success") if fillers.reliable else Content("none heard")
    else:
        counted = Content.styled(str(fillers.count), "bold")
        if fillers.possible:
            counted += Content(f", of them {fillers.possible} possible")
    if fillers.per_minute is not None and fillers.items:
        counted += Content(f" · {fillers.per_minute:.1f} a minute")
    by_text = Counter((_name_of(item), item.certainty) for item in fillers.items)
    for (name, certainty), count in by_text.most_common():
        mark = "?" if certainty is Certainty.POSSIBLE else ""
        counted += Content(" · ") + Content.styled(name, "$warning") + Content(f"×{count}{mark}")
    if not fillers.reliable:
        counted += Content.styled(f" · {words.DEAF_TO_FILLED_PAUSES}", MUTED)
    return counted


def _name_of(filler: "Filler") -> str:
    return one_line(filler.text).lower() or "(wordless)"


def metrics_line(metrics: "Metrics") -> Content:
    """The metrics that were stated, or that none was."""
    if not metrics.items:
        line = Content.styled("none stated", "bold $warning")
        if metrics.vague:
            vague = ", ".join(f"“{one_line(item.text)}”" for item in metrics.vague[:3])
            line += Content.styled(f" · {vague} could be a number", MUTED)
        return line
    separator = Content.styled(" · ", MUTED)
    return separator.join(Content.styled(one_line(item.text), "$success") for item in metrics.items)


def ownership_line(ownership: "Ownership | None") -> Content:
    """Who acted."""
    if ownership is None:
        return Content.styled("no action part was found", MUTED)
    return Content.assemble(
        ("in the action: ", MUTED), (f"{ownership.i}", "bold"), (" I, ", MUTED), (f"{ownership.we}", "bold"),
        (" we", MUTED),
    )  # fmt: skip


def one_thing(report: "Report") -> Content:
    """The one thing to change next time."""
    finding = report.one_thing
    if finding is None:
        return Content.styled(NOTHING_TO_CHANGE, "$success")
    style = "bold $error" if finding.severity is Severity.PROBLEM else "bold $primary"
    return Content.styled(one_line(finding.message), style)


def also_lines(report: "Report", *, at_length: bool) -> Content:
    """What else was noticed, a few in words and the rest counted; without room all of it is counted."""
    others = [finding for finding in report.others if finding.code not in _SAID_ELSEWHERE]
    shown = others[:FEW] if at_length else []
    lines = [Content(one_line(finding.message)) for finding in shown]
    if len(others) > len(shown):
        more = f"… and {len(others) - len(shown)} more" if shown else plural(len(others), "more finding")
        lines.append(Content.styled(f"{more}: {words.EXPORT_HAS_ALL}", MUTED))
    return Content("\n").join(lines)


_SAID_ELSEWHERE = frozenset(("rough-transcript", "edited-text"))
"""Findings that stand over the transcript."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a transcript, ready to be shown."""

    margin: Content
    """When it starts and which part it plays."""
    body: Content
    span: "Span"
    """Where it stands in the text."""
    added: tuple[tuple[int, int], ...] = ()
    """What the body has more than the text: how many cells, before which place in the text."""

    def place_of(self, span: "Span") -> "Span":
        """Where something of the text stands in the body; what has no letters takes the mark about it."""
        start, end = span
        ahead = sum(cells for at, cells in self.added if at < start or (at == start and start < end))
        within = sum(cells for at, cells in self.added if at == start) if start == end else 0
        inside = sum(cells for at, cells in self.added if start < at < end)
        first = start - self.span[0] + ahead
        return first, first + end - start + inside + within


def transcript_lines(report: "Report", found: Sequence["Span"] = ()) -> tuple[Line, ...]:
    """The transcript, sentence by sentence, with its evidence marked, and what was searched for."""
    lines = []
    previous: Part | None = None
    for sentence in sentences_of(report):
        start_s = None if sentence.time is None else sentence.time.start_s
        when = "" if start_s is None else clock(start_s)
        letter = sentence.part.letter if sentence.part is not None and sentence.part != previous else " "
        style = f"bold {PART_STYLES[sentence.part]}" if sentence.part is not None else ""
        margin = Content.styled(f"{when:>5} ", MUTED) + Content.styled(f"{letter} ", style)
        lines.append(_marked(report, sentence.span, margin, found))
        previous = sentence.part
    return tuple(lines)


def sentences_of(report: "Report") -> tuple[Sentence, ...]:
    """The sentences of an answer; all of it is one where its parts are not judged."""
    if report.structure is not None and report.structure.sentences:
        return report.structure.sentences
    return (Sentence((0, len(report.transcript.text)), None),) if report.transcript.text else ()


def _marked(report: "Report", span: "Span", margin: Content, found: Sequence["Span"]) -> Line:
    """One stretch of the text: fillers in braces, metrics underlined, what was rejected struck out."""
    text = visible(report.transcript.text)
    start, end = span
    pieces: list[Content] = []
    added: list[tuple[int, int]] = []
    at = start
    for (first, last), before, after, style in _marks(report, span):
        if first < at:
            continue
        pieces += [_stretch(text, (at, first), "", found), Content.styled(before, style)]
        pieces += [_stretch(text, (first, last), style, found), Content.styled(after, style)]
        added += [(first, len(before)), (last, len(after))]
        at = last
    pieces.append(_stretch(text, (at, end), "", found))
    return Line(margin, Content("").join(pieces).rstrip(), span, tuple(added))


def _stretch(text: str, span: "Span", style: str, found: Sequence["Span"]) -> Content:
    start, end = span
    content = Content.styled(text[start:end], style)
    for first, last in found:
        if first < end and start < last:
            content = content.stylize(FOUND, max(0, first - start), min(end, last) - start)
    return content


def _marks(report: "Report", span: "Span") -> Iterator[tuple["Span", str, str, str]]:
    """What to mark within a span, in order: where, what goes before and after, how it looks."""
    end = len(report.transcript.text)
    marks: list[tuple[Span, str, str, str]] = [
        (item.span, *_braces(item, at_end=item.span[0] == end), FILLER) for item in report.fillers.items
    ]
    marks += [(item.span, "", "", METRIC) for item in report.metrics.items]
    marks += [(item.span, "" if item.text else "…", "✗", REJECTED) for item in report.rejected]
    last = span[1] == end  # what has no letters belongs to what comes after it
    yield from sorted(
        mark
        for mark in marks
        if span[0] <= mark[0][0] and mark[0][1] <= span[1] and (mark[0][0] < span[1] or last)
    )


def _braces(filler: "Filler", *, at_end: bool) -> tuple[str, str]:
    """What stands before and after a filler; one without a word keeps its distance from its neighbour."""
    closing = "?}" if filler.certainty is Certainty.POSSIBLE else "}"
    if filler.text:
        return "{", closing
    return (" {…", closing) if at_end else ("{…", f"{closing} ")


def sample_content(question: "Question") -> Content:
    """The strong sample, part by part."""
    if not question.sample:
        return Content.styled(words.NO_SAMPLE, MUTED)
    paragraphs = [
        Content.styled(f"{part.part.letter} ", f"bold {PART_STYLES[part.part]}") + Content(visible(part.text))
        for part in question.sample
    ]
    return Content("\n\n").join(paragraphs)
