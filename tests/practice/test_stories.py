from dataclasses import replace
from datetime import date

from rehearse.interview.principle import Principle
from rehearse.interview.story import Story, StoryBook
from rehearse.interview.take import TakeSummary
from rehearse.practice.stories import Freshness, StoryRecord, coverage, story_records, suggest
from tests.fakes import ManualClock, kept_take, question, summary_of

NOW = ManualClock.start
TRUST, OWNERSHIP, DIVE = Principle.EARN_TRUST, Principle.OWNERSHIP, Principle.DIVE_DEEP
LEAD = Story("lead", "The lead I left out", (TRUST, OWNERSHIP), created_on=date(2026, 1, 1))
LEAK = Story("leak", "The leak I found", (DIVE, TRUST), created_on=date(2026, 2, 1))
FRAUD = Story("fraud", "The heuristic I retired", (DIVE,))
BOOK = StoryBook((LEAD, LEAK, FRAUD))


def told(story_id: str | None, *days_ago: float) -> list[TakeSummary]:
    takes = (kept_take(f"{story_id}-{days}", days_ago=days) for days in days_ago)
    return [summary_of(replace(take, story_id=story_id)) for take in takes]


def records(*takes: TakeSummary) -> dict[str, StoryRecord]:
    newest_first = sorted(takes, key=lambda take: take.started_at, reverse=True)
    return {record.story.id: record for record in story_records(BOOK, newest_first, NOW)}


def test_a_story_is_stale_when_it_was_not_said_for_three_weeks() -> None:
    found = records(*told("lead", 21.0, 40), *told("leak", 21.1))
    assert found["lead"].freshness is Freshness.FRESH
    assert found["leak"].freshness is Freshness.STALE
    assert found["fraud"].freshness is Freshness.NEVER
    assert (found["lead"].takes, found["fraud"].last_at) == (2, None)


def test_a_story_is_overused_when_it_fills_more_than_a_third_of_the_last_ten() -> None:
    found = records(*told("lead", 1, 2, 3, 4), *told("leak", 5, 6, 7), *told("fraud", 8, 9, 10))
    assert [record.overused for record in found.values()] == [True, False, False]
    assert found["lead"].recent_share == 0.4


def test_older_tellings_and_takes_of_no_known_story_are_no_habit() -> None:
    others = (*told("fraud", 1, 2, 3), *told("leak", 4, 5, 6), *told("lead", 7), *told("fraud", 8, 9, 10))
    found = records(*others, *told("lead", 11, 12, 13, 14), *told(None, 0.5, 0.6), *told("gone", 0.7))
    assert not found["lead"].overused
    assert found["lead"].takes == 5


def test_a_few_tellings_are_no_habit_yet() -> None:
    assert not records(*told("lead", 1, 2, 3))["lead"].overused


def test_coverage_shows_gaps_and_what_was_only_written() -> None:
    found = {each.principle: each for each in coverage(tuple(records(*told("lead", 1)).values()))}
    assert len(found) == 16
    assert (found[TRUST].stories, found[TRUST].told) == ((LEAD, LEAK), (LEAD,))
    assert (found[DIVE].stories, found[DIVE].told) == ((LEAK, FRAUD), ())
    assert found[Principle.THINK_BIG].is_gap
    assert not found[DIVE].is_gap


def test_coverage_asks_only_for_the_principles_that_matter() -> None:
    found = coverage(tuple(records().values()), (DIVE, TRUST))
    assert [each.principle for each in found] == [TRUST, DIVE]


def test_the_story_that_shares_most_principles_is_suggested_first() -> None:
    asked = question(principles=(TRUST, OWNERSHIP))
    found = suggest(asked, records(*told("lead", 1, 2, 3)).values())
    assert [(each.story.id, each.shared) for each in found] == [
        ("lead", (TRUST, OWNERSHIP)),
        ("leak", (TRUST,)),
    ]


def test_of_two_that_fit_alike_the_one_least_told_comes_first() -> None:
    asked = question(principles=(DIVE,))
    assert [each.story.id for each in suggest(asked, records(*told("leak", 1)).values())] == ["fraud", "leak"]


def test_of_two_told_as_often_the_fresher_comes_first() -> None:
    asked = question(principles=(TRUST,))
    found = suggest(asked, records(*told("lead", 2), *told("leak", 9)).values())
    assert [each.story.id for each in found] == ["lead", "leak"]
    assert [each.story.id for each in suggest(asked, records().values())] == ["leak", "lead"]


def test_a_question_that_no_story_fits_is_offered_none_and_one_that_probes_nothing_all() -> None:
    assert suggest(question(principles=(Principle.THINK_BIG,)), records().values()) == ()
    assert len(suggest(question(principles=()), records().values())) == 3
