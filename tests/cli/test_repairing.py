"""The second line, as a person types it: repair, backup and restore."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.analysis.report import ANALYSIS_VERSION
from rehearse.cli import output
from rehearse.practice.ports import Progress
from tests.cli.conftest import Rehearse
from tests.contract import assert_take
from tests.sound.spoken import can_speak, spoken
from tests.storage.disk import COUNTS, archive_at, heard, reported


@pytest.fixture
def answer() -> Path:
    """A short one: what is said in it is of no matter here."""
    if not can_speak():
        pytest.skip("flite is missing")
    return spoken("We cut the number of errors by forty percent.")


def test_a_damaged_database_is_said_mended_and_its_takes_counted_anew(
    rehearse: Rehearse, home: Path, answer: Path
) -> None:
    assert rehearse("demo", "--input", answer).code == 0
    (before,) = rehearse("history", "--json").records
    (home / "rehearse.sqlite3").write_bytes(b"no database" * 1000)

    told = rehearse("history")
    assert told.code == 4
    assert "is damaged: “rehearse doctor --repair” makes it anew" in told.err
    (checked,) = (
        check for check in rehearse("doctor", "--json").records if check["component"] == "data folder"
    )
    assert (checked["ok"], "doctor --repair" in checked["fix"]) == (False, True)

    mended = rehearse("doctor", "--repair", "--json")
    assert mended.code == 0
    (record,) = mended.records
    assert (record["component"], record["ok"]) == ("database", True)
    assert record["detail"] == "it was damaged and is made anew, 1 take is in it"
    (after,) = rehearse("history", "--json").records
    assert_take(after)
    assert after == before
    assert "nothing was to be repaired" in rehearse("doctor", "--repair").out

    assert len(list(home.glob("rehearse.sqlite3.broken-*"))) == 1
    assert rehearse("delete", before["id"], "--yes").code == 0
    assert not list(home.glob("rehearse.sqlite3.broken-*"))


def test_a_lost_database_leaves_no_take_uncounted(rehearse: Rehearse, home: Path, answer: Path) -> None:
    assert rehearse("demo", "--input", answer).code == 0
    (before,) = rehearse("history", "--json").records
    for file in home.glob("rehearse.sqlite3*"):
        file.unlink()
    assert rehearse("history", "--json").records == [before]


def test_counts_that_other_rules_made_are_made_anew_before_they_are_listed(
    rehearse: Rehearse, home: Path
) -> None:
    archive = archive_at(home)
    take = reported(archive, "I cut it by forty percent")
    archive.file(take.id, heard("I cut it by forty percent"), replace(COUNTS, words=99, version=1))
    assert rehearse("history").code == 0
    (listed,) = archive.takes()
    assert listed.counts is not None
    assert listed.counts.words == 6
    assert archive.uncounted(ANALYSIS_VERSION) == ()


def test_a_backup_brings_a_deleted_take_back(rehearse: Rehearse, tmp_path: Path, answer: Path) -> None:
    assert rehearse("demo", "--input", answer).code == 0
    (before,) = rehearse("history", "--json").records
    saved = rehearse("backup", tmp_path / "all.zip")
    assert saved.code == 0
    assert "holds 1 take" in saved.out
    assert "not encrypted" in saved.out
    rehearse("delete", before["id"], "--yes")
    assert rehearse("restore", tmp_path / "all.zip").out.startswith("1 take and ")
    assert rehearse("history", "--json").records == [before]
    again = rehearse("restore", tmp_path / "all.zip")
    assert (again.code, again.out) == (0, "0 takes and 0 other files are back.\n")
    assert "1 of the takes was here already and stays as it is" in again.err


def test_a_backup_that_cannot_be_used_or_written_is_one_line(rehearse: Rehearse, tmp_path: Path) -> None:
    (tmp_path / "not a backup.zip").write_text("hello")
    for command, code in (
        (("restore", tmp_path / "none.zip"), 3),
        (("restore", tmp_path / "not a backup.zip"), 3),
        (("backup", tmp_path / "no folder" / "all.zip"), 4),
    ):
        run = rehearse(*command)
        assert run.code == code
        assert run.err.count("\n") == 1
        assert run.err.startswith("rehearse: ")


def test_a_model_that_went_bad_is_found_by_the_doctor(
    rehearse: Rehearse, home: Path, scripted_whisper: Path
) -> None:
    model = home / "models" / "base.en"
    shutil.copytree(scripted_whisper, model)
    files = [
        {
            "name": path.name,
            "size_bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "git_sha1": None,
        }
        for path in sorted(model.iterdir())
    ]
    (model / "rehearse.json").write_text(json.dumps({"repository": "a/b", "revision": "0", "files": files}))

    def checked() -> tuple[bool, str]:
        found = {check["component"]: check for check in rehearse("doctor", "--json").records}
        return found["model"]["ok"], found["model"]["detail"]

    assert checked() == (True, "base.en, every byte of it read")
    tokenizer = model / "tokenizer.json"
    tokenizer.write_bytes(tokenizer.read_bytes()[:-2] + b" }")
    assert checked() == (False, "base.en is damaged, tokenizer.json is not as it was published")


def test_a_long_job_says_now_and_then_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "SAYS_EVERY_S", 0.0)
    with output.showing_progress("Judging takes") as progress:
        progress(Progress(0, 4))
        progress(Progress(1, 4))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Judging takes: 25%, about ")
    assert line.endswith(" left.")
