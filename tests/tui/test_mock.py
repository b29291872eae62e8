from pathlib import Path

from textual.pilot import Pilot

from rehearse.interview.errors import NoMicrophone
from rehearse.interview.story import Story, StoryBook
from rehearse.practice.mock import Plan, Session, begin_interview, begin_ladder
from rehearse.practice.ports import Level
from rehearse.tui.interview_messages import SessionBegun
from rehearse.tui.phases import Phase
from rehearse.tui.screens.closing import ClosingScreen
from rehearse.tui.screens.mock import MockScreen
from rehearse.tui.screens.without_microphone import WithoutMicrophoneScreen
from rehearse.tui.widgets.answer_area import AnswerArea
from rehearse.tui.widgets.sound_files import PathField
from rehearse.tui.widgets.turn_bar import TurnBar
from tests.fakes import BANK, MemorySessions, MemoryStories, write_silence
from tests.tui.reports import TEXT
from tests.tui.stage import SIZE, Stage, phase_of, report_of, said, seen
from tests.tui.waiting import settled, until

SILENCE = Level(rms_dbfs=-70.0, peak_dbfs=-60.0)
STORY = Story(
    "fraud", "Left the fraud lead out of a review; rework fell by 40%", result="Rework fell by 40%."
)


def interview(count: int = 2, **changes: object) -> Session:
    """An interview whose questions come in the bank's order."""
    return begin_interview(Plan(count=count, **changes), BANK, lambda questions: questions)  # type: ignore[arg-type]


async def begin(pilot: Pilot[None], session: Session) -> None:
    """Ask a session's first open question."""
    await settled(pilot)
    pilot.app.post_message(SessionBegun(session))
    await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)


async def answer(pilot: Pilot[None], stage: Stage, seconds: float = 88.0) -> None:
    """Answer the question that is asked, up to the key that stops."""
    await stage.begin_to_record(pilot, len(stage.microphone.recorders))
    stage.clock.advance(seconds)
    await pilot.press("space")


def spoke_at_s(pilot: Pilot[None]) -> float | None:
    """When the watch over the silence heard somebody last."""
    watch = pilot.app.screen.query_one(TurnBar)._watch
    return None if watch is None else watch.spoke_at_s


async def asked(pilot: Pilot[None], words: str) -> None:
    """Until a question is asked."""
    await until(pilot, lambda: phase_of(pilot) is Phase.ASKING and words in seen(pilot))


async def test_an_interview_is_set_up_and_run_to_its_closing_page(stage: Stage) -> None:
    sessions = MemorySessions()
    async with stage.app(sessions=sessions).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MockScreen)
        await pilot.press("down", "left", "left", "b")  # three questions
        await asked(pilot, "Question 1 of 3")
        for number in (1, 2, 3):
            await asked(pilot, f"Question {number} of 3")
            await answer(pilot, stage)
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
        await settled(pilot)
        assert "3 of 3" in seen(pilot)
        assert "Say what you changed afterwards" in seen(pilot)
        assert sessions.session is not None
        await pilot.press("escape")
        await settled(pilot)
    assert sessions.session is None
    assert {take.question_id for take in stage.archive.takes()} == set(BANK.ids)


async def test_a_follow_up_is_asked_timed_by_itself_and_counted_apart(stage: Stage) -> None:
    sessions = MemorySessions()
    async with stage.app(sessions=sessions).run_test(size=SIZE) as pilot:
        await begin(pilot, interview(2, follow_ups=True))
        await asked(pilot, "Question 1 of 2")
        await answer(pilot, stage)
        await asked(pilot, "follow-up")
        spoken = len(stage.speaker.played)
        assert "How did you make sure" in seen(pilot)
        await answer(pilot, stage, 40.0)
        await asked(pilot, "Question 2 of 2")
        assert len(stage.speaker.played) >= spoken
    newest_first = stage.archive.takes()
    assert [(take.question_id is None, take.target_s) for take in newest_first] == [
        (True, 45.0),
        (False, 90.0),
    ]


async def test_what_is_left_waits_and_is_gone_on_with_after_a_restart(stage: Stage) -> None:
    sessions = MemorySessions()
    async with stage.app(sessions=sessions).run_test(size=SIZE) as pilot:
        await begin(pilot, interview(2))
        await answer(pilot, stage)
        await asked(pilot, "Question 2 of 2")
        await pilot.press("escape")
        await until(pilot, lambda: any("m goes on with it" in each for each in said(pilot)))
    async with stage.app(sessions=sessions).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "An interview is waiting" in seen(pilot))
        await pilot.press("c")
        await asked(pilot, "Question 2 of 2")
        await answer(pilot, stage)
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
    assert len(stage.archive.takes()) == 2


async def test_a_question_is_passed_over(stage: Stage) -> None:
    async with stage.app(sessions=MemorySessions()).run_test(size=SIZE) as pilot:
        await begin(pilot, interview(1))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
        await settled(pilot)
        assert "passed over" in seen(pilot)


async def test_a_ladder_tells_one_story_in_four_lengths_and_ties_every_take(stage: Stage) -> None:
    stories = MemoryStories(StoryBook((STORY,)))
    async with stage.app(sessions=MemorySessions(), stories=stories).run_test(size=SIZE) as pilot:
        await begin(pilot, begin_ladder(STORY))
        for number, seconds in enumerate((30, 60, 90, 120), start=1):
            await asked(pilot, f"Round {number} of 4")
            assert f"in {seconds} seconds" in seen(pilot)
            await answer(pilot, stage, seconds)
            await until(pilot, lambda: phase_of(pilot) is Phase.RATING)
            await pilot.press("3")
            await report_of(pilot)
            await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
    takes = stage.archive.takes()
    assert {take.story_id for take in takes} == {"fraud"}
    assert sorted(take.target_s for take in takes) == [30, 60, 90, 120]


