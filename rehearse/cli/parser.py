"""The words of the command line; each command's code is imported only when it runs."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from rehearse import __version__
from rehearse.interview.length import seconds_typed

FORMATS = ("text", "json", "markdown", "html")
EXPORT_FORMATS = ("markdown", "html", "csv", "json")
"""What is meant where nothing says so comes first."""


Run = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see “{self.prog} --help”\n")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Name the nearest command to one that is none, rather than all of them."""
        if not isinstance(action, argparse._SubParsersAction) or value in action.choices:
            super()._check_value(action, value)
            return
        from difflib import get_close_matches

        kind = str(action.metavar).lower()
        near = get_close_matches(str(value), action.choices, n=1)
        self.error(f"“{value}” is no {kind}" + (f", “{near[0]}” is one" if near else ""))


def _later(module: str, function: str = "run") -> Run:
    def run(arguments: argparse.Namespace) -> int:
        code: int = getattr(import_module(f"rehearse.cli.{module}"), function)(arguments)
        return code

    return run


def seconds(text: str) -> float:
    """A length of time on the command line."""
    with suppress(ValueError):
        value = seconds_typed(text)
        if 0 < value < 1e6:
            return value
    raise argparse.ArgumentTypeError(f"{text!r} is no length of time: give seconds above 0, as 85 or 1:25")


def whole_number(text: str) -> int:
    """A number of things, one at least."""
    with suppress(ValueError):
        value = int(text)
        if value >= 1:
            return value
    raise argparse.ArgumentTypeError(f"{text!r} is no number of things: give a whole number above 0")


def build_parser() -> _Parser:
    """The whole command line."""
    version = _Parser(add_help=False)
    version.add_argument("--version", action="version", version=f"rehearse {__version__}")
    parser = _Parser(
        prog="rehearse",
        parents=[version],
        description="Practise interview answers aloud, at a desk, in private. Without a command: the app.",
    )
    parser.set_defaults(run=_later("app"), question=None, input=None, target=None)
    commands = _Commands(parser, version)
    _add_reporting(commands)
    _add_questions(commands)
    _add_stories(commands)
    _add_takes(commands)
    _add_machine(commands)
    return parser


class _Commands:
    """Adds subcommands that share their common options."""

    def __init__(self, parser: _Parser, version: _Parser) -> None:
        self._added = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
        self.version = version
        self.lines = _Parser(add_help=False)
        self.lines.add_argument("--json", action="store_true", help="one JSON object a line")
        self.target = _Parser(add_help=False)
        self.target.add_argument("--target", type=seconds, metavar="SECONDS", help="the length to aim at")
        self.report = _Parser(add_help=False, parents=[self.target])
        form = self.report.add_mutually_exclusive_group()
        form.add_argument("--format", choices=FORMATS, default="text", help="the report's form (text)")
        form.add_argument(
            "--json", dest="format", action="store_const", const="json", help="like --format json"
        )
        self.report.add_argument("--question", metavar="ID", help="the question that is answered")

    def add(self, name: str, said: str, run: Run, *parents: _Parser) -> _Parser:
        """One subcommand with --help and --version."""
        added: _Parser = self._added.add_parser(
            name, help=said, description=said, parents=[self.version, *parents]
        )
        added.set_defaults(run=run)
        return added


def _add_reporting(commands: _Commands) -> None:
    demo = commands.add(
        "demo",
        "The main job where there is no microphone: a question, a spoken answer from a file, its report.",
        _later("demo"),
        commands.report,
    )
    demo.add_argument("--input", metavar="FILE", help="another spoken answer")
    demo.add_argument("--real-time", action="store_true", help="as slowly as it is spoken")
    demo.add_argument("--save-question", metavar="FILE.wav", help="keep the question as it was read aloud")

    practice = commands.add("practice", "Open the app on a question.", _later("app"), commands.target)
    practice.add_argument("question", nargs="?", metavar="QUESTION", help="the question's id")
    practice.add_argument("--input", metavar="FILE", help="a sound file in the microphone's place")

    analyze = commands.add(
        "analyze",
        "Report on recordings and transcripts; nothing is kept.",
        _later("analyze"),
        commands.report,
    )
    analyze.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a sound file, a .txt, or - for standard input"
    )
    analyze.add_argument(
        "--transcript", action="store_true", help="the sources are transcripts, whatever their names"
    )
    analyze.add_argument(
        "--duration", type=seconds, metavar="SECONDS", help="how long a transcript took to say"
    )
    analyze.add_argument("--engine", choices=("auto", "whisper", "pocketsphinx"), help="the recogniser")
    analyze.add_argument("--model", metavar="NAME_OR_FOLDER", help="the Whisper model")
    analyze.add_argument("--output", metavar="PATH", help="a file; a folder where there are several sources")
    analyze.add_argument("--jobs", type=whole_number, default=1, metavar="N", help="how many at a time (1)")


