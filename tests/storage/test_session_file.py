import json
import stat
from pathlib import Path

import pytest

from rehearse.interview.errors import StorageError
from rehearse.practice.mock import Kind, Mode, Session, Step
from rehearse.storage.session_file import SessionFile

SESSION = Session(
    Kind.INTERVIEW,
    (
        Step("Whom did you owe an apology? 🙂", "apology", take_id="0123456789"),
        Step("And then?", target_s=45.0, story_id="lead", follows_up=True, passed_over=True),
        Step("What did you learn?", "curious", written="That {I} was [red]wrong[/].", written_s=62.5),
        Step("When were you wrong?", "being-wrong", 60.0),
    ),
    Mode.STUDY,
    follow_ups=True,
    ends_after_s=4.0,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "session.json"


def test_a_session_goes_on_where_it_was_left(path: Path) -> None:
    SessionFile(path).keep(SESSION)
    assert SessionFile(path).waiting() == SESSION
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_last_state_counts(path: Path) -> None:
    file = SessionFile(path)
    file.keep(SESSION)
    file.keep(SESSION.passed_over())
    assert file.waiting() == SESSION.passed_over()


def test_without_a_session_there_is_nothing_to_go_on_with(path: Path) -> None:
    file = SessionFile(path)
    assert file.waiting() is None
    file.keep(SESSION)
    file.forget()
    file.forget()
    assert file.waiting() is None
    assert list(path.parent.iterdir()) == []


def test_a_session_that_was_kept_before_answers_could_be_written_goes_on(path: Path) -> None:
    SessionFile(path).keep(SESSION)
    data = json.loads(path.read_text())
    for step in data["steps"]:
        del step["written"], step["written_s"]
    path.write_text(json.dumps(data))
    unfinished = SessionFile(path).waiting()
    assert unfinished is not None
    assert unfinished.steps[3] == SESSION.steps[3]
    assert (unfinished.steps[2].written, unfinished.steps[2].written_s) == ("", None)


GOOD = {
    "schema": "rehearse.session/1",
    "kind": "ladder",
    "mode": "real",
    "follow_ups": False,
    "ends_after_s": None,
    "steps": [],
}


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        "\0",
        json.dumps(GOOD | {"kind": "waltz"}),
        json.dumps(GOOD | {"schema": "x/2"}),
        json.dumps(GOOD | {"follow_ups": 1}),
        json.dumps(GOOD | {"ends_after_s": "4"}),
        json.dumps(GOOD | {"steps": [{"target_s": 30.0}]}),
        json.dumps(GOOD | {"steps": [{"prompt": "Why?", "mood": "good"}]}),
        json.dumps(GOOD | {"steps": [3]}),
        json.dumps(GOOD | {"steps": 3}),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line_and_can_be_replaced(path: Path, broken: str) -> None:
    path.parent.mkdir()
    path.write_text(broken)
    file = SessionFile(path)
    with pytest.raises(StorageError, match="begin a new one") as caught:
        file.waiting()
    assert "\n" not in str(caught.value)
    file.keep(SESSION)
    assert file.waiting() == SESSION


@pytest.mark.parametrize("key", ["prompt", "target_s", "take_id", "written", "written_s", "passed_over"])
def test_a_step_holds_only_what_a_step_holds(path: Path, key: str) -> None:
    SessionFile(path).keep(SESSION)
    data = json.loads(path.read_text())
    data["steps"][0][key] = ["nonsense"]
    path.write_text(json.dumps(data))
    with pytest.raises(StorageError, match=key):
        SessionFile(path).waiting()
