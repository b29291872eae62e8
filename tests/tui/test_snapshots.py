"""Pictures of a few screens, small and wide; after a change that is meant: pytest --snapshot-update."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from rehearse.practice.settings import Settings, Theme
from rehearse.tui.phases import Phase
from rehearse.tui.widgets.meters import BigClock
from tests.fakes import kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.stage import Stage, phase_of, seen
from tests.tui.waiting import settled, until

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["small", "wide"])


class Compare(Protocol):
    """What the snapshot plugin gives."""

    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


@SIZES
def test_home(stage: Stage, snap_compare: Compare, size: tuple[int, int]) -> None:
    for days_ago, question_id in ((1.0, "apology"), (2.0, "apology"), (3.0, "being-wrong")):
        take = kept_take(f"{question_id}-{days_ago}", question_id, days_ago=days_ago, text=TEXT)
        stage.archive.add(take, judge)
    assert snap_compare(stage.app(), terminal_size=size, run_before=settled)


@SIZES
def test_answer(stage: Stage, snap_compare: Compare, size: tuple[int, int]) -> None:
    async def answer(pilot: Pilot[None]) -> None:
        await stage.begin_to_record(pilot)
        stage.clock.advance(84)
        await until(pilot, lambda: "1:24" in pilot.app.screen.query_one("#clock", BigClock).value)
        await until(pilot, lambda: "on target" in seen(pilot))
        await until(pilot, lambda: " month." in seen(pilot) and " wpm · " in seen(pilot))

    assert snap_compare(stage.app("apology"), terminal_size=size, run_before=answer)


@SIZES
def test_report(stage: Stage, snap_compare: Compare, size: tuple[int, int]) -> None:
    async def answer(pilot: Pilot[None]) -> None:
        await stage.answer_and_see(pilot)
        await until(pilot, lambda: "Next time" in seen(pilot))

    assert snap_compare(stage.app("apology"), terminal_size=size, run_before=answer)


def test_the_question_by_daylight(stage: Stage, snap_compare: Compare) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        await pilot.press("h")
        await until(pilot, lambda: "Listen" in seen(pilot))

    app = stage.app("apology", Settings(theme=Theme.LIGHT))
    assert snap_compare(app, terminal_size=(80, 24), run_before=ask)
