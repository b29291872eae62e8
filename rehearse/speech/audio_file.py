"""Sound files of any kind, decoded to what the recognisers hear."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rehearse.durable import shown
from rehearse.interview.errors import EmptyInput, NotFound, NotReadable, NotSound, TooLong
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.loudness import SAMPLE_BYTES, Loudness

if TYPE_CHECKING:
    from av import AudioFrame, AudioResampler
    from av.container import InputContainer

    from rehearse.interview.sound import SoundFacts

MAX_S = 12 * 3600.0
"""No answer is longer, and nobody wants to wait for its words."""
BLOCK_BYTES = SAMPLE_RATE * SAMPLE_BYTES
LOWEST_BIT_RATE = 4000
"""No codec uses less: a header that says more time than this allows is broken or was never finished."""


class PyAvReader:
    """Reads whatever FFmpeg decodes: real files only, never an address or another file named inside one."""

    def open(self, path: Path) -> "PyAvSource":
        """Open a file.

        Raises:
            NotFound: there is no such file.
            NotReadable: it is a folder or a device, or may not be read.
            EmptyInput: it has no bytes or no samples.
            NotSound: it holds no sound that can be decoded.
        """
        with _decoding(path) as container:
            return PyAvSource(path, _total_s(container))


class PyAvSource:
    """A sound file as 16 kHz mono int16 blocks, with one second of it in memory at a time."""

    def __init__(self, path: Path, total_s: float | None) -> None:
        self._path = path
        self._total_s = total_s
        self._loudness = Loudness()

    @property
    def total_s(self) -> float | None:
        """How long it says it is, before it was decoded; None when it doesn't say."""
        return self._total_s

    @property
    def facts(self) -> "SoundFacts":
        """What is known once all blocks were taken."""
        return self._loudness.facts()

    def blocks(self) -> Iterator[bytes]:
        """Give the sound a second at a time; a file that breaks off gives what is there.

        Raises:
            NotSound: nothing in it can be decoded.
            EmptyInput: it holds no samples.
            TooLong: it is longer than twelve hours.
        """
        if self._total_s is not None:
            self._check_length(self._total_s)
        with _decoding(self._path) as container:
            pending = bytearray()
            for pcm in _pcm(container, self._path):
                pending += pcm
                while len(pending) >= BLOCK_BYTES:
                    yield self._measured(bytes(pending[:BLOCK_BYTES]))
                    del pending[:BLOCK_BYTES]
            if pending:
                yield self._measured(bytes(pending))
        if not self._loudness.samples:
            raise EmptyInput(
                f"{shown(self._path)} holds no sound, not a single sample: name another recording."
            )

    def _measured(self, block: bytes) -> bytes:
        self._loudness.add(block)
        self._check_length(self._loudness.duration_s)
        return block

    def _check_length(self, duration_s: float) -> None:
        if duration_s > MAX_S:
            raise TooLong(f"{shown(self._path)} is longer than 12 hours: cut it into single answers.")


@contextmanager
def _decoding(path: Path) -> "Iterator[InputContainer]":
    import av

    with _regular_file(path) as file:
        try:
            # A playlist would have FFmpeg open what it names; without any protocol it can't.
            container = av.open(
                file,
                mode="r",
                container_options={"protocol_whitelist": "none"},
                metadata_errors="replace",
            )
        except (av.FFmpegError, ValueError) as error:
            raise NotSound(f"{shown(path)} is no sound that can be decoded: name a recording.") from error
        with container:
            if not container.streams.audio:
                raise NotSound(f"{shown(path)} has no sound in it: name a recording.")
            yield container


@contextmanager
def _regular_file(path: Path) -> Iterator[BinaryIO]:
    try:
        # Opening a pipe or a device can block or do harm: looked at first, and opened so that it can't block.
        _require_regular(path, os.stat(path))
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(f"{shown(path)} is not there: check the name.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise NotReadable(f"{shown(path)} can't be read ({reason}): check its permissions.") from error
    with os.fdopen(descriptor, "rb") as file:
        _require_regular(path, os.fstat(file.fileno()))
        yield file


def _require_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise NotReadable(f"{shown(path)} is a folder: name the sound files in it.")
    if not stat.S_ISREG(status.st_mode):
        raise NotReadable(f"{shown(path)} is no ordinary file: save the sound to one first.")
    if status.st_size == 0:
        raise EmptyInput(f"{shown(path)} is empty: name another recording.")


def _total_s(container: "InputContainer") -> float | None:
    if container.duration is None:
        return None
    total_s = container.duration / 1_000_000
    return total_s if container.size * 8 >= total_s * LOWEST_BIT_RATE else None


def _pcm(container: "InputContainer", path: Path) -> Iterator[bytes]:
    """Decode to the end; a broken packet is left out, a broken rest ends it."""
    import av

    stream = container.streams.audio[0]
    conversion = _Conversion()
    broken: Exception | None = None
    heard = False
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except (av.FFmpegError, OSError) as error:
            broken = error
            packet = None
        if packet is None:
            break
        try:
            for frame in stream.decode(packet):
                heard = True
                yield from conversion.convert(frame)
        except av.FFmpegError as error:
            broken = error
    yield from conversion.rest()
    if broken is not None and not heard:
        raise NotSound(f"{shown(path)} is broken from its start: name another recording.") from broken


class _Conversion:
    """Frames of any make to 16 kHz mono; what a file changes on its way is followed."""

    def __init__(self) -> None:
        self._make: tuple[str, str, int] | None = None
        self._resampler: AudioResampler | None = None

    def convert(self, frame: "AudioFrame") -> Iterator[bytes]:
        from av import AudioResampler

        make = (frame.format.name, frame.layout.name, frame.sample_rate)
        if make != self._make:
            yield from self.rest()
            self._make = make
            self._resampler = AudioResampler("s16", "mono", SAMPLE_RATE)
        frame.pts = None  # Samples are counted; gaps between time stamps are not filled.
        yield from self._resample(frame)

    def rest(self) -> Iterator[bytes]:
        yield from self._resample(None)
        self._resampler = None

    def _resample(self, frame: "AudioFrame | None") -> Iterator[bytes]:
        if self._resampler is not None:
            for converted in self._resampler.resample(frame):
                if converted is not None:  # What needs no conversion passes through, its end too.
                    yield bytes(converted.planes[0])[: converted.samples * SAMPLE_BYTES]
