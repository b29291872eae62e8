"""How much of the disk the takes take."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.practice.ports import DiskUse

if TYPE_CHECKING:
    from rehearse.storage.data_folder import DataFolder


def disk_use(folder: "DataFolder") -> DiskUse:
    """Add up the files of all takes and the database; a file that goes meanwhile is left out."""
    sound = words = 0
    for name, size in (*_sizes(folder.takes), *_sizes(folder.root, deep=False)):
        if name.endswith(".wav"):
            sound += size
        elif name == "take.json" or name.startswith(folder.database.name):
            words += size
    return DiskUse(sound, words)


def _sizes(folder: str | Path, *, deep: bool = True) -> Iterator[tuple[str, int]]:
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if deep:
                    yield from _sizes(entry.path)
            else:
                with suppress(FileNotFoundError):
                    yield entry.name, entry.stat(follow_symlinks=False).st_size
