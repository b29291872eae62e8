"""`settings.toml`: read quickly, checked strictly, written so that whatever a person wrote there stays."""

import json
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rehearse.durable import make_folder, shown, write
from rehearse.interview.errors import MalformedFile, NotReadable, NotText, StorageError
from rehearse.practice.settings import Settings, Theme, setting_names, setting_notes

HEADING = """\
# What Rehearse goes by. Take the "#" away before a setting to choose it yourself.
# The app writes here too, and leaves what you wrote as it is.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting may be. Home waits for it, and a validating library is slow to import."""

    kind: type
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    enum: type[StrEnum] | None = None

    def allows(self, value: object) -> bool:
        """Whether a value, as TOML gives it, will do."""
        match value:
            case bool():
                return self.kind is bool
            case int() | float():
                if self.kind is not float and not (self.kind is int and isinstance(value, int)):
                    return False
                return self.low is None or self.high is None or self.low <= value <= self.high
            case str():
                return (
                    self.kind is str
                    and _says_something(value)
                    and (not self.choices or value in self.choices)
                )
            case list() | tuple():
                return self.kind is tuple and all(
                    isinstance(text, str) and _says_something(text) for text in value
                )
            case _:
                return False

    def read(self, value: Any) -> Any:
        """Turn a value that will do into the setting's own type."""
        return self.enum(value) if self.enum is not None else self.kind(value)

    def __str__(self) -> str:
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.low is not None:
            return f"{_KINDS[self.kind]} from {self.low:g} to {self.high:g}"
        return _KINDS[self.kind]


_KINDS: Mapping[type, str] = {
    bool: "true or false",
    float: "a number",
    int: "a whole number",
    str: "a text",
    tuple: "a list of texts",
}

RULES: Mapping[str, Rule] = {
    "target_s": Rule(float, 10, 1800),
    "slow_below_wpm": Rule(float, 30, 300),
    "fast_above_wpm": Rule(float, 60, 400),
    "own_fillers": Rule(tuple),
    "muted_fillers": Rule(tuple),
    "live_counters": Rule(bool),
    "ticks": Rule(bool),
    "thinking_s": Rule(float, 0, 600),
    "rate_first": Rule(bool),
    "speak_questions": Rule(bool),
    "voice": Rule(str),
    "voice_wpm": Rule(int, 80, 400),
    "microphone": Rule(str),
    "speaker": Rule(str),
    "engine": Rule(str, choices=("auto", "whisper", "pocketsphinx")),
    "model": Rule(str),
    "theme": Rule(str, choices=tuple(Theme), enum=Theme),
    "keep_audio_days": Rule(int, 1, 36_500),
}


def load(path: Path) -> Settings:
    """Read what was set; where there is no file, everything has its default.

    Raises:
        NotReadable, NotText: the file can't be read.
        MalformedFile: it has mistakes, each said with its line, its key and what would do.
    """
    text = _read(path)
    return Settings() if text is None else _parse(text, path)


def save(path: Path, settings: Settings) -> None:
    """Write what is set differently now; all else in the file stays as it is.

    Raises:
        MalformedFile: a setting is not what it may be, or the file has mistakes already.
        NotReadable, NotText, StorageError: the file can't be read or written.
    """
    _refuse([f"{mistake}." for _, mistake in _mistakes(_chosen(settings))])
    target = path.resolve()  # a link to a file that is kept elsewhere stays one
    text = _read(target)
    before = Settings() if text is None else _parse(text, path)
    changed = [name for name in setting_names() if getattr(settings, name) != getattr(before, name)]
    if not changed:
        return
    written = template() if text is None else text
    for name in changed:
        written = _with(written, name, getattr(settings, name))
    if _parse(written, path) != settings:
        raise StorageError(f"{shown(path)} can't be changed without harm: set {', '.join(changed)} by hand.")
    make_folder(target.parent)
    write(target, written.encode())


