import json
from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.analysis.report import Report
from rehearse.cli.exporting import Exporter
from rehearse.interview.errors import StorageError
from rehearse.practice.exporting import Form
from rehearse.practice.reporting import report_on
from tests.fakes import ANSWER, BANK, MemoryArchive, kept_take, write_silence

QUESTION = BANK.get("apology")


@pytest.fixture
def archive(tmp_path: Path) -> MemoryArchive:
    sound = tmp_path / "sound.wav"
    write_silence(sound, 2.0)
    archive = MemoryArchive(tmp_path)
    archive.add(replace(kept_take("abc123", text=ANSWER), audio=sound, self_rating=4))
    return archive


@pytest.fixture
def report(archive: MemoryArchive) -> Report:
    from rehearse.analysis.rubric import Rubric

    take = archive.take("abc123")
    assert take.heard is not None
    return report_on(take, take.heard, BANK, Rubric())


def test_json_holds_the_report_with_its_take(archive: MemoryArchive, report: Report, tmp_path: Path) -> None:
    Exporter(archive)(report, QUESTION, "abc123", Form.JSON, tmp_path / "out.json")
    record = json.loads((tmp_path / "out.json").read_text())
    assert record["schema"] == "rehearse.report/1"
    assert (record["take"]["id"], record["take"]["self_rating"]) == ("abc123", 4)


def test_html_plays_the_take(archive: MemoryArchive, report: Report, tmp_path: Path) -> None:
    Exporter(archive)(report, QUESTION, "abc123", Form.HTML, tmp_path / "out.html")
    assert "data:audio/" in (tmp_path / "out.html").read_text()


@pytest.mark.parametrize(("form", "begins"), [(Form.MARKDOWN, "# An apology you owed"), (Form.CSV, "id,")])
def test_text_begins_as_its_form_does(
    archive: MemoryArchive, report: Report, tmp_path: Path, form: Form, begins: str
) -> None:
    Exporter(archive)(report, QUESTION, "abc123", form, tmp_path / "out")
    assert (tmp_path / "out").read_text().startswith(begins)


def test_without_a_take_the_report_stands_alone(
    archive: MemoryArchive, report: Report, tmp_path: Path
) -> None:
    Exporter(archive)(report, QUESTION, None, Form.JSON, tmp_path / "out.json")
    assert "take" not in json.loads((tmp_path / "out.json").read_text())


def test_a_file_that_cannot_be_written_says_what_to_do(
    archive: MemoryArchive, report: Report, tmp_path: Path
) -> None:
    with pytest.raises(StorageError, match="choose another file"):
        Exporter(archive)(report, QUESTION, "abc123", Form.MARKDOWN, tmp_path / "no" / "such" / "out.md")


def test_every_form_has_the_suffix_that_programs_know() -> None:
    assert [form.suffix for form in Form] == [".md", ".html", ".json", ".csv"]
