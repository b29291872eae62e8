"""The report's lines in words, shared by the text and the Markdown form."""

from collections import Counter
from collections.abc import Iterator

from rehearse.analysis.evidence import (
    Certainty,
    Fillers,
    MetricKind,
    MetricMenu,
    Metrics,
    Ownership,
    Structure,
    Timing,
)
from rehearse.analysis.report import Report
from rehearse.interview.part import Part
from rehearse.interview.transcript import Span
from rehearse.interview.verdict import Verdict

VERDICTS = {Verdict.UNDER: "under", Verdict.ON_TARGET: "on target", Verdict.OVER: "over"}
UNNOTICED = "5 a minute or fewer goes unnoticed"
DEAF = "um and uh are not heard by this recogniser"
WORDLESS = "(wordless)"
"""What stands for a filler that has no word."""
SOUND = "…"
"""What stands for it amid the words."""
METRIC_KINDS = {
    MetricKind.PERCENT: "per cent",
    MetricKind.MONEY: "money",
    MetricKind.TIME: "time",
    MetricKind.COUNT: "count",
    MetricKind.RATIO: "ratio",
    MetricKind.SCORE: "score",
    MetricKind.STAT: "statistic",
    MetricKind.CHANGE: "from one to another",
}
_MENU = {
    "baseline": "baseline",
    "change": "change",
    "money": "money",
    "time": "time",
    "rate": "rate",
    "confidence": "confidence",
}


def seconds(value: float) -> str:
    """Whole seconds, or minutes and seconds from two minutes on."""
    whole = round(value)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60:02d} s"


def clock(value: float) -> str:
    """A place in the recording, as 1:05."""
    return f"{int(value) // 60}:{int(value) % 60:02d}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def band(timing: Timing) -> tuple[float, float]:
    """The shortest and the longest duration that is on target."""
    return timing.target_s * 5 / 6, timing.target_s * 7 / 6


def verdict_line(timing: Timing) -> str:
    """The duration against its target."""
    least, most = band(timing)
    aim = f"target {timing.target_s:g} s, {least:.0f} to {most:.0f} is on it"
    if timing.duration_s is None or timing.verdict is None:
        return f"no duration known ({aim})"
    return f"{seconds(timing.duration_s)} · {VERDICTS[timing.verdict]} ({aim})"


def delivery_line(timing: Timing) -> str:
    """Pace, pauses and start; empty where nothing of it is known."""
    said = []
    if timing.wpm is not None:
        said.append(f"{timing.wpm:.0f} words a minute")
    if timing.articulation_wpm is not None:
        said.append(f"{timing.articulation_wpm:.0f} while speaking")
    if timing.pauses is not None:
        said.append(f"{count(len(timing.pauses), 'pause')} of 2 s or more")
    if timing.start_delay_s is not None:
        said.append(f"started after {timing.start_delay_s:.1f} s")
    return " · ".join(said)


def fillers_line(fillers: Fillers) -> str:
    """How many, how sure, how often."""
    said = [str(fillers.count) + (f", of them {fillers.possible} possible" if fillers.possible else "")]
    if not fillers.reliable:
        said.append(DEAF)
    elif fillers.per_minute is not None:
        said += [f"{fillers.per_minute:.1f} a minute", UNNOTICED]
    return "at least " + " · ".join(said) if fillers.count else " · ".join(said)


def fillers_told(fillers: Fillers) -> str:
    """Which ones, the possible with a question mark."""
    told = Counter(
        (item.text.lower() or WORDLESS) + ("?" if item.certainty is Certainty.POSSIBLE else "")
        for item in fillers.items
    )
    return " · ".join(f"{text} {number}" for text, number in told.most_common())


def metrics_line(metrics: Metrics) -> str:
    """The numbers as they were said."""
    if not metrics.stated:
        return "none stated"
    return "stated: " + " · ".join(item.text for item in metrics.items)


def menu_line(menu: MetricMenu) -> str:
    """What the metric menu still has to offer."""
    left = [word for name, word in _MENU.items() if not getattr(menu, name)]
    return "not said: " + ", ".join(left) if left else ""


def ownership_line(ownership: Ownership) -> str:
    """I against we."""
    return f"in the action: I {ownership.i}, we {ownership.we}"


def parts_bar(structure: Structure, width: int = 50) -> str:
    """All five parts with their letters, each as long as its share."""
    return " ".join(
        part.letter + "▇" * (round(structure.parts[part].share * width) or bool(structure.parts[part].share))
        for part in Part
    )


def parts_line(structure: Structure) -> str:
    """Seconds for each part, and what is missing."""
    said = []
    for part in Part:
        share = structure.parts[part]
        if share.share:
            length = f"{share.share:.0%}" if share.seconds is None else seconds(share.seconds)
            said.append(f"{part} {length}")
    if structure.missing:
        said.append("missing: " + ", ".join(structure.missing))
    return " · ".join(said)


def rough_line(report: Report) -> str:
    """What to think of the transcript; empty where it can be trusted."""
    engine = report.transcript.engine
    return f"rough: heard by {engine.name} {engine.model or ''}".rstrip() if engine.is_rough else ""


Stretch = tuple[str, bool]
"""Some words, and whether they are a filler."""


def passages(report: Report) -> Iterator[tuple[float | None, Part | None, tuple[Stretch, ...]]]:
    """The transcript in sentences: when, which part, and the words with the fillers set apart."""
    text, structure = report.transcript.text, report.structure
    if structure is None:
        words = report.transcript.words
        yield words[0].start_s if words else None, None, _stretches(text, (0, len(text)), report.fillers)
        return
    for sentence in structure.sentences:
        start = None if sentence.time is None else sentence.time.start_s
        yield start, sentence.part, _stretches(text, sentence.span, report.fillers)


def _stretches(text: str, within: Span, fillers: Fillers) -> tuple[Stretch, ...]:
    out: list[Stretch] = []
    at = within[0]
    for item in fillers.items:
        start, end = item.span
        if at <= start == end and (end < within[1] or end == within[1] == len(text)):
            sound = [(SOUND, True), (" ", False)] if end < within[1] else [(" ", False), (SOUND, True)]
            out += [(text[at:start], False), *sound]
            at = end
        elif at <= start < end <= within[1]:
            out += [(text[at:start], False), (text[start:end], True)]
            at = end
    return (*out, (text[at : within[1]], False))
