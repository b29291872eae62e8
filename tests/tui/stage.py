"""An app on a desk of doubles, with hands on all of them."""

from pathlib import Path
from typing import TypeVar

from textual.pilot import Pilot
from textual.widget import Widget

from rehearse.practice.desk import Desk
from rehearse.practice.settings import Settings
from rehearse.tui import app as app_module
from rehearse.tui.app import RehearseApp
from rehearse.tui.phases import Phase
from rehearse.tui.screens.rehearse import RehearseScreen
from rehearse.tui.screens.report import ReportScreen
from tests.fakes import (
    ManualClock,
    MemoryArchive,
    ScriptedMicrophone,
    ScriptedTranscriber,
    ScriptedVoice,
    SilentSpeaker,
    desk,
)
from tests.tui.reports import TEXT
from tests.tui.waiting import settled, until

SIZE = (100, 32)
W = TypeVar("W", bound=Widget)


class AttentiveApp(RehearseApp):
    """Remembers what it told in passing, also once it is no longer shown."""

    CSS_PATH = [Path(app_module.__file__).parent / style for style in RehearseApp.CSS_PATH]  # noqa: RUF012

    def __init__(self, desk: Desk, question_id: str | None = None) -> None:
        super().__init__(desk, question_id)
        self.told: list[str] = []

    def say(self, message: str, *, severity: str = "information") -> None:
        self.told.append(message)
        super().say(message, severity=severity)


class Stage:
    """Builds the app once the parts are as a test wants them."""

    def __init__(self, folder: Path, clock: ManualClock) -> None:
        self.clock = clock
        self.archive = MemoryArchive(folder)
        self.voice = ScriptedVoice()
        self.speaker = SilentSpeaker(clock)
        self.microphone = ScriptedMicrophone(clock)
        self.transcriber = ScriptedTranscriber(TEXT)
        self.archive_folder = folder

    def desk(self, settings: Settings | None = None, **parts: object) -> Desk:
        """The desk with these parts on it."""
        return desk(
            self.archive_folder,
            self.clock,
            archive=self.archive,
            voice=self.voice,
            speaker=self.speaker,
            microphone=self.microphone,
            transcriber=self.transcriber,
            settings=settings or Settings(),
            **parts,
        )

    def app(
        self, question_id: str | None = None, settings: Settings | None = None, **parts: object
    ) -> RehearseApp:
        """The app at that desk."""
        return AttentiveApp(self.desk(settings, **parts), question_id)

    async def begin_to_record(self, pilot: Pilot[None], already: int = 0) -> None:
        """Skip the question; the microphone is open when this returns."""
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        await pilot.press("s")
        await until(pilot, lambda: len(self.microphone.recorders) > already)
        await until(pilot, lambda: phase_of(pilot) is Phase.ANSWERING)

    async def answer(self, pilot: Pilot[None], seconds: float = 88.0) -> None:
        """Record an answer; it is kept and waits to be rated when this returns."""
        await self.begin_to_record(pilot, len(self.microphone.recorders))
        self.clock.advance(seconds)
        await pilot.press("space")
        await until(pilot, lambda: phase_of(pilot) is Phase.RATING)

    async def answer_and_see(self, pilot: Pilot[None], seconds: float = 88.0) -> ReportScreen:
        """Record an answer and look at its report."""
        await self.answer(pilot, seconds)
        await pilot.press("enter")
        return await report_of(pilot)


async def report_of(pilot: Pilot[None]) -> ReportScreen:
    """The report on screen, once all that can be known of it is."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ReportScreen)
    await until(pilot, lambda: screen.judged.done)
    await pilot.pause()
    return screen


def phase_of(pilot: Pilot[None]) -> Phase | None:
    """The phase of the rehearsal on screen."""
    screen = pilot.app.screen
    return screen.phase if isinstance(screen, RehearseScreen) else None


def seen(pilot: Pilot[None]) -> str:
    """All the text on screen, as it is drawn."""
    screen = pilot.app.screen
    return "\n".join("".join(segment.text for segment in line) for line in screen._compositor.render_strips())


def said(pilot: Pilot[None]) -> list[str]:
    """What was told in passing."""
    app: object = pilot.app
    assert isinstance(app, AttentiveApp)
    return app.told


def keys(pilot: Pilot[None]) -> dict[str, str]:
    """What the footer shows: keys and what they do."""
    return {
        key: active.binding.description
        for key, active in pilot.app.screen.active_bindings.items()
        if active.binding.show and active.enabled
    }
