"""Pictures of what is done with takes; after a change that is meant: pytest --snapshot-update."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from rehearse.interview.take import TakeState
from rehearse.practice.settings import Settings, Theme
from rehearse.tui.screens.history import HistoryScreen
from rehearse.tui.screens.without_microphone import WithoutMicrophoneScreen
from rehearse.tui.widgets.export_dialog import ExportDialog
from tests.fakes import kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.stage import Stage
from tests.tui.test_history import heard_roughly, practised
from tests.tui.test_snapshots import SIZES, Compare
from tests.tui.waiting import settled, until


@SIZES
def test_history(stage: Stage, snap_compare: Compare, size: tuple[int, int]) -> None:
    practised(stage)
    stage.archive.add(replace(kept_take("cut", days_ago=1), state=TakeState.RECOVERED))
    rough = heard_roughly(kept_take("rough", "being-wrong", days_ago=2, text=TEXT))
    stage.archive.add(replace(rough, audio=Path("sound.wav")), judge)

    async def history(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await pilot.press("down", "down")
        await settled(pilot)

    assert snap_compare(stage.app(), terminal_size=size, run_before=history)


@SIZES
def test_writing(stage: Stage, snap_compare: Compare, size: tuple[int, int]) -> None:
    async def writing(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
        area = pilot.app.screen.query_one(TextArea)
        area.cursor_blink = False
        area.text = TEXT
        await settled(pilot)

    app = stage.app(settings=Settings(theme=Theme.LIGHT))
    assert snap_compare(app, terminal_size=size, run_before=writing)


def test_export(stage: Stage, snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def export(pilot: Pilot[None]) -> None:
        await stage.answer_and_see(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        await pilot.press("down")
        await pilot.pause()

    assert snap_compare(stage.app("apology"), terminal_size=(80, 24), run_before=export)
