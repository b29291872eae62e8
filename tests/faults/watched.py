"""Everything the program does, without a network and watched: whom it calls, and where it writes."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.faults.program import Home
from tests.scripted_whisper import SENTENCE, build_whisper
from tests.sound.spoken import spoken
from tests.terminal import terminal
from tests.traced import whole_calls

COMMANDS = (
    ("demo", "--real-time", "--input", "{answer}"),
    ("analyze", "{answer}", "--json"),
    ("analyze", "{answer}", "--engine", "whisper", "--model", "{folder}/whisper"),
    ("history", "--json"),
    ("export", "--format", "html", "--output", "{folder}/all.html"),
    ("questions",),
    ("stories",),
    ("models",),
    ("doctor", "--json"),
    ("backup", "{folder}/all.zip"),
    ("restore", "{folder}/all.zip"),
)
"""All but `models get`, the one that is asked to call somebody."""
APP = ("practice", "apology", "--input", "{answer}")
ALONE = ("unshare", "--net")
CALLS = "connect,sendto,sendmsg,sendmmsg,open,openat,creat,mkdir,mkdirat"

_CONNECTS = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg)\(.*AF_INET")
_WRITES = re.compile(r'(?:(?:open|openat)\(.*?"(?P<opened>.*?)", .*O_(?:WRONLY|RDWR|CREAT)|'
                     r'(?:creat|mkdir|mkdirat)\(.*?"(?P<made>.*?)")')  # fmt: skip
_NOWHERE = re.compile(r"/dev/(?:null|tty|ptmx|pts/.*|shm/jack.*|shm/sem\..*)|/proc/.*|.*/__pycache__(?:/.*)?")
"""Devices, what Python compiled, and where the libraries of sound servers look for these."""
_FAILED = re.compile(r"= -1 E")


@dataclass(frozen=True, slots=True)
class Watched:
    """What was seen of a run of everything."""

    folder: Path
    """All that was written should be in here: `home`, what was asked for, and an empty `elsewhere`."""
    ended: dict[str, int]
    """The exit codes; the app's is under `practice`."""
    connections: list[str]
    """The calls that would have left the machine."""
    writes: list[str]
    """What was opened for writing, or made, outside the data folder and what was named."""


@cache
def can_be_alone() -> bool:
    """Whether this machine lets a process have no network."""
    return _works(*ALONE, "true")


@cache
def can_be_watched() -> bool:
    """Whether this machine lets a process be traced."""
    return _works("strace", "-f", "-qq", "-o", os.devnull, "true")


def everything_watched(folder: Path) -> Watched:
    """Run every command and the app, with a umask that takes nothing away, as far as this machine allows."""
    log = folder / "calls"
    strace = ("strace", "-f", "-qq", "-A", "-s", "300", "-o", str(log), "-e", f"trace={CALLS}")
    before = (*(ALONE if can_be_alone() else ()), *(strace if can_be_watched() else ()))
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    build_whisper(folder / "whisper", SENTENCE)
    named = {"answer": str(spoken("We cut it by forty percent.")), "folder": str(folder)}
    # The library of the sound server makes folders for itself where its server could be found.
    server = {name: str(folder / "sound server") for name in ("PULSE_RUNTIME_PATH", "PULSE_STATE_PATH")}
    home = Home.at(folder / "home", {"HOME": str(elsewhere), "TMPDIR": str(elsewhere), **server})
    mask = os.umask(0)
    try:
        ended = {
            command[0]: _run(home, before, [part.format(**named) for part in command]) for command in COMMANDS
        }
        ended["practice"] = _rehearse(home, before, [part.format(**named) for part in APP])
    finally:
        os.umask(mask)
    calls = whole_calls(log.read_text(errors="replace").splitlines()) if log.exists() else []
    return Watched(
        folder,
        ended,
        [call for call in calls if _CONNECTS.search(call)],
        sorted({path for call in calls if (path := _written(call)) and not _is_named(path, folder)}),
    )


def _works(*command: str) -> bool:
    return (
        shutil.which(command[0]) is not None and not subprocess.run(command, capture_output=True).returncode
    )


def _run(home: Home, before: Sequence[str], arguments: Sequence[str]) -> int:
    done = subprocess.run(
        [*before, sys.executable, "-m", "rehearse", *arguments],
        env=dict(home.environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


def _rehearse(home: Home, before: Sequence[str], arguments: Sequence[str]) -> int:
    """One answer in the app, from the question to the report."""
    with terminal(home.root.parent, home.environment, arguments, before=before) as desk:
        desk.wait_for("press space when you are ready")  # there is no speaker to hear the question from
        desk.press("space")
        desk.wait_for("how did it feel")
        desk.press("4")
        desk.wait_for("wpm")  # the words are known
        desk.press("Escape")
        desk.wait_for("Quit")
        desk.press("q")
        desk.wait_for("rehearse ended with ")
        return int(desk.screen().partition("rehearse ended with ")[2].split()[0])


def _written(call: str) -> str | None:
    found = None if _FAILED.search(call) else _WRITES.search(call)
    return None if found is None else found["opened"] or found["made"]


def _is_named(path: str, folder: Path) -> bool:
    inside = Path(path).is_relative_to(folder) and not Path(path).is_relative_to(folder / "elsewhere")
    return inside or _NOWHERE.fullmatch(path) is not None
