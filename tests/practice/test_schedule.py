from datetime import timedelta

from rehearse.interview.question import QuestionBank
from rehearse.interview.take import TakeSummary
from rehearse.practice.schedule import Why, choose_next
from tests.fakes import BANK, kept_take, summary_of


def take(question_id: str | None, days_ago: float) -> TakeSummary:
    return summary_of(kept_take(f"{question_id}-{days_ago}", question_id, days_ago=days_ago))


def test_a_question_never_rehearsed_comes_first_in_the_banks_order() -> None:
    choice = choose_next(BANK, [take("apology", 1)])
    assert choice is not None
    assert (choice.question.id, choice.why, choice.takes) == ("being-wrong", Why.NEVER_REHEARSED, 0)
    assert choice.last_at is None


def test_then_the_least_rehearsed() -> None:
    takes = [take("apology", 9), take("being-wrong", 1), take("being-wrong", 2), take("apology", 3)]
    choice = choose_next(BANK, [*takes, take("difficult-customer", 0)])
    assert choice is not None
    assert (choice.question.id, choice.why, choice.takes) == ("difficult-customer", Why.LEAST_REHEARSED, 1)


def test_among_equals_the_one_longest_ago() -> None:
    takes = [take("difficult-customer", 2), take("apology", 1), take("being-wrong", 5)]
    choice = choose_next(BANK, takes)
    assert choice is not None
    assert (choice.question.id, choice.why) == ("being-wrong", Why.LONGEST_AGO)
    assert choice.last_at == takes[2].started_at


def test_the_newest_take_tells_how_long_ago() -> None:
    takes = [take("apology", days) for days in (1, 8)] + [take("being-wrong", days) for days in (4, 5)]
    choice = choose_next(BANK, [*takes, *(take("difficult-customer", days) for days in (2, 3))])
    assert choice is not None
    assert choice.question.id == "being-wrong"
    assert choice.last_at == takes[0].started_at - timedelta(days=3)


def test_what_was_passed_over_comes_back_once_all_were() -> None:
    first = choose_next(BANK, [], {"apology"})
    assert first is not None
    assert first.question.id == "being-wrong"
    again = choose_next(BANK, [], set(BANK.ids))
    assert again is not None
    assert again.question.id == "apology"


def test_takes_of_questions_that_left_the_bank_count_for_nothing() -> None:
    choice = choose_next(BANK, [take("long-gone", 1), take(None, 1)])
    assert choice is not None
    assert choice.why is Why.NEVER_REHEARSED


def test_an_empty_bank_offers_nothing() -> None:
    assert choose_next(QuestionBank(), []) is None
