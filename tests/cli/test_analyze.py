"""`analyze`: reports on transcripts and recordings, and a plain word on what can't be used."""

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Rehearse
from tests.contract import assert_report

SAID = "So um last spring I owed our lead an apology. I went to her. Errors fell from six to one a month.\n"


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "answer.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


def test_a_transcript_is_reported_by_the_contract(rehearse: Rehearse, answer: Path) -> None:
    (record,) = rehearse("analyze", answer, "--json", "--duration", "80", "--question", "apology").records
    assert_report(record)
    assert record["transcript"]["text"] == SAID
    assert record["engine"] == {"name": "none", "model": None}
    assert record["question"] == "apology"
    assert record["timing"]["verdict"] == "on_target"


def test_without_a_clock_nothing_timed_is_said(rehearse: Rehearse, answer: Path) -> None:
    (record,) = rehearse("analyze", answer, "--json").records
    timing = record["timing"]
    for field in (
        "duration",
        "delta",
        "wpm",
        "verdict",
        "speaking",
        "articulation_wpm",
        "start_delay",
        "pauses",
    ):
        assert timing[field] is None
    assert record["fillers"]["per_minute"] is None
    assert timing["target"] == 90


def test_a_length_may_be_in_minutes_and_seconds(rehearse: Rehearse, answer: Path) -> None:
    (record,) = rehearse("analyze", answer, "--json", "--duration", "1:20", "--target", "1:30").records
    assert (record["timing"]["duration"], record["timing"]["target"]) == (80, 90)


@pytest.mark.parametrize(
    ("target", "verdict"), [("96", "on_target"), ("69", "on_target"), ("60", "over"), ("100", "under")]
)
def test_the_target_bears_a_sixth_either_way(
    rehearse: Rehearse, answer: Path, target: str, verdict: str
) -> None:
    (record,) = rehearse("analyze", answer, "--json", "--duration", "80", "--target", target).records
    assert record["timing"]["verdict"] == verdict


def test_standard_input_is_a_transcript(rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + SAID.encode())))
    (record,) = rehearse("analyze", "-", "--json").records
    assert record["transcript"]["text"] == SAID


def test_any_name_can_be_said_to_be_a_transcript(rehearse: Rehearse, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text(SAID, encoding="utf-8")
    assert rehearse("analyze", path, "--transcript", "--json").code == 0


def test_a_word_of_markup_or_escape_is_shown_as_said(rehearse: Rehearse, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("\x1b[31m[bold]um[/] 👩‍👩‍👧 مرحبا <b>\x07 40%" + " word" * 30, encoding="utf-8")
    run = rehearse("analyze", path)
    assert "\x1b" not in run.out
    assert "[bold]" in run.out
    assert "👩‍👩‍👧 مرحبا <b>" in run.out


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b" \n\t "), "empty"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00d"), "not-text"),
        (lambda path: path.mkdir(), "not-readable"),
        (lambda path: os.mkfifo(path), "not-readable"),
        (lambda path: None, "not-found"),
    ],
    ids=["empty", "blank", "binary", "folder", "fifo", "missing"],
)
def test_a_transcript_that_cannot_be_used_says_why(
    rehearse: Rehearse, tmp_path: Path, make: object, code: str
) -> None:
    assert callable(make)
    path = tmp_path / "odd 'name'\nof.txt"
    make(path)
    run = rehearse("analyze", path, "--json")
    assert run.code == 3
    (record,) = run.records
    assert record["error"]["code"] == code
    assert record["source"] == str(path)
    assert run.err.count("\n") == 1


def test_one_bad_source_does_not_stop_the_others(rehearse: Rehearse, answer: Path, tmp_path: Path) -> None:
    run = rehearse("analyze", tmp_path / "missing.txt", answer, "--json")
    assert run.code == 3
    assert [("error" in record) for record in run.records] == [True, False]


def test_several_reports_go_to_a_folder_under_names_of_their_own(
    rehearse: Rehearse, answer: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "answer.txt"
    other.parent.mkdir()
    other.write_text(SAID)
    run = rehearse("analyze", answer, other, "--output", tmp_path / "reports", "--format", "markdown")
    assert run.code == 0
    assert run.out == ""
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == [
        "answer.txt-2.md",
        "answer.txt.md",
    ]


def test_one_report_goes_to_a_folder_too(rehearse: Rehearse, answer: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    assert rehearse("analyze", answer, "--output", tmp_path / "reports").code == 0
    assert (tmp_path / "reports" / "answer.txt.txt").read_text().startswith(str(answer))


def test_an_output_that_cannot_be_written_is_one_line(rehearse: Rehearse, answer: Path) -> None:
    run = rehearse("analyze", answer, "--output", answer.parent / "no" / "such" / "folder.txt")
    assert run.code == 4
    assert run.err.count("\n") == 1


def test_a_million_words_are_judged(rehearse: Rehearse, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    plain = "then the others came along and went to see it\n"
    path.write_text(("so um we cut it by 40 percent you know\n" + plain * 9) * 10_000)
    (record,) = rehearse("analyze", path, "--json").records
    assert record["timing"]["words"] == 1_000_000


def test_nothing_is_kept(rehearse: Rehearse, answer: Path, home: Path) -> None:
    rehearse("analyze", answer)
    assert not home.exists() or not list(home.iterdir())


def test_a_report_file_is_whole_and_only_its_owner_decides(
    rehearse: Rehearse, answer: Path, tmp_path: Path
) -> None:
    output = tmp_path / "report.json"
    rehearse("analyze", answer, "--json", "--output", output)
    assert output.read_text().endswith("\n")
    assert stat.S_ISREG(output.stat().st_mode)
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_standard_output_may_be_named(rehearse: Rehearse, tmp_path: Path, name: str) -> None:
    (tmp_path / "answer.txt").write_text("I cut the backlog by forty percent.")
    run = rehearse("analyze", tmp_path / "answer.txt", "--json", "--output", name)
    assert [record["schema"] for record in run.records] == ["rehearse.report/1"]
