"""Who is asked for a headline: only a quick round asks for one, however short the target."""

from dataclasses import replace

import pytest

from rehearse.analysis.report import Report
from rehearse.analysis.rubric import Rubric
from rehearse.interview.headline import HEADLINE_S
from rehearse.interview.story import Story
from rehearse.practice.follow_up import FOLLOW_UP_S
from rehearse.practice.mock import Session, Step, begin_quick_round, question_of
from rehearse.practice.ports import HeardSoFar
from rehearse.practice.reporting import report_on, report_on_text, report_so_far
from rehearse.practice.settings import Settings
from tests.fakes import ANSWER, BANK, kept_take, spoken

ROUND = begin_quick_round([Story("lead", "The lead I left out")])
HEADLINE = ROUND.steps[0]
SHORT = Step("Whom did you owe an apology?", "apology", HEADLINE_S)
FOLLOW_UP = Step("And then?", target_s=FOLLOW_UP_S, follows_up=True)
TAKE = kept_take("take", text=ANSWER)
STEPS = pytest.mark.parametrize(
    ("step", "is_headline"),
    [(HEADLINE, True), (SHORT, False), (FOLLOW_UP, False)],
    ids=["quick round", "short target", "follow-up"],
)


def is_judged_as_headline(report: Report | None) -> bool:
    assert report is not None
    found = "headline" in {finding.code for finding in report.findings}
    assert found == (report.structure is None)
    return found


@STEPS
@pytest.mark.parametrize("against_s", [None, HEADLINE_S, 90.0])
def test_a_kept_headline_is_judged_as_one_and_nothing_else_is_against_whatever_target(
    step: Step, is_headline: bool, against_s: float | None
) -> None:
    assert step.target_s is not None
    take = replace(TAKE, question_id=step.question_id, target_s=step.target_s)
    assert take.heard is not None
    report = report_on(take, take.heard, BANK, Rubric(), against_s)
    assert is_judged_as_headline(report) is is_headline
    assert report.timing.target_s == (against_s or step.target_s)


@STEPS
def test_a_headline_is_judged_as_one_while_it_is_said_and_where_it_is_written(
    step: Step, is_headline: bool
) -> None:
    question = question_of(step, Session(ROUND.kind, (step,)), BANK)
    heard = TAKE.heard
    assert heard is not None
    assert step.target_s is not None
    so_far = HeardSoFar(spoken(ANSWER), voice=heard.voice)
    said = report_so_far(so_far, heard.transcript.engine, question, step.target_s, Rubric())
    assert is_judged_as_headline(said) is is_headline
    written = report_on_text(ANSWER, question, None, Settings(), Rubric())
    assert is_judged_as_headline(written) is is_headline


def test_what_answers_no_question_is_a_whole_answer() -> None:
    report = report_on_text(ANSWER, None, None, Settings(target_s=HEADLINE_S), Rubric())
    assert not is_judged_as_headline(report)
