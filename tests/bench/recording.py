"""A long answer in the real app: `python -m tests.bench.recording [--json]`, ten minutes of real time.

The app runs in a terminal, records from a virtual sound card and transcribes as it goes, by a scripted model
of base.en's shape. Keys are pressed all the while, and the time until the screen answers is taken.
"""

import fcntl
import json
import os
import pty
import re
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from rehearse.interview.sound import SAMPLE_RATE
from tests.bench.bare import scripted_model
from tests.bench.measurement import Measurement, memory_mb, report
from tests.faults.program import children_of
from tests.scripted_whisper import BASE
from tests.sound.virtual_card import VirtualCard, virtual_card, wait_until
from tests.speech.recordings import ANSWER, said, silence
from tests.speech.sounds import write_wav

ANSWER_S = 600
FIRST_S = 60
BETWEEN_KEYS_S = 3.1
STOPPED_AFTER_S = 2.0
"""After the last word."""
PAUSE_S = 0.8
ROWS, COLUMNS = 40, 120
WAITS_S = 60.0
WITHOUT_WORDS, WITH_WORDS = b" Words", b"Eyes up"
"""What `e` offers once it has hidden the words, and once it has brought them back."""


class Desk:
    """The app in a pseudo-terminal, read all the time."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "rehearse", *arguments]
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, dict(environment))
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._seen = bytearray()
        self._came = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def press(self, key: str, shown: bytes, within_s: float = WAITS_S) -> float:
        """Press a key; gives the seconds until something new stands on the screen."""
        with self._came:
            self._seen.clear()
        began_s = time.perf_counter()
        os.write(self._terminal, key.encode())
        self.wait_for(shown, within_s)
        return time.perf_counter() - began_s

    def wait_for(self, shown: bytes, within_s: float = WAITS_S) -> None:
        """Return once it was drawn."""
        with self._came:
            if not self._came.wait_for(lambda: shown in self._plain(), within_s):
                raise TimeoutError(f"{shown!r} was not drawn in {within_s:g} s: {self._plain()[-2000:]!r}")

    def memory_mb(self) -> float:
        """What it holds now, and the process in which its Whisper works."""
        return sum(map(memory_mb, (self.pid, *children_of(self.pid, "whisper_worker"))))

    def end(self) -> None:
        """End it."""
        os.kill(self.pid, 15)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _plain(self) -> bytes:
        return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", bytes(self._seen))

    def _read(self) -> None:
        while True:
            try:
                come = os.read(self._terminal, 65_536)
            except OSError:
                return
            with self._came:
                self._seen += come
                del self._seen[:-200_000]
                self._came.notify_all()


def measurements() -> Iterator[Measurement]:
    """One answer, all that is to be known of it."""
    with tempfile.TemporaryDirectory() as name, virtual_card() as card:
        home = Path(name, "home")
        shutil.copytree(scripted_model("base", BASE), home / "models" / "base.en")
        environment = {
            **os.environ,
            **card.environment,
            "REHEARSE_HOME": str(home),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        desk = Desk(["practice", "apology"], environment)
        try:
            yield from _answered(desk, card, Path(name))
        finally:
            desk.end()
        (sidecar,) = home.glob("takes/*/take.json")
        kept = json.loads(sidecar.read_text())
        yield Measurement("the answer", kept["sound"]["duration"], "s", None, at_least=ANSWER_S)
        yield Measurement("overflows", kept["sound"]["overflows"], "", 0)


def _answered(desk: Desk, card: VirtualCard, folder: Path) -> Iterator[Measurement]:
    desk.wait_for(WITH_WORDS)
    began_s = time.monotonic()
    speaking = card.speak(write_wav(folder / "answer.wav", _answer()))
    answered_s: list[float] = []
    early_mb = 0.0
    while speaking.poll() is None:
        for shown in (WITHOUT_WORDS, WITH_WORDS):
            answered_s.append(desk.press("e", shown))
            time.sleep(BETWEEN_KEYS_S)
        if not early_mb and time.monotonic() - began_s >= FIRST_S:
            early_mb = desk.memory_mb()
    late_mb = desk.memory_mb()
    spoken_s = time.monotonic()
    wait_until(lambda: time.monotonic() - spoken_s >= STOPPED_AFTER_S, "the pause before the stop")
    stopped_s = time.perf_counter()
    desk.press(" ", b"did it feel")
    desk.press("\r", b"OVER")
    yield Measurement("from the stop to the report on the screen", time.perf_counter() - stopped_s, "s", 2.0)
    slowest_s = statistics.quantiles(answered_s, n=20)[-1]
    yield Measurement("a key answered, 95th percentile", slowest_s * 1000, f"ms of {len(answered_s)}", 100.0)
    yield Measurement("a key answered, median", statistics.median(answered_s) * 1000, "ms", None)
    yield Measurement("memory after a minute", early_mb, "MB", None)
    yield Measurement("memory at the end against that", late_mb / early_mb, "times", 1.1)


def _answer() -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    once = np.concatenate([said(ANSWER), silence(PAUSE_S)])
    times = -(-ANSWER_S * SAMPLE_RATE // once.size)
    return np.tile(once, times)[: -round(PAUSE_S * SAMPLE_RATE)]


if __name__ == "__main__":
    report(__doc__, measurements)
