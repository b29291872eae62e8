"""What the program survives: python -m tests.bench.faults [--long].

Prints the table of the README; fails where anything was lost, left half done, or ended in a traceback.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.breakages import BREAKAGES, Unable
from tests.faults.desk import AT_THE_DESK
from tests.faults.fuzz import FUZZED
from tests.faults.kills import KILLS
from tests.faults.program import Failed, Home, Outcome

FAULTS = {**KILLS, **AT_THE_DESK, **BREAKAGES}
TIMES, LONG = 3, 20
INPUTS, MANY_INPUTS = 300, 5000


@dataclass(slots=True)
class Tally:
    """What came of one fault, made many times."""

    times: int = 0
    takes: int = 0
    lost_s: float = 0.0
    failures: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.times += 1
        self.takes += outcome.takes
        self.lost_s = max(self.lost_s, outcome.lost_s)

    def row(self, name: str) -> str:
        """A line of the table."""
        failed = len(self.failures)
        return f"| {name} | {self.times} | {self.takes} | {self.lost_s:.2f} s | {failed or 'none'} |"


def inflicted(name: str, fault: Callable[[Home, random.Random], Outcome], times: int) -> Tally:
    """Make one fault at so many moments, each on a data folder of its own."""
    tally = Tally()
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder:
            try:
                tally.add(fault(Home.at(Path(folder) / "home"), random.Random(f"{name} {number}")))
            except Unable as reason:
                print(f"{name}: {reason}", file=sys.stderr)
                break
            except (Failed, TimeoutError) as error:
                tally.times += 1
                tally.failures.append(f"{name} {number}: {error}")
    return tally


def main() -> int:
    """Make every fault, feed every kind of bad input, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help=f"each fault {LONG} times, not {TIMES}")
    parser.add_argument("--only", default="", metavar="WORD", help="those in whose names it occurs")
    arguments = parser.parse_args()
    times, inputs = (LONG, MANY_INPUTS) if arguments.long else (TIMES, INPUTS)
    print("| fault | times | takes found again | lost at most | failures |\n| --- | --: | --: | --: | --: |")
    total = Tally()
    for name, fault in FAULTS.items():
        if arguments.only not in name:
            continue
        tally = inflicted(name, fault, times)
        print(tally.row(name), flush=True)
        total.times += tally.times
        total.takes += tally.takes
        total.lost_s = max(total.lost_s, tally.lost_s)
        total.failures += tally.failures
    print(total.row("**all faults**"))
    print("\n| bad input | files | crashes |\n| --- | --: | --: |")
    for name, fuzz in FUZZED.items():
        if arguments.only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            broke = fuzz(Path(folder), random.Random(name), inputs)
        print(f"| {name} | {inputs} | {len(broke) or 'none'} |", flush=True)
        total.failures += [f"{name}: {what}" for what in broke]
    for failure in total.failures:
        print(failure, file=sys.stderr)
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
