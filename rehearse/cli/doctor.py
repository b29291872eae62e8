"""`rehearse doctor`: what a spoken rehearsal needs, each part checked."""

import argparse

from rehearse.cli.furnish import Furniture
from rehearse.cli.output import say
from rehearse.interview.errors import MissingComponent
from rehearse.render.json import line


def run(arguments: argparse.Namespace) -> int:
    """Say of each component that it is fine, or what to do; exit 4 when a needed one is missing."""
    code = 0
    for check in Furniture.of_environment().checkup():
        if not check.ok:
            code = MissingComponent.exit_code
        if arguments.json:
            say(
                line({"component": check.component, "ok": check.ok, "detail": check.detail, "fix": check.fix})
            )
            continue
        say(f"{'ok' if check.ok else '!!':<3} {check.component:<12} {check.detail}")
        if check.fix:
            say(f"{'':<16} {check.fix}")
    return code
