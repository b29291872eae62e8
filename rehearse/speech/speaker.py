"""Sound files played through PortAudio."""

import queue
import threading
import time
import wave
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.durable import shown
from rehearse.interview.errors import NotFound, NotSound
from rehearse.speech import portaudio
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.tempo import stretched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK_S = 0.1
QUEUED_BLOCKS = 20
LATENCY_S = 0.05
"""Too short to notice, long enough for a busy machine; what a device offers as low is neither on some."""
TAIL_S = 0.15
"""Silence after the end: what a device still holds when it is told to stop may never be heard."""
LOST_AFTER_S = 1.0
"""A device that asks for no sound for so long is gone."""
HUSH_S = 0.5
"""Silence comes far sooner; this bounds the wait for a device that never answers."""


class SoundDeviceSpeaker:
    """Plays WAV files on a device that is remembered by its name."""

    def __init__(self, device_name: str | None) -> None:
        """Without a name the system's own choice is used, looked up at every play."""
        self._device_name = device_name

    def play(
        self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0
    ) -> "SoundDevicePlayback":
        """Start playing and return at once; a voice keeps its pitch at any speed.

        Raises:
            NoSpeaker: there is no device to play on.
            NotFound: there is no such file.
            NotSound: it is no WAV file of 16-bit samples.
        """
        return SoundDevicePlayback(_Excerpt(path, start_s, end_s, speed), self._device_name)


class _Excerpt:
    """A part of a WAV file, read as it is needed."""

    def __init__(self, path: Path, start_s: float, end_s: float | None, speed: float) -> None:
        try:
            self._file = wave.open(str(path), "rb")  # noqa: SIM115
        except FileNotFoundError as error:
            raise NotFound(f"{shown(path)} is not there: check the name.") from error
        except (wave.Error, EOFError, OSError) as error:
            raise NotSound(f"{shown(path)} can't be played: it is no WAV file.") from error
        if self._file.getsampwidth() != SAMPLE_BYTES:
            self._file.close()
            raise NotSound(f"{shown(path)} can't be played: it has no 16-bit samples.")
        self.rate = self._file.getframerate()
        self.channels = self._file.getnchannels()
        frames = self._file.getnframes()
        first = min(max(0, round(start_s * self.rate)), frames)
        last = frames if end_s is None else min(max(first, round(end_s * self.rate)), frames)
        self._file.setpos(first)
        self._left = last - first
        self.start_s = first / self.rate
        self.end_s = last / self.rate
        self.speed = speed

    def blocks(self) -> Iterator[bytes]:
        """The sound at its speed."""
        yield from stretched(self._read(), self.rate, self.channels, self.speed)

    def _read(self) -> Iterator[bytes]:
        while self._left > 0:
            pcm = self._file.readframes(min(self._left, round(BLOCK_S * self.rate)))
            if not pcm:
                return
            self._left -= len(pcm) // SAMPLE_BYTES // self.channels
            yield pcm

    def close(self) -> None:
        self._file.close()


