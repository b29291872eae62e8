"""A recorder killed at any moment loses less than a second; the next start gives its take back."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.cli.conftest import in_process_of_its_own
from tests.contract import assert_take
from tests.sound.virtual_card import wait_until

CHANCE = random.Random(20261123)
"""Seeded, so that a failure can be seen again."""
MOMENTS_S = [CHANCE.uniform(0.4, 3.0) for _ in range(10)]
AT_ONCE = 3
"""They wait for real time more than they compute."""


def test_ten_takes_survive_their_recorders(tmp_path: Path) -> None:
    homes = [tmp_path / str(number) for number in range(len(MOMENTS_S))]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as several:
        list(several.map(survives, homes, MOMENTS_S))


def survives(home: Path, moment_s: float) -> None:
    environment = {**os.environ, "REHEARSE_HOME": str(home)}
    demo = subprocess.Popen(
        [sys.executable, "-m", "rehearse", "demo", "--real-time"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: any(home.glob("takes/*/*.part.wav")), "a recording", 60)
        began_s = time.monotonic()
        wait_until(lambda: time.monotonic() - began_s >= moment_s, "the moment", moment_s + 5)
        recorded_s = time.monotonic() - began_s
    finally:
        demo.send_signal(signal.SIGKILL)
        demo.wait()
    run = in_process_of_its_own(["history", "--json"], environment)
    assert run.code == 0
    (take,) = run.records
    assert_take(take)
    assert take["state"] == "recovered"
    assert take["duration"] > recorded_s - 1.0
    assert "recovered" in run.err
    assert not list(home.glob("takes/*/*.part.wav"))


def test_a_take_still_being_recorded_is_left_alone(home: Path) -> None:
    environment = {**os.environ, "REHEARSE_HOME": str(home)}
    with subprocess.Popen(
        [sys.executable, "-m", "rehearse", "demo", "--real-time", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as demo:
        wait_until(lambda: any(home.glob("takes/*/*.part.wav")), "a recording", 60)
        run = in_process_of_its_own(["history", "--json"], environment)
        assert run.records == []
        demo.send_signal(signal.SIGINT)
        printed = demo.communicate()[0]
    assert demo.returncode == 130
    assert printed == b""
    (take,) = in_process_of_its_own(["history", "--json"], environment).records
    assert take["state"] == "untranscribed"
    assert json.dumps(take)
