"""The form in which a story is written, its numbers found as one types."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, TextArea

from rehearse.interview.part import Part
from rehearse.interview.principle import Principle
from rehearse.tui.text.questions import principles_said
from rehearse.tui.text.stories import HELP, Written, label_of
from rehearse.tui.widgets.labelled import Labelled, LabelledForm
from rehearse.tui.widgets.rows import PickRow

LINES = {
    Part.SITUATION: 3,
    Part.TASK: 2,
    Part.ACTION: 6,
    Part.RESULT: 3,
    Part.REFLECTION: 2,
}


class StoryForm(LabelledForm):
    """All of a story, to be written."""

    def __init__(self, written: Written) -> None:
        super().__init__()
        self._first = written
        self._principles = written.principles

    @property
    def written(self) -> Written:
        """What stands in the form."""
        notes = {area.name or "": area.text for area in self.query(TextArea)}
        return Written(self.query_one(Input).value, self._principles, notes)

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what stood there first."""
        return self.is_mounted and self.written != self._first

    @property
    def principles(self) -> tuple[Principle, ...]:
        """What the story shows."""
        return self._principles

    def compose(self) -> ComposeResult:
        """Lay out the headline, the principles and a note for each part."""
        first = self._first
        headline = Input(first.headline, name="headline", compact=True, select_on_focus=False)
        yield Labelled("headline", headline, label_of("headline"), HELP["headline"])
        yield Labelled("principles", PickRow("principles", ""), label_of("principles"), HELP["principles"])
        for part in Part:
            area = TextArea(
                first.notes[part], name=part, compact=True, soft_wrap=True, highlight_cursor_line=False
            )
            area.styles.height = LINES[part]
            yield Labelled(part, area, label_of(part), HELP[part])

    def on_mount(self) -> None:
        """Begin at the headline."""
        self._show_principles()
        self.query_one(Input).focus(scroll_visible=False)

    def pick_principles(self, principles: tuple[Principle, ...]) -> None:
        """Show other principles."""
        self._principles = principles
        self._show_principles()
        self.post_message(self.Changed())

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.post_message(self.Changed())

    def _show_principles(self) -> None:
        self.query_one(PickRow).show(Content(principles_said(self._principles)))
