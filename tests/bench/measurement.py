"""What a measurement is and how a bench prints it."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number beside its yardstick."""

    name: str
    value: float
    unit: str
    at_most: float | None


def report(description: str | None, measurements: Callable[[], Iterator[Measurement]]) -> None:
    """Print all as they come; the process fails if one misses its yardstick."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="one object a line")
    arguments = parser.parse_args()
    missed = False
    for found in measurements():
        missed |= found.at_most is not None and found.value > found.at_most
        if arguments.json:
            print(json.dumps(asdict(found)), flush=True)
        else:
            yardstick = "" if found.at_most is None else f"  (at most {found.at_most:g})"
            print(f"{found.name:<56} {found.value:8.3f} {found.unit}{yardstick}", flush=True)
    sys.exit(1 if missed else 0)
