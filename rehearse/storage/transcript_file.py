"""Transcripts given as text files or on standard input."""

import sys
from pathlib import Path
from typing import BinaryIO

from rehearse.durable import shown
from rehearse.interview.errors import EmptyInput, NotFound, NotReadable, NotText, TooLong

STANDARD_INPUT = "-"

MOST_BYTES = 64_000_000
"""Ten million words: a bound for memory, far over any answer."""


def read_transcript(name: str) -> str:
    """The text as it stands, newlines too; a byte-order mark is dropped.

    Raises:
        NotFound, NotReadable, NotText, EmptyInput, TooLong: it can't be used.
    """
    if name == STANDARD_INPUT:
        return _text(sys.stdin.buffer, "standard input")
    path = Path(name)
    try:
        if not path.exists():
            raise NotFound(f"{shown(path)} is not there: check the name.")
        if not path.is_file():
            raise NotReadable(f"{shown(path)} is no file: give a text file, or - for standard input.")
        with path.open("rb") as file:
            return _text(file, shown(path))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise NotReadable(f"{shown(path)} can't be read ({reason}): check its permissions.") from error


def _text(file: BinaryIO, name: str) -> str:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TooLong(f"{name} is over {MOST_BYTES // 1_000_000} MB: give one answer at a time.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(f"{name} is no UTF-8 text (byte {error.start}): save it as UTF-8.") from error
    if not text.strip():
        raise EmptyInput(f"{name} holds no words: give the answer's text.")
    return text
