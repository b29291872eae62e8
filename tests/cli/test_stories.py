"""`stories` and `sheet`, as a script uses them."""

import argparse
import io
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rehearse.cli.story_options import principle
from rehearse.interview.principle import Principle
from rehearse.interview.take import TakeCounts
from tests.cli.conftest import Rehearse
from tests.storage.disk import SOUND, archive_at, heard, record

LEAD = (
    "--headline", "The lead I left out of a review", "--principle", "earn trust", "--principle", "Ownership",
    "--situation", "I left our fraud lead out.",
    "--result", "Rework fell by 40 percent, which saved $1.2 million.",
)  # fmt: skip
STORY_FIELDS = {
    "id", "headline", "principles", "numbers", "takes", "last_told", "freshness", "overused", "missing",
    "blanks", "created", "changed",
}  # fmt: skip
COUNTS = TakeCounts(1, 2.0, 1, 200, 140.0, (), 1)


def told(home: Path, text: str, days_ago: float = 1, question_id: str = "apology") -> str:
    """Keep a take as if it had been spoken."""
    archive = archive_at(home)
    draft = archive.begin(question_id, "Whom?", 90.0, datetime.now(UTC) - timedelta(days=days_ago))
    record(draft.sound_path, 0.1)
    archive.keep(draft, replace(SOUND, duration_s=90.0))
    archive.file(draft.take_id, heard(text), COUNTS)
    return draft.take_id


def test_a_story_is_added_by_its_parts_and_listed(rehearse: Rehearse) -> None:
    run = rehearse("stories", "add", *LEAD, "--json")
    assert run.code == 0
    (added,) = run.records
    assert set(added) == STORY_FIELDS
    assert added["id"] == "the-lead-i-left-out-of-a-review"
    assert added["principles"] == ["Earn Trust", "Ownership"]
    assert [number.removesuffix(".") for number in added["numbers"]] == ["40 percent", "$1.2 million"]
    assert (added["takes"], added["last_told"], added["freshness"]) == (0, None, "never")
    assert added["missing"] == ["task", "action", "reflection"]
    assert rehearse("stories", "--json").records == [added]
    assert "never said aloud" in rehearse("stories").out


def test_coverage_has_an_object_for_each_official_principle(rehearse: Rehearse) -> None:
    rehearse("stories", "add", *LEAD, "--id", "lead")
    for arguments in (("stories", "coverage", "--json"), ("stories", "--json", "coverage")):
        records = {each["name"]: each for each in rehearse(*arguments).records}
        assert len(records) == 16
        assert records["Earn Trust"]["stories"] == ["lead"]
        assert records["Earn Trust"]["told"] == []
        assert "apology" in records["Earn Trust"]["questions"]
        assert [name for name, each in records.items() if not each["gap"]] == ["Ownership", "Earn Trust"]
    assert "– no story" in rehearse("stories", "coverage").out


def test_a_tied_take_shows_what_was_said_left_out_and_said_otherwise(rehearse: Rehearse, home: Path) -> None:
    rehearse("stories", "add", *LEAD, "--id", "lead")
    take_id = told(home, "I went to her and rework fell by 14 percent")
    assert rehearse("stories", "tie", take_id[:-1], "le").code == 0
    assert rehearse("history", "--json").records[0]["story"] == "lead"
    (shown,) = rehearse("stories", "show", "lead", "--json").records
    assert set(shown) == STORY_FIELDS | {"notes", "last"}
    assert shown["notes"]["situation"] == "I left our fraud lead out."
    assert shown["last"]["take"] == take_id
    assert [(each["text"], each["telling"], each["said"]) for each in shown["last"]["numbers"]] == [
        ("40 percent", "said differently", "14 percent"),
        ("$1.2 million", "left out", None),
    ]
    page = rehearse("stories", "show", "lead").out
    assert "The story has 40 percent, you said 14 percent." in page
    assert "You left out $1.2 million." in page
    assert (shown["takes"], shown["freshness"]) == (1, "fresh")
    assert rehearse("stories", "tie", take_id).code == 0
    assert rehearse("history", "--json").records[0]["story"] is None


