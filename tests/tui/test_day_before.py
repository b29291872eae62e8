from pathlib import Path

import pytest
from textual.widgets import Input

from rehearse.interview.principle import Principle
from rehearse.interview.story import Story, StoryBook
from rehearse.practice.settings import Settings
from rehearse.tui.phases import Phase
from rehearse.tui.screens.day_before import DayBeforeScreen
from rehearse.tui.widgets.path_dialog import PathDialog
from tests.fakes import MemoryStories, kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.stage import SIZE, Stage, phase_of, said, seen
from tests.tui.waiting import settled, until

STORY = Story(
    "fraud", "Left the fraud lead out of a review", (Principle.EARN_TRUST,), result="Rework fell by 40%."
)


@pytest.fixture
def stories() -> MemoryStories:
    return MemoryStories(StoryBook((STORY,)))


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_the_sheet_names_numbers_stale_stories_and_what_to_rehearse(
    stage: Stage, stories: MemoryStories, size: tuple[int, int]
) -> None:
    stage.archive.add(kept_take("old", "apology", days_ago=2, text=TEXT), judge)
    async with stage.app(stories=stories).run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "40%" in seen(pilot))
        assert isinstance(pilot.app.screen, DayBeforeScreen)
        assert "Three numbers to remember" in seen(pilot)
        assert "no story speaks for it" in seen(pilot)
        assert "of 8–12" in seen(pilot)
        await pilot.press("pagedown", "pagedown")
        await until(pilot, lambda: "never said aloud" in seen(pilot))


async def test_enter_rehearses_what_is_under_the_cursor(stage: Stage, stories: MemoryStories) -> None:
    async with stage.app(stories=stories).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "none of its questions was rehearsed" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)


async def test_the_sheet_is_written_as_text(stage: Stage, stories: MemoryStories, tmp_path: Path) -> None:
    written: list[Path] = []
    parts = {"stories": stories, "write_sheet": lambda sheet, path: written.append(path)}
    async with stage.app(**parts).run_test(size=SIZE) as pilot:  # type: ignore[arg-type]
        await settled(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "40%" in seen(pilot))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, PathDialog))
        pilot.app.screen.query_one(Input).value = str(tmp_path)
        await pilot.press("enter")
        await settled(pilot)
        assert any("The sheet is in" in each for each in said(pilot))
    assert written == [tmp_path / "day-before.txt"]


async def test_home_says_how_ready_one_is_for_the_principles_that_count(
    stage: Stage, stories: MemoryStories
) -> None:
    settings = Settings(principles=("Earn Trust", "Think Big"))
    async with stage.app(settings=settings, stories=stories).run_test(size=(140, 45)) as pilot:
        stage.archive.add(kept_take("old", "apology", days_ago=2, text=TEXT), judge)
        pilot.app.read_archive()  # type: ignore[attr-defined]
        await until(pilot, lambda: "1 of 2" in seen(pilot))
        assert "of 8–12" in seen(pilot)
