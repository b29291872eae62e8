"""Reading small text files that a person may have written by hand."""

import os
import stat
from pathlib import Path

from rehearse.durable import shown
from rehearse.interview.errors import EmptyInput, NotFound, NotReadable, NotText, TooLong

LONGEST_TEXT_BYTES = 1_000_000
STANDARD_INPUT = Path("/dev/stdin")
"""The one pipe that is waited for."""


def read_text(path: Path) -> str:
    """Read a text in UTF-8 with its line ends as they stand, without a byte-order mark.

    Raises:
        InputError: it can't be read, holds nothing, or is no text; says what to do.
    """
    name = shown(path)
    try:
        if path != STANDARD_INPUT:
            _require_regular(path, os.stat(path))
        with path.open("rb") as file:
            content = file.read(LONGEST_TEXT_BYTES + 1)
    except FileNotFoundError:
        raise NotFound(f"There is no file {name}: check its name.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise NotReadable(f"{name} can't be read ({reason}): name another file.") from None
    if len(content) > LONGEST_TEXT_BYTES:
        raise TooLong(f"{name} is larger than {LONGEST_TEXT_BYTES:,} bytes: split it into several files.")
    if not content.strip():
        raise EmptyInput(f"{name} is empty: put something in it, or name another file.")
    if b"\0" in content:
        raise NotText(f"{name} holds NUL bytes, so it is no text: name a text file in UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotText(f"{name} is not UTF-8 on line {line}: save it again as UTF-8.") from None


def _require_regular(path: Path, status: os.stat_result) -> None:
    """Refuse, before it is opened, what could block for good."""
    if stat.S_ISDIR(status.st_mode):
        raise NotReadable(f"{shown(path)} is a folder: name a file inside it.")
    if not stat.S_ISREG(status.st_mode):
        raise NotReadable(f"{shown(path)} is no ordinary file: save the text to one first.")
