"""Files that are on disk whole or not at all, for their owner's eyes only."""

import errno
import os
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rehearse.interview.errors import DiskFull, StorageError

FOLDER_MODE = 0o700
FILE_MODE = 0o600

_DRAFT = re.compile(r"\..+\.(?P<process>[0-9]+)-[0-9a-z_]+")

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_THE_WAY = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR})


def shown(path: Path) -> str:
    """Name a path in a message: in one line, escaped where it could be taken for more than a name."""
    name = str(path)
    plain = name.isprintable() and name == name.strip() and not set(name) & set("'\"\\")
    return name if plain else ascii(name)


ANOTHER_HOME = "name another folder in REHEARSE_HOME"
ANOTHER_FILE = "choose another file"


@contextmanager
def storing(path: Path, otherwise: str = ANOTHER_HOME) -> Iterator[None]:
    """Turn what the system says while a path is written into one line that says what to do.

    Raises:
        DiskFull: there is no room for it.
        StorageError: the path can't be written.
    """
    try:
        yield
    except OSError as error:
        kind = DiskFull if error.errno in _FULL else StorageError
        raise kind(_explain(error, path, otherwise)) from error


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing.

    Raises:
        StorageError: it can't be made.
    """
    with storing(path):
        missing = []
        at = path
        while not at.exists():
            missing.append(at)
            at = at.parent
        if not at.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(at))
        for folder in reversed(missing):
            try:
                folder.mkdir()
            except FileExistsError:
                continue  # another process needed it at the same moment
            folder.chmod(FOLDER_MODE)
            sync(folder.parent)


def write(path: Path, content: bytes, drafts: Path | None = None) -> None:
    """Replace a file's content; after a power cut it holds the old or the new, never a part.

    It is drafted in the same folder, or in another on the same disk.

    Raises:
        StorageError: it can't be written; what was there still is.
    """
    folder = path.parent if drafts is None else drafts
    draft = folder / f"{draft_prefix(path.name)}{os.getpid()}-{threading.get_ident()}"
    with storing(path):
        try:
            with open(draft, "wb", opener=open_private) as file:
                file.write(content)
            settle(draft, path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


@contextmanager
def delivering(path: Path) -> Iterator[BinaryIO]:
    """Give a file to fill that then replaces another outside the data folder, for its owner's eyes only.

    Nobody looks there for what a killed process left, so until it is whole it has no name, wherever the
    file system can do that.

    Raises:
        StorageError: it can't be written; what was there still is.
    """
    path = path.resolve()
    draft = path.with_name(f"{draft_prefix(path.name)}{os.getpid()}-{threading.get_ident()}")
    with storing(path, ANOTHER_FILE):
        try:
            with _nameless(draft) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
                if not draft.exists():
                    # Where folders are named, Python follows the link from which the kernel finds the file.
                    os.link(f"/proc/self/fd/{file.fileno()}", draft, src_dir_fd=file.fileno())
            draft.replace(path)
            sync(path.parent)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _nameless(draft: Path) -> BinaryIO:
    try:
        descriptor = open_private(draft.parent, os.O_TMPFILE | os.O_RDWR)
    except (AttributeError, OSError):  # another system, or a file system that knows no such files
        descriptor = open_private(draft, os.O_CREAT | os.O_RDWR | os.O_TRUNC)
    return os.fdopen(descriptor, "w+b")


def deliver(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file outside the data folder, whole or not at all; a device or a pipe is written into.

    Raises:
        StorageError: it can't be written; what was there still is.
    """
    if path.exists() and not path.is_file():
        with storing(path, ANOTHER_FILE), path.open("wb") as file:
            file.writelines(pieces)
    else:
        with delivering(path) as file:
            file.writelines(pieces)


def draft_prefix(name: str) -> str:
    """How the drafts of a file begin; the number of their process, a dash and a mark follow."""
    return f".{name}."


def sweep(folder: Path) -> None:
    """Remove the drafts that processes left which are gone; where that can't be done they stay."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        draft = _DRAFT.fullmatch(name)
        if draft is not None and not _is_alive(int(draft["process"])):
            with suppress(StorageError):
                _remove_any(folder / name)


def _remove_any(path: Path) -> None:
    if path.is_dir():
        remove_tree(path)
    else:
        remove(path)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def remove(path: Path) -> None:
    """Remove a file; that it is not there is no error.

    Raises:
        StorageError: it can't be removed.
    """
    with storing(path):
        path.unlink(missing_ok=True)


def settle(source: Path, target: Path) -> None:
    """Give a finished file its name, once all it holds is on disk.

    Raises:
        StorageError: it can't be renamed; it is still there under its first name.
    """
    with storing(target):
        descriptor = os.open(source, os.O_RDWR)
        try:
            os.fchmod(descriptor, FILE_MODE)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        source.replace(target)
        sync(target.parent)


def open_private(path: str | Path, flags: int) -> int:
    """Open a file that, should it be made now, is its owner's only, whatever the umask takes away."""
    descriptor = os.open(path, flags, FILE_MODE)
    os.fchmod(descriptor, FILE_MODE)
    return descriptor


def create(path: Path) -> None:
    """Make an empty file where there is none.

    Raises:
        StorageError: it can't be made.
    """
    with storing(path):
        os.close(open_private(path, os.O_WRONLY | os.O_CREAT))


def remove_tree(path: Path) -> None:
    """Remove a folder with all it holds; that it is not there is no error.

    Raises:
        StorageError: something in it can't be removed.
    """
    import shutil

    with storing(path):
        try:
            shutil.rmtree(path)
        except FileNotFoundError:
            return
        sync(path.parent)


def sync(folder: Path) -> None:
    """Bring the names in a folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _explain(error: OSError, path: Path, otherwise: str) -> str:
    if error.errno in _FULL:
        return f"The disk is full, nothing more fits in {shown(path.parent)}: free some space and try again."
    if error.errno in _FORBIDDEN:
        return f"{shown(path)} can't be written: change who may, or {otherwise}."
    if error.errno in _IN_THE_WAY:
        return f"{shown(_obstacle(path))} stands in the way: move it, or {otherwise}."
    return f"{shown(path)} can't be written ({error.strerror or error}): {otherwise}."


def _obstacle(path: Path) -> Path:
    for at in (path, *path.parents):
        if at.is_file():
            return at
    return path
