"""The questions with what their takes came to, sorted and narrowed as wished."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from rehearse.tui.text.figures import one_line, rate, whole_seconds

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


class QuestionTable(DataTable[Text]):
    """One row for each question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Rehearse", key_display="enter")
    ]

    FIGURES: ClassVar[tuple[tuple[str, int], ...]] = (
        ("takes", 5),
        ("best", 6),
        ("last", 6),
        ("fill/min", 8),
    )

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False, header_height=1, cell_padding=1)
        self._rows: tuple[tuple[Question, QuestionRecord | None], ...] = ()

    @property
    def current(self) -> str | None:
        """The id of the question under the cursor."""
        return self._rows[self.cursor_row][0].id if self._rows and self.cursor_row >= 0 else None

    def show(self, questions: Iterable["Question"], records: Mapping[str, "QuestionRecord"]) -> None:
        """Show these questions; the cursor stays on its question where it can."""
        before = self.current
        self._rows = tuple((question, records.get(question.id)) for question in questions)
        self._draw()
        if before is not None:
            self.go_to(before)

    def go_to(self, question_id: str) -> None:
        """Put the cursor on a question."""
        for row, (question, _) in enumerate(self._rows):
            if question.id == question_id:
                self.move_cursor(row=row)

    def on_resize(self) -> None:
        """Give the titles all the width that the figures leave."""
        self._draw()

    def _draw(self) -> None:
        row = self.cursor_row
        padding = 2 * self.cell_padding
        figures_width = sum(width + padding for _, width in self.FIGURES)
        title_width = max(16, self.size.width - figures_width - padding - 2)
        self.clear(columns=True)
        self.add_column(Text("  Question"), width=title_width)
        for name, width in self.FIGURES:
            self.add_column(Text(name.rjust(width)), width=width)
        for question, record in self._rows:
            self.add_row(*_cells(question, record, title_width), key=question.id)
        if self._rows:
            self.move_cursor(row=min(row, len(self._rows) - 1))


def _cells(question: "Question", record: "QuestionRecord | None", width: int) -> tuple[Text, ...]:
    title = Text(f"{'○' if record is None else '●'} {one_line(question.title)}", no_wrap=True)
    title.truncate(width, overflow="ellipsis")
    if record is None:
        figures = ("0", "–", "–", "–")
    else:
        figures = (
            str(record.takes),
            whole_seconds(record.best_s),
            whole_seconds(record.last_s),
            rate(record.last_fillers_per_minute),
        )
    widths = (width for _, width in QuestionTable.FIGURES)
    return title, *(Text(figure.rjust(width)) for figure, width in zip(figures, widths, strict=True))
