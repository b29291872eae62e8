from textual.pilot import Pilot

from rehearse.interview.story import Story
from rehearse.practice.mock import Plan, Session, begin_interview
from rehearse.practice.ports import Level
from rehearse.tui.interview_messages import SessionBegun
from rehearse.tui.phases import Phase
from rehearse.tui.screens.closing import ClosingScreen
from rehearse.tui.screens.mock import MockScreen
from tests.fakes import BANK, MemorySessions
from tests.tui.stage import SIZE, Stage, phase_of, seen
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
    assert sessions.session.is_done
    assert set(sessions.session.take_ids) == {take.id for take in stage.archive.takes()}
    assert {take.question_id for take in stage.archive.takes()} == set(BANK.ids)
