"""What somebody who is ready has at hand, and how much of it is there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rehearse.interview.principle import Principle
from rehearse.practice.readiness import RECENT_TAKES
from rehearse.practice.stories import coverage, story_records
from rehearse.practice.story_numbers import numbers_of

if TYPE_CHECKING:
    from rehearse.analysis.evidence import MetricMenu
    from rehearse.analysis.rubric import Rubric
    from rehearse.interview.story import StoryBook
    from rehearse.interview.take import TakeSummary
    from rehearse.practice.readiness import Readiness
    from rehearse.practice.stories import PrincipleCoverage

FEWEST_STORIES, MOST_STORIES = 8, 12
FEWEST_FRAMEWORKS, MOST_FRAMEWORKS = 2, 3
GOOD_RECENT_TAKES = 8
"""Of the newest ten: so many on target, or with a metric, are a habit."""
_FEWEST_KINDS = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist."""

    name: str
    have: int
    enough: int
    """From here on it is ready."""
    goal: str
    """What is aimed at, as it is shown: “8–12”."""
    lacking: tuple[str, ...] = ()
    """What is not there, by name, where it has names."""

    @property
    def is_ready(self) -> bool:
        """Whether there is enough."""
        return self.have >= self.enough

    @property
    def share(self) -> float:
        """How far it has come, 1 when there is enough."""
        return min(1.0, self.have / self.enough) if self.enough else 1.0


def checklist(
    book: "StoryBook",
    covered: Sequence["PrincipleCoverage"],
    practice: "Readiness",
    menus: Iterable["MetricMenu"],
) -> tuple[Item, ...]:
    """Go through the checklist; `covered` holds the principles that the person cares about.

    A story or a ranking with blanks left from its template counts once they are filled in.
    """
    whole = [story for story in book if not story.blanks]
    speaks = {story.id for story in whole}
    gaps = [each.principle for each in covered if not speaks & {story.id for story in each.stories}]
    lacking = kinds_lacking(menus)
    frameworks = {ranking.framework for ranking in book.rankings if ranking.is_example}
    ten = f"of the last {RECENT_TAKES}"
    return (
        Item("Stories", len(whole), FEWEST_STORIES, f"of {FEWEST_STORIES}–{MOST_STORIES}"),
        Item("Principles", len(covered) - len(gaps), len(covered), f"of {len(covered)}", tuple(gaps)),
        Item("On time", practice.recent_on_time, GOOD_RECENT_TAKES, ten),
        Item("With metrics", practice.recent_with_metrics, GOOD_RECENT_TAKES, ten),
        Item("Metric menu", len(MENU) - len(lacking), _FEWEST_KINDS, f"of {len(MENU)} kinds", lacking),
        Item(
            "Frameworks",
            len(frameworks),
            FEWEST_FRAMEWORKS,
            f"of {FEWEST_FRAMEWORKS}–{MOST_FRAMEWORKS}",
        ),
    )


def cared_for(names: Collection[str]) -> tuple[Principle, ...]:
    """The principles that somebody cares about, in the official order; whoever names none cares about all."""
    return tuple(principle for principle in Principle if not names or principle in names)


def how_ready(
    book: "StoryBook",
    takes: Sequence["TakeSummary"],
    practice: "Readiness",
    now: datetime,
    rubric: "Rubric",
    principles: Collection[Principle] = tuple(Principle),
) -> tuple[Item, ...]:
    """Go through the checklist; takes come newest first, `principles` are those the person cares about."""
    covered = coverage(story_records(book, takes, now), principles)
    menus = [numbers_of(story, rubric).menu for story in book if not story.blanks]
    return checklist(book, covered, practice, menus)


MENU: dict[str, tuple[str, ...]] = {
    "baseline": ("baseline",),
    "change": ("change",),
    "money": ("money",),
    "time": ("time",),
    "rate": ("rate",),
    "certainty": ("confidence", "p_value"),
}
"""The kinds of evidence, by the fields of a menu that show them."""


def kinds_lacking(menus: Iterable["MetricMenu"]) -> tuple[str, ...]:
    """The kinds of evidence that no story has."""
    given = list(menus)
    return tuple(
        kind
        for kind, fields in MENU.items()
        if not any(getattr(menu, field) for menu in given for field in fields)
    )
