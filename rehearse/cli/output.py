"""What the commands print, and how they end."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rehearse.render.visible import one_line, visible

if TYPE_CHECKING:
    from rehearse.practice.ports import Progress

SAYS_EVERY_S = 15.0
"""Without a terminal: long enough that a job of the usual size says nothing."""


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
def showing_progress(what: str) -> Iterator[Callable[["Progress"], None]]:
    """How far a long job has come: a bar on a terminal, elsewhere a line now and then."""
    if not sys.stderr.isatty():
        yield _lines_now_and_then(what)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(what), BarColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda progress: bar.update(task, completed=progress.done, total=progress.total)


def _lines_now_and_then(what: str) -> Callable[["Progress"], None]:
    began_s = said_s = time.monotonic()

    def show(progress: "Progress") -> None:
        nonlocal said_s
        now_s = time.monotonic()
        if now_s - said_s < SAYS_EVERY_S or not progress.total or not progress.done:
            return
        said_s = now_s
        left_s = (now_s - began_s) * (progress.total / progress.done - 1)
        left = f"{left_s / 60:.0f} min" if left_s >= 90 else f"{left_s:.0f} s"
        note(f"{what}: {progress.done / progress.total:.0%}, about {left} left.")

    return show


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """A reader that closes the pipe early is no error."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes standard output once more at exit; let it find somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
