import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sound import underrun_app
from tests.sound.virtual_card import VirtualCard, wait_until
from tests.speech.sounds import tone, write_wav

PLAYED = "played at 90x20"


class Terminal:
    """A real terminal of 90 columns and 20 lines, with what stands on its screen."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "tmux"

    def start(self, command: list[str], environment: dict[str, str]) -> None:
        settings = [part for name, value in environment.items() for part in ("-e", f"{name}={value}")]
        # The terminal's own size counts, not what a test run may have set; the shell keeps the screen.
        line = shlex.join(["env", "-u", "COLUMNS", "-u", "LINES", *command]) + "; sleep 60"
        self._tmux("-f", "/dev/null", "new-session", "-d", *settings, "-x", "90", "-y", "20", line)

    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def close(self) -> None:
        self._tmux("kill-server")

    def _tmux(self, *command: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *command], capture_output=True, text=True, check=True
        )
        return done.stdout


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        pytest.skip("a terminal needs tmux")
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.close()


def show(terminal: Terminal, card: VirtualCard, tmp_path: Path, log: str) -> str:
    sound = write_wav(tmp_path / "question.wav", tone(0.5))
    command = [sys.executable, "-m", underrun_app.__name__, str(sound), log]
    root = Path(__file__).parents[2]
    terminal.start(command, {**card.environment, "PYTHONPATH": str(root), "TERM": "xterm-256color"})
    wait_until(lambda: PLAYED in terminal.screen(), "the app to have played")
    return terminal.screen()


def test_what_alsa_complains_of_goes_to_the_log_and_not_on_the_screen(
    terminal: Terminal, sound_card: VirtualCard, tmp_path: Path
) -> None:
    log = tmp_path / "rehearse.log"
    screen = show(terminal, sound_card, tmp_path, str(log))
    assert screen.split("\n", 1)[0].strip() == PLAYED
    assert screen.split("\n", 1)[1].strip() == ""
    logged = log.read_text()
    assert "A LIBRARY ON 1\nA LIBRARY ON 2\n" in logged
    assert "underrun occurred" in logged


def test_without_a_log_the_same_complaints_spoil_the_screen(
    terminal: Terminal, sound_card: VirtualCard, tmp_path: Path
) -> None:
    screen = show(terminal, sound_card, tmp_path, "loud")
    assert "A LIBRARY" in screen or "underrun occurred" in screen
