"""Draws screens, dark and light, small and wide: python -m tests.tui.screenshots [FOLDER [SCENE...]]."""

import argparse
import asyncio
import subprocess
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from shutil import which
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets import TextArea

from rehearse.analysis.report import analyse
from rehearse.interview.part import Part
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, SamplePart
from rehearse.interview.take import Take, TakeState
from rehearse.practice.checkup import Check
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Device, Progress
from rehearse.practice.settings import Settings, Theme
from rehearse.resources import questions_folder
from rehearse.storage.question_pack import load_bank
from rehearse.tui.app import RehearseApp
from rehearse.tui.long_jobs import Fetching
from rehearse.tui.widgets.question_table import QuestionTable
from rehearse.tui.widgets.sound_files import PathField
from tests.fakes import (
    POCKETSPHINX,
    ManualClock,
    MemoryArchive,
    MemoryShelf,
    ScriptedDevices,
    ScriptedMicrophone,
    ScriptedTranscriber,
    SilentSpeaker,
    desk,
    kept_take,
)
from tests.tui.reports import TEXT, judge
from tests.tui.scenes_of_sessions import SESSION_SCENES
from tests.tui.scenes_of_stories import STORY_SCENES
from tests.tui.waiting import settled, until

SIZES = ((80, 24), (140, 45))
BANK = load_bank(questions_folder(), Path("no questions of one's own"))
EARLIER_TEXT = (
    "Last year I left our fraud lead out of a review, and she heard of it. Nobody had told me to ask her. "
    "I went to her first, alone, and apologised for exactly that, without excuses. "
    "We went through every open design together and changed two of them."
)
WIDTH = 1120
FONT, ADVANCE = "DejaVu Sans Mono", 0.60205
"""Drawn at the size at which its letters are as wide as a cell, so that lines meet."""
CELL = 12.2
"""How wide the picture makes a cell."""
Scene = Callable[[Pilot[None], ManualClock, Desk], Awaitable[None]]


def past_takes(clock: ManualClock) -> list[Take]:
    """A few weeks of practice."""
    made = []
    durations = (140, 118, 96, 74, 88, 101, 93, 91, 85, 90)
    for index, duration_s in enumerate(durations):
        question_id = ("apology", "being-wrong", "mentoring", "apology", "difficult-customer")[index % 5]
        take = kept_take(
            f"past-{index}", question_id, duration_s=duration_s, days_ago=14 - index * 1.3, text=TEXT
        )
        made.append(replace(take, started_at=take.started_at))
    return made


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
    pilot.app.screen.query_one(PathField).focus()
    await pilot.press(*"assets", "ctrl+o")
    await pilot.pause(0.5)


async def settings(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await pilot.press("comma")
    await settled(pilot)


OWN = Question(
    "proud-of",
    "A thing you are proud of",
    "What have you made that you are proud of, and who uses it?",
    (Principle.DELIVER_RESULTS, Principle.OWNERSHIP),
    shape=("Say what it is in one breath", "Say what was hard", "Say who uses it and how much"),
    follow_ups=("What would you do differently?",),
    pitfalls=("Telling the team's story instead of yours",),
    sample=(
        SamplePart(Part.SITUATION, "Our clinic booked by telephone."),
        SamplePart(Part.RESULT, "Now 8 in 10 book alone."),
    ),
)


async def questions(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    app = pilot.app
    assert isinstance(app, RehearseApp)
    shelf = MemoryShelf(BANK, {OWN.id: OWN})
    app.refurnish(replace(parts, questions=shelf, bank=shelf.bank()))
    await pilot.press("b")
    await settled(pilot)


async def question(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await questions(pilot, clock, parts)
    await pilot.press("e")
    await settled(pilot)


async def mistakes(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await question(pilot, clock, parts)
    app = pilot.app
    sample = next(area for area in app.screen.query(TextArea) if area.name == "sample")
    sample.text = "Our clinic booked by telephone."
    sample.focus()
    await pilot.pause(0.4)


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


SCENES: dict[str, Scene] = {
    scene.__name__.replace("_", "-"): scene
    for scene in (
        home,
        asking,
        answering,
        on_target,
        rating,
        report,
        sample,
        reviewing,
        correcting,
        comparing,
        trends,
        leaving,
        keys,
        palette,
        history,
        writing,
        written,
        exporting,
        choosing_a_file,
        settings,
        questions,
        question,
        mistakes,
        devices,
        downloading,
        checked,
        *SESSION_SCENES,
        *STORY_SCENES,
    )
}


async def draw(
    name: str, scene: Scene, size: tuple[int, int], theme: Theme, folder: Path, *, first: bool
) -> None:
    """Play one scene and keep its picture."""
    clock = ManualClock()
    with tempfile.TemporaryDirectory() as sound:
        archive = MemoryArchive(Path(sound))
        parts = desk(
            Path(sound),
            clock,
            archive=archive,
            bank=BANK,
            microphone=ScriptedMicrophone(clock, name="USB Audio"),
            transcriber=ScriptedTranscriber(TEXT),
            settings=Settings(theme=theme),
        )
        if not first:
            for take in past_takes(clock):
                archive.add(take, judge)
        app = RehearseApp(parts)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await scene(pilot, clock, parts)
            drawn = folder / f"{name}-{size[0]}x{size[1]}-{theme}.svg"
            # Without this, what draws pictures of it lets the spaces at the ends of a text go.
            svg = app.export_screenshot().replace("<svg ", '<svg xml:space="preserve" ', 1)
            svg = svg.replace("Fira Code", FONT).replace(
                "font-size: 20px", f"font-size: {CELL / ADVANCE:.3f}px"
            )
            drawn.write_text(svg, encoding="utf-8")
        if which("rsvg-convert"):
            png = drawn.with_suffix(".png")
            subprocess.run(["rsvg-convert", "-w", str(WIDTH), "-o", str(png), str(drawn)], check=True)
            if which("pngquant"):
                subprocess.run(["pngquant", "--force", "--output", str(png), "64", str(png)], check=True)


async def main(folder: Path, wanted: list[str]) -> None:
    """Draw all scenes, or the named ones."""
    folder.mkdir(parents=True, exist_ok=True)
    with patch("rehearse.practice.reporting.analyse", judge):
        for theme in Theme:
            for size in SIZES:
                for name, scene in SCENES.items():
                    if not wanted or name in wanted:
                        await draw(name, scene, size, theme, folder, first=False)
                if not wanted or "welcome" in wanted:
                    await draw("welcome", home, size, theme, folder, first=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("assets/screenshots"))
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help="all when none is named")
    arguments = parser.parse_args()
    asyncio.run(main(arguments.folder, arguments.scenes))
