from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from rehearse.interview.principle import Principle
from rehearse.interview.story import Story, StoryBook
from rehearse.tui.screens.coverage import CoverageScreen
from rehearse.tui.screens.stories import StoriesScreen
from rehearse.tui.screens.story_editor import StoryEditorScreen
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.path_dialog import PathDialog
from tests.fakes import MemoryStories, ScriptedStoryFiles, kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.scenes_of_stories import STORIES
from tests.tui.stage import Stage, said, seen
from tests.tui.waiting import settled, until

SIZE = (80, 24)
WIDE = (140, 45)
FRAUD, FEATURES = STORIES[0], STORIES[1]


class CountedStories(MemoryStories):
    """Says how often a story was written down."""

    saves = 0

    def save(self, story: Story) -> StoryBook:
        self.saves += 1
        return super().save(story)


@pytest.fixture
def shelf() -> CountedStories:
    return CountedStories(StoryBook(STORIES))


async def go_to_stories(pilot: Pilot[None]) -> None:
    await settled(pilot)
    await pilot.press("s")
    await until(pilot, lambda: isinstance(pilot.app.screen, StoriesScreen))
    await settled(pilot)


async def begin_a_story(pilot: Pilot[None]) -> None:
    """Open the editor on an empty page."""
    await pilot.press("n")
    await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, StoryEditorScreen))
    await settled(pilot)


def told(stage: Stage, story_id: str, *days_ago: int) -> None:
    """Takes that told a story."""
    for days in days_ago:
        take = kept_take(f"{story_id}-{days}", "apology", days_ago=days, text=TEXT)
        stage.archive.add(replace(take, story_id=story_id), judge)


# The list


async def test_each_story_says_how_it_stands(stage: Stage, shelf: CountedStories) -> None:
    told(stage, FRAUD.id, 1, 2, 3, 4, 5, 6)
    told(stage, FEATURES.id, 30)
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_stories(pilot)
        shown = seen(pilot)
        assert "5 of 8–12 stories · ○ 3 never said · ◌ 1 stale · ! 1 overused" in shown
        assert "9 principles without a story" in shown
        assert "overused: said 6×, yesterday" in shown
        assert "stale: said 1×" in shown
        await until(pilot, lambda: "Numbers  40% · $900 k a year" in seen(pilot))


async def test_how_the_stories_stand_fits_into_eighty_columns(stage: Stage, shelf: CountedStories) -> None:
    told(stage, FRAUD.id, 1, 2, 3, 4, 5, 6)
    told(stage, FEATURES.id, 30)
    async with stage.app(stories=shelf).run_test(size=SIZE) as pilot:
        await go_to_stories(pilot)
        standing = str(pilot.app.screen.query_one("#standing", Static).render())
        for part in standing.split(" · "):
            assert part in seen(pilot)


async def test_a_story_is_taken_out_after_asking(stage: Stage, shelf: CountedStories) -> None:
    async with stage.app(stories=shelf).run_test(size=SIZE) as pilot:
        await go_to_stories(pilot)
        for answer, left in (("escape", STORIES), ("y", STORIES[1:])):
            await pilot.press("x")
            await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
            await pilot.press(answer)
            await settled(pilot)
            assert shelf.kept.stories == left
        assert FRAUD.headline not in seen(pilot)


async def test_a_file_of_stories_is_taken_in_and_what_it_would_replace_is_asked(
    stage: Stage, shelf: CountedStories
) -> None:
    newer = Story(FRAUD.id, "The fraud lead, told anew", FRAUD.principles)
    files = ScriptedStoryFiles({Path("/given/stories.toml"): StoryBook((newer,))})
    async with stage.app(stories=shelf, story_files=files).run_test(size=SIZE) as pilot:
        await go_to_stories(pilot)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, PathDialog))
        pilot.app.screen.query_one(Input).value = "/given/stories.toml"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        assert FRAUD.headline[:40] in seen(pilot)
        assert shelf.kept.get(FRAUD.id) == FRAUD
        await pilot.press("y")
        await until(pilot, lambda: shelf.kept.get(FRAUD.id) == newer)
        await until(pilot, lambda: any("1 story taken in" in line for line in said(pilot)))


