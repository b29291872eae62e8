"""What the commands print, and how they end."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

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
def quiet_pipe() -> Iterator[None]:
    """A reader that closes the pipe early is no error."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes standard output once more at exit; let it find somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
