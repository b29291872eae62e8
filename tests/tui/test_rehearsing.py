import threading
import time

import pytest
from textual.content import Content
from textual.widgets import Static

from rehearse.interview.errors import NoMicrophone, NoRecogniser, NoVoice, StorageError
from rehearse.interview.question import QuestionBank
from rehearse.interview.take import TakeState
from rehearse.practice.ports import Cue, Trouble
from rehearse.practice.rehearsal import Rehearsal
from rehearse.practice.settings import Settings
from rehearse.tui.listening import Listening
from rehearse.tui.phases import Phase
from rehearse.tui.screens.home import HomeScreen
from tests.fakes import BANK, question
from tests.tui.stage import SIZE, Stage, keys, phase_of, report_of, said, seen
from tests.tui.waiting import settled, until


async def test_from_the_question_to_the_report(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: stage.speaker.sounding)
        assert phase_of(pilot) is Phase.ASKING
        assert stage.microphone.recorders == []
        stage.clock.advance(5)
        await until(pilot, lambda: phase_of(pilot) is Phase.ANSWERING)
        stage.clock.advance(88)
        await pilot.press("space")
        await until(pilot, lambda: phase_of(pilot) is Phase.RATING)
        await pilot.press("4")
        await report_of(pilot)
        assert "88 s" in seen(pilot)
        assert "ON TARGET" in seen(pilot)
        assert "felt good" in seen(pilot)
        assert "{um}" in seen(pilot)
    (take,) = stage.archive.takes()
    assert (take.state, take.self_rating, take.duration_s) == (TakeState.REPORTED, 4, 88)
    assert take.counts is not None
    assert take.counts.fillers == 3


async def test_a_question_named_at_the_start_is_asked_at_once(stage: Stage) -> None:
    async with stage.app("being-wrong").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        assert "When did you turn out to be wrong" in seen(pilot)


async def test_a_question_that_is_not_there_is_said_and_home_is_shown(stage: Stage) -> None:
    async with stage.app("nonsense").run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert any("nonsense" in message for message in said(pilot))


async def test_the_microphone_never_opens_while_the_question_sounds(stage: Stage) -> None:
    sounding: list[bool] = []
    stage.microphone.before_recording = lambda: sounding.append(stage.speaker.sounding)
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: stage.speaker.sounding)
        await stage.begin_to_record(pilot)
    assert sounding == [False]


async def test_a_question_skipped_while_the_voice_warms_up_is_never_heard(stage: Stage) -> None:
    stage.voice.gate = threading.Event()
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, stage.voice.waiting.is_set)
        await stage.begin_to_record(pilot)
        stage.voice.gate.set()
        await settled(pilot)
        assert stage.speaker.played == []
        assert phase_of(pilot) is Phase.ANSWERING


async def test_words_light_up_as_they_are_spoken(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: stage.speaker.sounding)
        stage.clock.advance(0.7)
        prompt = pilot.app.screen.query_one("#ask #prompt", Static)

        def lit() -> list[str]:
            content = prompt.content
            assert isinstance(content, Content)
            return [
                content.plain[span.start : span.end]
                for span in content.spans
                if "$primary" in str(span.style)
            ]

        await until(pilot, lambda: lit() == ["about"])


async def test_asking_again_reads_the_question_from_its_beginning(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: stage.speaker.sounding)
        await pilot.press("a")
        await until(pilot, lambda: len(stage.speaker.playbacks) == 2)
        assert stage.speaker.playbacks[0].finished
        assert not stage.speaker.playbacks[1].finished


async def test_the_hint_shows_the_shape_of_a_strong_answer(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        assert "Check back later" not in seen(pilot)
        await pilot.press("h")
        await pilot.pause()
        assert "Check back later" in seen(pilot)


async def test_the_hint_is_laid_out_anew_when_the_terminal_grows(stage: Stage) -> None:
    ranked = question("ranked", prompt="How did you prioritise competing needs?")
    async with stage.app("ranked", bank=QuestionBank((ranked,))).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        await pilot.press("h")
        await until(pilot, lambda: "RICE" in seen(pilot))
        assert "reach × impact" not in seen(pilot)
        await pilot.resize_terminal(140, 45)
        await until(pilot, lambda: "reach × impact" in seen(pilot))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "reach × impact" not in seen(pilot))


async def test_without_a_voice_the_question_stands_and_that_is_said_once(stage: Stage) -> None:
    stage.voice.error = NoVoice("Install espeak-ng to hear questions.")
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "press space" in seen(pilot))
        assert "Tell me about a time you owed someone an apology." in seen(pilot)
        assert stage.microphone.recorders == []
        await stage.answer_and_see(pilot)
        await pilot.press("r")
        await until(pilot, lambda: "press space" in seen(pilot))
        await settled(pilot)
        assert len([message for message in said(pilot) if "espeak-ng" in message]) == 1


