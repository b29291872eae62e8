"""The form of a backup: a ZIP file with a list of what is in it, how long, and what it hashes to."""

import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Self

from rehearse.durable import shown
from rehearse.interview.errors import NotReadable, StorageError
from rehearse.storage.take_ids import is_id

SCHEMA = "rehearse.backup/1"
MANIFEST = "backup.json"
CHUNK_BYTES = 1 << 20
LARGEST_MANIFEST_BYTES = 64 << 20
LARGEST_OTHER_BYTES = 16 << 20
"""What belongs to no take was typed by a person."""

_TAKE_FILE = re.compile(r"takes/(?P<id>[^/]+)/(?:take\.json|(?P=id)\.wav)")
_OTHER_FILE = re.compile(r"settings\.toml|stories\.toml|session\.json|questions/[^./\\\x00][^/\\\x00]*\.toml")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
)


class UnusableBackup(NotReadable):
    """It is no backup, or not whole."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"This backup can't be used, nothing of it was brought back: {what} ({name!a}).")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a backup."""

    name: str
    size_bytes: int
    sha256: str

    @property
    def take_id(self) -> str | None:
        """The take it belongs to; None for what belongs to none."""
        found = _TAKE_FILE.fullmatch(self.name)
        return None if found is None else found["id"]


class Writer:
    """Adds files to a backup; its list comes last."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", compresslevel=1)
        self._entries: list[Entry] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            files = [[entry.name, entry.size_bytes, entry.sha256] for entry in self._entries]
            with self._zip.open(_info(MANIFEST), "w") as into:
                into.write(json.dumps({"schema": SCHEMA, "files": files}).encode())
        self._zip.close()

    def add(self, name: str, path: Path) -> bool:
        """Add a file; False where there is none.

        Raises:
            StorageError: it can't be read.
            OSError: the backup can't be written.
        """
        try:
            source = path.open("rb")
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _unreadable(path, error) from error
        with source:
            self._add(name, _chunks_of(source, path))
        return True

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add what is in memory."""
        self._add(name, iter((content,)))

    def _add(self, name: str, content: Iterator[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_info(name), "w", force_zip64=True) as into:
            for chunk in content:
                into.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self._entries.append(Entry(name, size, digest.hexdigest()))


def _chunks_of(source: BinaryIO, path: Path) -> Iterator[bytes]:
    try:
        while chunk := source.read(CHUNK_BYTES):
            yield chunk
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"{shown(path)} can't be read ({error.strerror}), and a backup without it would not be whole: "
        "change who may read it, or move it away."
    )


def checked_entries(backup: zipfile.ZipFile) -> tuple[Entry, ...]:
    """Read a backup whole, and give what is in it.

    Raises:
        UnusableBackup: something is missing, changed, or has no place in a backup.
    """
    try:
        entries = tuple(_entry(*file) for file in _manifest(backup)["files"])
    except _TROUBLE as error:
        raise UnusableBackup(MANIFEST, "its list of files makes no sense") from error
    names = [entry.name for entry in entries]
    if sorted((*names, MANIFEST)) != sorted(backup.namelist()):
        raise UnusableBackup(MANIFEST, "it holds other files than it says")
    for entry in entries:
        for _ in chunks(backup, entry):
            pass
    return entries


def chunks(backup: zipfile.ZipFile, entry: Entry) -> Iterator[bytes]:
    """Give a file's content, a piece at a time.

    Raises:
        UnusableBackup: it is not what was written.
    """
    digest, left = hashlib.sha256(), entry.size_bytes
    try:
        info = backup.getinfo(entry.name)
        if info.compress_type not in _METHODS:
            raise ValueError("packed in another way")
        with backup.open(info) as content:
            while chunk := content.read(CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    break
                digest.update(chunk)
                yield chunk
    except _TROUBLE as error:
        raise UnusableBackup(entry.name, "a file in it is damaged") from error
    if left != 0 or digest.hexdigest() != entry.sha256:
        raise UnusableBackup(entry.name, "a file in it is not what was written")


def _manifest(backup: zipfile.ZipFile) -> dict[str, Any]:
    if backup.getinfo(MANIFEST).file_size > LARGEST_MANIFEST_BYTES:
        raise ValueError("too long")
    with backup.open(MANIFEST) as content:
        manifest = json.loads(content.read(LARGEST_MANIFEST_BYTES))
    if manifest["schema"] != SCHEMA:
        raise ValueError("another schema")
    return dict(manifest)


def _entry(name: str, size_bytes: int, sha256: str) -> Entry:
    take = _TAKE_FILE.fullmatch(name)
    if not (_OTHER_FILE.fullmatch(name) if take is None else is_id(take["id"])):
        raise ValueError(f"{name!a} has no place in a backup")
    if type(size_bytes) is not int or type(sha256) is not str:
        raise TypeError("no size and hash")
    if take is None and size_bytes > LARGEST_OTHER_BYTES:
        raise ValueError(f"{name!a} is too long")
    return Entry(name, size_bytes, sha256)


def _info(name: str) -> zipfile.ZipInfo:
    # Without a date: the same takes make the same backup.
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
