from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.analysis.evidence import Finding, Severity
from rehearse.analysis.report import Answer, Report
from rehearse.analysis.rubric import Rubric
from rehearse.interview.errors import NoSpeaker
from rehearse.interview.part import Part
from rehearse.interview.question import QuestionBank, SamplePart
from rehearse.practice.follow_up import FOLLOW_UP_S
from rehearse.tui.phases import Phase
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.widgets.transcript import Transcript
from tests.fakes import BANK, POCKETSPHINX, kept_take
from tests.tui.reports import TEXT, find, judge
from tests.tui.stage import SIZE, Stage, keys, phase_of, said, seen
from tests.tui.waiting import settled, until


async def test_the_duration_is_there_at_once_and_the_words_follow(stage: Stage) -> None:
    import threading

    stage.transcriber.gate = threading.Event()
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "listening back … 1:28 of 1:28" in seen(pilot))
        assert "88 s  ON TARGET" in seen(pilot)
        assert "Transcript" not in seen(pilot)
        stage.transcriber.gate.set()
        await until(pilot, lambda: "{um}" in seen(pilot))
        assert "listening back" not in seen(pilot)


def noticing(count: int) -> Callable[[Answer, Rubric], Report]:
    """A judge who has so much more to say than the one thing."""

    def judge_harshly(answer: Answer, rubric: Rubric) -> Report:
        made = judge(answer, rubric)
        more = (Finding("hedging", Severity.ADVICE, f"Mind number {number}.") for number in range(count))
        return replace(made, findings=(*made.findings, *more))

    return judge_harshly


async def test_few_things_besides_the_one_are_told_and_the_rest_is_counted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehearse.practice.reporting.analyse", noticing(5))
    async with stage.app("apology").run_test(size=(140, 45)) as pilot:
        await stage.answer_and_see(pilot)
        assert "Mind number 2." in seen(pilot)
        assert "Mind number 3." not in seen(pilot)
        assert "… and 2 more: e exports the report with all of them" in seen(pilot)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "5 more findings: e exports" in seen(pilot))
        assert "Mind number" not in seen(pilot)


async def test_a_report_shows_every_figure_with_its_evidence(stage: Stage) -> None:
    stage.archive.add(kept_take("before", duration_s=86, text=TEXT), judge)
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await settled(pilot)
        await stage.answer_and_see(pilot)
        shown = seen(pilot)
    for expected in (
        "An apology you owed · take 2",
        "88 s  ON TARGET  (+2 s vs take 1)",
        "68 wpm · 2 pauses over 2 s · started after 1.4 s",
        "missing: + reflection",
        "3, of them 1 possible · 2.0 a minute · um×1 · you know×1 · like×1?",
        "40% · $400 k · from six late changes to one a month",
        "in the action: 1 I, 1 we",
        "So {um} I went",
        "{like?}",
        "Say what you changed afterwards.",
        "“How did you make sure it would not happen again?”",
    ):
        assert expected in shown


async def test_a_rough_transcript_says_so_and_gives_no_filler_rate(stage: Stage) -> None:
    stage.transcriber.engine = POCKETSPHINX
    stage.transcriber.text = "well we did it"
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        assert "rough transcript" in seen(pilot)
        assert "“um” and “uh” are not heard by this recogniser" in seen(pilot)
        assert "a minute" not in seen(pilot)
        assert "The parts of the answer are not judged here." in seen(pilot)


async def test_the_take_is_played_and_hushed_with_its_words_lit(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        stage.speaker.length_s = 88
        await pilot.press("space")
        await until(pilot, lambda: stage.speaker.sounding)
        await until(pilot, lambda: keys(pilot)["space"] == "Hush")
        stage.clock.advance(1.1)
        transcript = pilot.app.screen.query_one(Transcript)
        await until(pilot, lambda: transcript.sounding == find("Last"))
        await pilot.press("space")
        await until(pilot, lambda: transcript.sounding is None)
        assert not stage.speaker.sounding
        assert keys(pilot)["space"] == "Play"


async def test_leaving_the_report_stops_the_take(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        stage.speaker.length_s = 88
        await pilot.press("space")
        await until(pilot, lambda: stage.speaker.sounding)
        await settled(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await until(pilot, lambda: not stage.speaker.sounding)


async def test_without_a_speaker_that_is_said(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        stage.speaker.error = NoSpeaker("No speaker was found.")
        await pilot.press("space")
        await until(pilot, lambda: "No speaker was found." in said(pilot))


async def test_again_asks_the_same_question(stage: Stage) -> None:
    async with stage.app("being-wrong").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        await pilot.press("r")
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        assert "When did you turn out to be wrong" in seen(pilot)


async def test_next_asks_another_that_was_spoken_beforehand(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        assert stage.voice.rendered[-1] == BANK.get("being-wrong").prompt
        await pilot.press("n")
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        assert "When did you turn out to be wrong" in seen(pilot)


async def test_the_follow_up_is_asked_like_a_question_and_kept_outside_the_bank(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        await pilot.press("f")
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        assert "How did you make sure it would not happen again?" in seen(pilot)
        await stage.answer_and_see(pilot)
        assert "  Follow-up: An apology you owed" in seen(pilot)
    (followed_up,) = (take for take in stage.archive.takes() if take.question_id is None)
    assert followed_up.target_s == FOLLOW_UP_S


async def test_a_follow_up_is_not_asked_again_right_after_it_was_answered(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge_curiously(answer: Answer, rubric: Rubric) -> Report:
        return replace(judge(answer, rubric), follow_ups=("And then?", "At what price?"))

    monkeypatch.setattr("rehearse.practice.reporting.analyse", judge_curiously)
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        for prompt in ("And then?", "At what price?", "And then?"):
            assert f"“{prompt}”" in seen(pilot)
            await pilot.press("f")
            await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
            assert prompt in seen(pilot)
            await stage.answer_and_see(pilot)
            assert "  Follow-up: An apology you owed" in seen(pilot)


@pytest.mark.parametrize("width", [80, 140])
async def test_the_strong_sample_can_be_put_beside_the_answer(stage: Stage, width: int) -> None:
    sample = (SamplePart(Part.SITUATION, "I hurt a colleague."), SamplePart(Part.ACTION, "I said sorry."))
    bank = QuestionBank((replace(BANK.get("apology"), sample=sample),))
    async with stage.app("apology", bank=bank).run_test(size=(width, 30)) as pilot:
        await stage.answer_and_see(pilot)
        assert "I hurt a colleague." not in seen(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert "S I hurt a colleague." in seen(pilot)
        assert ("{um}" in seen(pilot)) is (width == 140)


async def test_no_sample_is_offered_where_there_is_none(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        assert "v" not in keys(pilot)


async def test_a_take_whose_sound_was_deleted_is_not_played(stage: Stage, tmp_path: Path) -> None:
    from rehearse.tui.messages import TakeRequested

    stage.archive.add(kept_take("silent", text=TEXT), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("silent"))
        await until(pilot, lambda: "{um}" in seen(pilot))
        assert "space" not in keys(pilot)
