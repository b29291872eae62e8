"""The main job as a person does it: the real app, a real terminal, a sound card, real recognisers."""

import json
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.contract import assert_take
from tests.sound.virtual_card import VirtualCard
from tests.terminal import terminal

ANSWER = (
    "Last year I was late with a report. I said I was sorry. I changed the plan, and the errors fell by "
    "forty percent."
)


def history(environment: dict[str, str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "rehearse", "history", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def loudest(path: Path) -> int:
    with wave.open(str(path)) as file:
        return int(np.abs(np.frombuffer(file.readframes(file.getnframes()), np.int16)).max())


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


@pytest.mark.parametrize("engine", ["pocketsphinx", "whisper"])
def test_a_question_is_heard_an_answer_spoken_and_its_report_read(
    engine: str, tmp_path: Path, sound_card: VirtualCard, say: Callable[..., Path], scripted_whisper: Path
) -> None:
    home, heard = tmp_path / "home", tmp_path / "heard.wav"
    environment = {**sound_card.environment, "REHEARSE_HOME": str(home)}
    if engine == "whisper":
        shutil.copytree(scripted_whisper, home / "models" / "base.en")
    with terminal(tmp_path, environment, ["practice", "apology"]) as desk:
        with sound_card.hear(heard):
            desk.wait_for("recording")
        assert sound_card.speak(say(ANSWER)).wait() == 0
        desk.press("space")
        desk.wait_for("how did it feel")
        desk.press("4")
        desk.wait_for("UNDER")
        desk.wait_for("forty percent")
        desk.press("Escape")
        desk.wait_for("Quit")
        desk.press("q")
        desk.wait_for("rehearse ended with 0")
    assert loudest(heard) > 1000
    (take,) = history(environment)
    assert_take(take)
    assert take["state"] == "reported"
    assert take["engine"]["name"] == engine
    assert take["self_rating"] == 4
    assert take["metrics"] >= 1
    (recording,) = home.glob("takes/*/*.wav")
    assert take["duration"] == pytest.approx(seconds(recording), abs=0.1)
    assert take["duration"] >= seconds(say(ANSWER))
