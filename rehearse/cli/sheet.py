"""`rehearse sheet`: what to look at the day before."""

import argparse
from datetime import datetime

from rehearse.cli.furnish import Furniture
from rehearse.cli.output import say
from rehearse.practice.checklist import cared_for
from rehearse.practice.day_before import day_before, last_said
from rehearse.render.day_before import sheet_record, sheet_text
from rehearse.render.json import line


def run(arguments: argparse.Namespace) -> int:
    """Print the sheet."""
    furniture = Furniture.of_environment()
    archive, bank, book = furniture.archive(), furniture.bank(), furniture.stories().book()
    settings = furniture.settings()
    rubric = furniture.rubric(settings)
    archive.recover()
    takes = archive.takes()
    said = last_said(book, takes, archive, bank, rubric)
    now = datetime.now().astimezone()
    sheet = day_before(book, bank, takes, said, now, rubric, cared_for(settings.principles))
    say(line(sheet_record(sheet)) if arguments.json else sheet_text(sheet, now.date()).rstrip("\n"))
    return 0
