from dataclasses import replace

import pytest

from rehearse.interview.errors import StorageError
from rehearse.interview.principle import Principle
from rehearse.interview.story import Story, StoryBook
from rehearse.tui.phases import Phase
from rehearse.tui.screens.report import ReportScreen
from rehearse.tui.widgets.dialogs import PickDialog
from tests.fakes import MemoryStories
from tests.tui.stage import SIZE, Stage, phase_of, report_of, said, seen
from tests.tui.waiting import settled, until

APOLOGY = Story(
    "fraud",
    "Left the fraud lead out of a review",
    (Principle.EARN_TRUST,),
    action="I apologised without excuses.",
    result="Rework fell by 40%. It cost $900 k a year before.",
)
OTHER = Story("clinic", "Booked a clinic online", (Principle.FRUGALITY,), result="8 in 10 book alone.")


@pytest.fixture
def stories() -> MemoryStories:
    return MemoryStories(StoryBook((OTHER, APOLOGY)))


async def test_a_story_that_fits_is_named_chosen_with_one_key_and_tied(
    stage: Stage, stories: MemoryStories
) -> None:
    async with stage.app("apology", stories=stories).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "A story that fits" in seen(pilot))
        assert APOLOGY.headline in seen(pilot)
        assert APOLOGY.action not in seen(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        assert OTHER.headline in seen(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: APOLOGY.action in seen(pilot))
        await stage.answer_and_see(pilot)
        await until(pilot, lambda: "1 of 2 numbers said" in seen(pilot))
        assert "✓ 40%" in seen(pilot)
        assert "$900 k" in seen(pilot)
    assert [take.story_id for take in stage.archive.takes()] == ["fraud"]


async def test_an_answer_that_cannot_be_tied_goes_on_to_its_rating_and_that_is_said(
    stage: Stage, stories: MemoryStories, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(take_id: str, story_id: str | None) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(stage.archive, "tie", refuse)
    async with stage.app("apology", stories=stories).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "A story that fits" in seen(pilot))
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("enter")
        await until(pilot, lambda: APOLOGY.action in seen(pilot))
        await stage.answer(pilot)
        await until(pilot, lambda: any("kept, but not with its story" in line for line in said(pilot)))
    assert [take.story_id for take in stage.archive.takes()] == [None]


async def test_the_story_of_a_take_is_said_afterwards_and_taken_back(
    stage: Stage, stories: MemoryStories
) -> None:
    async with stage.app("apology", stories=stories).run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        await settled(pilot)
        assert APOLOGY.headline not in seen(pilot)
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "numbers said" in seen(pilot))
        assert stage.archive.takes()[0].story_id == "fraud"
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("end", "enter")
        await until(pilot, lambda: stage.archive.takes()[0].story_id is None)
        await until(pilot, lambda: "numbers said" not in seen(pilot))


async def test_the_line_of_the_story_is_cut_anew_when_the_terminal_grows(
    stage: Stage, stories: MemoryStories
) -> None:
    long = replace(APOLOGY, headline="Left the fraud lead out of a review and had to answer for it for weeks")
    stories.kept = StoryBook((long,))
    async with stage.app("apology", stories=stories).run_test(size=(80, 24)) as pilot:
        await stage.answer_and_see(pilot)
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "numbers said" in seen(pilot))
        assert "for weeks" not in seen(pilot)
        await pilot.resize_terminal(140, 45)
        await until(pilot, lambda: "for weeks  1 of 2 numbers said" in seen(pilot))


async def test_a_story_with_blanks_is_not_offered(stage: Stage) -> None:
    begun = MemoryStories(StoryBook((Story("begun", "Sorry to [whom] for [what]", (Principle.EARN_TRUST,)),)))
    async with stage.app("apology", stories=begun).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        await settled(pilot)
        assert "A story that fits" not in seen(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert phase_of(pilot) is Phase.ASKING


async def test_without_stories_a_report_offers_none(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        await report_of(pilot)
        await pilot.press("S")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)
