import re
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from rehearse.interview.ranking import Framework
from rehearse.interview.story import StoryBook
from rehearse.storage.story_shelf import TomlStoryShelf
from rehearse.tui.screens.ranking_editor import RankingEditorScreen
from rehearse.tui.screens.rankings import RankingsScreen
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.rows import PickRow
from tests.fakes import MemoryStories
from tests.tui.scenes_of_stories import RANKINGS, STORIES
from tests.tui.stage import Stage, seen
from tests.tui.waiting import settled, until

WIDE = (140, 45)


@pytest.fixture
def shelf() -> MemoryStories:
    return MemoryStories(StoryBook(STORIES, RANKINGS))


async def go_to_rankings(pilot: Pilot[None]) -> None:
    await settled(pilot)
    await pilot.press("s", "r")
    await until(pilot, lambda: isinstance(pilot.app.screen, RankingsScreen))
    await settled(pilot)


async def test_a_decision_shows_its_order_its_arithmetic_and_the_sentence(
    stage: Stage, shelf: MemoryStories
) -> None:
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_rankings(pilot)
        assert "1 of 2–3 frameworks with an example" in seen(pilot)
        assert score_of("Anti-fraud fix", seen(pilot)) == "192"  # 12,000 × 2 × 80 % ÷ 100
        assert "I ranked 3 requests by RICE: Anti-fraud fix" in " ".join(seen(pilot).split())


async def test_each_framework_works_out_its_scores_as_one_types(stage: Stage, shelf: MemoryStories) -> None:
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_rankings(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RankingEditorScreen))
        await pilot.press(*"First")
        pilot.app.screen.set_focus(pilot.app.screen.query_one(PickRow))
        for framework, figures, score in (
            (Framework.RICE, "Ledger: 100, 2, 50, 4", "25"),
            (Framework.COST_BENEFIT, "Ledger: 90, 6", "15"),
            (Framework.RISK_URGENCY, "Ledger: 7, 3", "21"),
        ):
            assert framework.formula in seen(pilot)
            figures_of(pilot).text = figures
            await until(pilot, lambda score=score: score_of("Ledger", seen(pilot)) == score)  # type: ignore[misc]
            if framework is not Framework.RISK_URGENCY:
                await pilot.press("right")
        await pilot.press("ctrl+s", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, RankingsScreen))
    _, kept = shelf.kept.rankings
    assert (kept.title, kept.framework) == ("First", Framework.RISK_URGENCY)


def figures_of(pilot: Pilot[None]) -> TextArea:
    """Where the options and their figures are typed."""
    return next(area for area in pilot.app.screen.query(TextArea) if area.name == "options")


def score_of(name: str, shown: str) -> str | None:
    """The score of the option that went first."""
    found = re.search(rf" 1  {name} +([\d,.]+)", shown)
    return None if found is None else found[1]


async def test_figures_that_say_nothing_are_marked_and_not_kept(stage: Stage, shelf: MemoryStories) -> None:
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_rankings(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, RankingEditorScreen))
        figures_of(pilot).text = "Audit: 1, 2, 3, 4\nLedger: many"
        await until(pilot, lambda: "Option 2: its figures are numbers" in seen(pilot))
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RankingEditorScreen)
    assert shelf.kept.rankings == RANKINGS


async def test_a_figure_out_of_bounds_is_told_by_its_option_and_its_name(
    stage: Stage, tmp_path: Path
) -> None:
    shelf = TomlStoryShelf(tmp_path / "stories.toml", lambda: date(2026, 3, 3))
    shelf.save_all((), RANKINGS)
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_rankings(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, RankingEditorScreen))
        figures_of(pilot).text = "Audit: 1, 2, 80, 4\nLedger: 1, 2, 0.5, 4"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Option 2: confidence must be at least 1" in seen(pilot))
    assert shelf.book().rankings == RANKINGS


async def test_a_decision_is_taken_out_after_asking(stage: Stage, shelf: MemoryStories) -> None:
    async with stage.app(stories=shelf).run_test(size=WIDE) as pilot:
        await go_to_rankings(pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: not shelf.kept.rankings)
