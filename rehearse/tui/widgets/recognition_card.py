"""Who listens: the recogniser, its models, a download, and takes that deserve a better ear."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rehearse.interview.take import TakeSummary
from rehearse.interview.transcript import Engine
from rehearse.practice.ports import ModelInfo
from rehearse.practice.second_hearing import worth_hearing_again
from rehearse.tui.long_jobs import LongJobs
from rehearse.tui.text import devices as words
from rehearse.tui.text.settings import label_of
from rehearse.tui.widgets.models import LOOKS_A_SECOND, DownloadBar, ModelTable
from rehearse.tui.widgets.rows import PickRow


class RecognitionCard(VerticalGroup):
    """Shows the models and what goes on with them; it pulls from the jobs."""

    class Turned(Message):
        """Something can be done that couldn't be before, or the other way round."""

    def __init__(self, jobs: LongJobs, takes: Callable[[], Sequence[TakeSummary]]) -> None:
        super().__init__(classes="card")
        self.border_title = Content("Who listens")
        self._jobs = jobs
        self._takes = takes
        self._engine: Engine | None = None
        self._judged: Sequence[TakeSummary] = ()
        self._rough: tuple[TakeSummary, ...] = ()
        self._offered = (False, False, False, False)

    @property
    def is_fetching(self) -> bool:
        """Whether a model is on its way."""
        return self._jobs.fetching is not None and not self._jobs.fetching.over

    @property
    def is_hearing_again(self) -> bool:
        """Whether takes are being heard again."""
        return self._jobs.rehearing is not None and not self._jobs.rehearing.over

    @property
    def worth_again(self) -> tuple[TakeSummary, ...]:
        """The takes that would get better words now."""
        hears_well = self._engine is not None and not self._engine.is_rough
        return self._rough if hears_well and not self.is_hearing_again else ()

    def compose(self) -> ComposeResult:
        """Lay out the choice, the models, and what goes on."""
        yield PickRow("engine", label_of("engine"))
        yield ModelTable()
        yield DownloadBar()
        yield Static("", id="again", markup=False)

    def on_mount(self) -> None:
        """Pull from now on."""
        self.set_interval(1 / LOOKS_A_SECOND, self._pull)
        self._pull()

    def show(self, models: Sequence[ModelInfo], chosen: str, engine: Engine | None) -> None:
        """Show which models there are, which is chosen, and who listens by now."""
        self._engine = engine
        self.query_one(ModelTable).show(models, chosen)
        self._pull()

    def _pull(self) -> None:
        takes = self._takes()
        if takes is not self._judged:
            self._judged, self._rough = takes, worth_hearing_again(takes)
        fetching = self._jobs.fetching
        bar = self.query_one(DownloadBar)
        bar.fetching = fetching
        bar.display = fetching is not None and not fetching.arrived
        self.query_one(ModelTable).may_fetch = not self.is_fetching
        said = self._said_of_takes()
        again = self.query_one("#again", Static)
        again.display = bool(said)
        again.update(Content(said))
        offered = (self.is_fetching, self.is_hearing_again, bool(self.worth_again), self._engine is None)
        if offered != self._offered:
            self._offered = offered
            self.post_message(self.Turned())

    def _said_of_takes(self) -> str:
        rehearing = self._jobs.rehearing
        if rehearing is not None and not rehearing.over:
            prompt = rehearing.current.prompt if rehearing.current else None
            return words.hearing_again(rehearing.done, len(rehearing.takes), prompt)
        return words.worth_again(len(self.worth_again)) if self.worth_again else ""
