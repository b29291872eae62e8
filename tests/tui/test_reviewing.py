from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from rehearse.interview.errors import StorageError
from rehearse.interview.question import Question
from rehearse.interview.take import Take
from rehearse.tui.messages import TakeRequested
from rehearse.tui.screens.report import ReportScreen
from rehearse.tui.widgets.transcript import Transcript
from rehearse.tui.widgets.words_dialog import WordsDialog
from tests.fakes import BANK, kept_take, write_silence
from tests.tui.reports import TEXT, find, judge
from tests.tui.stage import SIZE, Stage, keys, report_of, said, seen
from tests.tui.waiting import settled, until


def reviewed(stage: Stage, tmp_path: Path, **changes: object) -> Take:
    """A take of the past whose sound is still there."""
    audio = tmp_path / "sound.wav"
    write_silence(audio, 1.0)
    take = replace(kept_take("past", text=TEXT, audio=audio), **changes)  # type: ignore[arg-type]
    stage.archive.add(take, judge)
    stage.speaker.length_s = 88
    return take


async def opened(pilot: Pilot[None], said: str = "") -> Transcript:
    """The take's report, with the cursor ready to move."""
    await settled(pilot)
    pilot.app.post_message(TakeRequested("past", said))
    await report_of(pilot)
    transcript = pilot.app.screen.query_one(Transcript)
    assert transcript.has_focus
    return transcript


def at(transcript: Transcript) -> str:
    assert transcript.current is not None
    return TEXT[slice(*transcript.current)]