@pytest.mark.parametrize(
    "arguments",
    [(), ("--principle", "Ownership"), ("--id", "lead"), ("--headline", "x", "--principle", "Zest")],
    ids=" ".join,
)
def test_with_nobody_to_ask_nothing_to_add_is_wrong_usage(
    rehearse: Rehearse, home: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    run = rehearse("stories", "add", *arguments)
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert not (home / "stories.toml").exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("backbone", Principle.HAVE_BACKBONE_DISAGREE_AND_COMMIT),
        (" Trust ", Principle.EARN_TRUST),
        ("ownership", Principle.OWNERSHIP),
    ],
)
def test_a_principle_is_known_by_a_part_that_only_its_name_has(typed: str, meant: Principle) -> None:
    assert principle(typed) is meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("and", "“Learn and Be Curious” or “Hire and Develop the Best”, among others: give more of the name"),
        (
            "best",
            "“Hire and Develop the Best” or “Strive to be Earth's Best Employer”: give more of the name",
        ),
        ("bakbone", "did you mean “Have Backbone; Disagree and Commit”?"),
        ("zest", "“rehearse stories coverage” lists them"),
        ("", "“rehearse stories coverage” lists them"),
    ],
)
def test_what_is_no_principle_is_told_which_are(typed: str, said: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=re.escape(said)):
        principle(typed)


@pytest.mark.parametrize(
    "command", [("stories",), ("stories", "coverage"), ("stories", "export"), ("sheet",)]
)
def test_looking_writes_nothing(rehearse: Rehearse, home: Path, command: tuple[str, ...]) -> None:
    assert rehearse(*command).code == 0
    assert not home.exists()


