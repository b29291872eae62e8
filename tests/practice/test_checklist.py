from rehearse.analysis.evidence import MetricMenu
from rehearse.interview.principle import Principle
from rehearse.interview.ranking import Framework, Option, Ranking
from rehearse.interview.story import Story, StoryBook
from rehearse.practice.checklist import Item, cared_for, checklist
from rehearse.practice.readiness import Readiness
from rehearse.practice.stories import coverage, story_records
from tests.fakes import ManualClock

PRACTICE = Readiness(12, 5, 10, 8, 9, 7, 4, (1, 0, 2))
STORIES = tuple(Story(f"s{at}", f"Story {at}", (principle,)) for at, principle in enumerate(Principle))


def items(book: StoryBook, *menus: MetricMenu) -> dict[str, Item]:
    covered = coverage(story_records(book, (), ManualClock.start), cared_for(()))
    return {item.name: item for item in checklist(book, covered, PRACTICE, menus)}


def test_eight_stories_are_enough_and_drafts_do_not_count() -> None:
    draft = Story("draft", "What [I did]", (Principle.THINK_BIG,))
    found = items(StoryBook((*STORIES[:7], draft)))
    assert (found["Stories"].have, found["Stories"].is_ready) == (7, False)
    assert Principle.THINK_BIG in found["Principles"].lacking
    assert items(StoryBook(STORIES[:8]))["Stories"].is_ready


def test_every_principle_that_matters_wants_a_story() -> None:
    found = items(StoryBook(STORIES[:15]))["Principles"]
    assert (found.have, found.enough, found.is_ready) == (15, 16, False)
    assert found.lacking == (list(Principle)[15],)
    assert items(StoryBook(STORIES))["Principles"].is_ready


def test_the_newest_ten_takes_show_the_habit() -> None:
    found = items(StoryBook())
    assert (found["On time"].have, found["On time"].is_ready) == (8, True)
    assert (found["With metrics"].have, found["With metrics"].is_ready) == (7, False)
    assert found["With metrics"].share == 7 / 8


def test_the_metric_menu_is_filled_by_all_stories_together() -> None:
    found = items(StoryBook(), MetricMenu(money=True, time=True), MetricMenu(rate=True, p_value=True))
    assert (found["Metric menu"].have, found["Metric menu"].lacking) == (4, ("baseline", "change"))


def test_frameworks_count_once_each_and_only_with_an_example() -> None:
    def ranking(framework: Framework, *scores: float) -> Ranking:
        count = len(framework.factors)
        options = (Option(f"o{score}", (score, *(1.0,) * (count - 1))) for score in scores)
        return Ranking(f"{framework}-{len(scores)}", "What came first", framework, tuple(options))

    rice, cost, risk = Framework
    book = StoryBook((), (ranking(rice, 1, 2), ranking(rice, 1, 2, 3), ranking(cost, 1), ranking(risk, 2, 2)))
    assert items(book)["Frameworks"].have == 1
    book = StoryBook((), (*book.rankings, ranking(cost, 1, 2)))
    assert items(book)["Frameworks"].is_ready


def test_whoever_names_no_principle_cares_about_all() -> None:
    assert cared_for(()) == tuple(Principle)
    assert cared_for((Principle.THINK_BIG, Principle.OWNERSHIP)) == (Principle.OWNERSHIP, Principle.THINK_BIG)
