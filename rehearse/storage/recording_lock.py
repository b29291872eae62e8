"""A lock that the kernel lets go of when its process dies, however it dies."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from rehearse.durable import open_private, storing


class RecordingLock:
    """Held until it is released or its process is gone.

    A file that merely exists would outlive a killed recorder; `flock` does not. Where a disk has no `flock`
    this fails, while `filelock` would take a file that merely exists, and it waits by asking again and again:
    here the kernel wakes who waits. Windows has no `flock`, and no folder that can be brought to disk either.
    """

    __slots__ = ("_descriptor", "_path")

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """Take the lock at once; None when somebody holds it.

        Raises:
            StorageError: files can't be locked here.
        """
        return cls._lock(path, wait=False)

    @classmethod
    def wait_for(cls, path: Path) -> Self:
        """Take the lock as soon as nobody holds it.

        Raises:
            StorageError: files can't be locked here.
        """
        while (lock := cls._lock(path, wait=True)) is None:
            pass
        return lock

    @classmethod
    def _lock(cls, path: Path, *, wait: bool) -> Self | None:
        import fcntl

        with storing(path):
            descriptor = open_private(path, os.O_RDWR | os.O_CREAT)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                return None
            except BaseException:
                os.close(descriptor)
                raise
        return cls(path, descriptor)

    def release(self, *, remove: bool = False) -> None:
        """Let go; a second call does nothing."""
        if self._descriptor < 0:
            return
        if remove:
            with suppress(OSError):  # the file holds nobody up; only the lock does
                self._path.unlink()
        os.close(self._descriptor)
        self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
