"""Scenes of a question asked, answered and judged, and of the keys around it, to be drawn."""

from textual.pilot import Pilot
from textual.widgets import TextArea

from rehearse.practice.desk import Desk
from rehearse.tui.widgets.question_table import QuestionTable
from rehearse.tui.widgets.sound_files import PathField
from tests.fakes import ManualClock, ScriptedMicrophone, SilentSpeaker
from tests.tui.reports import TEXT
from tests.tui.waiting import settled, until


async def home(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await settled(pilot)


async def go_to(pilot: Pilot[None], question_id: str) -> None:
    """Put the cursor on a question."""
    pilot.app.screen.query_one(QuestionTable).go_to(question_id)
    await pilot.pause()


async def asking(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await go_to(pilot, "apology")
    await pilot.press("enter", "h")
    speaker = parts.speaker
    assert isinstance(speaker, SilentSpeaker)
    await until(pilot, lambda: speaker.sounding)
    clock.advance(1.7)
    await pilot.pause(0.2)


async def answering(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await go_to(pilot, "apology")
    await pilot.press("enter")
    await pilot.press("s")
    microphone = parts.microphone
    assert isinstance(microphone, ScriptedMicrophone)
    await until(pilot, lambda: bool(microphone.recorders))
    clock.advance(52)
    await pilot.pause(0.2)


async def on_target(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await answering(pilot, clock, parts)
    clock.advance(32)
    await pilot.pause(0.2)


async def rating(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await on_target(pilot, clock, parts)
    clock.advance(4)
    await pilot.press("space")
    await settled(pilot)


async def report(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await rating(pilot, clock, parts)
    await pilot.press("4")
    await settled(pilot)
    await pilot.pause(0.3)


async def sample(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await report(pilot, clock, parts)
    await pilot.press("v")
    await pilot.pause()


async def reviewing(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    """A filler rejected, the cursor on another, the take the best of its question."""
    await report(pilot, clock, parts)
    await pilot.press("right_square_bracket", "x", "asterisk", "greater_than_sign")
    await settled(pilot)
    await pilot.press("right_square_bracket")
    await settled(pilot)


async def correcting(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await report(pilot, clock, parts)
    await pilot.press("E")
    await pilot.pause(0.3)


async def leaving(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await answering(pilot, clock, parts)
    await pilot.press("escape")
    await pilot.pause()


async def keys(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await pilot.press("question_mark")
    await pilot.pause()


async def palette(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await pilot.press("ctrl+p")
    await settled(pilot)


async def writing(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await go_to(pilot, "apology")
    await pilot.press("w")
    await settled(pilot)
    pilot.app.screen.query_one(TextArea).text = TEXT
    await settled(pilot)


async def written(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await writing(pilot, clock, parts)
    await pilot.press("ctrl+s")
    await settled(pilot)


async def exporting(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await report(pilot, clock, parts)
    await pilot.press("e")
    await pilot.pause(0.3)


async def choosing_a_file(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await writing(pilot, clock, parts)
    pilot.app.screen.set_focus(pilot.app.screen.query_one(PathField))
    await pilot.press(*"assets", "ctrl+o")
    await pilot.pause(0.5)


async def settings(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await pilot.press("comma")
    await settled(pilot)


REHEARSING_SCENES = (
    home,
    asking,
    answering,
    on_target,
    rating,
    report,
    sample,
    reviewing,
    correcting,
    leaving,
    keys,
    palette,
    writing,
    written,
    exporting,
    choosing_a_file,
    settings,
)
