"""`rehearse backup` and `rehearse restore`: everything that is kept, in one file."""

import argparse
from pathlib import Path

from rehearse.cli.furnish import Furniture
from rehearse.cli.output import note, say
from rehearse.durable import shown


def run(arguments: argparse.Namespace) -> int:
    """Write everything to one file, and read that back before it is called done."""
    furniture = Furniture.of_environment()
    furniture.archive().recover()
    saved = furniture.backup().save(Path(arguments.file))
    say(f"{shown(saved.path)} holds {_takes(saved.takes)} and {_files(saved.others)}; read back and whole.")
    say("It is not encrypted: keep it where only you can read it.")
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Bring back what a backup holds, once all of it proved whole."""
    furniture = Furniture.of_environment()
    restored = furniture.backup().restore(Path(arguments.file))
    furniture.archive().recover()
    furniture.count()
    for name in restored.kept:
        note(f"rehearse: {name} was here already and stays as it is.")
    say(f"{_takes(restored.takes)} and {_files(restored.others)} are back.")
    return 0


def _takes(number: int) -> str:
    return "1 take" if number == 1 else f"{number} takes"


def _files(number: int) -> str:
    return "1 other file" if number == 1 else f"{number} other files"
