"""The words of the command line, its exit codes, and that an error is one line that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse import __version__
from tests.cli.conftest import Rehearse, in_process_of_its_own

COMMANDS = (
    ("demo",), ("practice",), ("analyze",), ("questions",), ("questions", "show"), ("questions", "check"),
    ("questions", "add"), ("history",), ("show",), ("export",), ("delete",), ("models",), ("models", "get"),
    ("backup",), ("restore",),
    ("doctor",), ("sheet",), ("stories",), ("stories", "add"), ("stories", "coverage"), ("stories", "show"),
    ("stories", "check"), ("stories", "import"), ("stories", "export"), ("stories", "template"),
    ("stories", "rankings"), ("stories", "tie"), ("stories", "remove"),
)  # fmt: skip


@pytest.mark.parametrize("command", [(), *COMMANDS], ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_help_and_version_exist_everywhere(rehearse: Rehearse, command: tuple[str, ...], flag: str) -> None:
    run = rehearse(*command, flag)
    assert run.code == 0
    assert (__version__ if flag == "--version" else "usage: rehearse") in run.out
    assert run.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyze",),
        ("sing",),
        ("analyze", "a.txt", "--target", "soon"),
        ("analyze", "a.txt", "--target", "-5"),
        ("analyze", "a.txt", "--target", "nan"),
        ("analyze", "a.txt", "--duration", "0"),
        ("analyze", "a.txt", "--duration", "1:75"),
        ("analyze", "a.txt", "--duration", "1:-5"),
        ("analyze", "a.txt", "--format", "pdf"),
        ("analyze", "a.txt", "--json", "--format", "markdown"),
        ("analyze", "a.txt", "--jobs", "0"),
        ("analyze", "-", "-"),
        ("delete",),
        ("models", "get"),
        ("questions", "burn"),
    ],
    ids=" ".join,
)
def test_a_wrong_usage_is_one_line_and_exit_2(rehearse: Rehearse, arguments: tuple[str, ...]) -> None:
    run = rehearse(*arguments)
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert run.err.startswith("rehearse")
    assert run.out == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("analize", "a.txt"), "rehearse: “analize” is no command, “analyze” is one; see “rehearse --help”"),
        (("questions", "shwo"), "“shwo” is no action, “show” is one; see “rehearse questions --help”"),
        (("sing",), "rehearse: “sing” is no command; see “rehearse --help”"),
    ],
    ids=["command", "action", "nothing near"],
)
def test_a_mistyped_command_is_told_its_nearest_neighbour(
    rehearse: Rehearse, typed: tuple[str, ...], said: str
) -> None:
    run = rehearse(*typed)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith(said + "\n")


@pytest.mark.parametrize("arguments", [(), ("practice", "apology")], ids=["app", "practice"])
def test_without_a_terminal_the_app_says_so_in_one_line(home: Path, arguments: tuple[str, ...]) -> None:
    run = in_process_of_its_own(arguments, {**os.environ, "REHEARSE_HOME": str(home)})
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert "needs a terminal" in run.err


def test_a_closed_pipe_is_no_error(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rehearse", "questions", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "REHEARSE_HOME": str(home)},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        complaint = process.stderr.read()
    assert complaint == b""
    assert process.returncode == 0


def test_the_version_is_said_without_the_heavy_imports() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, rehearse.cli; rehearse.cli.build_parser(); print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    heavy = {"numpy", "textual", "rich", "pydantic", "tomlkit", "sqlite3", "sounddevice", "faster_whisper"}
    heavy |= {"dataclasses", "inspect"}
    assert not heavy & set(loaded)


def test_questions_are_listed_and_shown(rehearse: Rehearse) -> None:
    listed = rehearse("questions", "--json").records
    assert len(listed) == 15
    assert listed[0]["id"] == "difficult-customer"
    shown = rehearse("questions", "show", "beyond")
    assert shown.code == 0
    assert "  S  " in shown.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("questions", "show", "nothing-like-it"), "No question has the id"),
        (("questions", "show", "un"), "could be"),
        (("questions", "check", "/nowhere.toml"), "nowhere.toml"),
        (("show", "abc"), "No take has the id"),
        (("delete", "abc", "--yes"), "No take has the id"),
        (("export", "abc"), "No take has the id"),
        (("analyze", "a.txt", "--question", "zzz"), "No question has the id"),
        (("models", "get", "no-such-model"), "no-such-model"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_an_unknown_thing_is_exit_3_and_one_line(
    rehearse: Rehearse, arguments: tuple[str, ...], told: str
) -> None:
    run = rehearse(*arguments)
    assert run.code == 3
    assert run.err.count("\n") == 1
    assert told in run.err


def test_a_pack_is_checked_and_added(rehearse: Rehearse, tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(
        'title = "Mine"\n[[question]]\nid = "late-train"\ntitle = "A late train"\nprompt = "Why?"\n'
    )
    assert rehearse("questions", "check", pack).code == 0
    assert rehearse("questions", "add", pack).code == 0
    assert "late-train" in {record["id"] for record in rehearse("questions", "--json").records}


def test_every_mistake_in_a_pack_is_named_by_file_line_and_key(rehearse: Rehearse, tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text('title = "Mine"\n[[question]]\nid = "apology"\ntitle = ""\npromt = "Why?"\n')
    run = rehearse("questions", "check", pack)
    assert run.code == 3
    for line, key in ((3, "id"), (4, "title"), (5, "promt")):
        assert f"{pack}:{line}: question.{key}" in run.err
    assert run.out == ""


def test_a_broken_settings_file_is_named_with_its_key(rehearse: Rehearse, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("targt_s = 60\n")
    run = rehearse("analyze", "a.txt")
    assert run.code == 3
    assert "targt_s" in run.err
    assert "target_s" in run.err
    assert run.err.count("\n") == 1


def test_export_of_nothing_is_nothing(rehearse: Rehearse) -> None:
    assert rehearse("history", "--json").records == []
    assert rehearse("export", "--format", "json").records == []
