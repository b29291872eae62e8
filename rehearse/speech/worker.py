"""A recogniser in a process of its own, asked through pipes: it may hold Python's lock, hang or crash.

Requests go to its standard input, each a letter, a length and so many bytes; those that ask for something are
answered by a line of JSON on its standard output. The end of its input is its end.
"""

import json
import os
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, BinaryIO

_REQUEST = struct.Struct("<cI")
_LOOKS = 10
"""Patience ends after so many looks: where the program was stopped or the machine slept, however long, one
went by, and what could not work has not hung."""


class WorkerLost(Exception):
    """It could not be started, it ended, or it hung and was killed."""

    def __init__(self, reason: str = "it broke down", hung: bool = False) -> None:
        """`reason` is for people; `hung` where it was given up."""
        super().__init__(reason)
        self.hung = hung


class Worker:
    """The near end; for one thread at a time. Its process ends when nobody holds it any more."""

    def __init__(self, module: str, *arguments: str) -> None:
        """Start it; what it replies first is up to it.

        Raises:
            WorkerLost: the system has no process left to give.
        """
        try:
            process = subprocess.Popen(
                # -P: a file in the current folder must not stand in for a module.
                [sys.executable, "-P", "-m", module, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        except OSError as error:
            raise WorkerLost(error.strerror or "no process can be had") from error
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._requests, self._replies = process, process.stdin, process.stdout
        self.end = weakref.finalize(self, _end, process, process.stdin, process.stdout)
        """End the process, from any thread; a second call does nothing. Who waits for it has lost it."""

    @property
    def pid(self) -> int:
        """The process' number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked anything."""
        return self._process.poll() is None

    def tell(self, request: bytes, content: bytes, patience_s: float) -> None:
        """Ask for something; waits while it is busy with much that was asked before.

        Raises:
            WorkerLost: it broke down, or has not taken it in after so long.
        """
        with self._watched(patience_s) as hung:
            try:
                self._requests.write(_REQUEST.pack(request, len(content)) + content)
                self._requests.flush()
            except (OSError, ValueError) as error:  # the latter where it was ended before
                raise WorkerLost(hung=hung.is_set()) from error

    def reply(self, patience_s: float) -> Any:
        """Wait for the next reply.

        Raises:
            WorkerLost: it broke down, or has not replied after so long.
        """
        with self._watched(patience_s) as hung:
            try:
                line = self._replies.readline()
            except ValueError as error:  # it was ended before
                raise WorkerLost from error
            if not line.endswith(b"\n"):  # it ended before its sentence did
                raise WorkerLost(hung=hung.is_set())
        return json.loads(line)

    @contextmanager
    def _watched(self, patience_s: float) -> Iterator[threading.Event]:
        """Kill the process should it hang, which ends the waiting for it.

        Whatever goes wrong within, the process ends: a reply that nobody took must not pass for the next one.
        """
        hung, over = threading.Event(), threading.Event()

        def watch() -> None:
            if not any(over.wait(patience_s / _LOOKS) for _ in range(_LOOKS)):
                hung.set()
                self._process.kill()

        try:
            try:
                threading.Thread(target=watch, name="watch", daemon=True).start()
            except RuntimeError as error:  # the system gives no more threads
                raise WorkerLost(str(error)) from error
            yield hung
        except BaseException:
            self.end()
            raise
        finally:
            over.set()


class FarEnd:
    """The worker's own end."""

    def __init__(self, requests: BinaryIO, replies: BinaryIO) -> None:
        self._requests = requests
        self._replies = replies

    def next(self) -> tuple[bytes, bytes] | None:
        """The next request with what it brings; None when none will come."""
        head = self._requests.read(_REQUEST.size)
        if len(head) < _REQUEST.size:
            return None
        letter, length = _REQUEST.unpack(head)
        content = self._requests.read(length)
        return None if len(content) < length else (letter, content)

    def reply(self, reply: object) -> None:
        """Answer."""
        self._replies.write(json.dumps(reply).encode() + b"\n")


@contextmanager
def far_end() -> Iterator[FarEnd]:
    """Serve, as long as somebody waits for the replies; what libraries print must not pass for one."""
    with os.fdopen(os.dup(1), "wb", buffering=0) as replies:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with suppress(BrokenPipeError):
            yield FarEnd(sys.stdin.buffer, replies)


def _end(process: subprocess.Popen[bytes], *pipes: IO[bytes]) -> None:
    # Whoever waits for it in another thread holds its pipes until it is gone.
    process.kill()
    process.wait()
    for pipe in pipes:
        with suppress(OSError):
            pipe.close()
