from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from rehearse.analysis.evidence import Metrics
from rehearse.analysis.rubric import Rubric
from rehearse.interview.principle import Principle
from rehearse.interview.story import Story, StoryBook
from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.practice.day_before import Sheet, day_before, last_said
from rehearse.practice.schedule import Why
from rehearse.practice.story_numbers import numbers_in
from rehearse.render.day_before import sheet_text
from tests.fakes import BANK, ManualClock, MemoryArchive, kept_take, summary_of

NOW = ManualClock.start
GOOD = TakeCounts(3, 2.0, 2, 200, 150.0, (), 1)
TRUST, OWN, DIVE, OBSESSION = (
    Principle.EARN_TRUST,
    Principle.OWNERSHIP,
    Principle.DIVE_DEEP,
    Principle.CUSTOMER_OBSESSION,
)
LEAD = Story(
    "lead", "The lead I left out", (TRUST, OWN), result="Rework fell by 40 %, which saved $1.2 million."
)
LEAK = Story("leak", "The leak I found", (DIVE,), result="False positives fell by 22 %.")
DRAFT = Story("draft", "What [I did]", (OBSESSION,), result="It fell by 90 %.")
BOOK = StoryBook((LEAD, LEAK, DRAFT))


def take(
    question_id: str,
    days_ago: float,
    story: Story | None = None,
    counts: TakeCounts | None = GOOD,
    duration_s: float = 90.0,
) -> TakeSummary:
    made = kept_take(f"{question_id}-{days_ago}", question_id, days_ago=days_ago, duration_s=duration_s)
    return summary_of(replace(made, story_id=None if story is None else story.id), counts)


def sheet(
    *takes: TakeSummary,
    book: StoryBook = BOOK,
    said: Mapping[str, str] | None = None,
    principles: tuple[Principle, ...] = (TRUST, OWN, DIVE, OBSESSION),
) -> Sheet:
    newest_first = sorted(takes, key=lambda each: each.started_at, reverse=True)
    heard: dict[str, Metrics] = {key: numbers_in(text, Rubric()) for key, text in (said or {}).items()}
    return day_before(book, BANK, newest_first, heard, NOW, Rubric(), principles)


def test_the_weakest_principles_come_first_and_say_why() -> None:
    made = sheet(
        take("apology", 1, LEAD),
        take("difficult-customer", 2, counts=replace(GOOD, metrics=0)),
        book=StoryBook((LEAD, LEAK)),
    )
    assert [(weak.principle, weak.reasons) for weak in made.weakest] == [
        (OBSESSION, ("no story speaks for it", "its last answer wants another go (no figure)")),
        (DIVE, ("its story was never said aloud", "its last answer wants another go (no figure)")),
    ]
    assert [weak.question and weak.question.id for weak in made.weakest] == ["difficult-customer"] * 2


def test_a_principle_nobody_asks_about_wants_a_story_all_the_same() -> None:
    made = sheet(take("apology", 1, LEAD), principles=(TRUST, Principle.THINK_BIG))
    assert [(weak.principle, weak.question) for weak in made.weakest] == [(Principle.THINK_BIG, None)]


def test_no_more_than_three_are_weakest() -> None:
    made = sheet(book=StoryBook(), principles=tuple(Principle))
    assert len(made.weakest) == 3
    assert all(weak.reasons for weak in made.weakest)


def test_stories_not_said_for_long_come_with_the_most_neglected_first_and_drafts_not_at_all() -> None:
    other = Story("other", "Another", (OWN,))
    made = sheet(
        take("apology", 30, LEAD), take("apology", 1, other), book=StoryBook((LEAD, LEAK, DRAFT, other))
    )
    assert [record.story.id for record in made.stale] == ["leak", "lead"]


def test_the_numbers_to_remember_are_those_told_wrongly_or_left_out_before_all_others() -> None:
    said = {"lead": "Rework fell by 40 %.", "leak": "False positives fell by 22 %."}
    made = sheet(take("apology", 1, LEAD), take("being-wrong", 1, LEAK), said=said)
    assert [(number.story.id, number.metric.value, number.reason) for number in made.numbers] == [
        ("lead", 1_200_000, "left out the last time"),
        ("leak", 22, ""),
        ("lead", 40, ""),
    ]


def test_a_number_said_wrongly_is_told_with_what_was_said() -> None:
    made = sheet(take("apology", 1, LEAD), said={"lead": "Rework fell by 14 %, saving $1.2 million."})
    assert made.numbers[0].reason == "the last time you said 14 %"


def test_without_a_take_a_storys_weightiest_number_is_enough() -> None:
    made = sheet()
    assert [number.metric.value for number in made.numbers] == [1_200_000, 22, 40]
    assert all(not number.reason for number in made.numbers)


def test_what_was_last_said_of_each_story_is_found_in_its_newest_take_with_words(tmp_path: Path) -> None:
    texts = ((1.0, None), (2.0, "It fell by 14 %."), (3.0, "It fell by 40 %."))
    takes = [
        replace(kept_take(f"t{days}", days_ago=days, text=text), story_id="lead") for days, text in texts
    ]
    others = [replace(kept_take("gone", text="By 9 %."), story_id="gone"), kept_take("none", text="By 8 %.")]
    archive = MemoryArchive(tmp_path, [*takes, *others])
    said = last_said(BOOK, archive.takes(), archive, BANK, Rubric())
    assert {story_id: [each.value for each in found.items] for story_id, found in said.items()} == {
        "lead": [14]
    }


def test_the_sheet_ends_with_one_answer_to_rehearse_and_the_checklist() -> None:
    made = sheet(take("apology", 1, LEAD))
    assert made.next is not None
    assert made.next.why is Why.NEVER_REHEARSED
    assert [item.name for item in made.ready][:2] == ["Stories", "Principles"]


def test_the_text_fits_a_sheet_of_paper() -> None:
    told = sheet_text(
        sheet(take("apology", 30, LEAD), said={"lead": "By 14 %."}, principles=tuple(Principle)),
        date(2026, 3, 2),
    )
    lines = told.splitlines()
    assert lines[0] == "The day before · Monday 2 March 2026"
    assert "  · 40 % – The lead I left out (the last time you said 14 %)" in lines
    assert "  · The leak I found (never said aloud)" in lines
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 50
