"""What the app says of a story that is told to a question, and of its numbers in a take."""

from collections.abc import Mapping
from datetime import datetime

from textual.content import Content

from rehearse.interview.part import Part
from rehearse.interview.story import Story
from rehearse.practice.stories import Suggestion
from rehearse.practice.story_numbers import NumbersTold, Telling
from rehearse.tui.text.figures import one_line, plural
from rehearse.tui.text.report import PART_STYLES
from rehearse.tui.text.stories import standing

TELL_TITLE = "Which story do you tell?"
NO_STORY = "No particular story"

_TOLD_MARKS: Mapping[Telling, tuple[str, str]] = {
    Telling.SAID: ("✓", "$success"),
    Telling.PARTLY: ("~", "$warning"),
    Telling.DIFFERENTLY: ("≠", "bold $warning"),
    Telling.LEFT_OUT: ("–", "$text-muted"),
}


def told_line(story: Story, told: NumbersTold, width: int) -> Content:
    """The story of a take in one line, and which of its numbers were said, left out, or said differently."""
    said = f"  {len(told.of(Telling.SAID))} of {plural(len(told.numbers), 'number')} said"
    counted = Content.styled(said if told.numbers else "  it has no number to be told yet", "$text-muted")
    headline = Content.styled(one_line(story.headline), "bold")
    line = headline.truncate(max(1, width - counted.cell_length), ellipsis=True) + counted
    for number in told.numbers:
        mark, style = _TOLD_MARKS[number.telling]
        line += Content("\n" if number is told.numbers[0] else "   ")
        line += Content.styled(f"{mark} {one_line(number.planned.text)}", style)
    for number in told.numbers:
        if number.telling in {Telling.DIFFERENTLY, Telling.PARTLY}:
            line += Content.styled(f"\n{one_line(number.message)}", "$warning")
    return line


def fitting(story: Story) -> Content:
    """Name a story that fits the question, and the key that tells it."""
    said = Content.styled("A story that fits: ", "$text-muted") + Content(f"“{one_line(story.headline)}”")
    return said + Content.styled("  t tells it", "$primary")


def notes(story: Story) -> Content:
    """What is noted of a story, part by part, to be glanced at."""
    lines = [
        Content.styled(f"{part.letter} ", f"bold {PART_STYLES[part]}") + Content(one_line(story.note(part)))
        for part in Part
        if story.note(part)
    ]
    return Content("\n").join(lines)


def suggested(suggestion: Suggestion, now: datetime) -> str:
    """A story that fits a question, and why."""
    shared = f"{', '.join(suggestion.shared)} · " if suggestion.shared else ""
    headline = one_line(suggestion.story.headline)
    return f"{headline}\n  {shared}{standing(suggestion.record, now)}"
