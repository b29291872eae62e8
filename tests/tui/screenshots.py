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

from rehearse.interview.take import Take
from rehearse.practice.desk import Desk
from rehearse.practice.settings import Settings, Theme
from rehearse.resources import questions_folder
from rehearse.storage.question_pack import load_bank
from rehearse.tui.app import RehearseApp
from tests.fakes import ManualClock, MemoryArchive, ScriptedMicrophone, ScriptedTranscriber, desk, kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.scenes_of_devices import DEVICE_SCENES
from tests.tui.scenes_of_looking_back import LOOKING_BACK_SCENES
from tests.tui.scenes_of_questions import QUESTION_SCENES
from tests.tui.scenes_of_rehearsing import REHEARSING_SCENES, home
from tests.tui.scenes_of_sessions import SESSION_SCENES
from tests.tui.scenes_of_stories import STORY_SCENES
from tests.tui.waiting import settled

SIZES = ((80, 24), (140, 45))
BANK = load_bank(questions_folder(), Path("no questions of one's own"))
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


SCENES: dict[str, Scene] = {
    scene.__name__.replace("_", "-"): scene
    for scene in (
        *REHEARSING_SCENES,
        *LOOKING_BACK_SCENES,
        *QUESTION_SCENES,
        *DEVICE_SCENES,
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
            microphone=ScriptedMicrophone(clock, known_as="USB Audio"),
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