async def test_all_stories_are_sent_out_into_a_file(
    stage: Stage, shelf: CountedStories, tmp_path: Path
) -> None:
    files = ScriptedStoryFiles()
    async with stage.app(stories=shelf, story_files=files).run_test(size=SIZE) as pilot:
        await go_to_stories(pilot)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, PathDialog))
        pilot.app.screen.query_one(Input).value = str(tmp_path)
        await pilot.press("enter")
        await until(pilot, lambda: bool(files.files))
    assert files.files == {tmp_path / "stories.md": shelf.kept}


# The editor


async def test_numbers_are_found_as_one_types(stage: Stage, shelf: CountedStories) -> None:
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_stories(pilot)
        await begin_a_story(pilot)
        assert "none yet" in seen(pilot)
        *_, result, _ = pilot.app.screen.query(TextArea)
        result.text = "Costs fell by 17%."
        await until(pilot, lambda: "Numbers  17%" in seen(pilot))


async def test_pressing_save_twice_keeps_one_story(stage: Stage, shelf: CountedStories) -> None:
    async with stage.app(stories=shelf).run_test(size=SIZE) as pilot:
        await go_to_stories(pilot)
        await begin_a_story(pilot)
        await pilot.press(*"Halved", "ctrl+s", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoriesScreen))
        await settled(pilot)
        assert "Halved" in seen(pilot)
    assert shelf.saves == 1
    assert [story.headline for story in shelf.kept].count("Halved") == 1


async def test_what_was_typed_is_not_lost_by_one_key(stage: Stage, shelf: CountedStories) -> None:
    async with stage.app(stories=shelf).run_test(size=SIZE) as pilot:
        await go_to_stories(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoryEditorScreen))
        await pilot.press("end", "!", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoryEditorScreen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shelf.kept.get(FRAUD.id).headline == f"{FRAUD.headline}!")


async def test_a_template_begins_a_story_and_says_what_is_to_be_filled_in(
    stage: Stage, shelf: CountedStories
) -> None:
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_stories(pilot)
        await pilot.press("n")
        await until(pilot, lambda: "A story in five parts" in seen(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Blanks   [What you changed] [whom] [Number]" in seen(pilot))


# The grid


async def test_the_grid_shows_who_speaks_for_what_and_where_nobody_does(
    stage: Stage, shelf: CountedStories
) -> None:
    told(stage, FRAUD.id, 2)
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_stories(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CoverageScreen))
        await until(pilot, lambda: "Earn Trust" in seen(pilot))
        rows = seen(pilot).splitlines()
        trust = next(row for row in rows if "  Earn Trust" in row)
        assert trust.split()[3:8] == ["●", "·", "·", "·", "○"]
        assert any("! Think Big" in row and "no story yet" in row for row in rows)


async def test_a_story_with_blanks_is_marked_in_the_grid(stage: Stage) -> None:
    begun = Story("begun", "I cut [what] by half", (Principle.FRUGALITY,))
    async with stage.app(stories=CountedStories(StoryBook((begun,)))).run_test(size=WIDE) as pilot:
        await go_to_stories(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CoverageScreen))
        await until(pilot, lambda: "Frugality" in seen(pilot))
        row = next(row for row in seen(pilot).splitlines() if "  Frugality" in row)
        assert row.split()[2] == "◇"


async def test_a_gap_is_filled_from_the_grid(stage: Stage, shelf: CountedStories) -> None:
    async with stage.app(stories=shelf).run_test(size=SIZE) as pilot:
        await go_to_stories(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CoverageScreen))
        await until(pilot, lambda: "no story yet" in seen(pilot))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, StoryEditorScreen))
        await pilot.press(*"Asked", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, CoverageScreen))
        await settled(pilot)
        first = next(row for row in seen(pilot).splitlines() if "Customer Obsession" in row)
        assert "no story yet" not in first
    assert shelf.kept.stories[-1].principles == (Principle.CUSTOMER_OBSESSION,)
