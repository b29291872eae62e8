import threading

import pytest

from rehearse.interview.errors import NoRecogniser
from rehearse.interview.take import TakeState
from rehearse.tui.messages import HomeRequested
from rehearse.tui.phases import Phase
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.widgets.dialogs import LeaveDialog
from tests.fakes import ScriptedTranscriber
from tests.tui.stage import SIZE, Stage, keys, phase_of
from tests.tui.waiting import settled, until

PATIENCE_S = 20.0


async def test_leaving_asks_and_keeps(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(20)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog))
        assert "g" not in keys(pilot)
        stage.clock.advance(100)
        await pilot.press("k")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await settled(pilot)
    (take,) = stage.archive.takes()
    assert (take.duration_s, take.state) == (20, TakeState.REPORTED)


async def test_leaving_can_throw_away(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog))
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await settled(pilot)
    assert stage.archive.takes() == ()


async def test_who_stays_is_recorded_again(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog))
        assert stage.microphone.recorder.paused
        await pilot.press("escape")
        await until(pilot, lambda: phase_of(pilot) is Phase.ANSWERING)
        await until(pilot, lambda: not stage.microphone.recorder.paused)


async def test_a_microphone_lost_behind_the_dialog_still_gives_its_take(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(15)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog))
        stage.microphone.recorder.ends_after_s = 15
        await until(pilot, lambda: len(stage.archive.takes()) == 1)
        await pilot.press("t")
        await until(pilot, lambda: phase_of(pilot) is Phase.RATING)
    assert stage.archive.takes()[0].duration_s == 15


@pytest.mark.parametrize(("key", "kept"), [("k", [25]), ("t", [])])
async def test_starting_over_opens_the_microphone_anew(stage: Stage, key: str, kept: list[float]) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(25)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog))
        await pilot.press(key)
        await until(pilot, lambda: len(stage.microphone.recorders) == 2)
        await until(pilot, lambda: phase_of(pilot) is Phase.ANSWERING)
        assert [take.duration_s for take in stage.archive.takes()] == kept


async def test_quitting_while_recording_keeps_what_was_said(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(33)
        await pilot.press("ctrl+q")
    (take,) = stage.archive.takes()
    assert take.duration_s == 33


async def test_leaving_while_the_microphone_opens_leaves_no_take(stage: Stage) -> None:
    opened, may_open = threading.Event(), threading.Event()

    def open_slowly() -> None:
        opened.set()
        may_open.wait(timeout=10)

    stage.microphone.before_recording = open_slowly
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        await pilot.press("s")
        await until(pilot, opened.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        may_open.set()
        await until(pilot, lambda: bool(stage.microphone.recorders))
        await until(pilot, lambda: stage.microphone.recorder.facts is not None)
        await settled(pilot)
    assert stage.archive.takes() == ()


async def test_another_screen_over_a_recording_keeps_it_and_listens_to_it(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(33)
        pilot.app.post_message(HomeRequested())
        await until(pilot, lambda: len(stage.archive.takes()) == 1)
        await until(pilot, lambda: stage.archive.takes()[0].state is TakeState.REPORTED)


class Hanging(ScriptedTranscriber):
    """Loads until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.loading, self.closed = threading.Event(), threading.Event()

    def load(self) -> None:
        self.loading.set()
        self.closed.wait(PATIENCE_S)
        raise NoRecogniser("It broke down.")

    def close(self) -> None:
        self.closed.set()


async def test_who_leaves_does_not_wait_for_a_recogniser_that_hangs(stage: Stage) -> None:
    stage.transcriber = hanging = Hanging()
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await until(pilot, hanging.loading.is_set)
    assert hanging.closed.is_set()
