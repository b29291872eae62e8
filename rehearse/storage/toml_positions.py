"""On which line of a TOML text each key and each element of a list stands.

TOML libraries don't say. But tomlkit writes a parsed document back as it was, so a mark put before each key
comes out where the key stands. A mark is a number between NULs, which TOML allows nowhere else.
"""

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, AoT, Array, Item, String

Path = tuple[str | int, ...]

_MOST_TRIES = 200
_MOST_PARSED = 2_000_000
"""How much text, in characters, is parsed anew to find where a text breaks."""

_NAMED_LINE = re.compile(r"\(at line ([0-9]+)")
_MARK = re.compile("\0([0-9]+)\0")
_BETWEEN_ELEMENTS = re.compile(r"(?:[\s,]|#[^\n]*)*")
_JOINED = re.compile(r"\\[ \t]*\n\s*")
_ESCAPE_OR_NEWLINE = re.compile(rf"{_JOINED.pattern}|\\.|\n")
_NEWLINE = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Positions:
    """The lines of a text's keys and elements, counted from 1."""

    lines: dict[Path, int] = field(default_factory=dict)
    texts: dict[Path, tuple[int, str]] = field(default_factory=dict)
    """The line on which a text value opens, and the value as it is written, quotes and all."""

    def line(self, path: Path, text_line: int | None = None) -> int:
        """Find the line of a key, or of one line of its text; a missing key stands where its table opens."""
        if text_line is not None and path in self.texts:
            first, written = self.texts[path]
            return first + _written_line(written, text_line)
        for length in range(len(path), 0, -1):
            known = path[:length]
            if known in self.lines:
                return self.lines[known]
            # A table that only dotted keys speak of has no line of its own.
            inside = [line for each, line in self.lines.items() if each[:length] == known]
            if inside:
                return min(inside)
        return 1


def locate(text: str) -> Positions:
    """Find the line of every key and element of a TOML text in which newlines are the only line ends."""
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError):
        return Positions()  # what tomlkit alone refuses is no mistake of the writer's: the lines are unknown
    marked = _Marked(document)
    lines = _lines_in_source(marked, text)
    positions = Positions()
    for path, at in marked.places:
        if (line := lines.get(marked.line_at(at))) is not None:
            positions.lines.setdefault(path, line)
    for path, at, written in marked.texts:
        if (line := lines.get(marked.line_at(at))) is not None:
            positions.texts.setdefault(path, (line, written))
    return positions


def broken_line(text: str, complaint: str) -> int:
    """Find the line with which a text stops being TOML; the parser's complaint names one at or below it."""
    lines = text.split("\n")
    named = _NAMED_LINE.search(complaint)
    last = int(named[1]) if named else len(lines)
    tries = min(_MOST_TRIES, _MOST_PARSED // len(text))
    for whole in range(last - 1, max(-1, last - 1 - tries), -1):
        if _is_toml("\n".join(lines[:whole])):
            return whole + 1
    return last


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


class _Marked:
    """A document written out with a mark before each key, and what was found at the marks."""

    def __init__(self, document: Container) -> None:
        self._items: list[tuple[Path, Item]] = []
        self._lengths: Counter[Path] = Counter()
        self.places: list[tuple[Path, int]] = []
        self.texts: list[tuple[Path, int, str]] = []
        self._mark_keys(document, ())
        self.written = document.as_string()
        self._newlines = [found.start() for found in re.finditer("\n", self.written)]
        for mark in _MARK.finditer(self.written):
            path, item = self._items[int(mark[1])]
            self.places.append((path, mark.end()))
            if isinstance(item, (String, Array)):
                self._place_value(path, item, self.written.index(item.as_string(), mark.end()))

    def line_at(self, offset: int) -> int:
        """Count the lines above an offset."""
        return bisect_left(self._newlines, offset)

    def _mark_keys(self, container: Container, path: Path) -> None:
        for key, item in container.body:
            if key is not None and isinstance(item, AoT):
                # A list of tables may go on after another table: then it comes in several pieces.
                for table in item.body:
                    self._mark((*path, key.key, self._lengths[*path, key.key]), table)
                    self._lengths[*path, key.key] += 1
            elif key is not None:
                self._mark((*path, key.key), item)

    def _mark(self, path: Path, item: Item) -> None:
        item.trivia.indent += f"\0{len(self._items)}\0"
        self._items.append((path, item))
        self._mark_inside(path, item)

    def _mark_inside(self, path: Path, item: Item) -> None:
        if isinstance(item, AbstractTable):
            self._mark_keys(item.value, path)
        elif isinstance(item, Array):
            for index, element in enumerate(item):
                self._mark_inside((*path, index), element)

    def _place_value(self, path: Path, item: Item, at: int) -> None:
        if isinstance(item, String):
            self.texts.append((path, at, item.as_string()))
        elif isinstance(item, Array):
            at += 1
            for index, element in enumerate(item):
                between = _BETWEEN_ELEMENTS.match(self.written, at)
                at = between.end() if between else at
                self.places.append(((*path, index), at))
                self._place_value((*path, index), element, at)
                at += len(element.as_string())


def _lines_in_source(marked: _Marked, text: str) -> dict[int, int]:
    """Say for each line written, counted from 0, which line of the source it is, counted from 1.

    They are the same unless tables stood between those of a list: tomlkit then writes the list in one piece.
    """
    written, source = _MARK.sub("", marked.written).split("\n"), text.split("\n")
    if written == source:
        return {index: index + 1 for index in range(len(source))}
    starts = sorted({0} | {marked.line_at(at) for path, at in marked.places if _opens_block(path)})
    lines: dict[int, int] = {}
    taken: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(written)], strict=True):
        block = written[start:end]
        while block and not block[-1].strip():
            block.pop()
        for at in [start, *range(len(source))]:
            if at not in taken and source[at : at + len(block)] == block:
                taken.add(at)
                lines |= {start + index: at + index + 1 for index in range(len(block))}
                break
    return lines


def _opens_block(path: Path) -> bool:
    return len(path) == 1 or (len(path) == 2 and isinstance(path[1], int))


def _written_line(written: str, text_line: int) -> int:
    """Count the lines between the quotes that open a text and the start of one of the lines it says."""
    quotes = written[:3] if written[:3] in ('"""', "'''") else written[:1]
    at = len(quotes) + written.startswith("\n", len(quotes))
    change_of_line = _NEWLINE if quotes[0] == "'" else _ESCAPE_OR_NEWLINE
    lines_said = 0
    for change in change_of_line.finditer(written, at):
        if lines_said == text_line:
            break
        if change[0] in ("\n", "\\n"):
            lines_said += 1
            at = change.end()
    if joined := _JOINED.match(written, at):
        at = joined.end()
    return written.count("\n", 0, at)
