from collections.abc import Sequence
from random import Random

import pytest

from rehearse.interview.errors import UsageError
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.story import Story
from rehearse.practice.follow_up import FOLLOW_UP_S
from rehearse.practice.mock import (
    Kind,
    Mode,
    Plan,
    Session,
    Step,
    begin_interview,
    begin_ladder,
    begin_quick_round,
    question_of,
)
from tests.fakes import BANK, question

LEAD, LEAK = Story("lead", "The lead I left out"), Story("leak", "The leak I found")


def as_given(questions: Sequence[Question]) -> Sequence[Question]:
    return questions


def ids(session: Session) -> list[str | None]:
    return [step.question_id for step in session.steps]


def test_as_many_questions_are_drawn_as_are_wished_and_there_are() -> None:
    assert len(begin_interview(Plan(count=2), BANK, as_given).steps) == 2
    assert sorted(filter(None, ids(begin_interview(Plan(count=9), BANK, as_given)))) == sorted(BANK.ids)


def test_chance_is_handed_in_so_that_a_draw_can_be_had_again() -> None:
    bank = QuestionBank(tuple(question(f"q{number}") for number in range(20)))

    def draw(seed: int) -> list[str | None]:
        chance = Random(seed)
        return ids(begin_interview(Plan(count=5), bank, lambda each: chance.sample(each, len(each))))

    assert draw(1) == draw(1)
    assert len({tuple(draw(seed)) for seed in range(10)}) > 5


def test_the_questions_drawn_probe_as_much_as_they_can() -> None:
    trust, dive, think = Principle.EARN_TRUST, Principle.DIVE_DEEP, Principle.THINK_BIG
    bank = QuestionBank(
        (
            question("a", principles=(trust,)),
            question("b", principles=(trust,)),
            question("c", principles=(trust, dive)),
            question("d", principles=(think,)),
        )
    )
    assert ids(begin_interview(Plan(count=2), bank, as_given)) == ["c", "d"]
    assert ids(begin_interview(Plan(count=9), bank, as_given))[:3] == ["c", "d", "a"]


def test_only_what_is_wished_is_asked() -> None:
    customers = Plan(principles=(Principle.CUSTOMER_OBSESSION,))
    assert ids(begin_interview(customers, BANK, as_given)) == ["difficult-customer"]
    mixed = QuestionBank((*BANK, question("mine", pack="Mine")))
    assert ids(begin_interview(Plan(packs=("Mine",)), mixed, as_given)) == ["mine"]


@pytest.mark.parametrize(
    "plan", [Plan(packs=("None",)), Plan(count=0), Plan(principles=(Principle.THINK_BIG,))]
)
def test_where_nothing_fits_that_is_said(plan: Plan) -> None:
    with pytest.raises(UsageError, match="choose more"):
        begin_interview(plan, BANK, as_given)


def test_progress_is_told_step_by_step_to_the_end() -> None:
    session = begin_interview(Plan(count=3, mode=Mode.STUDY, ends_after_s=5.0), BANK, as_given)
    assert (session.progress, session.mode, session.ends_after_s) == ("Question 1 of 3", Mode.STUDY, 5.0)
    session = session.answered("t1").passed_over()
    assert session.progress == "Question 3 of 3"
    assert session.current == session.steps[2]
    session = session.answered("t2")
    assert (session.is_done, session.current, session.take_ids) == (True, None, ("t1", "t2"))
    assert session.progress == "Question 3 of 3"


def test_a_follow_up_comes_next_is_timed_by_itself_and_is_no_question_of_its_own() -> None:
    session = (
        begin_interview(Plan(count=2, follow_ups=True), BANK, as_given)
        .answered("t1")
        .followed_up("And then?")
    )
    assert session.current == Step("And then?", None, FOLLOW_UP_S, follows_up=True)
    assert session.progress == "Question 1 of 2, follow-up"
    session = session.answered("t2").followed_up("And after that?")
    assert session.progress == "Question 2 of 2"
    assert len(session.steps) == 3


def test_without_follow_ups_none_is_asked() -> None:
    session = begin_interview(Plan(count=2), BANK, as_given).answered("t1").followed_up("And then?")
    assert len(session.steps) == 2


def test_a_written_answer_counts_like_a_spoken_one_and_can_be_followed_up() -> None:
    session = begin_interview(Plan(count=2, follow_ups=True), BANK, as_given)
    session = session.answered_in_writing("I said sorry.", 88.0)
    assert (session.is_written, session.take_ids, session.progress) == (True, (), "Question 2 of 2")
    session = session.followed_up("And then?")
    assert session.current == Step("And then?", None, FOLLOW_UP_S, follows_up=True)
    session = session.answered("t1")
    assert not session.is_written


def test_what_is_asked_at_a_step_has_the_target_of_the_step() -> None:
    session = begin_interview(Plan(count=1, follow_ups=True), BANK, as_given)
    first = question_of(session.steps[0], session, BANK)
    assert first == BANK.get(first.id)
    session = session.answered("t1").followed_up("And then?")
    follow_up = question_of(session.steps[1], session, BANK)
    assert (follow_up.prompt, follow_up.target_s) == ("And then?", FOLLOW_UP_S)
    assert (follow_up.title, follow_up.principles) == (f"Follow-up: {first.title}", first.principles)


def test_a_session_that_is_over_takes_nothing_more() -> None:
    session = begin_quick_round([LEAD]).passed_over()
    with pytest.raises(UsageError, match="nothing left"):
        session.answered("t1")
    with pytest.raises(UsageError, match="nothing left"):
        session.passed_over()


def test_a_ladder_tells_one_story_longer_every_time() -> None:
    session = begin_ladder(LEAD)
    assert [step.target_s for step in session.steps] == [30, 60, 90, 120]
    assert {step.story_id for step in session.steps} == {"lead"}
    assert (session.kind, session.progress) == (Kind.LADDER, "Round 1 of 4")
    assert session.steps[0].prompt == "Tell this story in 30 seconds: The lead I left out"


def test_a_quick_round_goes_through_the_headlines() -> None:
    session = begin_quick_round([LEAD, LEAK])
    assert [(step.story_id, step.target_s) for step in session.steps] == [("lead", 20.0), ("leak", 20.0)]
    assert session.progress == "Story 1 of 2"
    with pytest.raises(UsageError, match="write one first"):
        begin_quick_round([])
