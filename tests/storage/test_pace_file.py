"""How fast the machine is: measured once, kept, and measured anew where the file tells nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.durable import sweep
from rehearse.speech.pace import measure_window
from rehearse.storage.pace_file import PaceFile


class Stopwatch:
    """Measures a little more each time."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, _scratch: Path) -> float:
        self.times += 1
        return self.times / 10


def test_it_is_measured_at_the_first_start_only(tmp_path: Path) -> None:
    stopwatch = Stopwatch()
    path = tmp_path / "home" / "pace.json"
    assert [PaceFile(path, stopwatch).window_s() for _ in range(2)] == [0.1, 0.1]
    assert stopwatch.times == 1


def test_whoever_asks_for_it_has_it_measured_anew(tmp_path: Path) -> None:
    pace = PaceFile(tmp_path / "pace.json", Stopwatch())
    pace.window_s()
    assert pace.anew() == 0.2
    assert pace.window_s() == 0.2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": "rehearse.pace/1", "window_s": -1}', "null"])
def test_a_file_that_tells_nothing_is_written_anew(tmp_path: Path, content: str) -> None:
    path = tmp_path / "pace.json"
    path.write_text(content)
    assert PaceFile(path, Stopwatch()).window_s() == 0.1
    assert PaceFile(path, Stopwatch()).window_s() == 0.1


def test_a_real_window_takes_its_time_and_leaves_nothing_behind(tmp_path: Path) -> None:
    assert 0.005 < measure_window(tmp_path) < 60
    assert list(tmp_path.iterdir()) == []


def test_what_a_measurement_left_that_was_killed_is_swept_away(tmp_path: Path) -> None:
    dies = "import os, sys; from pathlib import Path; from rehearse.speech import pace\n"
    dies += "pace.Worker = lambda *_: os.kill(os.getpid(), 9)\npace.measure_window(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", dies, tmp_path], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []
