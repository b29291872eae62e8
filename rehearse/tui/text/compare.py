"""What the app says of two takes beside each other."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from rehearse.analysis.report import Report
from rehearse.interview.part import Part
from rehearse.interview.take import Take, TakeSummary
from rehearse.interview.transcript import Engine, Span
from rehearse.interview.verdict import Verdict
from rehearse.practice.best_take import best_take
from rehearse.practice.comparison import Comparison, Delta, Fate
from rehearse.tui.text import words
from rehearse.tui.text.answers import MUTED
from rehearse.tui.text.figures import one_line, plural, visible, whole_seconds
from rehearse.tui.text.history import when
from rehearse.tui.text.report import PART_STYLES, sentences_of

PICK_TITLE = "Beside which take?"
BEFORE, AFTER = "before", "after"
BETTER, WORSE = "bold $success", "bold $warning"
NAME_WIDTH, SIDE_WIDTH = 10, 22
MOST_CHOICES = 30


def choices(take: Take, others: Sequence[TakeSummary], now: datetime) -> list[tuple[str, str]]:
    """The takes that one can be put beside, the likeliest first."""
    earlier = [other for other in others if other.started_at < take.started_at]
    named = {}
    if earlier:
        named[earlier[0].id] = "The take before"
    best = best_take(others)
    if best is not None:
        named[best.id] = "The take before, and the best" if best.id in named else "The best of the others"
    listed = sorted(others, key=lambda other: other.id not in named)[:MOST_CHOICES]
    return [(other.id, _choice(other, now, named.get(other.id, ""))) for other in listed]


def _choice(take: TakeSummary, now: datetime, name: str) -> str:
    star = "★ " if take.starred else ""
    said = f"{star}{when(take.started_at, now).strip()} · {whole_seconds(take.duration_s)}"
    return f"{said} · {name}" if name else said


def named(number: int | None, started_at: datetime, now: datetime) -> str:
    """Which take it is, and when it was."""
    moment = when(started_at, now).strip()
    return moment if number is None else f"take {number} · {moment}"


def figures(comparison: Comparison, targets_s: Sequence[float], heads: Sequence[str]) -> Content:
    """The figures of both and how they changed, a line each."""
    rows = [
        Content(" " * NAME_WIDTH)
        + Content.styled("".join(f"{one_line(head):<{SIDE_WIDTH}}" for head in heads), "bold")
        + Content.styled("change", MUTED),
        _row(
            "Length",
            comparison.duration_s,
            tuple(_length(value, target) for value, target in _sides(comparison.duration_s, targets_s)),
            " s",
            _nearer(comparison.duration_s, targets_s),
        ),
        _plain("Fillers", comparison.fillers_per_minute, "{:.1f} a minute", less=True),
        _plain("Pace", comparison.wpm, "{:.0f} wpm", less=None),
        _plain("Metrics", comparison.metrics, "{:.0f}", less=False),
    ]
    return Content("\n").join(rows)


def _sides(delta: Delta, targets_s: Sequence[float]) -> list[tuple[float | None, float]]:
    return list(zip((delta.earlier, delta.later), targets_s, strict=True))


def _length(value: float | None, target_s: float) -> str:
    return "–" if value is None else f"{value:.0f} s {words.verdict_name(Verdict.of(value, target_s))}"


def _nearer(delta: Delta, targets_s: Sequence[float]) -> bool | None:
    """Whether the later is nearer to its target than the earlier was to its own."""
    off = [abs(value - target) for value, target in _sides(delta, targets_s) if value is not None]
    return None if len(off) < 2 or round(off[0]) == round(off[1]) else off[1] < off[0]


def _plain(name: str, delta: Delta, form: str, *, less: bool | None) -> Content:
    said = tuple("–" if each is None else form.format(each) for each in (delta.earlier, delta.later))
    change = delta.change
    better = None if less is None or not change else (change < 0) is less
    return _row(name, delta, said, "", better)


def _row(name: str, delta: Delta, said: Sequence[str], unit: str, better: bool | None) -> Content:
    row = Content.styled(f"{name:<{NAME_WIDTH}}", MUTED)
    row += Content("".join(f"{each:<{SIDE_WIDTH}}" for each in said))
    if delta.change is None:
        return row + Content.styled("not known", MUTED)
    style = MUTED if better is None else BETTER if better else WORSE
    verdict = "" if better is None else " better" if better else " worse"
    return row + Content.styled(f"{_signed(delta.change)}{unit}{verdict}", style)


def _signed(change: float) -> str:
    digits = 0 if float(change).is_integer() or abs(change) >= 10 else 1
    if not round(change, digits):
        return "±0"
    return f"{'+' if change > 0 else '−'}{abs(change):.{digits}f}"


def shares(comparison: Comparison) -> Content:
    """How much of the answer each part was, before and after; nothing where one isn't judged."""
    said = []
    for part, delta in comparison.shares.items():
        if delta.earlier is None or delta.later is None:
            return Content("")
        style = f"bold {PART_STYLES[Part(part)]}"
        said.append(
            Content.styled(f"{part.letter} ", style) + Content(f"{delta.earlier:.0%} → {delta.later:.0%}")
        )
    return Content("   ").join(said)


def ears(engines: Sequence[Engine]) -> Content:
    """Warn that different recognisers heard them; nothing where one heard both."""
    if len(set(engines)) < 2:
        return Content("")
    names = " and ".join(words.engine_name(engine) for engine in engines)
    return Content.styled(f"≈ heard by {one_line(names)}: fillers and pace don't compare", "$warning")


def side_title(count: int, fate: Fate) -> str:
    """The name of a side, and how many of its sentences the other has not."""
    if fate is Fate.LOST:
        return f"{BEFORE} · {plural(count, 'sentence')} left out" if count else BEFORE
    return f"{AFTER} · {plural(count, 'new sentence')}" if count else AFTER


def told(report: Report, comparison: Comparison, fate: Fate) -> list[tuple[Content, Content]]:
    """Every sentence with its margin: those that the other take has not are marked, and single words too."""
    text = visible(report.transcript.text)
    alone = comparison.lost if fate is Fate.LOST else comparison.added
    stretches = [stretch.span for stretch in comparison.words if stretch.fate is fate]
    mark, style = ("− ", "strike $warning") if fate is Fate.LOST else ("+ ", "bold underline $success")
    lines = []
    for sentence in sentences_of(report):
        start, end = sentence.span
        is_alone = any(_touch(span, sentence.span) for span in alone)
        body = Content(text[start:end])
        for first, last in stretches:
            if first < end and start < last:
                body = body.stylize(style, max(0, first - start), min(end, last) - start)
        margin = Content.styled(mark, style.replace("strike ", "bold ").replace("underline ", ""))
        lines.append((margin if is_alone else Content("  "), body.rstrip()))
    return lines


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
