"""Scenes of devices and models, to be drawn."""

from dataclasses import replace

from textual.pilot import Pilot

from rehearse.practice.checkup import Check
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Device, Progress
from rehearse.tui.app import RehearseApp
from rehearse.tui.long_jobs import Fetching
from tests.fakes import POCKETSPHINX, ManualClock, ScriptedDevices
from tests.tui.waiting import settled


async def devices(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    app = pilot.app
    assert isinstance(app, RehearseApp)
    rough = replace(POCKETSPHINX)
    takes = [replace(take, engine=rough, has_audio=True) for take in app.takes[:3]]
    app.takes = (*takes, *app.takes[3:])
    app.desk = replace(
        parts,
        settings=replace(parts.settings, microphone="Headset of yesterday"),
        devices=ScriptedDevices(
            (Device("USB Audio", 48_000, 1, True), Device("Built-in microphone", 44_100, 2, False)),
            (Device("Built-in speaker", 48_000, 2, True),),
            ("English (America)", "English (Great Britain)", "English (Scotland)"),
        ),
    )
    await pilot.press("d")
    await settled(pilot)
    await pilot.pause(0.4)


async def downloading(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    app = pilot.app
    assert isinstance(app, RehearseApp)
    app.jobs.fetching = Fetching("small.en")
    app.jobs.fetching.progress = Progress(187_000_000, 484_000_000, 140.0)
    await devices(pilot, clock, parts)


async def checked(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    def checkup() -> tuple[Check, ...]:
        return (
            Check("microphone", False, "“Headset” is not there", "connect it; there is USB Audio"),
            Check("speaker", True, "Built-in speaker, 48000 Hz"),
            Check("voice", True, "a question was read in 3.1 s of sound"),
            Check("recogniser", True, "whisper base.en"),
            Check("data folder", True, "~/.local/share/rehearse"),
        )

    await devices(pilot, clock, replace(parts, checkup=checkup))
    await pilot.press("c")
    await settled(pilot)
    await pilot.pause(0.4)


DEVICE_SCENES = (devices, downloading, checked)
