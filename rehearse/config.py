"""`settings.toml`: read quickly, checked strictly, written so that whatever a person wrote there stays."""

import re
import textwrap
import tomllib
from enum import StrEnum
from pathlib import Path

from rehearse.durable import make_folder, shown, write
from rehearse.interview.errors import MalformedFile, NotReadable, NotText, StorageError
from rehearse.practice.setting_rules import RULES, mistakes_in
from rehearse.practice.settings import Settings, setting_names, setting_notes

HEADING = """\
# What Rehearse goes by. Take the "#" away before a setting to choose it yourself.
# The app writes here too, and leaves what you wrote as it is.
"""


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
    _refuse([f"{mistake}." for _, mistake in mistakes_in(_chosen(settings))])
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
    except (FileNotFoundError, NotADirectoryError):
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
    _refuse([f"{_place(path, _line_of(key, text))}: {mistake}." for key, mistake in mistakes_in(set_values)])
    return Settings(**{name: RULES[name].read(value) for name, value in set_values.items()})


def _chosen(settings: Settings) -> dict[str, object]:
    pairs = ((name, getattr(settings, name)) for name in setting_names())
    return {name: value for name, value in pairs if value is not None}


def _refuse(mistakes: list[str]) -> None:
    if mistakes:
        raise MalformedFile(mistakes[0], tuple(mistakes))


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
