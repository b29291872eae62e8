"""The real program, run to be harmed, and what has to be true of it afterwards."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contract import assert_take
from tests.sound.virtual_card import wait_until

PATIENCE_S = 60.0


class Failed(AssertionError):
    """The program did what it never may."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fault came to."""

    takes: int
    """How many were recorded and found again."""
    lost_s: float = 0.0
    """How much of the sound is missing, at most."""


@dataclass(frozen=True, slots=True)
class Home:
    """A data folder, and the program on it."""

    root: Path
    environment: Mapping[str, str]

    @classmethod
    def at(cls, root: Path, environment: Mapping[str, str] | None = None) -> "Home":
        """On a folder of its own, with another beside it for what is temporary."""
        temporary = root.parent / "temporary"
        temporary.mkdir(exist_ok=True)
        own = {"TMPDIR": str(temporary), **(environment or {}), "REHEARSE_HOME": str(root)}
        return cls(root, {**os.environ, **own})

    def start(self, *arguments: str | Path, program: str | None = None) -> subprocess.Popen[str]:
        """Start a command, or a program that stands for it."""
        how = ("-m", "rehearse") if program is None else ("-c", program)
        return subprocess.Popen(
            [sys.executable, *how, *map(str, arguments)],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str | Path, program: str | None = None) -> Said:
        """Run a command to its end; a traceback or a hang is a failure."""
        process = self.start(*arguments, program=program)
        try:
            out, err = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise Failed(f"{arguments} hangs") from error
        return said(process.returncode, out, err)

    def parts(self) -> list[Path]:
        """Sound that is being recorded, or whose recorder died."""
        return list(self.root.glob("takes/*/*.part.wav"))

    def sounds(self) -> list[Path]:
        """Sound that is whole."""
        return [path for path in self.root.glob("takes/[!.]*/*.wav") if not path.name.endswith(".part.wav")]

    def starts_again(self) -> list[dict[str, Any]]:
        """Start the program after a fault, and give the takes it lists, each proved to be what it says.

        Raises:
            Failed: it says anything but a line for each take that was cut off, lists what is not whole, or
                leaves something behind.
        """
        listed = self.run("history", "--json")
        require(listed.code == 0, f"history ends with {listed.code}: {listed.err}")
        takes = listed.records
        told = [line.split()[2] for line in listed.err.splitlines() if "is recovered" in line]
        cut_off = [take["id"] for take in takes if take["state"] == "recovered"]
        require(sorted(told) == sorted(cut_off), f"of {cut_off} is said: {listed.err}")
        require(len(told) == len(listed.err.splitlines()), f"too much is said: {listed.err}")
        for take in takes:
            assert_take(take)
            sound = self.root / "takes" / take["id"] / f"{take['id']}.wav"
            require(take["audio"] == sound.exists(), f"{take['id']} promises sound that is not there")
            if sound.exists():
                shown = abs(seconds(sound) - take["duration"])
                require(shown < 0.01, f"{sound.name} is {shown:.2f} s off")
        ids = {take["id"] for take in takes}
        require({path.stem for path in self.sounds()} == ids, "sound without a take")
        require(not self.parts(), "a recording nobody makes is left as it was")
        require(not self._left_behind(), f"left behind: {self._left_behind()}")
        require(self.run("history", "--json").records == takes, "a second start tells something else")
        return takes

    def _left_behind(self) -> list[Path]:
        """What nobody asked for: here, beside it, and among what is temporary."""
        here = [path for path in self.root.rglob(".*") if ".fetching" not in path.parts]  # of use later
        temporary = Path(self.environment["TMPDIR"]).rglob("*")
        return [*here, *self.root.parent.glob(".*"), *(path for path in temporary if path.is_file())]


Fault = Callable[[Home, random.Random], Outcome]
"""Harms the program on a data folder, at a moment left to chance; gives what came of it, or fails."""


def said(code: int, out: str, err: str) -> Said:
    """What a command said; a traceback or death by a signal of its own is a failure."""
    require("Traceback" not in err + out, err + out)
    require(code >= 0, f"it died of {-code}: {err}")
    return Said(code, out, err)


def require(holds: bool, what: str) -> None:
    """Fail by name where something does not hold."""
    if not holds:
        raise Failed(what)


def seconds(path: Path) -> float:
    """How long a WAV file is."""
    with wave.open(str(path)) as sound:
        return float(sound.getnframes() / sound.getframerate())


def kill(process: subprocess.Popen[str]) -> None:
    """End it as a power cut would end it, were the kernel to live on."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def pass_time(duration_s: float) -> None:
    """Let a stretch of real time go by: what is waited for is the moment itself."""
    over = time.monotonic() + duration_s
    wait_until(lambda: time.monotonic() >= over, "the moment", duration_s + PATIENCE_S)


def children_of(process_id: int, name: str) -> list[int]:
    """The processes below one in whose command a name occurs."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            status, command = (path / "stat").read_text(), (path / "cmdline").read_bytes().decode()
        except OSError:
            continue  # it ended meanwhile
        if name in command and int(status.rpartition(")")[2].split()[1]) == process_id:
            found.append(int(path.name))
    return found


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Whatever happens in the block, the process is gone after it."""
    try:
        yield process
    finally:
        if process.poll() is None:
            kill(process)


def end_of(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Let it end by itself; gives its exit code and what it said."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for something the program does."""
    wait_until(condition, what, PATIENCE_S)


def one_line(told: Said, codes: Sequence[int]) -> None:
    """Require that a command ended as it may, and said at its end in one line what happened."""
    require(told.code in codes, f"it ended with {told.code}: {told.err}")
    require(told.err.splitlines()[-1].startswith("rehearse: "), told.err)
