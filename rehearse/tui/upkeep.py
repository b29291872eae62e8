"""What the app keeps up: the desk as its settings say, and the jobs that outlive a screen."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual import on, work
from textual.app import App

from rehearse.interview.errors import RehearseError
from rehearse.tui.long_jobs import Fetching, LongJobs, Rehearing
from rehearse.tui.messages import (
    DeskFurnished,
    HearAgainRequested,
    ModelFetched,
    ModelRequested,
    SettingsChosen,
    SettingsRefused,
    TakesHeardAgain,
)
from rehearse.tui.text import devices as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.theme import THEMES

if TYPE_CHECKING:
    from rehearse.interview.take import TakeSummary
    from rehearse.practice.desk import Desk


@runtime_checkable
class AtTheDesk(Protocol):
    """A screen that shows something of the desk."""

    def refurnish(self, desk: "Desk") -> None:
        """Go on with another desk."""


class Upkeep(App[None]):
    """The app's desk and its long jobs; what is shown of them is for others."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__()
        self.desk = desk
        self.jobs = LongJobs()
        self._wanted = desk.settings
        self._furnishing = Lock()

    def say(self, message: str, *, severity: str = "information") -> None:
        """Tell in passing; what it says is never taken for markup."""
        kind = "error" if severity == "error" else "warning" if severity == "warning" else "information"
        self.notify(one_line(message), severity=kind, markup=False)  # type: ignore[arg-type]

    def refurnish(self, desk: "Desk") -> None:
        """Sit at another desk."""
        self.desk = desk
        self.theme = THEMES[desk.settings.theme].name
        for screen in self.screen_stack:
            if isinstance(screen, AtTheDesk):
                screen.refurnish(desk)

    # Settings

    @on(SettingsChosen)
    def _settings_chosen(self, message: SettingsChosen) -> None:
        self.choose(**message.changes)

    def choose(self, **changes: Any) -> None:
        """Change settings and keep them; without any, furnish the desk anew."""
        # Changes add up, so that of two that come quickly neither is lost.
        self._wanted = replace(self._wanted, **changes)
        self.theme = THEMES[self._wanted.theme].name
        self._furnish()

    @work(thread=True, exit_on_error=False, group="settings")
    def _furnish(self) -> None:
        with self._furnishing:
            try:
                desk = self.desk.furnish(self._wanted)
            except RehearseError as error:
                self.post_message(SettingsRefused(str(error)))
            else:
                self.post_message(DeskFurnished(desk))

    @on(DeskFurnished)
    def _desk_furnished(self, message: DeskFurnished) -> None:
        self.refurnish(message.desk)

    @on(SettingsRefused)
    def _settings_refused(self, message: SettingsRefused) -> None:
        self._wanted = self.desk.settings
        self.refurnish(self.desk)
        self.say(message.reason, severity="warning")

    # Models

    @on(ModelRequested)
    def _model_requested(self, message: ModelRequested) -> None:
        if self.jobs.fetching is None or self.jobs.fetching.over:
            self.jobs.fetching = Fetching(message.name)
            self._fetch(self.jobs.fetching)

    @work(thread=True, exit_on_error=False, group="models")
    def _fetch(self, fetching: Fetching) -> None:
        fetching.run(self.desk.models)
        self.post_message(ModelFetched(fetching.name, fetching.arrived, fetching.error))

    @on(ModelFetched)
    def _model_fetched(self, message: ModelFetched) -> None:
        if message.arrived:
            self.say(words.model_arrived(message.name))
            self.choose(model=message.name)
        elif message.error is not None:
            self.say(str(message.error), severity="warning")

    # Old takes

    @on(HearAgainRequested)
    def _hear_again_requested(self, message: HearAgainRequested) -> None:
        self.hear_again(message.takes)

    def hear_again(self, takes: Sequence["TakeSummary"]) -> None:
        """Listen to takes again, unless that is going on already."""
        if takes and (self.jobs.rehearing is None or self.jobs.rehearing.over):
            self.jobs.rehearing = Rehearing(takes, self.desk)
            self._rehear(self.jobs.rehearing)

    @work(thread=True, exit_on_error=False, group="hearing again")
    def _rehear(self, rehearing: Rehearing) -> None:
        rehearing.run()
        self.post_message(TakesHeardAgain(rehearing.heard, tuple(rehearing.errors)))
