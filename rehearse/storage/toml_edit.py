"""Editing TOML files so that whatever a person wrote there stays: comments, order, layout."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

import tomlkit
from filelock import FileLock
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, Array, Table

from rehearse.durable import make_folder, shown, storing, write
from rehearse.interview.errors import MalformedFile

Read = TypeVar("Read")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep two that write at the same time from losing what the other wrote.

    Raises:
        StorageError: the folder can't be made, or nothing can be locked there.
    """
    make_folder(path.parent)
    lock = path.with_name(f".{path.name}.lock")
    with storing(lock), FileLock(lock):
        yield


class TomlDocument:
    """A text with lists of tables, each table known by its id."""

    def __init__(self, text: str) -> None:
        self._document = tomlkit.parse(text)

    @classmethod
    def of_file(cls, text: str, path: Path) -> "TomlDocument":
        """Open a file's text that was checked.

        Raises:
            MalformedFile: it is TOML, and yet can't be edited without harm.
        """
        try:
            return cls(text)
        except TOMLKitError as error:
            raise _by_hand_only(path) from error

    @property
    def text(self) -> str:
        """The whole text as it stands now."""
        return tomlkit.dumps(self._document)

    def keep(self, path: Path, parse: Callable[[str, Path], Read]) -> Read:
        """Write it to its file; gives what that now reads as.

        Raises:
            MalformedFile: its layout can't be edited without harm; the file stays as it was.
            StorageError: it can't be written.
        """
        text = self.text
        try:
            read = parse(text, path)
        except MalformedFile as error:  # a layout that tomlkit garbles: better unchanged than broken
            raise _by_hand_only(path) from error
        write(path.resolve(), text.encode())
        return read

    def has(self, key: str, id_: str) -> bool:
        """Tell whether a list of tables holds one with the id."""
        return any(table["id"] == id_ for table in self._document.get(key, ()))

    def append(self, key: str, fields: dict[str, Any]) -> None:
        """Add a table at the end of a list of tables, in the list's own layout."""
        listed = self._document.get(key)
        table: AbstractTable = tomlkit.inline_table() if isinstance(listed, Array) else _new_table()
        for name, value in fields.items():
            table[name] = _item(value)
        if listed is None:
            self._document[key] = tomlkit.aot()
            listed = self._document[key]
        listed.append(table)

    def change(
        self,
        key: str,
        fields: dict[str, Any],
        known: Collection[str],
        says_the_same: Callable[[str, Any, Any], bool],
    ) -> None:
        """Set what has changed in the table with the fields' id and leave the rest as it was written.

        Of the known keys those that aren't among the fields are taken out.
        """
        table = self._find(key, fields["id"])
        for name in known:
            if name in table and name not in fields:
                del table[name]
            elif name in table and not says_the_same(name, table[name], fields[name]):
                table[name] = _item(fields[name])
        _extend(table, {name: value for name, value in fields.items() if name not in table})

    def extend(self, key: str, id_: str, fields: dict[str, Any]) -> None:
        """Add keys to the table with the id."""
        _extend(self._find(key, id_), fields)

    def remove(self, key: str, id_: str) -> None:
        """Take the table with the id out of a list of tables, and the list when it is empty."""
        listed = cast(Any, self._document[key])
        if len(listed) == 1:
            del self._document[key]
        else:
            del listed[next(index for index, table in enumerate(listed) if table["id"] == id_)]

    def _find(self, key: str, id_: str) -> AbstractTable:
        tables = cast(list[AbstractTable], self._document[key])
        return next(table for table in tables if table["id"] == id_)


def _by_hand_only(path: Path) -> MalformedFile:
    return MalformedFile(f"{shown(path)} is laid out in a way that only you can change: edit it by hand.")


def _new_table() -> Table:
    table = tomlkit.table()
    table.trivia.indent = "\n"
    return table


def _extend(table: AbstractTable, fields: dict[str, Any]) -> None:
    """Add keys after the last one: a comment that follows it belongs to what comes below."""
    body = table.value.body
    below = []
    while isinstance(table, Table) and body and body[-1][0] is None:
        below.append(body.pop())
    for key, value in fields.items():
        table[key] = _item(value)
    body.extend(reversed(below))


def _item(value: Any) -> Any:
    """Lay lists, tables and texts of several lines out as a person would."""
    if isinstance(value, list):
        lines = tomlkit.array()
        lines.extend(map(_item, value))
        return lines.multiline(len(value) > 1)
    if isinstance(value, dict):
        row = tomlkit.inline_table()
        row.update(value)
        return row
    if isinstance(value, str) and "\n" in value:
        said = value.replace("\\", "\\\\").replace('"', '\\"')
        return tomlkit.value(f'"""\n{said}\n"""')
    return value
