"""Each fault once, at a moment of its own; `script/bench faults` makes many more."""

import random
from pathlib import Path

import pytest

from tests.faults.breakages import BREAKAGES, Unable
from tests.faults.desk import AT_THE_DESK
from tests.faults.foreign import FOREIGN
from tests.faults.kills import KILLS
from tests.faults.program import Home
from tests.sound.spoken import can_speak
from tests.sound.virtual_card import missing_commands

ELSEWHERE = {
    "kill -9 while recording",
    "recogniser crashes",
    "Whisper has no memory left",
    "Whisper crashes",
    "stopped for long and continued",
}
"""Ten moments of the first are in tests/cli, the next are in tests/speech, the last waits for too long."""
SHORT = {name: fault for name, fault in {**KILLS, **BREAKAGES, **FOREIGN}.items() if name not in ELSEWHERE}


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_lost_nor_half_done(name: str, tmp_path: Path) -> None:
    if not can_speak():
        pytest.skip("flite is missing")
    try:
        outcome = SHORT[name](Home.at(tmp_path / "home"), random.Random(name))
    except Unable as reason:
        pytest.skip(str(reason))
    assert outcome.lost_s <= 1.0


@pytest.mark.parametrize("name", ["microphone unplugged"])
def test_nothing_is_lost_at_the_desk(name: str, tmp_path: Path) -> None:
    if not can_speak() or missing_commands():
        pytest.skip("flite or a sound server is missing")
    outcome = AT_THE_DESK[name](Home.at(tmp_path / "home"), random.Random(name))
    assert (outcome.takes, outcome.lost_s <= 1.0) == (1, True)