def test_on_a_terminal_it_asks(rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = io.StringIO("The lead I left out\nearn trst\nEarn Trust\n\nIt rained.\n\nI asked.\n\n\n")
    monkeypatch.setattr(answers, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", answers)
    run = rehearse("stories", "add")
    assert run.code == 0
    assert "did you mean “Earn Trust”?" in run.err
    (story,) = rehearse("stories", "--json").records
    assert story["principles"] == ["Earn Trust"]
    assert story["missing"] == ["task", "result", "reflection"]


@pytest.mark.parametrize("template", ["star", "prioritisation", "apology"])
def test_a_template_can_be_filled_in_and_added(rehearse: Rehearse, tmp_path: Path, template: str) -> None:
    assert template in rehearse("stories", "template").out.split()
    printed = rehearse("stories", "template", template)
    path = tmp_path / "mine.toml"
    path.write_text(printed.out)
    assert rehearse("stories", "check", path).code == 0
    assert rehearse("stories", "add", path, "--id", "mine", "--headline", "What I did").code == 0
    (story,) = rehearse("stories", "--json").records
    assert (story["id"], story["headline"]) == ("mine", "What I did")
    assert story["blanks"]
    covered = rehearse("stories", "coverage").out.splitlines()
    speaks_for = [line for line in covered if "– no story" not in line]
    assert speaks_for
    assert all(line.endswith("mine (blanks to fill in)") for line in speaks_for)


@pytest.mark.parametrize("form", ["toml", "markdown"])
def test_what_is_exported_is_taken_in_elsewhere(
    rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    rehearse("stories", "add", *LEAD)
    rehearse("stories", "add", "--headline", "Another *one*", "--action", "- I did\n# it")
    before = rehearse("stories", "--json").records
    path = tmp_path / ("book.md" if form == "markdown" else "book.toml")
    assert rehearse("stories", "export", "--output", path).code == 0
    assert path.read_text() == rehearse("stories", "export", "--format", form).out
    assert rehearse("stories", "import", path).out == "2 stories and 0 rankings taken in.\n"
    monkeypatch.setenv("REHEARSE_HOME", str(tmp_path / "elsewhere"))
    assert rehearse("stories", "import", path).code == 0
    assert rehearse("stories", "--json").records == before


def test_what_is_there_is_written_over_only_when_asked_to(rehearse: Rehearse, tmp_path: Path) -> None:
    rehearse("stories", "add", *LEAD, "--id", "lead")
    path = tmp_path / "book.toml"
    path.write_text('[[story]]\nid = "lead"\nheadline = "Other"\n[[story]]\nid = "new"\nheadline = "New"\n')
    run = rehearse("stories", "import", path)
    assert (run.code, run.err.count("\n")) == (3, 1)
    assert "--replace" in run.err
    assert len(rehearse("stories", "--json").records) == 1
    assert rehearse("stories", "import", path, "--replace").code == 0
    assert [each["headline"] for each in rehearse("stories", "--json").records] == ["Other", "New"]


def test_every_mistake_in_a_file_is_named_and_nothing_is_taken_in(rehearse: Rehearse, tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text('[[story]]\nheadline = ""\nprincipels = []\n')
    run = rehearse("stories", "check", path)
    assert run.code == 3
    for line, key in ((2, "headline"), (3, "principels")):
        assert f"{path}:{line}: story.{key}" in run.err
    refused = rehearse("stories", "import", path)
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert "rehearse stories check" in refused.err
    assert rehearse("stories", "--json").records == []


def test_a_broken_file_of_stories_is_one_line_and_exit_3(rehearse: Rehearse, home: Path) -> None:
    home.mkdir()
    (home / "stories.toml").write_text('[[story]]\nheadline = "A"\n')
    for command in (("stories",), ("stories", "coverage"), ("sheet",), ("stories", "add", "--headline", "B")):
        run = rehearse(*command)
        assert (run.code, run.out, run.err.count("\n")) == (3, "", 1)
        assert "stories.toml:1: story.id: is missing" in run.err


@pytest.mark.parametrize(
    "arguments",
    [("show", "nothing"), ("remove", "nothing", "--yes"), ("tie", "0000000000"),
     ("tie", "0000000000", "nothing"), ("template", "waltz"), ("check", "/nowhere.toml"),
     ("import", "/nowhere.md")],
    ids=" ".join,
)  # fmt: skip
def test_an_unknown_thing_is_exit_3_and_one_line(rehearse: Rehearse, arguments: tuple[str, ...]) -> None:
    run = rehearse("stories", *arguments)
    assert (run.code, run.out, run.err.count("\n")) == (3, "", 1)


def test_a_story_is_removed_only_when_that_is_meant(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearse("stories", "add", *LEAD, "--id", "lead")
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert rehearse("stories", "remove", "lead").code == 2
    assert len(rehearse("stories", "--json").records) == 1
    assert rehearse("stories", "remove", "lead", "--yes").code == 0
    assert rehearse("stories", "--json").records == []


def test_a_ranking_shows_its_order_and_its_sentence(rehearse: Rehearse, tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(
        '[[ranking]]\ntitle = "What came first"\nframework = "cost-benefit"\n'
        'options = [{name = "the makeover", benefit = 2, cost = 4},'
        '{name = "the fix", benefit = 12, cost = 3}]\n'
    )
    rehearse("stories", "import", path)
    (ranking,) = rehearse("stories", "rankings", "--json").records
    assert [(each["name"], each["score"], each["place"]) for each in ranking["options"]] == [
        ("the fix", 4.0, 1),
        ("the makeover", 0.5, 2),
    ]
    shown = rehearse("stories", "rankings").out
    assert "What came first (benefit ÷ cost)" in shown
    assert "went ahead of the makeover at 0.5." in shown


def test_the_sheet_of_somebody_new_says_what_is_not_there(rehearse: Rehearse) -> None:
    (sheet,) = rehearse("sheet", "--json").records
    assert sheet["schema"] == "rehearse.sheet/1"
    assert (sheet["numbers"], sheet["stale"]) == ([], [])
    assert sheet["next"]["reason"] == "never rehearsed"
    assert {each["name"]: each["ready"] for each in sheet["ready"]}["Stories"] is False
    text = rehearse("sheet").out
    assert "No story has a number yet." in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_sheet_brings_back_numbers_that_went_wrong(rehearse: Rehearse, home: Path) -> None:
    rehearse("stories", "add", *LEAD, "--id", "lead")
    rehearse("stories", "tie", told(home, "Rework fell by 14 percent", days_ago=30), "lead")
    (sheet,) = rehearse("sheet", "--json").records
    assert sheet["numbers"][0] == {
        "text": "40 percent",
        "story": "lead",
        "reason": "the last time you said 14 percent",
    }
    assert [each["id"] for each in sheet["stale"]] == ["lead"]
    assert "last said 30 days ago" in rehearse("sheet").out


def test_what_a_person_wrote_is_shown_and_never_obeyed(rehearse: Rehearse, home: Path) -> None:
    home.mkdir()
    (home / "stories.toml").write_text(
        '[[story]]\nid = "a"\nheadline = "<b>x</b> \u202e \u2028 40 %"\n', encoding="utf-8"
    )
    for command in (("stories",), ("stories", "show", "a"), ("sheet",)):
        out = rehearse(*command).out
        assert "<b>x</b>" in out
        assert "\u202e" not in out
        assert "\u2028" not in out
