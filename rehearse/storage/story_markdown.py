"""Stories as Markdown: a heading for each, a list of what is known of it, a heading for each part.

    ## The review I forgot somebody in

    - id: left-out-lead
    - principles: Earn Trust · Ownership

    ### Situation

    Last spring …

What is written is read back the same; characters that Markdown takes for its own stand behind a backslash.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from rehearse.interview.part import Part
from rehearse.interview.story import Story
from rehearse.storage.story_file import fields_of_story
from rehearse.storage.toml_fault import Fault
from rehearse.storage.toml_mistakes import Faults, Mistake, placed
from rehearse.storage.toml_positions import Positions

TITLE = "# Stories"

_BETWEEN = " · "
_KEYS = ("id", "principles", "created", "changed")
_PARTS = {str(part).capitalize(): str(part) for part in Part}
_ITEM = re.compile(r"- ([A-Za-z_]+):(.*)")

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|!~&]")
_LINE_START = re.compile(r"^([ \t]*)([-+=]|\d+[.)])", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def write_markdown(stories: tuple[Story, ...]) -> str:
    """Write stories down."""
    return "\n".join(_lines(stories)) + "\n"


def parse_markdown(text: str, path: Path, faults_of: Faults) -> tuple[dict[str, Any], tuple[Mistake, ...]]:
    """Read stories as the tables of a story file, and find every mistake in them."""
    reader = _Reader()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        reader.take(number, line)
    tables = reader.finish()
    faults = (*reader.faults, *faults_of(tables))
    return tables, placed(faults, path, Positions(reader.lines, reader.texts))


def _lines(stories: tuple[Story, ...]) -> Iterator[str]:
    yield TITLE
    for story in stories:
        fields = fields_of_story(story)
        yield from ("", f"## {_escape(fields.pop('headline'))}", "")
        for key in _KEYS:
            if key in fields:
                value = fields[key]
                yield f"- {key}: {_BETWEEN.join(value) if isinstance(value, list) else value}"
        for title, key in _PARTS.items():
            if key in fields:
                yield from ("", f"### {title}", "", _escape(fields[key]))


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return _LINE_START.sub(lambda found: f"{found[1]}{_escaped_start(found[2])}", escaped)


def _escaped_start(mark: str) -> str:
    """Keep a line from becoming a list or a heading; a number is no list before an escaped full stop."""
    return f"{mark[:-1]}\\{mark[-1]}" if len(mark) > 1 else f"\\{mark}"


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


class _Reader:
    """Gathers the tables of the stories line by line, and where each of their keys stands."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.texts: dict[tuple[str | int, ...], tuple[int, str]] = {}
        self.faults: list[Fault] = []
        self._stories: list[dict[str, Any]] = []
        self._part: str | None = None
        self._said: list[str] = []

    def take(self, number: int, line: str) -> None:
        """Read the next line."""
        if line.startswith("## "):
            self._end_part()
            self.lines["story", len(self._stories)] = number
            self._stories.append({})
            self._put("headline", number, _unescape(line[3:].strip()))
        elif line.startswith("### "):
            self._end_part()
            self._begin_part(number, line[4:].strip())
        elif self._part is not None:
            self._said.append(line)
        elif item := _ITEM.fullmatch(line.rstrip()):
            self._take_item(number, item[1].lower(), item[2].strip())
        elif line.strip() and self._stories:
            self._complain(number, f"“{line.strip()[:40]}” belongs to no part: head it with ### Situation")

    def finish(self) -> dict[str, Any]:
        """The tables, once all lines were taken."""
        self._end_part()
        return {"story": self._stories}

    def _take_item(self, number: int, key: str, value: str) -> None:
        if not self._stories:
            return
        if key == "principles":
            self._put(key, number, [name.strip() for name in value.split(_BETWEEN.strip()) if name.strip()])
        elif key in ("created", "changed"):
            self._put(key, number, _date(value))
        else:
            self._put(key, number, value)

    def _begin_part(self, number: int, title: str) -> None:
        key = _PARTS.get(_unescape(title).capitalize(), _unescape(title).lower())
        if self._stories:
            self._part = key
            self._put(key, number, "")

    def _end_part(self) -> None:
        if self._part is not None:
            self._stories[-1][self._part] = _unescape("\n".join(self._said).strip())
        self._part = None
        self._said = []

    def _put(self, key: str, number: int, value: object) -> None:
        if key in self._stories[-1]:
            self._complain(number, f"“{key}” stands twice")
        self._stories[-1][key] = value
        self.lines["story", len(self._stories) - 1, key] = number

    def _complain(self, number: int, message: str) -> None:
        place = ("story", len(self._stories) - 1, f"line {number}")
        self.lines[place] = number
        self.faults.append(Fault(place, message))


def _date(text: str) -> object:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
