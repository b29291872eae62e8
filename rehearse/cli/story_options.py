"""The words of `rehearse stories`: its actions, their arguments, and the fields that they print."""

import argparse
from typing import Any, NamedTuple

from rehearse.interview.part import Part
from rehearse.interview.principle import Principle

FORMATS = ("toml", "markdown")
"""What is meant where nothing says so comes first."""

Argument = tuple[tuple[str, ...], dict[str, Any]]
"""The names of an argument, and what argparse is told of it."""

LIST_FIELDS = (
    "With --json, each story has: id, headline, principles, numbers (as they are written), takes (how often "
    "it was said aloud), last_told (UTC, or null), freshness (never, fresh, stale: not said for 21 days), "
    "overused (more than a third of the last ten), missing (parts without a note), blanks (left from a "
    "template), created, changed."
)
SHEET_FIELDS = (
    "With --json: schema, ready (name, have, enough, ready, lacking), weakest (name, reasons, question), "
    "stale (id, headline, last_told), numbers (text, story, reason), next (question, reason; or null)."
)


class Action(NamedTuple):
    """One word after `rehearse stories`; importing dataclasses would double what `--version` takes."""

    name: str
    said: str
    function: str
    arguments: tuple[Argument, ...] = ()
    fields: str | None = None


def principle(text: str) -> Principle:
    """A principle on the command line: its name, or a part that only one name has; capitals don't matter."""
    said = text.strip().casefold()
    names = {each.casefold(): each for each in Principle}
    meant = [each for name, each in names.items() if said and said in name]
    if said in names or len(meant) == 1:
        return names.get(said, meant[0])
    if meant:
        several = " or ".join(f"“{each}”" for each in meant[:3])
        several += ", among others" if len(meant) > 3 else ""
        raise argparse.ArgumentTypeError(f"“{text}” could be {several}: give more of the name")
    from difflib import get_close_matches

    by_word = names | {word: each for name, each in names.items() for word in name.split() if len(word) > 3}
    near = get_close_matches(said, by_word, n=1, cutoff=0.8)
    hint = f": did you mean “{by_word[near[0]]}”?" if near else "; “rehearse stories coverage” lists them"
    raise argparse.ArgumentTypeError(f"“{text}” is no principle{hint}")


# Left out where it isn't given, so that it may also stand before the action.
_JSON: Argument = (
    ("--json",),
    {"action": "store_true", "default": argparse.SUPPRESS, "help": "one JSON object a line"},
)
_FILE: Argument = (("file",), {"metavar": "FILE", "help": "TOML, or Markdown where the name ends in .md"})
_REPLACE: Argument = (
    ("--replace",),
    {"action": "store_true", "help": "put what has an id that is taken in that one's place"},
)
_PARTS: tuple[Argument, ...] = tuple(
    ((f"--{part}",), {"metavar": "NOTE", "help": f"what to say in the {part}"}) for part in Part
)

ACTIONS = (
    Action(
        "add",
        "Add a story by its parts, or those of a file; on a terminal, with neither, it asks.",
        "add",
        (
            (("file",), {"nargs": "?", "metavar": "FILE", "help": "TOML, or Markdown where it ends in .md"}),
            (("--headline",), {"metavar": "TEXT", "help": "what happened, in 160 characters at most"}),
            (
                ("--principle",),
                {
                    "action": "append",
                    "type": principle,
                    "metavar": "NAME",
                    "help": "what it shows, or a part of that name; may be given several times",
                },
            ),
            *_PARTS,
            (("--id",), {"metavar": "ID", "help": "a short name; else one is made of the headline"}),
            _REPLACE,
            _JSON,
        ),
        "Prints the stories added; with --json in the fields of “rehearse stories --json”.",
    ),
    Action(
        "coverage",
        "Which stories speak for each of the sixteen principles.",
        "coverage",
        (_JSON,),
        "With --json, each principle has: name, stories (ids), told (ids of those said aloud), gap (whether "
        "no story speaks for it), questions (ids of those that probe it).",
    ),
    Action(
        "show",
        "One story with its notes, its numbers, and how they were told the last time.",
        "show",
        ((("story",), {"metavar": "ID"}), _JSON),
        "With --json: the fields of “rehearse stories --json”, notes (by part), last (take and numbers: "
        "text, telling, said; or null).",
    ),
    Action("check", "Every mistake in a file of stories, by file, line and key.", "check", (_FILE,)),
    Action(
        "import",
        "Take in the stories and rankings of a file, all or none.",
        "take_in",
        (_FILE, _REPLACE),
    ),
    Action(
        "export",
        "Your stories as a file to keep elsewhere: TOML with the rankings, or Markdown with the stories.",
        "export",
        (
            (("--format",), {"choices": FORMATS, "help": "its form (as the file's name ends, else toml)"}),
            (("--output",), {"metavar": "PATH", "help": "a file; without it, standard output"}),
        ),
    ),
    Action(
        "template",
        "A story with blanks to fill in and add: star, prioritisation or apology.",
        "template",
        ((("name",), {"nargs": "?", "metavar": "NAME", "help": "without it, the names are listed"}),),
    ),
    Action(
        "rankings",
        "Decisions worked through by RICE and its like: the order, and the sentence to say.",
        "rankings",
        (_JSON,),
        "With --json, each ranking has: id, title, framework, options (name, score, place and its factors; "
        "the first goes first), sentence.",
    ),
    Action(
        "tie",
        "Say which story a take told; without a story, that it told none.",
        "tie",
        ((("take",), {"metavar": "TAKE"}), (("story",), {"nargs": "?", "metavar": "STORY"})),
    ),
    Action(
        "remove",
        "Take stories out of the file; the takes that told them stay.",
        "remove",
        (
            (("stories",), {"nargs": "+", "metavar": "ID"}),
            (("--yes",), {"action": "store_true", "help": "without asking"}),
        ),
    ),
)
