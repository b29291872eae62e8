"""The sheet for the day before, as plain text for a terminal or for paper."""

import textwrap
from collections.abc import Iterator
from datetime import date

from rehearse.practice.checklist import Item
from rehearse.practice.day_before import NumberToRemember, Sheet, WeakPrinciple
from rehearse.practice.stories import StoryRecord
from rehearse.render.json import Record
from rehearse.render.visible import one_line

WIDTH = 80


def sheet_text(sheet: Sheet, today: date) -> str:
    """The whole sheet, wrapped; what a person wrote can't move the cursor."""
    return "\n".join(_lines(sheet, today)) + "\n"


def sheet_record(sheet: Sheet) -> Record:
    """The sheet as one object."""
    choice = sheet.next
    return {
        "schema": "rehearse.sheet/1",
        "ready": [
            {
                "name": item.name,
                "have": item.have,
                "enough": item.enough,
                "ready": item.is_ready,
                "lacking": [str(each) for each in item.lacking],
            }
            for item in sheet.ready
        ],
        "weakest": [
            {
                "name": str(weak.principle),
                "reasons": list(weak.reasons),
                "question": None if weak.question is None else weak.question.id,
            }
            for weak in sheet.weakest
        ],
        "stale": [
            {
                "id": record.story.id,
                "headline": record.story.headline,
                "last_told": None if record.last_at is None else record.last_at.isoformat(),
            }
            for record in sheet.stale
        ],
        "numbers": [
            {"text": number.metric.text, "story": number.story.id, "reason": number.reason or None}
            for number in sheet.numbers
        ],
        "next": None if choice is None else {"question": choice.question.id, "reason": choice.reason},
    }


def _lines(sheet: Sheet, today: date) -> Iterator[str]:
    yield f"The day before · {today:%A} {today.day} {today:%B %Y}"
    yield from _section(
        "Three numbers to remember", map(_number, sheet.numbers), "No story has a number yet."
    )
    yield from _section(
        "Weakest principles", map(_principle, sheet.weakest), "None: every principle is ready."
    )
    yield from _section(
        "Say these aloud",
        (_stale(record, today) for record in sheet.stale),
        "Every story is fresh." if sheet.stories else "No story is written yet.",
    )
    if sheet.next is not None:
        chosen = f"{sheet.next.question.title} ({sheet.next.reason})"
        yield from _section("If you rehearse one answer", [chosen], "")
    yield from ("", "How ready you are")
    yield from map(_ready, sheet.ready)


def _section(title: str, entries: Iterator[str] | list[str], otherwise: str) -> Iterator[str]:
    yield ""
    yield title
    said = list(entries)
    for entry in said or [otherwise]:
        yield from textwrap.wrap(
            one_line(entry), WIDTH, initial_indent="  · " if said else "    ", subsequent_indent="    "
        )


def _number(number: NumberToRemember) -> str:
    reason = f" ({number.reason})" if number.reason else ""
    return f"{number.metric.text} – {number.story.headline}{reason}"


def _principle(weak: WeakPrinciple) -> str:
    asked = "" if weak.question is None else f"; rehearse “{weak.question.title}”"
    return f"{weak.principle}: {', '.join(weak.reasons)}{asked}"


def _stale(record: StoryRecord, today: date) -> str:
    if record.last_at is None:
        return f"{record.story.headline} (never said aloud)"
    days = (today - record.last_at.date()).days
    return f"{record.story.headline} (last said {days} days ago)"


def _ready(item: Item) -> str:
    lacking = f"   without {' · '.join(item.lacking[:3])}" if item.lacking else ""
    more = f" and {len(item.lacking) - 3} more" if len(item.lacking) > 3 else ""
    line = f"  {'ok' if item.is_ready else '–':<3} {item.name:<13} {item.have:>3} {item.goal}{lacking}{more}"
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"
