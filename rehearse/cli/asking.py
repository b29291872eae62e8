"""Asking on a terminal: questions on standard error, so that standard output stays the result."""

import argparse
import sys
from dataclasses import replace
from typing import Any

from rehearse.cli.output import note
from rehearse.cli.story_options import principle
from rehearse.interview.errors import UsageError
from rehearse.interview.part import Part
from rehearse.interview.story import Story, StoryBook


def asked(what: str) -> str:
    """Ask, and give the line that was typed."""
    print(what, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def ask_for_story(book: StoryBook) -> Story:
    """Ask for a story part by part; an empty line leaves a part for later."""
    headline = asked("Headline, two lines at most: ")
    if not headline:
        raise UsageError("nothing was added: a story needs a headline.")
    named = asked("A principle it shows; an empty line for none: ")
    principles = []
    while named:
        try:
            principles.append(principle(named))
        except argparse.ArgumentTypeError as error:
            note(str(error))
        named = asked("Another; an empty line ends: ")
    story = Story(book.new_id(headline), headline, tuple(dict.fromkeys(principles)))
    notes: dict[str, Any] = {str(part): asked(f"{str(part).capitalize()}: ") for part in Part}
    return replace(story, **notes)
