"""The questions with what their takes came to, sorted and narrowed as wished."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from rehearse.tui.text.figures import one_line, rate, whole_seconds
from rehearse.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from rehearse.interview.question import Question, QuestionBank
    from rehearse.practice.readiness import QuestionRecord


class Order(StrEnum):
    """How the questions are sorted."""

    BANK = "as in the bank"
    TITLE = "by title"
    TAKES = "least rehearsed first"
    LAST = "longest ago first"
    FILLERS = "most fillers first"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which questions are shown, and in which order."""

    search: str = ""
    principle: str | None = None
    pack: str | None = None
    order: Order = Order.BANK

    @property
    def said(self) -> str:
        """What is narrowed, for the table's title; empty when nothing is."""
        narrowed = [f"“{one_line(self.search)}”"] if self.search else []
        narrowed += [one_line(name) for name in (self.principle, self.pack) if name]
        narrowed += [self.order.value] if self.order is not Order.BANK else []
        return " · ".join(narrowed)

    def cycled(self) -> "Narrowing":
        """Sorted in the next way."""
        orders = list(Order)
        return replace(self, order=orders[(orders.index(self.order) + 1) % len(orders)])

    def apply(self, bank: "QuestionBank", records: Mapping[str, "QuestionRecord"]) -> tuple["Question", ...]:
        """Give the questions that are left, in order."""
        wanted = self.search.casefold().split()
        kept = [
            question
            for question in bank
            if (self.principle is None or self.principle in question.principles)
            and (self.pack is None or self.pack == question.pack)
            and all(word in _searched(question) for word in wanted)
        ]
        return tuple(sorted(kept, key=_key_of(self.order, records)))


def _searched(question: "Question") -> str:
    return " ".join((question.title, question.prompt, question.id, *question.principles)).casefold()


def _key_of(
    order: Order, records: Mapping[str, "QuestionRecord"]
) -> Callable[["Question"], tuple[float | str, ...]]:
    def takes(question: "Question") -> tuple[float | str, ...]:
        record = records.get(question.id)
        return (0 if record is None else record.takes,)

    def last(question: "Question") -> tuple[float | str, ...]:
        record = records.get(question.id)
        return (0.0 if record is None else record.last_at.timestamp(),)

    def fillers(question: "Question") -> tuple[float | str, ...]:
        record = records.get(question.id)
        return (-(record.last_fillers_per_minute or 0.0) if record else 1.0,)

    return {
        Order.BANK: lambda question: (),
        Order.TITLE: lambda question: (question.title.casefold(),),
        Order.TAKES: takes,
        Order.LAST: last,
        Order.FILLERS: fillers,
    }[order]


FIGURES = (("takes", 5), ("best", 6), ("last", 6), ("fill/min", 8))
"""The columns behind the title, with how many cells their figures take."""
GAP = 2
LEAST_TITLE = 16


class QuestionTable(LineList):
    """One line for each question."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Rehearse", key_display="enter")]
    HEADING_ACTS = True

    class Opened(Message):
        """Somebody wants to answer the question under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[Question, QuestionRecord | None], ...] = ()

    @property
    def current(self) -> str | None:
        """The id of the question under the cursor."""
        return self._rows[self.cursor][0].id if self.cursor < len(self._rows) else None

    def show(self, questions: Iterable["Question"], records: Mapping[str, "QuestionRecord"]) -> None:
        """Show these questions; the cursor stays on its question where it can."""
        before = self.current
        self._rows = tuple((question, records.get(question.id)) for question in questions)
        self.renew(len(self._rows), self._row_of(before, self.cursor))

    def go_to(self, question_id: str) -> None:
        """Put the cursor on a question."""
        self.cursor = self._row_of(question_id, self.cursor)

    def _row_of(self, question_id: str | None, default: int) -> int:
        rows = (row for row, (question, _) in enumerate(self._rows) if question.id == question_id)
        return next(rows, default)

    def heading(self, width: int) -> Content:
        """The names of the columns."""
        return _row("  Question", tuple(name for name, _ in FIGURES), width)

    def line(self, row: int, width: int) -> Content:
        """A question and what its takes came to."""
        question, record = self._rows[row]
        if record is None:
            return _row(f"○ {one_line(question.title)}", ("0", "–", "–", "–"), width)
        figures = (
            str(record.takes),
            whole_seconds(record.best_s),
            whole_seconds(record.last_s),
            rate(record.last_fillers_per_minute),
        )
        return _row(f"● {one_line(question.title)}", figures, width)

    def action_open(self) -> None:
        """Answer the question under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened())


def _row(title: str, figures: tuple[str, ...], width: int) -> Content:
    """A line: the title takes all the width that the figures leave."""
    columns = (f"{' ' * GAP}{figure:>{cells}}" for figure, (_, cells) in zip(figures, FIGURES, strict=True))
    behind = "".join(columns) + "  "
    fitted = Content(title).truncate(max(LEAST_TITLE, width - 1 - len(behind)), ellipsis=True, pad=True)
    return Content(" ") + fitted + Content(behind)
