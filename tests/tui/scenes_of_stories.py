"""Scenes of stories, decisions and the sheet for the day before, to be drawn."""

from dataclasses import replace

from textual.pilot import Pilot

from rehearse.interview.principle import Principle
from rehearse.interview.ranking import Framework, Option, Ranking
from rehearse.interview.story import Story
from rehearse.practice.desk import Desk
from rehearse.tui.app import RehearseApp
from rehearse.tui.widgets.question_table import QuestionTable
from tests.fakes import ManualClock, MemoryArchive, MemoryStories, SilentSpeaker, kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.waiting import settled, until

STORIES = (
    Story(
        "fraud-lead",
        "Left the fraud lead out of a review, and made sure nobody is left out again",
        (Principle.EARN_TRUST, Principle.OWNERSHIP),
        situation="Our fraud lead heard of a design review from somebody else.",
        task="I ran that review, so putting it right was mine to do.",
        action="I apologised to her alone, then in front of the team. I wrote down who decides what.",
        result="Rework fell by 40%, about $900 k a year. Late changes went from six to one a month.",
        reflection="I ask who is missing before I send an invitation.",
    ),
    Story(
        "two-features",
        "Two features and a threshold in place of a deep model",
        (Principle.FRUGALITY, Principle.BIAS_FOR_ACTION),
        situation="Anomalies were looked through by hand, 3,000 a week.",
        action="I ranked by percentiles of two features, and tested it for a week.",
        result="85% of the true ones were caught in half the review time.",
    ),
    Story(
        "canary",
        "A ranking model to 10% of traffic, with a switch to turn it off",
        (Principle.BIAS_FOR_ACTION, Principle.ARE_RIGHT_A_LOT),
        action="I set a limit of 150 ms and watched it for two weeks.",
        result="Click-through rose by 3.8% and revenue a session by 1.1%.",
        reflection="Features are hardened before all see them.",
    ),
    Story(
        "shadow-lead",
        "From a weak start to leading an A/B test in three months",
        (Principle.HIRE_AND_DEVELOP_THE_BEST,),
        result="Drop-off fell by 6% (p < 0.05).",
    ),
    Story(
        "retired-rule",
        "Retired a rule that everybody loved",
        (Principle.HAVE_BACKBONE_DISAGREE_AND_COMMIT, Principle.EARN_TRUST),
        result="28% fewer false positives; review time fell by 35%.",
    ),
)
RANKINGS = (
    Ranking(
        "twelve-requests",
        "Twelve requests, one quarter",
        Framework.RICE,
        (
            Option("Anti-fraud fix", (12_000.0, 2.0, 80.0, 100.0)),
            Option("Dashboard revamp", (3_000.0, 1.0, 80.0, 50.0)),
            Option("Export to a spreadsheet", (900.0, 1.0, 100.0, 20.0)),
        ),
    ),
)


async def with_stories(pilot: Pilot[None], parts: Desk) -> None:
    """Stories that were told: one this week, one long ago, one too often."""
    shelf, archive = parts.stories, parts.archive
    assert isinstance(shelf, MemoryStories)
    assert isinstance(archive, MemoryArchive)
    shelf.save_all(STORIES, RANKINGS)
    for index, story_id in enumerate(("two-features", *("fraud-lead",) * 5, "canary")):
        take = kept_take(
            f"told-{index}", "apology", duration_s=88 + index, days_ago=33 - 5 * index, text=TEXT
        )
        archive.add(replace(take, story_id=story_id), judge)
    app = pilot.app
    assert isinstance(app, RehearseApp)
    app.read_archive()
    await settled(pilot)


async def stories(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await with_stories(pilot, parts)
    await pilot.press("s")
    await settled(pilot)
    await settled(pilot)


async def story(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await stories(pilot, clock, parts)
    await pilot.press("e")
    await settled(pilot)
    await pilot.pause(0.3)


async def coverage(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await stories(pilot, clock, parts)
    await pilot.press("c")
    await settled(pilot)


async def rankings(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await stories(pilot, clock, parts)
    await pilot.press("r")
    await settled(pilot)


async def ranking(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await rankings(pilot, clock, parts)
    await pilot.press("e")
    await settled(pilot)


async def day_before(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await with_stories(pilot, parts)
    await pilot.press("y")
    await settled(pilot)
    await settled(pilot)


async def ready(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    """Home, with stories on the shelf."""
    await with_stories(pilot, parts)
    await settled(pilot)


async def telling(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    """A story is chosen for the question that is asked."""
    await with_stories(pilot, parts)
    pilot.app.screen.query_one(QuestionTable).go_to("apology")
    await pilot.press("enter")
    speaker = parts.speaker
    assert isinstance(speaker, SilentSpeaker)
    await until(pilot, lambda: speaker.sounding)
    await settled(pilot)
    await pilot.press("t")
    await pilot.pause(0.3)
    await pilot.press("enter")
    await settled(pilot)
    await pilot.pause(0.3)


async def told(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    """A report beside the story that was told."""
    await telling(pilot, clock, parts)
    await pilot.press("s")
    await pilot.pause(0.3)
    clock.advance(88)
    await pilot.pause(0.3)
    await pilot.press("space")
    await settled(pilot)
    await pilot.press("4")
    await settled(pilot)
    await settled(pilot)


STORY_SCENES = (stories, story, coverage, rankings, ranking, day_before, ready, telling, told)
