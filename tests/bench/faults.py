"""What the program survives: python -m tests.bench.faults [--long] [PART...] [--only WORD].

Prints the figures of the README's table; fails where anything was lost, left half done, ended in a
traceback, called somebody, or grew beyond its bounds.
"""

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.faults.breakages import BREAKAGES, Unable
from tests.faults.desk import AT_THE_DESK
from tests.faults.foreign import FOREIGN
from tests.faults.fuzz import FUZZED
from tests.faults.kills import KILLS
from tests.faults.load import LOADS
from tests.faults.program import Failed, Home, Outcome
from tests.faults.watched import can_be_watched, everything_watched

FAULTS = {**KILLS, **AT_THE_DESK, **BREAKAGES, **FOREIGN}
TIMES, LONG = 3, 20
INPUTS, MANY_INPUTS = 300, 5000
MOST_MB = 200
"""What bad input of one kind may make memory grow by; libraries that are loaded for it included."""
PARTS = ("faults", "inputs", "loads", "connections")
FAULTS_HEADING = """\
| fault | times | takes found again | lost at most | failures | each took |
| --- | --: | --: | --: | --: | --: |"""
INPUTS_HEADING = """\
| bad input | files | crashes | memory grown by | files a second |
| --- | --: | --: | --: | --: |"""
LOADS_HEADING = """\
| load | | at most |
| --- | --: | --: |"""
LONGEST_S = 240.0
"""After which a fault hangs: four of the waits it is made of may each take a minute on a busy machine."""


@dataclass(slots=True)
class Tally:
    """What came of everything so far."""

    faults: int = 0
    takes: int = 0
    lost_s: float = 0.0
    inputs: int = 0
    crashes: int = 0
    connections: int | None = None
    failures: list[str] = field(default_factory=list)

    def summary(self) -> str:
        """The README's table."""
        connections = "not watched" if self.connections is None else self.connections or "none"
        rows = (
            ("faults tried", self.faults),
            ("takes recorded and found again", self.takes),
            ("seconds lost at most", f"{self.lost_s:.2f}"),
            ("inputs fuzzed", self.inputs),
            ("crashes", self.crashes or "none"),
            ("connections made", connections),
            ("failures", len(self.failures) or "none"),
        )
        return "\n".join(("| | |\n| --- | --: |", *(f"| {name} | {value} |" for name, value in rows)))


def inflict(name: str, fault: Callable[[Home, random.Random], Outcome], times: int, total: Tally) -> None:
    """Make one fault at so many moments, each on a data folder of its own."""
    made = takes = 0
    lost_s, failed = 0.0, []
    began_s = time.monotonic()
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder:
            try:
                with bounded(LONGEST_S):
                    outcome = fault(Home.at(Path(folder) / "home"), random.Random(f"{name} {number}"))
                takes, lost_s = takes + outcome.takes, max(lost_s, outcome.lost_s)
            except Unable as reason:
                print(f"{name}: {reason}", file=sys.stderr)
                break
            except Exception as error:  # whatever ends it, the others are tried
                failed.append(f"{name} {number}: {type(error).__name__}: {error}")
                print(failed[-1], file=sys.stderr, flush=True)
        made += 1
    each_s = (time.monotonic() - began_s) / max(1, made)
    print(
        f"| {name} | {made} | {takes} | {lost_s:.2f} s | {len(failed) or 'none'} | {each_s:.0f} s |",
        flush=True,
    )
    total.faults += made
    total.takes += takes
    total.lost_s = max(total.lost_s, lost_s)
    total.failures += failed


@contextmanager
def bounded(limit_s: float) -> Iterator[None]:
    """Let nothing in the block take longer.

    Raises:
        Failed: it did, and where it stood.
    """

    def too_long(_: int, frame: FrameType | None) -> None:
        raise Failed(f"no end after {limit_s:.0f} s, at {_places(frame)}")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, limit_s, limit_s)  # again, should what cleans up hang as well
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _places(frame: FrameType | None) -> str:
    """Where the harness stands, innermost first."""
    places = []
    while frame is not None:
        places.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(places[:6])


def feed(name: str, fuzz: Callable[[Path, random.Random, int], list[str]], inputs: int, total: Tally) -> None:
    """Feed one kind of bad input, and see how much memory it makes the program take."""
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        broke = fuzz(Path(folder), random.Random(name), inputs)
    a_second = inputs / (time.monotonic() - began_s)
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb) / 1024
    print(f"| {name} | {inputs} | {len(broke) or 'none'} | {grown_mb:.0f} MB | {a_second:.0f} |", flush=True)
    if grown_mb > MOST_MB:
        total.failures.append(f"{name}: {grown_mb:.0f} MB more were needed")
    total.inputs += inputs
    total.crashes += len(broke)
    total.failures += [f"{name}: {what}" for what in broke]


def watch(total: Tally) -> None:
    """Count whom everything the program does would call."""
    if not can_be_watched():
        print("connections: this machine lets nobody trace", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        seen = everything_watched(Path(folder))
    total.connections = len(seen.connections)
    total.failures += [f"connection: {call}" for call in seen.connections]
    total.failures += [f"written elsewhere: {path}" for path in seen.writes]


def weigh(name: str, total: Tally) -> None:
    """Put one load on it, and hold what it takes against its bounds."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            for found in LOADS[name](Path(folder)):
                most = "" if found.at_most is None else f"{found.at_most:g}"
                print(f"| {name}: {found.name} | {found.value:.2f} {found.unit} | {most} |", flush=True)
                if found.is_missed:
                    total.failures.append(f"{name}: {found.name} is {found.value:.2f} {found.unit}")
        except (Failed, TimeoutError) as error:
            total.failures.append(f"{name}: {error}")


def main() -> int:
    """Make every fault, feed every kind of bad input, watch, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}: these alone")
    parser.add_argument("--long", action="store_true", help=f"each fault {LONG} times, and heavy loads")
    parser.add_argument("--only", default="", metavar="WORD", help="those in whose names it occurs")
    arguments = parser.parse_args()
    parts = arguments.parts or [part for part in PARTS if part != "loads" or arguments.long]
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    times, inputs = (LONG, MANY_INPUTS) if arguments.long else (TIMES, INPUTS)
    total = Tally()

    def chosen(part: str, names: Iterable[str], heading: str) -> list[str]:
        """What is to be tried, under its heading."""
        found = [name for name in names if part in parts and arguments.only in name]
        if found:
            print(f"\n{heading}", flush=True)
        return found

    for name in chosen("faults", FAULTS, FAULTS_HEADING):
        inflict(name, FAULTS[name], times, total)
    for name in chosen("inputs", FUZZED, INPUTS_HEADING):
        feed(name, FUZZED[name], inputs, total)
    for name in chosen("loads", LOADS, LOADS_HEADING):
        weigh(name, total)
    if "connections" in parts and not arguments.only:
        watch(total)
    print(f"\n{total.summary()}")
    for failure in total.failures:
        print(failure, file=sys.stderr)
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
