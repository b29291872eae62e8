from dataclasses import replace
from datetime import timedelta

import pytest

from rehearse.interview.question import QuestionBank
from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.practice.schedule import Choice, Why, choose_next, weaknesses_of
from tests.fakes import BANK, ManualClock, kept_take, summary_of

NOW = ManualClock.start
GOOD = TakeCounts(3, 2.0, 2, 200, 150.0, (), 1)


def take(
    question_id: str | None, days_ago: float, duration_s: float = 90.0, counts: TakeCounts | None = GOOD
) -> TakeSummary:
    made = kept_take(f"{question_id}-{days_ago}", question_id, duration_s=duration_s, days_ago=days_ago)
    return summary_of(made, counts)


def chosen(*takes: TakeSummary, passed_over: frozenset[str] = frozenset()) -> Choice:
    newest_first = sorted(takes, key=lambda each: each.started_at, reverse=True)
    choice = choose_next(BANK, newest_first, NOW, passed_over)
    assert choice is not None
    return choice


def test_a_question_never_rehearsed_comes_first_in_the_banks_order() -> None:
    choice = chosen(take("apology", 1, duration_s=200.0))
    assert (choice.question.id, choice.why, choice.takes) == ("being-wrong", Why.NEVER_REHEARSED, 0)
    assert choice.last_at is None
    assert choice.reason == "never rehearsed"


def test_then_what_was_weak_the_last_time_and_the_choice_says_how() -> None:
    weak = replace(GOOD, metrics=0, missing=("reflection",))
    choice = chosen(take("apology", 40), take("being-wrong", 2, 112.0, weak), take("difficult-customer", 30))
    assert (choice.question.id, choice.why) == ("being-wrong", Why.WEAK)
    assert choice.reason == "weak the last time: 22 s over, no figure, no reflection"


def test_of_two_weak_ones_the_one_that_rested_comes_before_the_one_just_rehearsed() -> None:
    worse_but_just_now = take("apology", 0.01, 140.0, replace(GOOD, metrics=0))
    choice = chosen(worse_but_just_now, take("being-wrong", 3, 60.0), take("difficult-customer", 1))
    assert (choice.question.id, choice.reasons) == ("being-wrong", ("30 s short",))


def test_only_the_last_take_is_weak_or_not() -> None:
    choice = chosen(
        take("apology", 3, 200.0),
        take("apology", 0.5),
        take("being-wrong", 0.4),
        take("difficult-customer", 0.3),
    )
    assert choice.why is not Why.WEAK


def test_then_what_rested_longest_for_its_good_takes_in_a_row() -> None:
    # Two days after one good take are more than two days after two.
    choice = chosen(
        take("apology", 2.5),
        take("apology", 5),
        take("being-wrong", 2),
        take("difficult-customer", 0.5),
    )
    assert (choice.question.id, choice.why) == ("being-wrong", Why.DUE)
    assert choice.reason == "due again: rested 2 days, due after 1 day"


@pytest.mark.parametrize(
    ("days", "due"),
    [((0.9,), False), ((1.0,), True), ((2.9, 4), False), ((3.0, 4), True), ((6.9, 10, 11), False),
     ((13.9, 20, 30, 40), False), ((14.0, 20, 30, 40), True), ((29.0, 40, 50, 60, 70, 80), False),
     ((30.0, 40, 50, 60, 70, 80), True)],
)  # fmt: skip
def test_the_intervals_grow_with_every_good_take(days: tuple[float, ...], due: bool) -> None:
    bank = BANK.filter(principle=BANK.get("apology").principles[0])
    choice = choose_next(bank, [take("apology", each) for each in days], NOW)
    assert choice is not None
    assert choice.why is (Why.DUE if due else Why.LONGEST_AGO)


def test_good_takes_of_one_sitting_count_once() -> None:
    bank = BANK.filter(principle=BANK.get("apology").principles[0])
    choice = choose_next(bank, [take("apology", 1.1 + hours / 24) for hours in range(5)], NOW)
    assert choice is not None
    assert choice.why is Why.DUE


def test_a_weak_take_begins_the_intervals_anew() -> None:
    bank = BANK.filter(principle=BANK.get("apology").principles[0])
    takes = [take("apology", 1.5), take("apology", 3, 200.0), take("apology", 6), take("apology", 9)]
    choice = choose_next(bank, takes, NOW)
    assert choice is not None
    assert choice.why is Why.DUE


def test_where_nothing_is_due_the_one_longest_ago() -> None:
    choice = chosen(take("apology", 0.3), take("being-wrong", 0.5), take("difficult-customer", 0.1))
    assert (choice.question.id, choice.why) == ("being-wrong", Why.LONGEST_AGO)
    assert choice.last_at == NOW - timedelta(days=0.5)


def test_what_was_passed_over_comes_back_once_all_were() -> None:
    assert chosen(passed_over=frozenset({"apology"})).question.id == "being-wrong"
    assert chosen(passed_over=frozenset(BANK.ids)).question.id == "apology"


def test_takes_of_questions_that_left_the_bank_count_for_nothing() -> None:
    assert chosen(take("long-gone", 1), take(None, 1)).why is Why.NEVER_REHEARSED


def test_of_words_not_heard_yet_nothing_is_held_to_be_weak() -> None:
    assert weaknesses_of(take("apology", 1, counts=None)) == ()
    assert weaknesses_of(take("apology", 1, counts=replace(GOOD, missing=None))) == ()


def test_an_empty_bank_offers_nothing() -> None:
    assert choose_next(QuestionBank(), [], NOW) is None


def test_a_headline_that_leaves_time_is_not_weak() -> None:
    headline = replace(take(None, 1, 12.0), target_s=20.0)
    assert weaknesses_of(headline) == ()
    assert weaknesses_of(replace(headline, question_id="apology")) == ("8 s short",)
