"""What the app says on the sheet for the day before, and of how ready one is."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from rehearse.tui.text.figures import one_line, plural, share_bar, sparkline
from rehearse.tui.text.words import greeting_of

if TYPE_CHECKING:
    from rehearse.practice.checklist import Item
    from rehearse.practice.day_before import Sheet, WeakPrinciple
    from rehearse.practice.readiness import Readiness
    from rehearse.practice.schedule import Choice

TITLE = "The day before"
NUMBERS = "Three numbers to remember"
NO_NUMBERS = "No story has a number yet: s leads to your stories."
REHEARSE = "What to rehearse"
STALE = "Say these aloud"
ALL_FRESH = "Every story is fresh."
NO_STORIES = "No story is written yet: s leads to your stories."
READY = "Ready?"
EXPORT_TITLE = "Write the sheet down"
EXPORT_BODY = "As plain text, for paper or a telephone."
EXPORT_NAME = "day-before.txt"
MOST_STALE = 5


def numbers(sheet: "Sheet") -> Content:
    """Three numbers, large in their stories."""
    if not sheet.numbers:
        return Content.styled(NO_NUMBERS, "$text-muted")
    lines = []
    for number in sheet.numbers:
        line = Content.styled(one_line(number.metric.text), "bold $success")
        line += Content.styled(f"  {one_line(number.story.headline)}", "$text-muted")
        if number.reason:
            line += Content.styled(f"\n  {one_line(number.reason)}", "$warning")
        lines.append(line)
    return Content("\n").join(lines)


def weak(principle: "WeakPrinciple") -> Content:
    """A principle that is not ready, why, and what to rehearse for it."""
    said = Content.styled(str(principle.principle), "bold")
    said += Content.styled(f"\n  {', '.join(principle.reasons)}", "$warning")
    if principle.question is not None:
        said += Content.styled(f"\n  {one_line(principle.question.title)}", "$text-muted")
    return said


def chosen(choice: "Choice", now: datetime) -> Content:
    """The question that comes next."""
    said = Content.styled(one_line(choice.question.title), "bold")
    return said + Content.styled(f"\n  next: {greeting_of(choice, now)}", "$text-muted")


def stale(sheet: "Sheet", now: datetime) -> Content:
    """Stories that have not been said for long."""
    from rehearse.tui.text.stories import standing

    if not sheet.stale:
        return Content.styled(ALL_FRESH if sheet.stories else NO_STORIES, "$text-muted")
    lines = [
        Content(one_line(record.story.headline))
        + Content.styled(f"\n  {one_line(standing(record, now))}", "$text-muted")
        for record in sheet.stale[:MOST_STALE]
    ]
    if len(sheet.stale) > MOST_STALE:
        lines.append(Content.styled(f"and {len(sheet.stale) - MOST_STALE} more", "$text-muted"))
    return Content("\n").join(lines)


def ready(items: Sequence["Item"]) -> Content:
    """The checklist, each line with a mark, a figure and a bar."""
    lines = []
    for item in items:
        mark = Content.styled("✓ ", "$success") if item.is_ready else Content.styled("· ", "$text-muted")
        line = mark + Content.styled(f"{item.name:<13}", "$text-muted")
        line += Content.styled(f"{item.have:>2} {item.goal:<15}", "bold")
        line += Content.styled(share_bar(min(item.have, item.enough), item.enough, 6), "$primary")
        lines.append(line)
    return Content("\n").join(lines)


def practised(practice: "Readiness") -> Content:
    """On how many days, and how much on each of the last."""
    said = Content.styled(f"  {'Day ' + str(practice.days):<13}", "$text-muted")
    return (
        said
        + Content.styled(f"{'of practice':<18}", "bold")
        + Content.styled(sparkline(practice.daily[-6:]), "$primary")
    )


def ready_count(items: Sequence["Item"]) -> str:
    """How many lines of the checklist are ready."""
    return f"{sum(item.is_ready for item in items)} of {len(items)} ready"


def in_short(items: Sequence["Item"]) -> str:
    """How ready one is, and the key that tells the rest; empty where nobody knows."""
    return f"{ready_count(items)} · y says what is missing" if items else ""


def lacking(items: Sequence["Item"]) -> Content:
    """What is not there, by name."""
    lines = [
        Content.styled(f"{item.name} without: ", "$text-muted") + Content(" · ".join(item.lacking))
        for item in items
        if item.lacking
    ]
    return Content("\n").join(lines)


def rehearsed(practice: "Readiness", questions: int) -> str:
    """How much was rehearsed."""
    return f"{plural(practice.takes, 'take')} · {practice.questions} of {questions} questions"


def written(path: str) -> str:
    """Say where the sheet is."""
    return f"The sheet is in {one_line(path)}"
