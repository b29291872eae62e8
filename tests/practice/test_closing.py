from dataclasses import replace

import pytest

from rehearse.analysis.evidence import Finding, Severity
from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.part import Part
from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.interview.transcript import Transcript
from rehearse.practice.closing import close
from rehearse.practice.mock import Kind, Session, Step
from tests.fakes import kept_take, summary_of

GOOD = TakeCounts(3, 2.0, 2, 200, 150.0, (), 1)
POOR = TakeCounts(9, 6.0, 0, 200, 150.0, ("result", "reflection"), 1)
DEAF = replace(GOOD, fillers_per_minute=None, missing=("reflection",))


def take(take_id: str, counts: TakeCounts | None, duration_s: float = 90.0) -> TakeSummary:
    return summary_of(kept_take(take_id, duration_s=duration_s), counts)


def report(*findings: tuple[str, Severity]) -> Report:
    made = analyse(Answer("one", Transcript("I did it."), 90.0), Rubric())
    return replace(
        made, findings=tuple(Finding(code, severity, f"Mind {code}.") for code, severity in findings)
    )


def step(take_id: str | None) -> Step:
    return Step(f"{take_id}?", take_id=take_id, passed_over=take_id is None)


def session(*take_ids: str | None) -> Session:
    return Session(Kind.INTERVIEW, tuple(map(step, take_ids)))


def test_all_answers_are_summed_up() -> None:
    takes = [take("good", GOOD), take("poor", POOR, 140.0), take("deaf", DEAF), take("unheard", None)]
    found = close(session("good", "poor", None, "deaf", "unheard"), takes, {})
    assert (found.answered, found.passed_over, found.heard) == (4, 1, 3)
    assert (found.duration_s, found.on_target, found.with_metrics) == (410.0, 3, 2)
    assert found.fillers == 15
    assert found.fillers_per_minute == pytest.approx(12 * 60 / 230)
    assert found.missing == ((Part.REFLECTION, 2), (Part.RESULT, 1))
    assert found.weakest is not None
    assert found.weakest.step.take_id == "poor"
    assert found.lines[2].take is None


def test_where_all_went_well_nothing_is_weakest() -> None:
    found = close(session("good"), [take("good", GOOD)], {step("good"): report()})
    assert (found.weakest, found.change, found.missing) == (None, "", ())


def test_the_one_thing_to_change_is_what_came_up_most() -> None:
    advice, problem, info = Severity.ADVICE, Severity.PROBLEM, Severity.INFO
    reports = {
        "a": report(("no-metric", problem), ("over-time", advice)),
        "b": report(("over-time", advice), ("too-fast", info)),
        "c": report(("no-metric", problem), ("too-fast", info), ("over-time", advice)),
        "d": report(("too-fast", info), ("hedging", advice)),
        "other": report(("hedging", advice)),
    }
    takes = [take(take_id, GOOD) for take_id in reports]
    by_step = {step(take_id): made for take_id, made in reports.items()}
    assert close(session("a", "b", "c", "d"), takes, by_step).change == "Mind over-time."
    assert close(session("a", "c"), takes, by_step).change == "Mind no-metric."


def test_a_written_answer_is_counted_in_and_timed_only_where_its_writer_told() -> None:
    told = Step("Told?", written="I did it.", written_s=40.0)
    untold = Step("Untold?", written="I did it.")
    timed = analyse(Answer("written", Transcript("I did it."), 90.0, 40.0), Rubric())
    found = close(Session(Kind.INTERVIEW, (told, untold)), [], {told: timed, untold: report()})
    assert (found.answered, found.timed, found.heard, found.duration_s) == (2, 1, 2, 40.0)
    assert found.lines[0].weaknesses == ("50 s short", "no figure")
    assert found.lines[1].weaknesses == ("no figure",)


def test_a_take_deleted_since_and_a_session_broken_off_are_no_error() -> None:
    begun = replace(session("gone"), steps=(*session("gone").steps, Step("Not asked yet")))
    found = close(begun, [], {})
    assert (found.answered, found.duration_s, found.fillers_per_minute) == (0, 0, None)
    assert len(found.lines) == 1
    assert found.lines[0].weaknesses == ()
