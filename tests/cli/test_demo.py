"""`demo` is the app's own pipeline: what it keeps is listed, shown and exported by the same contract."""

import resource
import signal
import wave
from pathlib import Path

import pytest

from tests.cli.conftest import Rehearse
from tests.contract import assert_report, assert_take
from tests.sound.spoken import can_speak, spoken

SAID = "We cut the number of errors by forty percent and I was glad of it."


def test_what_demo_keeps_is_told_alike_by_every_command(rehearse: Rehearse, tmp_path: Path) -> None:
    if not can_speak():
        pytest.skip("flite is missing")
    question = tmp_path / "question.wav"
    demo = rehearse(
        "demo", "--json", "--input", spoken(SAID), "--question", "being", "--target", "5",
        "--save-question", question,
    )  # fmt: skip
    assert demo.code == 0, demo.err
    (report,) = demo.records
    assert_report(report)
    assert (report["question"], report["timing"]["target"]) == ("being-wrong", 5)
    with wave.open(str(question)) as sound:
        assert sound.getnframes() > sound.getframerate()
    (take,) = rehearse("history", "--json").records
    assert_take(take)
    assert take == report["take"]
    assert rehearse("show", take["id"][:-1], "--json").records == [report]
    exported = tmp_path / "takes.json"
    assert rehearse("export", take["id"], "--format", "json", "--output", exported).code == 0
    assert exported.read_text() == demo.out
    refused = rehearse("delete", take["id"])
    assert (refused.code, refused.out) == (2, "")
    assert rehearse("delete", take["id"], "--yes").code == 0
    assert rehearse("history", "--json").records == []


def test_a_disk_that_fills_up_is_said_beside_the_report_on_what_came(rehearse: Rehearse) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    # Room for the question and the list of takes, and for less than half of the answer.
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        demo = rehearse("demo", "--json")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert demo.code == 4, demo.err
    (line,) = [each for each in demo.err.splitlines() if each.startswith("rehearse: ")]
    assert line.startswith("rehearse: The disk takes no more sound: free some space. 3")
    (report,) = demo.records
    assert 20 < report["timing"]["duration"] < 32
