"""Keeps what C libraries print off the screen.

ALSA, PortAudio and the recognisers write to descriptors 1 and 2 by themselves, whatever Python's streams are.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

LARGEST_LOG_BYTES = 1_000_000
_STREAMS = (("stdout", 1), ("stderr", 2))


@contextmanager
def libraries_write_to(log: Path) -> Iterator[None]:
    """Send what is written to descriptors 1 and 2 into a file; Python's own streams stay where they were.

    Textual writes to `sys.__stderr__` and asks `sys.__stdout__` for the terminal's size: both still meet the
    terminal, through descriptors of their own. Where the log can't be written, libraries are not heard.
    """
    with ExitStack() as stack:
        descriptor = _open_log(log)
        stack.callback(os.close, descriptor)
        for name, number in _STREAMS:
            stack.enter_context(_redirected(name, number, descriptor))
        yield


@contextmanager
def _redirected(name: str, number: int, target: int) -> Iterator[None]:
    try:
        original = os.dup(number)
    except OSError:  # The process was started without it.
        yield
        return
    with ExitStack() as stack:
        stack.callback(os.close, original)
        stack.enter_context(_own_descriptor(name, number, original))
        os.dup2(target, number)
        try:
            yield
        finally:
            os.dup2(original, number)


@contextmanager
def _own_descriptor(name: str, number: int, original: int) -> Iterator[None]:
    """Lead Python's stream past the descriptor that is about to be redirected."""
    stream: TextIO | None = getattr(sys, f"__{name}__")
    if stream is None or not _writes_to(stream, number):
        yield
        return
    stream.flush()
    with os.fdopen(
        os.dup(original),
        "w",
        encoding=stream.encoding,
        errors=stream.errors,
        buffering=1 if stream.isatty() else -1,
    ) as own:
        in_use = getattr(sys, name) is stream
        setattr(sys, f"__{name}__", own)
        if in_use:
            setattr(sys, name, own)
        try:
            yield
        finally:
            setattr(sys, f"__{name}__", stream)
            if getattr(sys, name) is own:
                setattr(sys, name, stream)
            own.flush()


def _writes_to(stream: TextIO, number: int) -> bool:
    try:
        return stream.fileno() == number
    except (OSError, ValueError):
        return False


def _open_log(log: Path) -> int:
    try:
        fresh = os.O_TRUNC if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES else 0
        return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | fresh, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)
