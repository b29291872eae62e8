import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from rehearse.cli.exporting import Exporter
from rehearse.interview.errors import StorageError
from rehearse.practice.exporting import Form
from rehearse.tui.messages import WriteRequested
from rehearse.tui.screens.report import ReportScreen
from rehearse.tui.screens.without_microphone import WithoutMicrophoneScreen
from rehearse.tui.widgets.answer_area import AnswerArea
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.export_dialog import ExportDialog
from tests.fakes import BANK, ExportLog
from tests.tui.reports import TEXT
from tests.tui.stage import SIZE, Stage, keys, report_of, said, seen
from tests.tui.waiting import until


@pytest.fixture(autouse=True)
def started_in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


async def ask_to_export(pilot: Pilot[None]) -> Input:
    await pilot.press("e")
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
    await pilot.pause()
    return pilot.app.screen.query_one(Input)


async def test_the_report_is_written_where_it_was_proposed(stage: Stage) -> None:
    log = ExportLog()
    async with stage.app("apology", export=log).run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        assert keys(pilot)["e"] == "Export"
        path = await ask_to_export(pilot)
        assert path.value == "./rehearse-take-0001.md"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: any("The report is in" in each for each in said(pilot)))
        assert isinstance(pilot.app.screen, ReportScreen)
    ((report, take_id, form, written),) = log.written
    assert (report.source, take_id, form) == ("take-0001", "take-0001", Form.MARKDOWN)
    assert written == Path("rehearse-take-0001.md")


async def test_the_name_ends_as_the_form_does_until_it_is_typed_over(stage: Stage) -> None:
    log = ExportLog()
    async with stage.app("apology", export=log).run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        path = await ask_to_export(pilot)
        await pilot.press("down", "down")
        assert path.value == "./rehearse-take-0001.json"
        assert path.cursor_position == len(path.value)
        path.value = "mine.txt"
        await pilot.press("down", "ctrl+s")
        await until(pilot, lambda: bool(log.written))
    assert log.written[0][2:] == (Form.CSV, Path("mine.txt"))


async def test_a_folder_gets_the_proposed_name(stage: Stage, tmp_path: Path) -> None:
    log = ExportLog()
    async with stage.app("apology", export=log).run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        path = await ask_to_export(pilot)
        path.value = str(tmp_path)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(log.written))
    assert log.written[0][3] == tmp_path / "rehearse-take-0001.md"


async def test_escape_and_an_empty_path_write_nothing(stage: Stage) -> None:
    log = ExportLog()
    async with stage.app("apology", export=log).run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        path = await ask_to_export(pilot)
        path.value = " "
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, ExportDialog)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
    assert log.written == []


@pytest.mark.parametrize(("key", "holds"), [("escape", "mine"), ("y", "markdown")])
async def test_a_file_that_is_there_is_replaced_only_when_that_is_meant(
    stage: Stage, key: str, holds: str
) -> None:
    there = Path("rehearse-take-0001.md")
    there.write_text("mine")
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        await ask_to_export(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        assert "rehearse-take-0001.md is there already" in seen(pilot)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
        await until(pilot, lambda: there.read_text() == holds)


async def test_a_file_that_cannot_be_written_is_told(stage: Stage) -> None:
    log = ExportLog(error=StorageError("It can't be written: choose another file."))
    async with stage.app("apology", export=log).run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        await ask_to_export(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "It can't be written: choose another file." in said(pilot))


async def test_a_written_answer_has_no_row_among_takes(stage: Stage) -> None:
    log = ExportLog()
    async with stage.app(export=log).run_test(size=SIZE) as pilot:
        pilot.app.post_message(WriteRequested(BANK.get("apology")))
        await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
        pilot.app.screen.query_one(AnswerArea).text = TEXT
        await pilot.press("ctrl+s")
        await report_of(pilot)
        path = await ask_to_export(pilot)
        assert path.value == "./rehearse-written-answer.md"
        assert pilot.app.screen.query_one(OptionList).option_count == 3
        assert "plays the answer" not in seen(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(log.written))
    assert log.written[0][1] is None


async def test_the_real_exporter_writes_what_scripts_read(stage: Stage) -> None:
    async with stage.app("apology", export=Exporter(stage.archive)).run_test(size=SIZE) as pilot:
        await stage.answer_and_see(pilot)
        await ask_to_export(pilot)
        await pilot.press("down", "down", "ctrl+s")
        await until(pilot, lambda: any("The report is in" in each for each in said(pilot)))
    record = json.loads(Path("rehearse-take-0001.json").read_text())
    assert record["take"]["id"] == record["source"] == "take-0001"


async def test_every_key_of_the_report_is_in_sight_at_eighty_columns(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=(80, 24)) as pilot:
        await stage.answer_and_see(pilot)
        footer = seen(pilot).splitlines()[-1]
        for description in ("Play", "Again", "Next", "Follow-up", "Export", "Home", "Go to", "Help"):
            assert description in footer
