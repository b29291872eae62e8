"""What the app says of the takes that are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from textual.content import Content

from rehearse.interview.take import TakeState, TakeSummary
from rehearse.interview.verdict import Verdict
from rehearse.practice.ports import DiskUse
from rehearse.tui.text import words
from rehearse.tui.text.figures import clock, one_line, plural, rate, signed_seconds, whole_seconds

MUTED = "$text-muted"
MARKS = {Verdict.UNDER: "−", Verdict.ON_TARGET: "✓", Verdict.OVER: "+"}
VERDICT_STYLES = {Verdict.UNDER: "$warning", Verdict.ON_TARGET: "$success", Verdict.OVER: "$error"}

NO_TAKES = "No takes yet. Every answer you record is kept here, and nowhere else."
NOTHING_FITS = "No take fits. Press escape to see all of them."
SEARCH = "words that were said"
NOT_TRANSCRIBED = "no words"
RECOVERED = "recovered"
NOBODY = "nobody yet"
DELETE_BODY = "Its sound, its words and its figures go for good."
MARKED = "Marked. c on another take of this question puts them side by side."
FORGET_BODY = "Its sound goes for good; its words, figures and notes stay."
BUSY = "Takes are being listened to already. This one can follow."


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list of takes."""

    name: str
    heading: str
    width: int
    """0 takes what the others leave."""
    right: bool = True


COLUMNS = (
    Column("when", "When", 12, right=False),
    Column("question", "Question", 0, right=False),
    Column("length", "Length", 7),
    Column("fillers", "Fillers", 7),
    Column("metrics", "Metrics", 7),
    Column("wpm", "Wpm", 4),
    Column("felt", "Felt", 4),
    Column("heard", "Heard by", 11, right=False),
)
WITH_ROOM_ONLY = frozenset({"wpm"})
ROOM_FROM = 86
"""The width in cells from which there is room for every column, and for air between them."""


def _gap(width: int) -> int:
    return 2 if width >= ROOM_FROM else 1


def columns_for(width: int) -> tuple[Column, ...]:
    """The columns that fit, the question as wide as can be."""
    columns = [each for each in COLUMNS if width >= ROOM_FROM or each.name not in WITH_ROOM_ONLY]
    taken = sum(column.width for column in columns) + _gap(width) * (len(columns) - 1)
    left = max(10, width - taken)
    return tuple(column if column.width else replace(column, width=left) for column in columns)


def heading_row(width: int) -> Content:
    """The names of the columns."""
    return _row([(column, Content(column.heading)) for column in columns_for(width)], _gap(width))


def take_row(take: TakeSummary, titles: Mapping[str, str], now: datetime, width: int) -> Content:
    """A take as one line."""
    cells = _cells(take, titles, now)
    return _row([(column, cells[column.name]) for column in columns_for(width)], _gap(width))


def _row(cells: list[tuple[Column, Content]], gap: int) -> Content:
    return Content(" " * gap).join(
        content.pad_left(max(0, column.width - content.cell_length))
        if column.right
        else content.truncate(column.width, ellipsis=True, pad=True)
        for column, content in cells
    )


def _cells(take: TakeSummary, titles: Mapping[str, str], now: datetime) -> dict[str, Content]:
    counts = take.counts
    missing = Content.styled("–", MUTED)
    length = Content(f"{whole_seconds(take.duration_s)} ")
    return {
        "when": Content.styled(when(take.started_at, now), MUTED),
        "question": Content(title_of(take, titles)),
        "length": length + Content.styled(MARKS[take.verdict], f"bold {VERDICT_STYLES[take.verdict]}"),
        "fillers": missing if counts is None else Content(str(counts.fillers)),
        "metrics": missing if counts is None else Content(str(counts.metrics)),
        "wpm": missing if counts is None or counts.wpm is None else Content(str(round(counts.wpm))),
        "felt": missing if take.self_rating is None else Content(f"{take.self_rating}/5"),
        "heard": heard_by(take),
    }


def title_of(take: TakeSummary, titles: Mapping[str, str]) -> str:
    """What a take answers: the question's title, else the question as it was asked."""
    return one_line(titles.get(take.question_id or "", "") or take.prompt)


def when(moment: datetime, now: datetime) -> str:
    """When a take was: today 09:14, 28 Feb 18:02, 28 Feb 2024."""
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"today {local:%H:%M}"
    if local.year == now.year:
        return f"{local.day:>2} {local:%b %H:%M}"
    return f"{local.day:>2} {local:%b %Y}"


