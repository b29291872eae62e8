"""How soon the command answers and Home can be used: python -m tests.bench.startup [--json].

Each figure stands beside its yardstick, measured in turns in one run; medians. Home's first frame is told by
the clock, as somebody waits for it, and by the processor's time, which a busy machine moves far less.
"""

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.bench.measurement import Measurement, report

TURNS = 9
BARE_APP = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("bare frame")
Bare().run()
"""
REHEARSE = (sys.executable, "-c", "import sys; from rehearse.cli import main; sys.exit(main())")


def ended(*command: str) -> tuple[float]:
    """Seconds until a command is over."""
    began_s = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - began_s,)


def shown(command: Sequence[str], marker: bytes, environment: Mapping[str, str]) -> tuple[float, float]:
    """Seconds until a program in a terminal has drawn the marker, and those of a processor that it took."""
    began_s = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], list(command), dict(environment))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    while marker not in seen:
        ready, _, _ = select.select([terminal], [], [], 30)
        if not ready:
            raise TimeoutError(f"{marker!r} was not drawn")
        seen += os.read(terminal, 65536)
    taken_s = time.perf_counter() - began_s
    os.kill(child, 9)
    _, _, used = os.wait4(child, 0)
    os.close(terminal)
    return taken_s, used.ru_utime + used.ru_stime


def in_turns(*measures: Callable[[], tuple[float, ...]]) -> list[list[float]]:
    """The medians of each, taken in turns so that a noisy moment meets all of them."""
    rounds = [[measure() for measure in measures] for _ in range(TURNS)]
    return [
        [statistics.median(figure) for figure in zip(*column, strict=True)]
        for column in zip(*rounds, strict=True)
    ]


def startup() -> Iterator[Measurement]:
    """The command's first answer, then the app's first picture."""
    (version_s,), (argparse_s,) = in_turns(
        lambda: ended(*REHEARSE, "--version"), lambda: ended(sys.executable, "-c", "import argparse")
    )
    yield Measurement("rehearse --version, times an import of argparse", version_s / argparse_s, "×", 3.0)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "REHEARSE_HOME": home, "TERM": "xterm-256color"}
        # What is installed has its byte code, as Textual has here.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        (home_s, home_cpu_s), (bare_s, bare_cpu_s) = in_turns(
            lambda: shown(REHEARSE, b"Questions", environment),
            lambda: shown((sys.executable, "-c", BARE_APP), b"bare frame", environment),
        )
    yield Measurement("Home's first frame, times a bare Textual app's", home_s / bare_s, "×", 1.6)
    yield Measurement("the same by the processor's time", home_cpu_s / bare_cpu_s, "×", 1.6)
    yield Measurement("Home's first frame", home_s, "s", None)


if __name__ == "__main__":
    report(__doc__, startup)
