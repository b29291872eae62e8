"""What the commands print, and how they end."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rehearse.practice.ports import Progress
from rehearse.render.visible import one_line, visible


def say(text: str, end: str = "\n") -> None:
    """Print a result; the terminal sees no control character that a person said."""
    stream = sys.stdout
    shown = visible(text) + end
    try:
        stream.write(shown)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(shown.encode(encoding, "replace").decode(encoding))


def note(text: str) -> None:
    """Say something beside the result, on standard error."""
    print(one_line(text).encode("utf-8", "replace").decode(), file=sys.stderr, flush=True)


def complain(error: Exception, source: str | None = None) -> None:
    """Say on one line what happened and what to do."""
    note(f"rehearse: {source}: {error}" if source else f"rehearse: {error}")


@contextmanager
def listening_bar() -> Iterator[Callable[[Progress], None]]:
    """A bar over one answer being listened to, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("Listening back"), BarColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda progress: bar.update(task, completed=progress.done, total=progress.total)


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """A reader that closes the pipe early is no error."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes standard output once more at exit; let it find somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
