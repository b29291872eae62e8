"""What every shelf of stories and every keeper of sessions promises: on those in memory and those on disk."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rehearse.interview.errors import UnknownStory
from rehearse.interview.principle import Principle
from rehearse.interview.ranking import Framework, Option, Ranking
from rehearse.interview.story import Story, StoryBook
from rehearse.practice.mock import begin_ladder, begin_quick_round
from rehearse.practice.ports import SessionKeeper, StoryShelf
from rehearse.storage.session_file import SessionFile
from rehearse.storage.story_shelf import TomlStoryShelf
from tests.fakes import MemorySessions, MemoryStories

DAY = date(2026, 3, 2)
LEAD = Story(
    "lead", "The lead I left out", (Principle.EARN_TRUST,), action="I asked.", created_on=DAY, changed_on=DAY
)
LEAK = Story("leak", "The leak I found", created_on=DAY, changed_on=DAY)
FIRST = Ranking("first", "What came first", Framework.RISK_URGENCY, (Option("The leak", (4.0, 5.0)),))


@pytest.fixture(params=["memory", "toml"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> StoryShelf:
    if request.param == "memory":
        return MemoryStories()
    return TomlStoryShelf(tmp_path / "stories.toml", lambda: DAY)


@pytest.fixture(params=["memory", "file"])
def sessions(request: pytest.FixtureRequest, tmp_path: Path) -> SessionKeeper:
    return MemorySessions() if request.param == "memory" else SessionFile(tmp_path / "session.json")


def test_a_shelf_starts_empty(shelf: StoryShelf) -> None:
    assert shelf.book() == StoryBook()


def test_what_is_saved_stands_there_in_the_order_in_which_it_came(shelf: StoryShelf) -> None:
    shelf.save(LEAD)
    assert shelf.save(LEAK) == shelf.book() == StoryBook((LEAD, LEAK))


def test_a_story_saved_again_is_changed_in_its_place(shelf: StoryShelf) -> None:
    shelf.save_all((LEAD, LEAK), (FIRST,))
    changed = replace(LEAD, headline="Whom I left out", action="")
    assert shelf.save(changed) == StoryBook((changed, LEAK), (FIRST,))


def test_rankings_are_kept_beside_the_stories(shelf: StoryShelf) -> None:
    shelf.save(LEAD)
    assert shelf.save_ranking(FIRST) == StoryBook((LEAD,), (FIRST,))
    changed = replace(FIRST, result="It held.")
    assert shelf.save_ranking(changed).rankings == (changed,)
    assert shelf.remove_ranking("other").rankings == (changed,)
    assert shelf.remove_ranking("first") == StoryBook((LEAD,))


def test_a_story_taken_out_leaves_the_others(shelf: StoryShelf) -> None:
    shelf.save_all((LEAD, LEAK))
    assert shelf.remove("lead") == shelf.book() == StoryBook((LEAK,))
    with pytest.raises(UnknownStory):
        shelf.remove("lead")


def test_one_session_is_kept_until_it_is_forgotten(sessions: SessionKeeper) -> None:
    assert sessions.waiting() is None
    sessions.keep(begin_quick_round([LEAK]))
    session = begin_ladder(LEAD).answered("0123456789").passed_over()
    sessions.keep(session)
    assert sessions.waiting() == session
    over = session.passed_over().passed_over()
    sessions.keep(over)
    assert sessions.waiting() == over
    sessions.forget()
    sessions.forget()
    assert sessions.waiting() is None
