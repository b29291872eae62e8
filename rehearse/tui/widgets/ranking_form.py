"""The form in which a decision is worked through."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from rehearse.interview.ranking import Framework
from rehearse.tui.text.rankings import FRAMEWORKS, HELP, LABELS, Written, options_said
from rehearse.tui.widgets.labelled import Labelled, LabelledForm
from rehearse.tui.widgets.rows import PickRow

OPTION_LINES, RESULT_LINES = 5, 3


class RankingForm(LabelledForm):
    """What competed, by which framework, and what came of it."""

    def __init__(self, written: Written) -> None:
        super().__init__()
        self._first = written
        self._framework = written.framework

    @property
    def written(self) -> Written:
        """What stands in the form."""
        texts = {area.name: area.text for area in self.query(TextArea)}
        return Written(self.query_one(Input).value, self._framework, texts["options"], texts["result"])

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what stood there first."""
        return self.is_mounted and self.written != self._first

    def compose(self) -> ComposeResult:
        """Lay out the decision, its figures and its end."""
        first = self._first
        title = Input(first.title, name="title", compact=True, select_on_focus=False)
        yield Labelled("title", title, LABELS["title"], HELP["title"])
        framework = PickRow("framework", "", steps=True)
        yield Labelled("framework", framework, LABELS["framework"], HELP["framework"])
        options = _area("options", first.options, OPTION_LINES)
        yield Labelled("options", options, LABELS["options"], options_said(first.framework))
        result = _area("result", first.result, RESULT_LINES)
        yield Labelled("result", result, LABELS["result"], HELP["result"])

    def on_mount(self) -> None:
        """Begin at the title."""
        self._show_framework()
        self.query_one(Input).focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.post_message(self.Changed())

    @on(PickRow.Picked)
    def _stepped(self, message: PickRow.Picked) -> None:
        message.stop()
        frameworks = list(Framework)
        at = frameworks.index(self._framework) + message.step
        self._framework = frameworks[at % len(frameworks)]
        self._show_framework()
        self.post_message(self.Changed())

    def _show_framework(self) -> None:
        self.query_one(PickRow).show(FRAMEWORKS[self._framework], self._framework.formula)
        for labelled in self.query(Labelled):
            if labelled.name == "options":
                labelled.tell(options_said(self._framework))


def _area(key: str, text: str, lines: int) -> TextArea:
    area = TextArea(text, name=key, compact=True, soft_wrap=True, highlight_cursor_line=False)
    area.styles.height = lines
    return area
