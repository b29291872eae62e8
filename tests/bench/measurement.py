"""What a measurement is and how a bench prints it."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number beside its yardstick."""

    name: str
    value: float
    unit: str
    at_most: float | None
    at_least: float | None = None

    @property
    def is_missed(self) -> bool:
        """Whether it is not what was hoped for."""
        too_much = self.at_most is not None and self.value > self.at_most
        return too_much or (self.at_least is not None and self.value < self.at_least)

    @property
    def yardstick(self) -> str:
        """What was hoped for."""
        if self.at_most is not None:
            return f"  (at most {self.at_most:g})"
        return "" if self.at_least is None else f"  (at least {self.at_least:g})"


def report(description: str | None, measurements: Callable[[], Iterator[Measurement]]) -> None:
    """Print all as they come; the process fails if one misses its yardstick."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="one object a line")
    arguments = parser.parse_args()
    missed = False
    for found in measurements():
        missed |= found.is_missed
        if arguments.json:
            print(json.dumps(asdict(found)), flush=True)
        else:
            print(f"{found.name:<56} {found.value:8.3f} {found.unit}{found.yardstick}", flush=True)
    sys.exit(1 if missed else 0)


def memory_mb(process_id: int, line: str = "VmRSS") -> float:
    """What a process holds now, or with `VmHWM` the most it ever held."""
    status = Path(f"/proc/{process_id}/status").read_text()
    found = re.search(rf"{line}:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024
