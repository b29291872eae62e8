"""The line at the top: the product, and who listens and speaks."""

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widgets import Static

from rehearse.interview.transcript import Engine
from rehearse.tui.text import words
from rehearse.tui.text.figures import one_line


class StatusLine(HorizontalGroup):
    """Names the engine, the microphone and the voice."""

    def __init__(self, engine: Engine | None, microphone: str | None, voice: str) -> None:
        super().__init__()
        self._facts = engine, microphone, voice

    def compose(self) -> ComposeResult:
        """Lay out the name and the facts."""
        yield Static(words.PRODUCT, id="product", markup=False)
        yield Static(self._said(), id="surroundings", markup=False)

    def show(self, engine: Engine | None, microphone: str | None, voice: str) -> None:
        """Say other facts."""
        self._facts = engine, microphone, voice
        if self.is_mounted:
            self.query_one("#surroundings", Static).update(self._said())

    def _said(self) -> Content:
        engine, microphone, voice = self._facts
        facts = []
        if engine is not None:
            facts.append(Content(words.engine_name(engine)))
        facts.append(Content("no microphone" if microphone is None else f"mic {one_line(microphone)}"))
        facts.append(Content(f"voice {one_line(voice)}"))
        return Content(" · ").join(facts)
