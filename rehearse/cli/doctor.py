"""`rehearse doctor`: what a spoken rehearsal needs, each part checked; and the mending of a database."""

import argparse

from rehearse.cli.furnish import Furniture
from rehearse.cli.output import say
from rehearse.durable import shown
from rehearse.interview.errors import MissingComponent
from rehearse.practice.checkup import Check
from rehearse.render.json import line


def run(arguments: argparse.Namespace) -> int:
    """Say of each component that it is fine, or what to do; exit 4 when a needed one is missing."""
    furniture = Furniture.of_environment()
    code = 0
    for check in (_repair(furniture),) if arguments.repair else furniture.checkup():
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


def _repair(furniture: Furniture) -> Check:
    repaired = furniture.repair()
    takes = "1 take is" if repaired.takes == 1 else f"{repaired.takes} takes are"
    if repaired.broken is None:
        detail, fix = f"it holds together, {takes} in it: nothing was to be repaired", None
    else:
        detail = f"it was damaged and is made anew, {takes} in it"
        fix = f"the damaged one is kept until you next delete a take: {shown(repaired.broken)}"
    if repaired.unreadable:
        left = ", ".join(repaired.unreadable)
        return Check("database", False, f"{detail}; of some folders nothing can be made: {left}", fix)
    return Check("database", True, detail, fix)
