"""The form in which a question is written."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, SelectionList, TextArea
from textual.widgets.selection_list import Selection

from rehearse.interview.principle import Principle
from rehearse.tui.text.questions import HELP, LABELS, Written, principles_said
from rehearse.tui.widgets.labelled import Labelled, LabelledForm
from rehearse.tui.widgets.rows import PickRow

MOST_EXAMPLES = 3
LINES = {"prompt": 3, "shape": 4, "follow_ups": 3, "pitfalls": 3, "sample": 7}


class PrinciplesDialog(ModalScreen[tuple[Principle, ...] | None]):
    """Which principles a question probes; None when escaped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("enter", "done", "Done", priority=True),
    ]

    def __init__(self, chosen: tuple[Principle, ...]) -> None:
        super().__init__()
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out all of them."""
        with VerticalGroup(id="dialog") as dialog:
            dialog.border_title = Content(LABELS["principles"])
            dialog.border_subtitle = Content("space marks · enter is done")
            yield SelectionList[Principle](
                *(Selection(Content(each.value), each, each in self._chosen) for each in Principle)
            )

    def action_done(self) -> None:
        """Take those that are marked."""
        marked = self.query_one(SelectionList).selected
        kept = [each for each in self._chosen if each in marked]
        self.dismiss((*kept, *(each for each in Principle if each in marked and each not in kept)))


class QuestionForm(LabelledForm):
    """All of a question, to be written."""

    def __init__(self, written: Written) -> None:
        super().__init__()
        self._first = written
        self._principles = written.principles
        self._examples = written.examples

    @property
    def written(self) -> Written:
        """What stands in the form."""
        texts = {area.name: area.text for area in self.query(TextArea)}
        fields = {field.name: field.value for field in self.query(Input)}
        return Written(
            title=fields["title"],
            prompt=texts["prompt"],
            principles=self._principles,
            shape=texts["shape"],
            follow_ups=texts["follow_ups"],
            pitfalls=texts["pitfalls"],
            sample=texts["sample"],
            examples=self._examples,
            target=fields["target"],
        )

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what stood there first."""
        return self.is_mounted and self.written != self._first

    def compose(self) -> ComposeResult:
        """Lay out what is asked, and what a strong answer is like."""
        first = self._first
        with VerticalGroup(classes="card") as asked:
            asked.border_title = Content("What is asked")
            yield _labelled("title", Input(first.title, name="title", compact=True, select_on_focus=False))
            yield _labelled("prompt", _area("prompt", first.prompt))
            yield _labelled("principles", PickRow("principles", ""))
            yield _labelled("examples", PickRow("examples", "", steps=True))
            yield _labelled("target", Input(first.target, name="target", compact=True, select_on_focus=False))
        with VerticalGroup(classes="card") as answered:
            answered.border_title = Content("What a strong answer is like")
            for key in ("shape", "follow_ups", "pitfalls", "sample"):
                yield _labelled(key, _area(key, getattr(first, key)))

    def on_mount(self) -> None:
        """Begin at the title."""
        self._show_picked()
        self.query(Input).first().focus()

    def pick_principles(self, principles: tuple[Principle, ...]) -> None:
        """Probe other principles."""
        self._principles = principles
        self._show_picked()
        self.post_message(self.Changed())

    @property
    def principles(self) -> tuple[Principle, ...]:
        """The principles that are probed."""
        return self._principles

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.post_message(self.Changed())

    @on(PickRow.Picked)
    def _stepped(self, message: PickRow.Picked) -> None:
        if message.row.name == "examples":
            message.stop()
            self._examples = min(MOST_EXAMPLES, max(1, self._examples + message.step))
            self._show_picked()
            self.post_message(self.Changed())

    def _show_picked(self) -> None:
        for row in self.query(PickRow):
            if row.name == "principles":
                row.show(principles_said(self._principles))
            else:
                row.show(str(self._examples))


def _labelled(key: str, editor: Widget) -> Labelled:
    return Labelled(key, editor, LABELS[key], HELP[key])


def _area(key: str, text: str) -> TextArea:
    area = TextArea(text, name=key, compact=True, soft_wrap=True, highlight_cursor_line=False)
    area.styles.height = LINES[key]
    return area
