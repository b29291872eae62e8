"""The line at the top: the product, and who listens and speaks."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widgets import Static

from rehearse.tui.text import words
from rehearse.tui.text.figures import one_line

if TYPE_CHECKING:
    from rehearse.tui.long_jobs import Fetching, LongJobs, Recounting
    from rehearse.tui.messages import SurroundingsFound

LOOKS_EVERY_S = 0.5
MANY_TAKES = 100
"""So many take some seconds to judge."""


def model_arriving(fetching: "Fetching | None") -> str:
    """How much of a model is here; nothing while none is on its way."""
    if fetching is None or fetching.over:
        return ""
    progress, name = fetching.progress, one_line(fetching.name)
    if progress is None or not progress.total:
        return f"↓ {name}"
    return f"↓ {name} {100 * progress.done // progress.total} %"


def takes_judged(recounting: "Recounting | None") -> str:
    """How many takes are judged anew; nothing where that is soon done."""
    progress = None if recounting is None or recounting.over else recounting.progress
    if progress is None or not progress.total or progress.total < MANY_TAKES:
        return ""
    return f"judging takes anew {100 * progress.done // progress.total} %"


class StatusLine(HorizontalGroup):
    """Names the engine, the microphone and the voice, and what is under way."""

    def __init__(self, around: "SurroundingsFound | None", voice: str, jobs: "LongJobs") -> None:
        """Before the surroundings are known, nothing is said of them."""
        super().__init__()
        self._around = around
        self._voice = voice
        self._jobs = jobs
        self._under_way: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the name and the facts."""
        yield Static(words.PRODUCT, id="product", markup=False)
        yield Static(self._said(), id="surroundings", markup=False)

    def on_mount(self) -> None:
        """Look at what is under way from now on."""
        self.set_interval(LOOKS_EVERY_S, self._look)

    def _look(self) -> None:
        jobs = model_arriving(self._jobs.fetching), takes_judged(self._jobs.recounting)
        under_way = tuple(filter(None, jobs))
        if under_way != self._under_way:
            self._under_way = under_way
            self.query_one("#surroundings", Static).update(self._said())

    def show(self, around: "SurroundingsFound", voice: str) -> None:
        """Say other facts."""
        self._around, self._voice = around, voice
        if self.is_mounted:
            self.query_one("#surroundings", Static).update(self._said())

    def _said(self) -> Content:
        facts = [Content.styled(job, "$primary") for job in self._under_way]
        if self._around is not None:
            engine, microphone = self._around.engine, self._around.microphone
            if engine is not None:
                facts.append(Content(words.engine_name(engine)))
            facts.append(Content("no microphone" if microphone is None else f"mic {one_line(microphone)}"))
        facts.append(Content(f"voice {one_line(self._voice)}"))
        return Content(" · ").join(facts)
