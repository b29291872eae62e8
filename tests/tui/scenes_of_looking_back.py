"""Scenes of earlier takes, to be drawn."""

from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

from rehearse.analysis.report import analyse
from rehearse.interview.take import TakeState
from rehearse.practice.desk import Desk
from rehearse.tui.app import RehearseApp
from tests.fakes import POCKETSPHINX, ManualClock, MemoryArchive, kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.scenes_of_rehearsing import report
from tests.tui.waiting import settled

EARLIER_TEXT = (
    "Last year I left our fraud lead out of a review, and she heard of it. Nobody had told me to ask her. "
    "I went to her first, alone, and apologised for exactly that, without excuses. "
    "We went through every open design together and changed two of them."
)


async def comparing(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    archive = parts.archive
    assert isinstance(archive, MemoryArchive)
    archive.add(kept_take("shorter", "apology", duration_s=121, days_ago=0.5, text=EARLIER_TEXT), judge)
    app = pilot.app
    assert isinstance(app, RehearseApp)
    app.read_archive()
    await settled(pilot)
    await report(pilot, clock, parts)
    await pilot.press("c")
    await pilot.pause(0.2)
    with patch("rehearse.practice.reporting.analyse", analyse):  # by hand, both would be alike
        await pilot.press("enter")
        await settled(pilot)


async def trends(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    """Two months of practice, the first weeks with the rough recogniser."""
    archive = parts.archive
    assert isinstance(archive, MemoryArchive)
    for index in range(28):
        take = kept_take(
            f"old-{index}",
            ("apology", "mentoring", "being-wrong")[index % 3],
            duration_s=150 - 2 * index + (index * 37) % 29,
            days_ago=60 - 1.6 * index,
            text=TEXT if index % 4 else EARLIER_TEXT,
        )
        assert take.heard is not None
        if index < 11:
            words = replace(take.heard.transcript, engine=POCKETSPHINX)
            take = replace(take, heard=replace(take.heard, transcript=words))
        archive.add(take, analyse if index % 3 else judge)
    app = pilot.app
    assert isinstance(app, RehearseApp)
    app.read_archive()
    await settled(pilot)
    await pilot.press("p")
    await settled(pilot)
    await pilot.pause(0.3)


async def history(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    archive = parts.archive
    assert isinstance(archive, MemoryArchive)
    archive.add(replace(kept_take("cut-off", "being-wrong", days_ago=0.1), state=TakeState.RECOVERED))
    rough = kept_take("rough", "mentoring", duration_s=131, days_ago=2, text=TEXT)
    assert rough.heard is not None
    heard = replace(rough.heard, transcript=replace(rough.heard.transcript, engine=POCKETSPHINX))
    archive.add(replace(rough, heard=heard, self_rating=4, audio=Path("take.wav")), judge)
    app = pilot.app
    assert isinstance(app, RehearseApp)
    app.read_archive()
    await settled(pilot)
    await pilot.press("t")
    await settled(pilot)
    await pilot.press("down", "down")
    await pilot.pause()


LOOKING_BACK_SCENES = (comparing, trends, history)
