"""`rehearse models`: the Whisper models on this machine."""

import argparse

from rehearse.cli.furnish import Furniture
from rehearse.cli.output import say
from rehearse.practice.ports import ModelInfo, Progress
from rehearse.render.json import line


def run(arguments: argparse.Namespace) -> int:
    """List the models that are here and those that are offered."""
    for model in Furniture.of_environment().models().models():
        say(line(_record(model)) if arguments.json else _row(model))
    return 0


def get(arguments: argparse.Namespace) -> int:
    """Download a model, with a bar that shows bytes and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(arguments.name, total=None)

        def advance(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)

        model = Furniture.of_environment().models().fetch(arguments.name, advance, lambda: False)
    say(f"{model.name} is here, whole and checked: {model.path}")
    return 0


def _record(model: ModelInfo) -> dict[str, object]:
    return {
        "name": model.name,
        "present": model.present,
        "path": str(model.path) if model.present else None,
        "bytes": model.size_bytes,
        "note": model.note,
    }


def _row(model: ModelInfo) -> str:
    size = "" if model.size_bytes is None else f"{model.size_bytes / 1e6:.0f} MB"
    return f"{model.name:<16} {'here' if model.present else '–':<5} {size:>8}  {model.note}"