def template() -> str:
    """The file before anything is set: each setting with what it does and its default, as comments."""
    defaults = Settings()
    return HEADING + "".join(
        _entry(name, f"# {_line(name, getattr(defaults, name))}") for name in setting_names()
    )


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise NotText(f"{shown(path)} is no UTF-8 text: save it as UTF-8, or move it away.") from error
    except OSError as error:
        raise NotReadable(f"{shown(path)} can't be read ({error.strerror}): move it away.") from error


def _parse(text: str, path: Path) -> Settings:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, position = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", position)
        where = _place(path, int(line[1]) if line else None)
        raise MalformedFile(f"{where}: this is no TOML: {reason[:1].lower()}{reason[1:]}.") from error
    set_values = {key: value for key, value in values.items() if value != ""}
    _refuse([f"{_place(path, _line_of(key, text))}: {mistake}." for key, mistake in _mistakes(set_values)])
    return Settings(**{name: RULES[name].read(value) for name, value in set_values.items()})


def _chosen(settings: Settings) -> dict[str, object]:
    pairs = ((name, getattr(settings, name)) for name in setting_names())
    return {name: value for name, value in pairs if value is not None}


def _mistakes(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        rule = RULES.get(key)
        if rule is None:
            import difflib

            nearest = difflib.get_close_matches(key, setting_names(), n=1)
            hint = f": did you mean {nearest[0]}?" if nearest else f"; there are {', '.join(setting_names())}"
            yield key, f"no setting is called {_quoted(key)}{hint}"
        elif not rule.allows(value):
            yield key, f"{key} must be {rule}, not {_quoted(value)}"
    defaults = Settings()
    slow, fast = (values.get(name, getattr(defaults, name)) for name in ("slow_below_wpm", "fast_above_wpm"))
    if isinstance(slow, int | float) and isinstance(fast, int | float) and slow >= fast:
        key = "slow_below_wpm" if "slow_below_wpm" in values else "fast_above_wpm"
        yield key, f"slow_below_wpm ({slow:g}) must be less than fast_above_wpm ({fast:g})"


def _refuse(mistakes: list[str]) -> None:
    if mistakes:
        raise MalformedFile(mistakes[0], tuple(mistakes))


def _says_something(text: str) -> bool:
    return bool(text.strip()) and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _quoted(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _place(path: Path, line: int | None) -> str:
    return shown(path) if line is None else f"{shown(path)}, line {line}"


def _line_of(key: str, text: str) -> int | None:
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(key)}[\"']?[ \t]*[.=\]]", text, re.MULTILINE)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _entry(name: str, line: str) -> str:
    note = textwrap.indent(textwrap.fill(setting_notes()[name], 98), "# ")
    return f"\n{note}\n{line}\n"


def _line(name: str, value: object) -> str:
    return f"{name} =" if value is None else f"{name} = {_toml(value)}"


def _toml(value: object) -> str:
    import tomlkit

    if isinstance(value, float) and value.is_integer():
        value = int(value)  # as a person would write it
    return tomlkit.item(value.value if isinstance(value, StrEnum) else value).as_string()


def _with(text: str, name: str, value: object) -> str:
    # Only who sets something waits for the library that can write.
    import tomlkit

    document = tomlkit.parse(text)
    if name in document and value is None:
        place = next(
            index for index, (key, _) in enumerate(document.body) if key is not None and key.key == name
        )
        document.remove(name)
        document.body[place] = (None, tomlkit.comment(_line(name, None)))
        return document.as_string()
    line = _line(name, value)
    if name in document:
        document[name] = tomlkit.value(_toml(value))
        return document.as_string()
    commented = re.compile(rf"^#[ \t]*{name}[ \t]*=.*?(?=\r?$)", re.MULTILINE)
    if commented.search(text):
        return commented.sub(lambda _: line, text, count=1)
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{_entry(name, line)}"