def heard_by(take: TakeSummary) -> Content:
    """Who wrote the words down, roughly or well; else how far the take has come."""
    if take.engine is None:
        recovered = take.state is TakeState.RECOVERED
        return Content.styled(f"↺ {RECOVERED}" if recovered else NOT_TRANSCRIBED, "$warning")
    if take.engine.is_rough:
        return Content.styled("≈ rough", "$warning")
    return Content.styled(one_line(take.engine.model or take.engine.name), MUTED)


def preview(take: TakeSummary, titles: Mapping[str, str], now: datetime) -> Content:
    """All that is known of a take without opening it."""
    local = take.started_at.astimezone(now.tzinfo)
    facts = [
        ("Said", Content(f"{local.day} {local:%B %Y, %H:%M}")),
        ("Length", _length(take)),
        *_counted(take),
        *_felt(take),
        ("Heard by", Content(NOBODY if take.engine is None else words.engine_name(take.engine))),
    ]
    lines = [Content.styled(one_line(take.prompt), "bold"), Content("")]
    lines += [Content.styled(f"{name:<10}", MUTED) + fact for name, fact in facts]
    remarks = _remarks(take)
    lines += [Content("")] * bool(remarks) + [Content.styled(remark, "$warning") for remark in remarks]
    return Content("\n").join(lines)


def _length(take: TakeSummary) -> Content:
    verdict = Content.styled(words.verdict_name(take.verdict), f"bold {VERDICT_STYLES[take.verdict]}")
    away = signed_seconds(take.duration_s - take.target_s).removesuffix(" s")
    rest = Content.styled(f"  {away} of {whole_seconds(take.target_s)}", MUTED)
    return Content(f"{clock(take.duration_s)}  ") + verdict + rest


def _felt(take: TakeSummary) -> list[tuple[str, Content]]:
    return [] if take.self_rating is None else [("Felt", Content(words.RATINGS[take.self_rating - 1]))]


def _counted(take: TakeSummary) -> list[tuple[str, Content]]:
    counts = take.counts
    if counts is None:
        return []
    per_minute = counts.fillers_per_minute
    often = "" if per_minute is None else f", {rate(per_minute)} a minute"
    facts = [
        ("Fillers", Content(f"{counts.fillers}{often}")),
        ("Metrics", Content(str(counts.metrics) if counts.metrics else "none stated")),
    ]
    if counts.wpm is not None:
        facts.append(("Pace", Content(f"{round(counts.wpm)} wpm")))
    if counts.missing:
        facts.append(("Missing", Content(", ".join(counts.missing))))
    return facts


def _remarks(take: TakeSummary) -> list[str]:
    remarks = []
    if take.state is TakeState.RECOVERED:
        remarks.append("Its recording was cut off; all up to the last second is here.")
    if not take.has_audio:
        remarks.append(words.AUDIO_GONE)
    elif take.engine is None:
        remarks.append("Nobody has listened to it yet: l listens.")
    elif take.engine.is_rough:
        remarks.append("Its words are rough: l listens again.")
    return remarks


def shown_of(shown: int, total: int, narrowed: str) -> str:
    """How many takes are shown, and what narrowed them."""
    count = plural(total, "take") if shown == total else f"{shown} of {plural(total, 'take')}"
    return f"{count} · {narrowed}" if narrowed else count


def delete_title(take: TakeSummary, title: str, now: datetime) -> str:
    """Ask about the take that would go."""
    return f"Delete “{_shortened(title)}”, {when(take.started_at, now).strip()}?"


def forget_title(take: TakeSummary, title: str, now: datetime) -> str:
    """Ask about the sound that would go."""
    return f"Delete the sound of “{_shortened(title)}”, {when(take.started_at, now).strip()}?"


def forgotten(title: str) -> str:
    """Say that a sound is gone."""
    return f"The sound of the take of “{title}” is deleted; its words stay."


def disk_said(used: DiskUse) -> str:
    """How much of the disk all takes take."""
    parts = [
        f"{_size(size)} of {what}" for what, size in (("sound", used.sound), ("words", used.words)) if size
    ]
    return ", ".join(parts)


def _size(size_bytes: int) -> str:
    if size_bytes >= 1e9:
        return f"{size_bytes / 1e9:.1f} GB"
    return f"{size_bytes / 1e6:.0f} MB" if size_bytes >= 1e6 else f"{max(1, round(size_bytes / 1e3))} kB"


def _shortened(title: str) -> str:
    return title if len(title) <= 28 else f"{title[:27]}…"


def deleted(title: str) -> str:
    """Say that a take is gone."""
    return f"The take of “{title}” is deleted, sound and words."