def _add_questions(commands: _Commands) -> None:
    listing = commands.add(
        "questions", "The question bank, and your own packs.", _later("questions"), commands.lines
    )
    actions = listing.add_subparsers(title="actions", metavar="ACTION", parser_class=_Parser)
    for name, said, argument, metavar in (
        ("show", "A question with the shape of a strong answer and a sample.", "question", "ID"),
        ("check", "Every mistake in a pack, by file, line and key.", "file", "FILE"),
        ("add", "Add a pack of your own to the bank.", "file", "FILE"),
    ):
        action = actions.add_parser(name, help=said, description=said, parents=[commands.version])
        action.add_argument(argument, metavar=metavar)
        action.set_defaults(run=_later("questions", name))


def _add_stories(commands: _Commands) -> None:
    from rehearse.cli import story_options as options

    listing = commands.add(
        "stories", "Your stories: what each has, and how it stands.", _later("stories"), commands.lines
    )
    listing.epilog = options.LIST_FIELDS
    actions = listing.add_subparsers(title="actions", metavar="ACTION", parser_class=_Parser)
    for action in options.ACTIONS:
        parents = [commands.version]
        added = actions.add_parser(action.name, help=action.said, description=action.said, parents=parents)
        added.epilog = action.fields
        for names, settings in action.arguments:
            added.add_argument(*names, **settings)
        added.set_defaults(run=_later("stories", action.function))
    sheet = commands.add(
        "sheet",
        "The sheet for the day before: weakest principles, stale stories, three numbers to remember.",
        _later("sheet"),
    )
    sheet.add_argument("--json", action="store_true", help="one JSON object")
    sheet.epilog = options.SHEET_FIELDS


def _add_takes(commands: _Commands) -> None:
    commands.add("history", "What was rehearsed, newest first.", _later("takes", "history"), commands.lines)
    show = commands.add("show", "The report of a take.", _later("takes", "show"), commands.report)
    show.add_argument("take", metavar="ID")
    export = commands.add("export", "Takes as files to keep elsewhere.", _later("takes", "export"))
    export.add_argument("takes", nargs="*", metavar="ID", help="all takes when none is named")
    export.add_argument(
        "--format", choices=EXPORT_FORMATS, help="their form (as the file's name ends, else markdown)"
    )
    export.add_argument("--output", metavar="PATH", help="a file; without it, standard output")
    delete = commands.add(
        "delete", "Remove takes wholly: sound, words, every trace.", _later("takes", "delete")
    )
    delete.add_argument("takes", nargs="+", metavar="ID")
    delete.add_argument("--yes", action="store_true", help="without asking")


def _add_machine(commands: _Commands) -> None:
    models = commands.add("models", "The Whisper models on this machine.", _later("models"), commands.lines)
    actions = models.add_subparsers(title="actions", metavar="ACTION", parser_class=_Parser)
    said = "Download a model; an interrupted download goes on where it stopped."
    get = actions.add_parser("get", help=said, description=said, parents=[commands.version])
    get.add_argument("name", metavar="NAME")
    get.set_defaults(run=_later("models", "get"))
    doctor = commands.add(
        "doctor", "What a spoken rehearsal needs, checked.", _later("doctor"), commands.lines
    )
    doctor.add_argument(
        "--repair", action="store_true", help="make a damaged database anew from the folders of the takes"
    )
    backup = commands.add(
        "backup", "Everything that is kept, but models, in one verified file.", _later("backup")
    )
    backup.add_argument("file", metavar="FILE.zip")
    restore = commands.add(
        "restore",
        "Bring back what a backup holds; what is there already stays as it is.",
        _later("backup", "restore"),
    )
    restore.add_argument("file", metavar="FILE.zip")
