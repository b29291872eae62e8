"""Much of everything: time, memory and file handles stay bounded."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.interview.take import TakeState
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.storage import rows
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.database import Database
from rehearse.storage.sidecar import TakeFacts, facts_to_json
from rehearse.storage.take_ids import new_id
from tests.bench.measurement import Measurement
from tests.faults.program import Home, children_of, ended, require, said
from tests.sound.spoken import spoken
from tests.storage.disk import COUNTS, NOON, SOUND, heard
from tests.terminal import terminal

HOURS = 3
MINUTE_S = 60
FEW, MANY = 1000, 20_000
EARLY, ANSWERS = 5, 50
SAID = "We cut the number of errors by forty percent and I was glad of it."
MB = 1e6
MOST_OPEN_FILES = 64
WEIGHED = f"""
import atexit, resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, ({MOST_OPEN_FILES}, {MOST_OPEN_FILES}))
def tell():
    # What the system counts for a process holds what its parent had when it was started.
    own_kb = int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor_s = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    print(processor_s, max(own_kb, children.ru_maxrss) * 1024, file=sys.stderr)
atexit.register(tell)  # the first is the last to be called: what was started has ended by then
from rehearse.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""A command that tells what it took, and fails where it opens more files at once than it may."""

Load = Callable[[Path], Iterator[Measurement]]


def three_hours(folder: Path) -> Iterator[Measurement]:
    """An answer of three hours, a sentence each minute, recorded and understood; beside one of a minute."""
    minute, hours = folder / "minute.flac", folder / "hours.flac"
    pad = ("pad", "0", str(MINUTE_S), "trim", "0", str(MINUTE_S))
    subprocess.run(["sox", "-R", str(spoken(SAID)), "-r", "16000", str(minute), *pad], check=True)
    repeats = str(HOURS * 60 - 1)
    subprocess.run(["sox", "-R", str(minute), str(hours), "repeat", repeats], check=True)
    home = Home.at(folder / "home")
    short, long = (_used(home, "demo", "--input", sound) for sound in (minute, hours))
    durations = sorted(take["duration"] for take in home.starts_again())
    require([round(one) for one in durations] == [MINUTE_S, HOURS * 3600], f"{durations}")
    sound_bytes = HOURS * 3600 * SAMPLE_RATE * SAMPLE_BYTES
    more = (long.memory_bytes - short.memory_bytes) / sound_bytes
    times = long.processor_s / short.processor_s / HOURS
    yield Measurement(f"{HOURS} h recorded and reported", long.passed_s / 60, "min", None)
    yield Measurement("processor time", long.processor_s / 60, "min", 15.0)
    yield Measurement("processor time of an hour, times that of a minute", times, "×", 60.0)
    yield Measurement("memory beyond a minute's, of the sound's size", more, "×", 0.5)


def many_takes(folder: Path) -> Iterator[Measurement]:
    """20,000 takes listed and their database made anew, beside 1,000."""
    homes = [Home.at(folder / str(count)) for count in (FEW, MANY)]
    for home, count in zip(homes, (FEW, MANY), strict=True):
        _fill(home.root, count)
    for form in ((), ("--json",)):
        few, many = (_used(home, "history", *form) for home in homes)
        yield from _beside(" ".join(("history", *form)), few, many, at_most_s=10.0)
        yield Measurement(f"the first line of {MANY}", _first_line_s(homes[1], *form), "s", 5.0)
    for home in homes:
        for file in home.root.glob("rehearse.sqlite3*"):
            file.unlink()
    few, many = (_used(home, "doctor", "--repair") for home in homes)
    yield from _beside("database made anew", few, many, at_most_s=600.0)
    listed = len(homes[1].run("history", "--json").records)
    require(listed == MANY, f"{listed} takes are listed")


def _beside(what: str, few: "Used", many: "Used", at_most_s: float) -> Iterator[Measurement]:
    yield Measurement(f"{what}: {MANY} takes", many.passed_s, "s", None)
    yield Measurement("processor time", many.processor_s, "s", at_most_s)
    yield Measurement("processor time, times that of 1,000", many.processor_s / few.processor_s, "×", 25.0)
    more_bytes = (many.memory_bytes - few.memory_bytes) / (MANY - FEW)
    yield Measurement("memory for each take more", more_bytes / 1e3, "kB", 2.0)


def _first_line_s(home: Home, *form: str) -> float:
    """How long the first take is waited for where nobody reads on."""
    began_s = time.monotonic()
    with ended(home.start("history", *form)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return time.monotonic() - began_s


def many_answers(folder: Path) -> Iterator[Measurement]:
    """50 answers in one run of the app, question after question."""
    home = Home.at(folder / "home")
    with terminal(folder, home.environment, ["practice", "apology", "--input", str(spoken(SAID))]) as desk:
        seen = {}
        began_s = time.monotonic()
        for number in range(1, ANSWERS + 1):
            desk.wait_for("press space when you are ready")  # there is no speaker
            desk.press("space")
            desk.wait_for("how did it feel")
            desk.press("4")
            desk.wait_for("wpm")  # the words are known
            if number in (EARLY, ANSWERS):
                (app,) = children_of(desk.process_id(), "rehearse")
                seen[number] = _held(app)
            desk.press("n")
        took_s = time.monotonic() - began_s
    (early_bytes, early_files), (late_bytes, late_files) = seen[EARLY], seen[ANSWERS]
    require(len(home.starts_again()) >= ANSWERS, "takes are missing")
    yield Measurement(f"{ANSWERS} answers in one run", took_s / 60, "min", 15.0)
    yield Measurement(
        "memory after the fifth, for each more", (late_bytes - early_bytes) / MB / 45, "MB", 1.0
    )
    yield Measurement("open files after the fifth", late_files - early_files, "more", 2.0)


@dataclass(frozen=True, slots=True)
class Used:
    """What a command took, with the processes it started."""

    passed_s: float
    processor_s: float
    """However busy the machine is."""
    memory_bytes: int
    """The most that one of them had."""


def _used(home: Home, *arguments: str | Path) -> Used:
    """Run a command to its end."""
    began_s = time.monotonic()
    with ended(home.start(*arguments, program=WEIGHED)) as process:
        _, err = process.communicate()
    told = said(process.returncode, "", err)
    require(told.code == 0, err)
    processor_s, memory_bytes = err.splitlines()[-1].split()
    return Used(time.monotonic() - began_s, float(processor_s), int(memory_bytes))


def _held(process_id: int) -> tuple[int, int]:
    """Memory in bytes and open files of a process."""
    status = Path(f"/proc/{process_id}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]) * 1024, len(os.listdir(f"/proc/{process_id}/fd"))


def _fill(root: Path, count: int) -> None:
    """So many takes of 200 words, an hour apart, each with its folder."""
    place = DataFolder.at(root)
    words = heard(" ".join(f"word{number}" for number in range(200)))
    with Database(place).writing() as connection:
        for number in range(count):
            started_at = NOON - timedelta(hours=number)
            facts = TakeFacts(
                new_id(started_at), "apology", "Whom?", 90.0, started_at, TakeState.REPORTED,
                replace(SOUND, duration_s=100.0), words,
            )  # fmt: skip
            rows.insert(connection, facts)
            rows.set_counts(connection, facts.id, COUNTS)
            files = place.take(facts.id)
            files.path.mkdir(parents=True)
            files.sidecar.write_text(facts_to_json(facts))


LOADS: dict[str, Load] = {
    "a recording of three hours": three_hours,
    "20,000 takes": many_takes,
    "50 answers in one run of the app": many_answers,
}
"""What there is much of; each gives its figures beside what they may be at most."""
