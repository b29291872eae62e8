"""Editing TOML files so that whatever a person wrote there stays: comments, order, layout."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import tomlkit
from filelock import FileLock
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, Array, Table

from rehearse.durable import make_folder, shown, storing
from rehearse.interview.errors import MalformedFile
from rehearse.storage.toml_form import Form


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


def editable(text: str, path: Path) -> tomlkit.TOMLDocument:
    """Open a text that was checked for changes.

    Raises:
        MalformedFile: it is TOML, and yet can't be edited without harm.
    """
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise by_hand_only(path) from error


def by_hand_only(path: Path) -> MalformedFile:
    """Refuse a layout that the library garbles."""
    return MalformedFile(f"{shown(path)} is laid out in a way that only you can change: edit it by hand.")


def find(document: tomlkit.TOMLDocument, key: str, id_: str) -> AbstractTable:
    """Find the table with an id in a list of tables."""
    tables = cast(list[AbstractTable], document[key])
    return next(table for table in tables if table["id"] == id_)


def append(document: tomlkit.TOMLDocument, key: str, fields: dict[str, Any]) -> None:
    """Add a table at the end of a list of tables, in the list's own layout."""
    listed = document.get(key)
    table: AbstractTable = tomlkit.inline_table() if isinstance(listed, Array) else _new_table()
    for name, value in fields.items():
        table[name] = _item(value)
    if listed is None:
        document[key] = tomlkit.aot()
        listed = document[key]
    listed.append(table)


def _new_table() -> Table:
    table = tomlkit.table()
    table.trivia.indent = "\n"
    return table


def change(
    table: AbstractTable,
    fields: dict[str, Any],
    form: type[Form],
    says_the_same: Callable[[str, Any, Any], bool],
) -> None:
    """Set what has changed and leave the rest as it was written, comments and all."""
    for key in form.model_fields:
        if key in table and key not in fields:
            del table[key]
        elif key in table and not says_the_same(key, table[key], fields[key]):
            table[key] = _item(fields[key])
    extend(table, {key: value for key, value in fields.items() if key not in table})


def extend(table: AbstractTable, fields: dict[str, Any]) -> None:
    """Add keys after the last one: a comment that follows it belongs to what comes below."""
    body = table.value.body
    below = []
    while isinstance(table, Table) and body and body[-1][0] is None:
        below.append(body.pop())
    for key, value in fields.items():
        table[key] = _item(value)
    body.extend(reversed(below))


def remove(document: tomlkit.TOMLDocument, key: str, id_: str) -> None:
    """Take the table with an id out of a list of tables, and the list when it is empty."""
    listed = cast(Any, document[key])
    if len(listed) == 1:
        del document[key]
    else:
        del listed[next(index for index, table in enumerate(listed) if table["id"] == id_)]


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
