"""A real terminal to run the app in: tmux on a socket of its own."""

import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest

from tests.sound.virtual_card import wait_until


@dataclass(frozen=True)
class Terminal:
    """What a person would sit before."""

    socket: Path
    environment: Mapping[str, str]

    def screen(self) -> str:
        """What stands on it now."""
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Press keys, by tmux' names."""
        self._tmux("send-keys", *keys)

    def wait_for(self, words: str, within_s: float = 60.0) -> None:
        """Return once the words are on the screen."""
        try:
            wait_until(lambda: words in self.screen(), f"“{words}” on the screen", within_s)
        except Exception as error:
            error.add_note(self.screen())
            raise

    def process_id(self) -> int:
        """The process that runs in it."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def _tmux(self, *command: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self.socket), *command],
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
        return done.stdout


@contextmanager
def terminal(
    folder: Path,
    environment: Mapping[str, str],
    arguments: Sequence[str],
    size: tuple[int, int] = (120, 40),
    before: Sequence[str] = (),
) -> Iterator[Terminal]:
    """Run `rehearse`, behind another command if need be, in a terminal; all in it ends with the block."""
    if which("tmux") is None:
        pytest.skip("a real terminal needs tmux")
    shown = Terminal(folder / "tmux", {**environment, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
    command = shlex.join([*before, sys.executable, "-m", "rehearse", *arguments])
    # The shell stays behind to show what was said at the end.
    shown._tmux(
        "-f", "/dev/null", "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]),
        f"{command}; echo rehearse ended with $?; sleep 600",
    )  # fmt: skip
    try:
        yield shown
    finally:
        subprocess.run(["tmux", "-S", str(shown.socket), "kill-server"], check=False, capture_output=True)
