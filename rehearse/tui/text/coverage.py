"""What the app says of the principles that stories speak for."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from rehearse.interview.principle import Principle
from rehearse.interview.question import Question
from rehearse.interview.story import Story
from rehearse.practice.stories import PrincipleCoverage
from rehearse.tui.text.figures import one_line

TITLE = "Stories for each principle"
TOLD, NOT_TOLD, UNFILLED, ELSEWHERE = "●", "○", "◇", "·"
LEGEND = f"{TOLD} said aloud · {NOT_TOLD} not yet · {UNFILLED} blanks left · ! no story"
UNREAD = "The stories are not read yet."
GAP = "! no story yet"

_LONGEST_NAME = max(map(len, Principle))
_SHORTEST_NAME = 20
_COLUMN = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """How a width is shared out between the principles' names and the stories."""

    name_width: int
    stories: tuple[Story, ...]
    """Those that have a column."""
    beyond: tuple[Story, ...] = ()
    """Those for which there is no room."""

    @classmethod
    def fitting(cls, width: int, stories: tuple[Story, ...]) -> "Columns":
        """Let the names give way first, then the last stories."""
        room = max(_SHORTEST_NAME, width - 2 - _COLUMN * len(stories))
        name_width = min(_LONGEST_NAME, room)
        most = max(0, (width - 2 - name_width) // _COLUMN)
        if len(stories) <= most:
            return cls(name_width, stories)
        most = max(0, most - 1)  # a column tells how many more there are
        return cls(name_width, stories[:most], stories[most:])


def grid_head(columns: Columns) -> Content:
    """The numbers of the stories over their columns."""
    numbers = "".join(f"{number:>{_COLUMN}}" for number in range(1, len(columns.stories) + 1))
    beyond = f" +{len(columns.beyond)}" if columns.beyond else ""
    return Content.styled(" " * (columns.name_width + 2) + numbers + beyond, "$text-muted")


def grid_row(covered: PrincipleCoverage, columns: Columns) -> Content:
    """A principle, and for each story whether it speaks for it, and was said."""
    width = columns.name_width
    name = str(covered.principle)
    name = name if len(name) <= width else f"{name[: width - 1]}…"
    if covered.is_gap:
        return Content.styled(f"! {name:<{width}}  {GAP.removeprefix('! ')}", "$warning")
    row = Content(f"  {name:<{width}}")
    for story in columns.stories:
        row += Content("  ") + _mark(covered, story)
    more = sum(story in covered.stories for story in columns.beyond)
    return row + Content.styled(f" +{more}", "$primary") if more else row


def _mark(covered: PrincipleCoverage, story: Story) -> Content:
    if story in covered.told:
        return Content.styled(TOLD, "bold $success")
    if story in covered.stories:
        return Content.styled(UNFILLED if story.blanks else NOT_TOLD, "bold $primary")
    return Content.styled(ELSEWHERE, "$text-disabled")


def covered_preview(
    covered: PrincipleCoverage, stories: tuple[Story, ...], questions: Iterable[Question]
) -> Content:
    """The stories and the questions that belong to a principle."""
    lines = []
    for number, story in enumerate(stories, start=1):
        if story in covered.stories:
            head = _mark(covered, story) + Content.styled(f" {number:>2}  ", "$text-muted")
            lines.append(head + Content(one_line(story.headline)))
    if covered.is_gap:
        lines.append(Content.styled("! No story speaks for it yet. n begins one.", "$warning"))
    elif all(story.blanks for story in covered.stories):
        lines.append(Content.styled("! No story speaks for it before its blanks are filled in.", "$warning"))
    elif not covered.told:
        lines.append(Content.styled("None of them was said aloud yet.", "$text-muted"))
    asked = [question for question in questions if covered.principle in question.principles]
    if asked:
        lines += [Content(""), Content.styled("Asked by", "$text-muted")]
        lines += [Content.styled("· ", "$primary") + Content(one_line(each.title)) for each in asked]
    return Content("\n").join(lines)
