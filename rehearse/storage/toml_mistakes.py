"""Mistakes in TOML files that people write by hand: all of them, each with its line and its key."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.durable import shown
from rehearse.interview.errors import MalformedFile
from rehearse.storage.toml_fault import Fault

if TYPE_CHECKING:
    from rehearse.storage.toml_positions import Positions

Faults = Callable[[dict[str, Any]], Sequence[Fault]]
"""What is wrong with a file's tables."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something to be mended in a file; `str(mistake)` is one line that an editor can jump to."""

    file: str
    line: int
    key: str
    """The key as TOML has it, such as question.principles; empty where the text is no TOML."""
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key and f'{self.key}: '}{self.message}"


def tables_of(text: str, path: Path, faults: Faults, check: str) -> dict[str, Any]:
    """Read a text in which nothing may be wrong; the path and the command that checks are only named.

    Raises:
        MalformedFile: it has mistakes; carries all of them.
    """
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError):
        raise malformed(mistakes_in(text, path, faults), check) from None
    if faults(tables):
        raise malformed(mistakes_in(text, path, faults), check)
    return tables


def mistakes_in(text: str, path: Path, faults: Faults) -> tuple[Mistake, ...]:
    """Find all mistakes, in the order of their lines."""
    from rehearse.storage.toml_positions import broken_line, locate

    text = text.replace("\r\n", "\n")
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = broken_line(text, str(error))
        return (Mistake(shown(path), line, "", f"is not TOML: {_reason(error)}"),)
    found = faults(tables)
    return placed(found, path, locate(text)) if found else ()


def placed(faults: Sequence[Fault], path: Path, positions: "Positions") -> tuple[Mistake, ...]:
    """Give each fault its line."""
    mistakes = (
        Mistake(shown(path), positions.line(fault.path, fault.text_line), fault.key, fault.message)
        for fault in faults
    )
    return tuple(sorted(mistakes, key=lambda mistake: mistake.line))


def malformed(mistakes: Sequence[Mistake], check: str) -> MalformedFile:
    """Make an error of mistakes; a command that lists them all is named where there are several."""
    lines = tuple(map(str, mistakes))
    more = f" ({len(lines) - 1} more: “{check}” lists them)" if len(lines) > 1 else ""
    return MalformedFile(lines[0] + more, lines)


def _reason(error: ValueError | RecursionError) -> str:
    """Say what the parser found, without the place."""
    if isinstance(error, RecursionError):
        return "too many brackets inside one another"
    if not isinstance(error, tomllib.TOMLDecodeError):
        return "a number with too many digits"
    reason = str(error).partition(" (at ")[0]
    return reason[:1].lower() + reason[1:]
