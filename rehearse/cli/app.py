"""`rehearse` and `rehearse practice`: the app."""

import argparse
import gc
import sys
from pathlib import Path

from rehearse.interview.errors import UsageError


def run(arguments: argparse.Namespace) -> int:
    """Open the app; without a terminal there is nothing to open it on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the app needs a terminal: try “rehearse demo”, or “rehearse --help” for the commands."
        )
    # What is imported from here on stays: looking through it again and again only delays the first picture.
    gc.disable()
    from rehearse.cli.furnish import Furniture

    source = Path(arguments.input) if arguments.input else None
    furniture = Furniture.of_environment(source, target_s=arguments.target)
    desk = furniture.desk(furniture.settings())
    question_id = desk.bank.get(arguments.question).id if arguments.question else None

    from rehearse.tui.app import RehearseApp

    app = RehearseApp(desk, question_id)
    gc.freeze()
    gc.enable()
    app.run()
    return app.return_code or 0
