"""`demo` is the app's own pipeline: what it keeps is listed, shown and exported by the same contract."""

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