class SoundDevicePlayback:
    """A sound being played: a thread reads it ahead, the device's own callback takes it."""

    def __init__(self, excerpt: _Excerpt, device_name: str | None) -> None:
        """Open the device and start.

        Raises:
            NoSpeaker: there is no device to play on; the file is closed.
        """
        self._excerpt = excerpt
        self._blocks: queue.Queue[bytes | None] = queue.Queue(QUEUED_BLOCKS)
        self._rest = memoryview(b"")
        self._stopping = threading.Event()
        self._silent = threading.Event()
        self._let_go = threading.Event()
        self._played_bytes = 0
        self._asked_s = time.monotonic()
        try:
            self._stream, self._rate, self._channels = portaudio.open_stream(
                "output", device_name, self._open, self._settings
            )
            converted = _converted(excerpt, self._rate, self._channels)
            # The first sound is ready before the device asks for it.
            self._blocks.put(next(converted, None))
            self._latency_s = float(self._stream.latency)
            portaudio.start_stream("output", self._stream)
        except BaseException:
            excerpt.close()
            raise
        threading.Thread(target=self._feed, args=[converted], name="speaker", daemon=True).start()

    @property
    def position_s(self) -> float:
        """What is being heard now: what was handed to the device less what it has yet to play."""
        if self.finished and not self._stopping.is_set():
            return self._excerpt.end_s
        handed_s = self._played_bytes / (SAMPLE_BYTES * self._channels * self._rate)
        heard_s = max(0.0, handed_s - self._latency_s)
        return min(self._excerpt.end_s, self._excerpt.start_s + heard_s * self._excerpt.speed)

    @property
    def finished(self) -> bool:
        """Whether it came to its end or was stopped, or its device is gone."""
        return self._silent.is_set()

    def stop(self) -> None:
        """Fall silent; a second call does nothing."""
        self._stopping.set()
        self._silent.wait(HUSH_S)

    def wait(self, timeout_s: float | None = None) -> bool:
        """Block until finished and the device is free again; False when the time ran out first."""
        return self._let_go.wait(timeout_s)

    def _settings(self, device: dict[str, Any]) -> Iterator[tuple[float, int]]:
        own, channels = self._excerpt.rate, self._excerpt.channels
        most = min(2, device["max_output_channels"])
        for rate in dict.fromkeys((own, device["default_samplerate"])):
            yield from ((rate, count) for count in dict.fromkeys((channels, most)))

    def _open(self, device: dict[str, Any], rate: float, channels: int) -> Any:
        sounddevice = portaudio.library("output")
        self._abort, self._end = sounddevice.CallbackAbort, sounddevice.CallbackStop
        return sounddevice.RawOutputStream(
            samplerate=rate,
            channels=channels,
            dtype="int16",
            device=device["index"],
            latency=max(LATENCY_S, device["default_low_output_latency"]),
            callback=self._fill,
            finished_callback=self._silent.set,
        )

    def _fill(self, out: Any, _frames: int, _time: object, _status: object) -> None:
        """PortAudio's callback: only copies, and never waits."""
        self._asked_s = time.monotonic()
        if self._stopping.is_set():
            raise self._abort
        at = 0
        while at < len(out):
            if not self._rest:
                try:
                    block = self._blocks.get_nowait()
                except queue.Empty:
                    break
                if block is None:
                    out[at:] = bytes(len(out) - at)
                    raise self._end
                self._rest = memoryview(block)
            part = self._rest[: len(out) - at]
            out[at : at + len(part)] = part
            self._rest = self._rest[len(part) :]
            at += len(part)
        out[at:] = bytes(len(out) - at)
        self._played_bytes += at

    def _feed(self, converted: Iterator[bytes]) -> None:
        try:
            tail = bytes(round(TAIL_S * self._rate) * self._channels * SAMPLE_BYTES)
            for block in chain(converted, (tail, None)):
                self._put(block)
            while not (self._silent.wait(BLOCK_S) or self._is_lost()):
                pass
        finally:
            self._excerpt.close()
            self._silent.set()
            if self._is_lost():
                # A device that is gone may be slow to let go of: nobody shall wait for it.
                self._let_go.set()
            portaudio.close_stream(self._stream)
            self._let_go.set()

    def _put(self, block: bytes | None) -> None:
        while not (self._silent.is_set() or self._is_lost()):
            try:
                return self._blocks.put(block, timeout=BLOCK_S)
            except queue.Full:
                continue

    def _is_lost(self) -> bool:
        return time.monotonic() - self._asked_s > LOST_AFTER_S


def _converted(excerpt: _Excerpt, rate: float, channels: int) -> Iterator[bytes]:
    """Give the sound as the device takes it."""
    if (rate, channels) == (excerpt.rate, excerpt.channels):
        yield from excerpt.blocks()
        return
    import numpy as np
    import soxr

    stream = soxr.ResampleStream(excerpt.rate, rate, channels, dtype="int16")
    for block in excerpt.blocks():
        frames = np.frombuffer(block, np.int16).reshape(-1, excerpt.channels)
        yield bytes(stream.resample_chunk(_spread(frames, channels)))
    yield bytes(stream.resample_chunk(np.zeros((0, channels), np.int16), last=True))


def _spread(frames: "NDArray[np.int16]", channels: int) -> "NDArray[np.int16]":
    import numpy as np

    if frames.shape[1] == channels:
        return frames
    mono = np.mean(frames, axis=1).astype(np.int16)
    return np.repeat(mono[:, None], channels, axis=1)
