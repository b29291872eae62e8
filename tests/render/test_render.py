"""Reports leave as JSON, text, Markdown and CSV: true to the contract, never obeyed by their reader."""

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.wording import FEW
from rehearse.interview.transcript import Engine, Transcript
from rehearse.practice.reporting import counts_of
from rehearse.render.csv import takes_table
from rehearse.render.json import line, report_record, take_record
from rehearse.render.markdown import escape, report_markdown
from rehearse.render.text import WIDTH, report_text
from rehearse.render.visible import one_line, visible
from tests import fakes
from tests.contract import assert_report, assert_take

SAID = "So um last year we had an outage. I rewrote the check. We cut errors by 40 percent. I learned to ask."
HOSTILE = "\x1b[31mred\x1b[0m [bold]b[/] <script>alert(1)</script> =cmd() \x07 ‮abc `x` **y** | \u2028 end"


def report_of(text: str, engine: Engine | None = None) -> Report:
    transcript = Transcript(text) if engine is None else Transcript(text, engine=engine)
    return analyse(Answer("answer.txt", transcript, 90.0, duration_s=80.0), Rubric())


def test_a_weak_answer_is_told_few_things_and_how_many_more_there_are() -> None:
    report = report_of(
        "We had a slow page. Maybe we made it much faster, I think, somehow. I guess it helped. " * 2
    )
    assert len(report.others) > FEW
    text = report_text(report)
    assert all(finding.message[:40] in text for finding in report.others[:FEW])
    assert not any(finding.message[:40] in text for finding in report.others[FEW:])
    assert f"… and {len(report.others) - FEW} more: --format markdown or --json shows all." in text
    assert all(escape(finding.message) in report_markdown(report) for finding in report.findings)
    assert len(report_record(report)["findings"]) == len(report.findings)


def controls(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) == "Cc"} - {"\n"}


@pytest.mark.parametrize("said", [SAID, HOSTILE, "مرحبا 👩‍👩‍👧 um 40%", "one\r\ntwo\n\nthree"], ids=range(4))
def test_a_report_as_json_keeps_the_contract_and_the_words(said: str) -> None:
    record = json.loads(line(report_record(report_of(said))))
    assert_report(record)
    assert record["transcript"]["text"] == said


def test_json_is_one_ascii_line_whatever_was_said() -> None:
    printed = line(report_record(report_of(HOSTILE + " \ud800 lone")))
    assert printed.isascii()
    assert "\n" not in printed


def test_a_take_as_json_keeps_the_contract_with_and_without_words() -> None:
    assert_take(take_record(fakes.summary_of(fakes.kept_take("a1"))))
    report = report_of(SAID)
    told = fakes.summary_of(fakes.kept_take("a1", text=SAID), counts_of(report))
    record = report_record(report, told)
    assert_take(record["take"])
    assert record["take"]["id"] == "a1"


@given(st.text())
def test_no_text_report_lets_a_control_character_through(said: str) -> None:
    assert not controls(report_text(report_of(said)))
    assert not controls(visible(said)) - {"\t"}
    assert "\n" not in one_line(said)


def test_lines_of_the_text_report_fit_the_width() -> None:
    printed = report_text(report_of("word " * 400 + SAID))
    assert max(map(len, printed.splitlines())) <= WIDTH


def test_fillers_stand_in_braces_and_metrics_are_told() -> None:
    printed = report_text(report_of(SAID))
    assert "{um}" in printed
    assert "stated: 40 percent" in printed


def test_a_rough_transcript_is_called_rough_and_no_filler_rate_stands() -> None:
    rough = report_of(SAID, Engine("pocketsphinx", "en-us"))
    for printed in (report_text(rough), report_markdown(rough)):
        assert "rough" in printed
        assert "um and uh are not heard by this recogniser" in printed
        assert "a minute" not in printed.split("Metrics")[0].split("Fillers")[1]


def test_markdown_shows_markup_as_it_was_said() -> None:
    printed = report_markdown(report_of(HOSTILE))
    assert not re.search(r"(?<!\\)<script", printed)
    assert not controls(printed)
    assert escape("- 1. item\n# head") == "\\- 1. item\n\\# head"


def test_a_csv_cell_is_never_a_formula() -> None:
    take = fakes.kept_take("a1", text="=HYPERLINK(1) um")
    table = "".join(takes_table([(fakes.summary_of(take), report_of("=HYPERLINK(1) um"))]))
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 1
    assert rows[0]["text"] == "'=HYPERLINK(1) um"
    assert rows[0]["duration"] == "88.0"


def test_a_take_without_words_has_empty_cells() -> None:
    take = replace(fakes.kept_take("a1", text=SAID), heard=None)
    rows = list(csv.DictReader(takes_table([(fakes.summary_of(take), None)])))
    assert rows[0]["words"] == ""
    assert rows[0]["engine"] == ""
