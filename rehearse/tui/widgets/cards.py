"""The cards around the question table."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from rehearse.tui.text import crib, day_before, words
from rehearse.tui.text.answers import duration_badge, shape_lines
from rehearse.tui.text.figures import ago, one_line, plural

if TYPE_CHECKING:
    from rehearse.interview.question import Question
    from rehearse.interview.take import TakeSummary
    from rehearse.practice.checklist import Item
    from rehearse.practice.readiness import Readiness
    from rehearse.practice.schedule import Choice

MOST_TAKES = 12
"""How many takes of one question the card lists."""


class QuestionCard(VerticalGroup):
    """The question under the cursor, whole; titled Next where it is the one that was chosen."""

    def compose(self) -> ComposeResult:
        """Lay out the places."""
        yield Static("", id="prompt")
        yield Static("", id="about")

    def show(self, question: "Question | None", choice: "Choice | None", now: datetime) -> None:
        """Show a question."""
        is_next = question is not None and choice is not None and choice.question.id == question.id
        self.border_title = Content("Next" if is_next else "Question")
        self.set_class(is_next, "-next")
        if question is None:
            self.query_one("#prompt", Static).update(Content(words.NOTHING_FOUND))
            self.query_one("#about", Static).update(Content(""))
            return
        self.query_one("#prompt", Static).update(Content.styled(one_line(question.prompt), "bold"))
        about = Content.styled(words.principles_of(question), "$secondary")
        if is_next and choice is not None:
            about += Content.styled(f" · {words.greeting_of(choice, now)}", "$text-muted")
        self.query_one("#about", Static).update(about)


class ReadyCard(Static):
    """The checklist, and how practice stands."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.border_title = Content(day_before.READY)

    def show(self, items: Sequence["Item"], practice: "Readiness", questions: int) -> None:
        """Show the figures, and draw them."""
        self.border_subtitle = Content(day_before.rehearsed(practice, questions))
        rows = [day_before.ready(items)] if items else []
        self.update(Content("\n").join([*rows, day_before.practised(practice)]))


class TakesCard(Static):
    """The takes of the question under the cursor, newest first."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.border_title = Content("This question")

    def show(self, question: "Question | None", takes: Sequence["TakeSummary"], now: datetime) -> None:
        """Show when each was and how it went, and what a strong answer does."""
        rows = [_take_row(take, now) for take in takes[:MOST_TAKES]]
        if not rows:
            rows = [Content.styled(words.NO_TAKES_YET, "$text-muted")]
        if question is not None and question.shape:
            rows += [Content(""), Content.styled(words.SHAPE_TITLE, "$secondary")]
            rows += shape_lines(question)
        if question is not None and (at_hand := crib.for_everybody(question)).plain:
            rows += [Content(""), at_hand]
        self.update(Content("\n").join(rows))


def _take_row(take: "TakeSummary", now: datetime) -> Content:
    row = Content.styled(f"{ago(take.started_at.astimezone(now.tzinfo), now):<13}", "$text-muted")
    row += duration_badge(take.duration_s, take.target_s)
    if take.counts is not None:
        row += Content.styled(f"  {plural(take.counts.metrics, 'metric')}", "$text-muted")
    return row


class WelcomeCard(Static):
    """A few words for the first time."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.border_title = Content(words.WELCOME_TITLE)


class Offer(Widget, can_focus=True):
    """Takes that were found again, to be seen with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "see", "See the recovered take"),
        Binding("escape", "later", "Later", key_display="esc"),
    ]

    class Accepted(Message):
        """Somebody wants to see a recovered take."""

        def __init__(self, take_id: str) -> None:
            super().__init__()
            self.take_id = take_id

    class Declined(Message):
        """Somebody wants to see it later."""

    def __init__(self, takes: Sequence["TakeSummary"], now: datetime) -> None:
        super().__init__()
        self._takes = takes
        self._now = now

    def render(self) -> Content:
        """Say what was found."""
        said = words.recovered_line(self._takes[0], self._now)
        more = len(self._takes) - 1
        said += f", and {plural(more, 'more', 'more')}" if more else ""
        return (
            Content.styled("↺ ", "bold $primary")
            + Content(said)
            + Content.styled("   enter to see", "$primary")
        )

    def on_click(self) -> None:
        """The mouse accepts as well."""
        self.action_see()

    def action_see(self) -> None:
        """Show the newest of them."""
        self.post_message(self.Accepted(self._takes[0].id))

    def action_later(self) -> None:
        """Leave it where it is kept."""
        self.post_message(self.Declined())