async def test_a_quick_round_asks_for_each_headline_in_twenty_seconds(stage: Stage) -> None:
    stories = MemoryStories(StoryBook((STORY,)))
    async with stage.app(sessions=MemorySessions(), stories=stories).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        await pilot.press("left", "b")  # the kind before an interview is the last: the quick round
        await asked(pilot, "Story 1 of 1")
        assert "In 20 seconds" in seen(pilot)
        await stage.begin_to_record(pilot)
        assert "reflection" not in seen(pilot)  # a headline has no parts to be timed
        stage.clock.advance(19.0)
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
    assert [(take.story_id, take.target_s) for take in stage.archive.takes()] == [("fraud", 20.0)]


async def write_an_answer(pilot: Pilot[None]) -> None:
    """Answer in writing."""
    await pilot.press("w")
    await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
    assert pilot.app.screen.query_one(AnswerArea).text == ""  # what was written elsewhere is no answer here
    pilot.app.screen.query_one(AnswerArea).text = TEXT
    await pilot.pause()
    assert "kept until you leave the closing page" in seen(pilot)
    await pilot.press("ctrl+s")


async def test_without_a_microphone_an_interview_is_answered_in_writing_to_its_closing_page(
    stage: Stage,
) -> None:
    stage.microphone.error = NoMicrophone("This machine has no microphone: connect one.")
    sessions = MemorySessions()
    app = stage.app(sessions=sessions)
    async with app.run_test(size=SIZE) as pilot:
        for each in BANK:
            app.drafts.of(each).text = "An answer to this, written before."
        await begin(pilot, interview(2, follow_ups=True))
        await write_an_answer(pilot)
        await asked(pilot, "follow-up")
        stage.clock.advance(60)  # the question is read to its end, and the microphone left alone
        await until(pilot, lambda: "w takes your answer in writing" in seen(pilot))
        assert said(pilot) == []
        assert sessions.session is not None
        assert sessions.session.steps[0].written == TEXT
        await write_an_answer(pilot)
        await asked(pilot, "Question 2 of 2")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
        await settled(pilot)
        assert seen(pilot).count("written, not timed") == 2
        assert "2 of 3" in seen(pilot)
        await pilot.press("enter")
        await report_of(pilot)
        assert "length and pace not judged" in seen(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
    assert stage.archive.takes() == ()
    async with stage.app(sessions=sessions).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "over · 2 answers" in seen(pilot))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
        await until(pilot, lambda: seen(pilot).count("written, not timed") == 2)
        await pilot.press("m")
        await settled(pilot)
        assert "over · 2 answers" not in seen(pilot)
    assert sessions.session is None


async def test_a_written_answer_that_is_studied_is_reported_and_n_goes_on(stage: Stage) -> None:
    stage.microphone.error = NoMicrophone("This machine has no microphone: connect one.")
    async with stage.app(sessions=MemorySessions()).run_test(size=SIZE) as pilot:
        await begin(pilot, begin_ladder(STORY))
        await asked(pilot, "Round 1 of 4")
        await write_an_answer(pilot)
        await report_of(pilot)
        await pilot.press("n")
        await asked(pilot, "Round 2 of 4")


async def test_a_file_given_in_a_session_has_the_target_and_the_story_of_its_round(
    stage: Stage, tmp_path: Path
) -> None:
    stage.microphone.error = NoMicrophone("This machine has no microphone: connect one.")
    write_silence(tmp_path / "told.wav", 31.0)
    stories = MemoryStories(StoryBook((STORY,)))
    async with stage.app(sessions=MemorySessions(), stories=stories).run_test(size=SIZE) as pilot:
        await begin(pilot, begin_ladder(STORY))
        await asked(pilot, "Round 1 of 4")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
        field = pilot.app.screen.query_one(PathField)
        field.value = str(tmp_path / "told.wav")
        pilot.app.screen.set_focus(field)
        await pilot.press("enter")
        await report_of(pilot)
    assert [(take.story_id, take.target_s) for take in stage.archive.takes()] == [("fraud", 30.0)]


async def test_without_a_microphone_the_set_up_says_at_once_what_can_be_done(stage: Stage) -> None:
    stage.microphone.error = NoMicrophone("This machine has no microphone: connect one.")
    async with stage.app(sessions=MemorySessions()).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert "This machine has no microphone: connect one." in seen(pilot)
        assert "in writing" in seen(pilot)
        await pilot.press("right")
        await until(pilot, lambda: "time is what this is about" in seen(pilot))


async def test_hands_free_an_answer_ends_by_silence_after_a_warning(stage: Stage) -> None:
    async with stage.app(sessions=MemorySessions()).run_test(size=SIZE) as pilot:
        await begin(pilot, interview(1, ends_after_s=5.0))
        await stage.begin_to_record(pilot)
        stage.clock.advance(60)
        await until(pilot, lambda: spoke_at_s(pilot) == 60.0)
        stage.microphone.recorder.level = SILENCE
        stage.clock.advance(1)
        await until(pilot, lambda: "silence …" in seen(pilot))
        stage.clock.advance(2.5)
        await until(pilot, lambda: pilot.app.screen.query_one(TurnBar).has_class("-warning"))
        assert "speak to go on" in seen(pilot)
        stage.clock.advance(3)
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
        await settled(pilot)
    assert len(stage.archive.takes()) == 1
