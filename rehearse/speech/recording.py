"""A recording on disk that is whole whenever its recorder dies, and the mending of one whose recorder did."""

import os
import struct
from pathlib import Path
from typing import IO

from rehearse.durable import shown
from rehearse.interview.errors import StorageError
from rehearse.interview.sound import SAMPLE_RATE, SoundFacts
from rehearse.speech.loudness import SAMPLE_BYTES, Loudness

HEADER_BYTES = 44
SYNC_EVERY_S = 5.0
"""How much sound a power cut may take; a dead process takes none, the kernel has what was written."""
LARGEST_BYTES = 0xFFFFFFFF - HEADER_BYTES
BLOCK_BYTES = SAMPLE_RATE * SAMPLE_BYTES


def wav_header(data_bytes: int) -> bytes:
    """Give the header of a 16 kHz mono int16 WAV file that holds this much."""
    data_bytes = min(data_bytes, LARGEST_BYTES)
    return b"".join(
        (
            struct.pack("<4sI4s", b"RIFF", data_bytes + HEADER_BYTES - 8, b"WAVE"),
            struct.pack("<4sIHHII", b"fmt ", 16, 1, 1, SAMPLE_RATE, SAMPLE_RATE * SAMPLE_BYTES),
            struct.pack("<HH4sI", SAMPLE_BYTES, 8 * SAMPLE_BYTES, b"data", data_bytes),
        )
    )


class WavFile:
    """A new WAV file whose header is true after every write."""

    def __init__(self, path: Path) -> None:
        """Create the file, readable by its owner alone.

        Raises:
            StorageError: it exists already or can't be written.
        """
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StorageError(
                f"The recording can't be written to {shown(path)}: {error.strerror}."
            ) from error
        # Unbuffered: a write has happened when it returns, and what a full disk took is known.
        self._file: IO[bytes] = os.fdopen(descriptor, "wb", buffering=0)
        self._data_bytes = 0
        self._synced_bytes = 0
        try:
            self._put(0, wav_header(0))
        except OSError as error:
            self._file.close()
            path.unlink(missing_ok=True)
            raise StorageError(
                f"The recording can't be written to {shown(path)}: {error.strerror}."
            ) from error

    def write(self, pcm: bytes) -> None:
        """Append whole samples.

        Raises:
            OSError: not all could be written, as on a full disk; what stood before stays whole.
        """
        self._put(HEADER_BYTES + self._data_bytes, pcm)
        self._data_bytes += len(pcm)
        self._put(0, wav_header(self._data_bytes))
        if self._data_bytes - self._synced_bytes >= SYNC_EVERY_S * SAMPLE_RATE * SAMPLE_BYTES:
            self._sync()

    def close(self) -> None:
        """Bring all of it onto the disk; a second call does nothing.

        Raises:
            OSError: the disk doesn't take it.
        """
        if self._file.closed:
            return
        with self._file:
            # What a failed write left behind the last whole one is cut off.
            self._file.truncate(HEADER_BYTES + self._data_bytes)
            self._sync()

    def _put(self, at: int, content: bytes) -> None:
        self._file.seek(at)
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _sync(self) -> None:
        os.fsync(self._file.fileno())
        self._synced_bytes = self._data_bytes


def read_sound(path: Path, start: int, most: int) -> bytes:
    """Read some of a recording's sound, also while it is being written.

    Raises:
        OSError: it can't be read.
    """
    with path.open("rb", buffering=0) as file:
        file.seek(HEADER_BYTES + start)
        return file.read(most) or b""


def mend(path: Path) -> SoundFacts | None:
    """Make a recording whole whose recorder died, and say what is in it; None when nothing is.

    Whatever the header says, every whole sample in the file counts. Mending a whole file changes nothing.

    Raises:
        StorageError: the file can't be read or written.
    """
    try:
        with path.open("r+b") as file:
            data_bytes = max(0, os.fstat(file.fileno()).st_size - HEADER_BYTES)
            data_bytes -= data_bytes % SAMPLE_BYTES
            if data_bytes == 0:
                return None
            header = wav_header(data_bytes)
            if file.read(HEADER_BYTES) != header:
                file.seek(0)
                file.write(header)
            file.truncate(HEADER_BYTES + data_bytes)
            os.fsync(file.fileno())
            return _facts(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(f"The recording {shown(path)} can't be recovered: {error.strerror}.") from error


def _facts(file: IO[bytes]) -> SoundFacts:
    file.seek(HEADER_BYTES)
    loudness = Loudness()
    while block := file.read(BLOCK_BYTES):
        loudness.add(block)
    return loudness.facts()
