"""Documents of many answers."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.cli.reports import Judged, document
from rehearse.interview.errors import UnknownTake
from rehearse.interview.transcript import Transcript
from rehearse.practice.reporting import report_on
from rehearse.storage.sqlite_archive import SqliteArchive
from tests import fakes
from tests.cli.conftest import Rehearse
from tests.storage.disk import NOON, archive_at, reported


@pytest.mark.parametrize("form", ["text", "json", "markdown", "csv"])
def test_a_document_is_written_while_its_answers_come(form: str) -> None:
    come = 0

    def answers() -> Iterator[Judged]:
        nonlocal come
        for number in range(5):
            come += 1
            said = f"I cut it by {number} percent."
            report = analyse(Answer("", Transcript(said), 90.0, 85.0), Rubric())
            yield Judged(report, None, fakes.summary_of(fakes.kept_take(f"take-{number}", text=said)))

    pieces = document(answers(), form)
    begun = next(pieces) + next(pieces)
    assert come <= 2
    assert (begun + "".join(pieces)).count("percent") >= 5
    assert come == 5


def test_a_document_of_nothing_is_empty() -> None:
    assert [list(document([], form)) for form in ("text", "json", "markdown")] == [[], [], []]


@pytest.mark.parametrize("output", ["takes.jsonl", None])
def test_a_take_deleted_while_others_are_exported_is_passed_over_unless_it_was_named(
    rehearse: Rehearse, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str | None
) -> None:
    archive = archive_at(home)
    oldest, deleted, newest = (
        reported(archive, "I cut it by forty percent", NOON + timedelta(days=day)).id for day in range(3)
    )

    doomed = deleted

    def and_delete(*asked: object) -> Report:
        with suppress(UnknownTake):
            archive.delete(doomed)
        return report_on(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr("rehearse.cli.takes.report_on", and_delete)
    to_file = () if output is None else ("--output", tmp_path / output)
    run = rehearse("export", "--format", "json", *to_file)
    assert run.code == 0
    written = run.out if output is None else (tmp_path / output).read_text()
    assert [json.loads(line)["take"]["id"] for line in written.splitlines()] == [newest, oldest]
    doomed = oldest
    assert rehearse("export", "--format", "json", newest, oldest).code == 3


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.csv", "id,"), ("a.HTML", "<!doctype html>"), ("a.json", "{"), ("a.md", "# "), ("a", "# ")],
)
def test_a_name_says_what_is_exported_where_nothing_else_does(
    rehearse: Rehearse, home: Path, tmp_path: Path, name: str, begins: str
) -> None:
    reported(archive_at(home), "I cut it by forty percent", NOON)
    assert rehearse("export", "--output", tmp_path / name).code == 0
    assert (tmp_path / name).read_text().lower().startswith(begins)
    assert rehearse("export", "--format", "json", "--output", tmp_path / name).code == 0
    assert (tmp_path / name).read_text().startswith("{")


def test_a_named_take_that_is_deleted_before_it_is_listed_is_said_to_be_gone(
    rehearse: Rehearse, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_at(home)
    take_id = reported(archive, "I cut it by forty percent", NOON).id
    monkeypatch.setattr(SqliteArchive, "takes_in_turn", lambda _: iter(()))
    run = rehearse("show", take_id)
    assert (run.code, run.out, run.err.count("\n")) == (3, "", 1)
    assert f"Take {take_id} was deleted just now" in run.err