async def test_the_cursor_goes_by_words_sentences_rows_and_marks(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        transcript = await opened(pilot)
        assert at(transcript) == "Last"
        for key, word in (
            ("right", "spring"),
            ("left", "Last"),
            ("left", "Last"),
            ("ctrl+right", "I"),
            ("right", "ran"),
            ("ctrl+left", "I"),
            ("right_square_bracket", "um"),
            ("right_square_bracket", "you"),
            ("left_square_bracket", "um"),
            ("end", "month."),
            ("right", "month."),
            ("home", "Last"),
            ("down", "I"),
            ("up", "Last"),
        ):
            await pilot.press(key)
            assert at(transcript) == word, key


async def test_the_cursor_stays_in_sight_in_a_long_answer(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "month." not in seen(pilot)
        await pilot.press("end")
        await pilot.pause()
        assert "month." in seen(pilot)


async def test_enter_plays_from_the_word_and_the_cursor_stays_where_it_was_hushed(
    stage: Stage, tmp_path: Path
) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        transcript = await opened(pilot)
        assert transcript.report is not None
        await pilot.press("ctrl+right", "enter")
        await until(pilot, lambda: stage.speaker.sounding)
        word = next(word for word in transcript.report.transcript.words if word.span == transcript.current)
        assert stage.speaker.playbacks[-1].offset_s == pytest.approx(word.start_s - 0.08)
        await until(pilot, lambda: keys(pilot)["space"] == "Hush")
        stage.clock.advance(0.1 + 2 * 60 / 75)
        await until(pilot, lambda: transcript.sounding is not None)
        await pilot.press("space")
        await until(pilot, lambda: transcript.sounding is None)
        assert at(transcript) == "that"


async def test_another_word_is_heard_instead_of_the_first(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        for count in (1, 2):
            await pilot.press("end" if count == 2 else "right", "enter")
            await until(pilot, lambda: len(stage.speaker.playbacks) == count)  # noqa: B023
            await settled(pilot)
        assert [playback.finished for playback in stage.speaker.playbacks] == [True, False]


async def test_the_speed_changes_while_it_plays_from_where_it_is(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("space")
        await until(pilot, lambda: keys(pilot)["space"] == "Hush")
        stage.clock.advance(10)
        await pilot.press("less_than_sign")
        await until(pilot, lambda: len(stage.speaker.playbacks) == 2)
        assert (stage.speaker.playbacks[1].speed, stage.speaker.playbacks[1].offset_s) == (0.75, 10)
        assert "0.75 ×" in seen(pilot)
        await pilot.press("greater_than_sign", "greater_than_sign", "greater_than_sign")
        await settled(pilot)
        assert "1.25 ×" in seen(pilot)
        assert stage.speaker.playbacks[-1].speed == 1.25


async def test_x_rejects_a_filler_and_takes_it_back_and_is_remembered(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "x: “um” is no filler" in seen(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "x: “um” is a filler" in seen(pilot))
        assert "um✗" in seen(pilot)
        assert "2, of them 1 possible" in seen(pilot)
        await settled(pilot)
        (summary,) = stage.archive.takes()
        assert summary.counts is not None
        assert summary.counts.fillers == 2
        await pilot.press("x")
        await until(pilot, lambda: "{um}" in seen(pilot))
        assert "3, of them 1 possible" in seen(pilot)
        assert stage.archive.take("past").decisions == ()


async def test_a_decision_leaves_words_that_were_heard_meanwhile_as_they_are(
    stage: Stage, tmp_path: Path
) -> None:
    reviewed(stage, tmp_path)
    new = f"Well, {TEXT}"
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        (before,) = stage.archive.takes()
        assert before.counts is not None
        heard = kept_take("past", text=new).heard
        assert heard is not None
        stage.archive.file("past", heard, before.counts)
        await pilot.press("right_square_bracket", "x")
        await until(pilot, lambda: stage.archive.take("past").decisions != ())
    take = stage.archive.take("past")
    assert take.heard == heard
    start, end = find("um")
    assert [decision.span for decision in take.decisions] == [(start + 6, end + 6)]


async def test_a_metric_is_rejected_as_well(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press(*["right_square_bracket"] * 4)
        await pilot.pause()
        assert "x: “40%” is no metric" in seen(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "40%✗" in seen(pilot))
        assert "Metrics    $400 k · from six" in seen(pilot)


async def test_x_is_offered_only_where_something_was_found(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        assert "x:" not in seen(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert stage.archive.take("past").decisions == ()


async def test_what_cant_be_kept_is_said_and_not_shown(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        stage.archive.error = StorageError("The disk is full.")
        await pilot.press("right_square_bracket", "x")
        await until(pilot, lambda: "The disk is full." in said(pilot))
        assert "{um}" in seen(pilot)


async def test_corrected_words_are_judged_anew_and_can_be_put_back(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("E")
        await until(pilot, lambda: isinstance(pilot.app.screen, WordsDialog))
        pilot.app.screen.query_one(TextArea).text = "Nothing else was said."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Nothing else was said." in seen(pilot))
        assert "Transcript · corrected by hand" in seen(pilot)
        await settled(pilot)
        assert stage.archive.takes()[0].edited
        await pilot.press("E")
        await until(pilot, lambda: isinstance(pilot.app.screen, WordsDialog))
        await pilot.press("ctrl+r", "ctrl+s")
        await until(pilot, lambda: "{um}" in seen(pilot))
        assert "corrected by hand" not in seen(pilot)
        assert not stage.archive.take("past").edited


async def test_what_was_typed_is_not_lost_by_one_key(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("N")
        await until(pilot, lambda: isinstance(pilot.app.screen, WordsDialog))
        await pilot.press(*"slower", "escape")
        await until(pilot, lambda: "Leave without keeping it?" in seen(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, WordsDialog))
        assert pilot.app.screen.query_one(TextArea).text == "slower"
        await pilot.press("escape")
        await until(pilot, lambda: "Leave without keeping it?" in seen(pilot))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
        assert stage.archive.take("past").note == ""


async def test_a_note_is_kept_and_shown_as_it_was_written(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("N")
        await until(pilot, lambda: isinstance(pilot.app.screen, WordsDialog))
        pilot.app.screen.query_one(TextArea).text = "[red]Breathe[/red] first."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Note       [red]Breathe[/red] first." in seen(pilot))
        assert stage.archive.take("past").note == "[red]Breathe[/red] first."


async def test_the_best_take_gets_the_star_of_the_other(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    stage.archive.add(replace(kept_take("older", days_ago=3, text=TEXT), starred=True), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("asterisk")
        await until(pilot, lambda: "★ An apology you owed" in seen(pilot))
        await settled(pilot)
        assert [take.id for take in stage.archive.takes() if take.starred] == ["past"]
        await pilot.press("asterisk")
        await until(pilot, lambda: "★" not in seen(pilot))


async def test_a_search_opens_the_report_where_it_was_said(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        transcript = await opened(pilot, "late changes")
        assert transcript.current == find("late")
        await until(pilot, lambda: "late changes" in seen(pilot).partition("Transcript")[2])


async def test_a_click_goes_to_a_word(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=SIZE) as pilot:
        transcript = await opened(pilot)
        await pilot.click(Transcript, offset=(10, 0))
        assert at(transcript) == "Last"
        await pilot.click(Transcript, offset=(14, 0))
        assert at(transcript) == "spring"
        await pilot.click(Transcript, offset=(14, 0), times=2)
        await until(pilot, lambda: stage.speaker.sounding)


async def test_help_and_palette_know_what_the_footer_has_no_room_for(stage: Stage, tmp_path: Path) -> None:
    reviewed(stage, tmp_path)
    async with stage.app().run_test(size=(100, 50)) as pilot:
        await opened(pilot)
        await pilot.press("right_square_bracket", "question_mark")
        await pilot.pause()
        shown = seen(pilot)
        for does in (
            "It does not count",
            "Correct the words",
            "Hear from here",
            "Slower",
            "Best take",
            "Note",
        ):
            assert does in shown
        here, _, moving = shown.partition("Moving about")
        assert "Correct the words" in here
        assert "Next word" in moving


async def test_a_written_answer_has_nothing_to_decide(stage: Stage) -> None:
    from rehearse.tui.messages import AnswerWritten
    from tests.tui.reports import report, without_clock

    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        question: Question = BANK.get("apology")
        pilot.app.post_message(AnswerWritten(question, without_clock(report())))
        await report_of(pilot)
        await pilot.press("right_square_bracket", "x", "E", "N", "asterisk", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "{um}" in seen(pilot)