async def test_questions_are_not_read_where_that_is_not_wished(stage: Stage) -> None:
    async with stage.app("apology", Settings(speak_questions=False)).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "press space" in seen(pilot))
        await settled(pilot)
        assert stage.voice.rendered == []
        assert said(pilot) == []


async def test_time_to_think_counts_down_and_then_recording_starts(stage: Stage) -> None:
    async with stage.app("apology", Settings(thinking_s=20)).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: stage.speaker.sounding)
        stage.clock.advance(3)
        await until(pilot, lambda: phase_of(pilot) is Phase.THINKING)
        stage.clock.advance(19)
        await pilot.pause()
        assert stage.microphone.recorders == []
        stage.clock.advance(1)
        await until(pilot, lambda: phase_of(pilot) is Phase.ANSWERING)


async def test_paused_time_is_not_recorded(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(30)
        assert keys(pilot)["p"] == "Pause"
        await pilot.press("p")
        await until(pilot, lambda: "Paused" in seen(pilot))
        assert keys(pilot)["p"] == "Go on"
        stage.clock.advance(300)
        await pilot.press("p")
        stage.clock.advance(20)
        await pilot.press("space")
        await until(pilot, lambda: phase_of(pilot) is Phase.RATING)
    assert stage.archive.takes()[0].duration_s == 50


@pytest.mark.parametrize(
    ("seconds", "letter", "advice"),
    [(10, "A", "keep going"), (90, "G", "on target"), (110, "A", "bring it home"), (125, "R", "well over")],
)
async def test_the_zone_has_a_letter_and_a_word(
    stage: Stage, seconds: float, letter: str, advice: str
) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(seconds)
        await until(pilot, lambda: advice in seen(pilot))
        assert f" {letter}   {advice}" in seen(pilot)
        assert "+ reflection" in seen(pilot)  # what the letters under the bar stand for


async def test_an_answer_to_a_question_has_parts_to_be_timed_however_short_its_target(stage: Stage) -> None:
    bank = QuestionBank((question("short", target_s=15.0),))
    async with stage.app("short", bank=bank).run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        assert "reflection" in seen(pilot)


async def test_trouble_is_said_while_it_lasts(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.microphone.recorder.trouble = Trouble("very-quiet", "Very quiet: come closer [bold].")
        await until(pilot, lambda: "come closer [bold]." in seen(pilot))
        stage.microphone.recorder.trouble = None
        await until(pilot, lambda: "come closer" not in seen(pilot))


async def test_a_microphone_that_goes_away_ends_the_take_and_that_is_said(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        recorder = stage.microphone.recorder
        recorder.trouble = Trouble("device-lost", "The microphone is gone.")
        recorder.ends_after_s = 42
        stage.clock.advance(60)
        await until(pilot, lambda: phase_of(pilot) is Phase.RATING)
        await until(pilot, lambda: any("went away at 0:42" in message for message in said(pilot)))
        await pilot.press("enter")
        await report_of(pilot)
    assert stage.archive.takes()[0].duration_s == 42


async def test_without_a_microphone_nothing_is_lost_and_it_is_said(stage: Stage) -> None:
    stage.microphone.error = NoMicrophone("No microphone was found: connect one.")
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        await pilot.press("space")
        await until(pilot, lambda: any("connect one" in message for message in said(pilot)))
        assert phase_of(pilot) is Phase.ASKING
        stage.microphone.error = None
        await stage.begin_to_record(pilot)


async def test_recording_stops_at_once_while_another_take_is_transcribed(stage: Stage) -> None:
    stage.transcriber.gate = threading.Event()
    try:
        async with stage.app("apology").run_test(size=SIZE) as pilot:
            await stage.answer(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: "listening back" in seen(pilot))
            await pilot.press("r")
            await stage.begin_to_record(pilot, already=1)
            stage.clock.advance(30)
            recorder = stage.microphone.recorder
            pressed_s = time.monotonic()
            await pilot.press("space")
            while recorder.facts is None:
                assert time.monotonic() - pressed_s < 0.5
                await pilot.pause()
            stage.transcriber.gate.set()
            await until(pilot, lambda: phase_of(pilot) is Phase.RATING)
            await settled(pilot)
    finally:
        stage.transcriber.gate.set()
    assert [take.state for take in stage.archive.takes()] == [TakeState.REPORTED] * 2


async def test_an_answer_is_listened_to_once_however_long_the_rating_takes(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer(pilot, 10)
        await until(pilot, lambda: stage.archive.takes()[0].state is TakeState.REPORTED)
        await settled(pilot)
        await pilot.press("3")
        await report_of(pilot)
        assert "felt fair" in seen(pilot)
    assert stage.transcriber.heard_bytes == 10 * 16_000 * 2


def test_a_listening_that_is_given_up_leaves_the_take_as_it_is(stage: Stage) -> None:
    rehearsal = Rehearsal(BANK.get("apology"), stage.desk())
    rehearsal.listen()
    stage.clock.advance(5)
    listening = Listening(rehearsal.keep(), stage.desk())
    listening.cancel()
    listening.run()
    assert (listening.report, listening.error) == (None, None)
    assert stage.archive.takes()[0].state is TakeState.UNTRANSCRIBED


def test_whatever_a_recogniser_raises_the_take_is_kept_and_that_is_said(stage: Stage) -> None:
    def explode(text: str) -> None:
        raise ValueError(f"[bold] {text}")

    rehearsal = Rehearsal(BANK.get("apology"), stage.desk())
    rehearsal.listen()
    stage.clock.advance(5)
    take = rehearsal.keep()
    stage.transcriber.listen = lambda: explode("bad model")  # type: ignore[method-assign, assignment, return-value]
    listening = Listening(take, stage.desk())
    listening.run()
    assert "[bold] bad model" in str(listening.error)
    assert "The take is kept." in str(listening.error)


async def test_a_full_disk_is_said(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.archive.error = StorageError("The disk is full: make room.")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await until(pilot, lambda: any("make room" in message for message in said(pilot)))


async def test_whatever_breaks_while_an_answer_is_kept_is_said_and_home_is_shown(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(stage.archive, "keep", break_off)
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert any("could not be put away" in line and "Input/output error" in line for line in said(pilot))


async def test_whatever_breaks_while_the_microphone_opens_is_said_and_it_can_be_tried_again(
    stage: Stage,
) -> None:
    def break_off() -> None:
        raise ImportError("no resampler")

    stage.microphone.before_recording = break_off
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        await pilot.press("s")
        await until(pilot, lambda: any("no resampler" in line for line in said(pilot)))
        stage.microphone.before_recording = lambda: None
        await pilot.press("s")
        await until(pilot, lambda: phase_of(pilot) is Phase.ANSWERING)


async def test_the_take_is_kept_where_there_is_no_recogniser(stage: Stage) -> None:
    stage.transcriber.error = NoRecogniser("No recogniser is here: rehearse models get base.en")
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        assert "models get base.en" in seen(pilot)
        assert "88 s" in seen(pilot)
    assert stage.archive.takes()[0].state is TakeState.UNTRANSCRIBED


async def test_silence_is_said_to_be_silence(stage: Stage) -> None:
    stage.transcriber.text = ""
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        assert "No speech was heard" in seen(pilot)


async def test_the_footer_tells_what_can_be_done_in_each_phase(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        assert list(keys(pilot)) == ["space", "a", "h", "w", "escape", "question_mark"]
        await stage.begin_to_record(pilot)
        assert {key: keys(pilot)[key] for key in ("space", "r", "escape")} == {
            "space": "Stop",
            "r": "Start over",
            "escape": "Leave",
        }
        await pilot.press("space")
        await until(pilot, lambda: phase_of(pilot) is Phase.RATING)
        assert keys(pilot)["1"] == "Say how it felt"
        assert "p" not in keys(pilot)


async def test_the_rating_is_left_out_where_that_is_wished(stage: Stage) -> None:
    async with stage.app("apology", Settings(rate_first=False)).run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(80)
        await pilot.press("space")
        await report_of(pilot)
        assert "80 s" in seen(pilot)


async def test_a_rating_can_be_clicked(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer(pilot)
        await settled(pilot)  # the list of takes was read before
        await pilot.click("#rating-2")
        await report_of(pilot)
        await settled(pilot)
        assert pilot.app.takes == stage.archive.takes()  # type: ignore[attr-defined]
    assert stage.archive.takes()[0].self_rating == 2


async def test_a_long_answer_is_told_by_ticks_where_they_are_wished(stage: Stage) -> None:
    cues: list[Cue] = []
    async with stage.app("apology", Settings(ticks=True), cue=cues.append).run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(61)
        await until(pilot, lambda: cues == [Cue.START, Cue.TICK])
        stage.clock.advance(60)
        await until(pilot, lambda: cues == [Cue.START, Cue.TICK, Cue.TICK, Cue.TICK])
