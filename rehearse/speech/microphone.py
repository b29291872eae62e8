"""Answers recorded through PortAudio."""

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech import portaudio
from rehearse.speech.recorder import DiskRecorder

if TYPE_CHECKING:
    import soxr

BLOCK_S = 0.03
QUEUED_S = 30.0
"""How long writing to disk may stall before sound is lost."""
WAIT_S = 0.1
LOST_AFTER_S = 1.0
"""A device that delivers nothing for so long is gone."""
FIRST_SOUND_S = 3.0
"""A wireless one takes its time to begin."""


class SoundDeviceMicrophone:
    """Records from a device that is remembered by its name."""

    def __init__(self, device_name: str | None) -> None:
        """Without a name the system's own choice is used, looked up at every recording."""
        self._device_name = device_name

    @property
    def name(self) -> str:
        """The device's name, looked up now.

        Raises:
            NoMicrophone: there is no device.
        """
        name: str = portaudio.find("input", self._device_name)["name"]
        return name

    def record(self, path: Path) -> DiskRecorder:
        """Start recording into a new WAV file.

        Raises:
            NoMicrophone: there is no device, or it can't be opened.
            StorageError: the file can't be written.
        """
        return DiskRecorder(_DeviceInput(self._device_name), path)

    def listen_in(self) -> DiskRecorder:
        """Listen as a recording would, and keep nothing.

        Raises:
            NoMicrophone: there is no device, or it can't be opened.
        """
        return DiskRecorder(_DeviceInput(self._device_name), None)


class _DeviceInput:
    """A device's sound: PortAudio's callback queues it, the recorder's thread takes and converts it."""

    def __init__(self, device_name: str | None) -> None:
        self.overflows = 0
        self.is_lost = False
        self._blocks: queue.Queue[bytes] = queue.Queue(round(QUEUED_S / BLOCK_S))
        self._over = threading.Event()
        self._closed = False
        self._patient_until_s = time.monotonic() + FIRST_SOUND_S
        self._stream, rate, channels = portaudio.open_stream("input", device_name, self._open, _settings)
        self._conversion = _Conversion(rate, channels)
        portaudio.start_stream("input", self._stream)

    def read(self) -> bytes | None:
        try:
            return self._conversion.convert(self._blocks.get(timeout=WAIT_S))
        except queue.Empty:
            if self._over.is_set() or time.monotonic() > self._patient_until_s:
                self.is_lost = True
                return None
            return b""

    def rest(self) -> bytes:
        self.close()
        queued = b"".join(self._blocks.get_nowait() for _ in range(self._blocks.qsize()))
        return self._conversion.convert(queued) + self._conversion.rest()

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            portaudio.close_stream(self._stream)

    def _open(self, device: dict[str, Any], rate: float, channels: int) -> Any:
        self.name: str = device["name"]
        # High latency: nothing waits for this sound, and a busy machine loses less of it.
        return portaudio.library("input").RawInputStream(
            samplerate=rate,
            channels=channels,
            dtype="int16",
            device=device["index"],
            blocksize=round(rate * BLOCK_S),
            latency="high",
            callback=self._keep,
            finished_callback=self._over.set,
        )

    def _keep(self, sound: Any, _frames: int, _time: object, status: Any) -> None:
        """PortAudio's callback: only copies, and never waits."""
        self._patient_until_s = time.monotonic() + LOST_AFTER_S
        if status.input_overflow:
            self.overflows += 1
        try:
            self._blocks.put_nowait(bytes(sound))
        except queue.Full:
            self.overflows += 1


def _settings(device: dict[str, Any]) -> Iterator[tuple[float, int]]:
    """What to ask of a device: what is kept, else its own rate and up to two channels."""
    most = min(2, device["max_input_channels"])
    for rate in dict.fromkeys((SAMPLE_RATE, device["default_samplerate"])):
        yield from ((rate, channels) for channels in dict.fromkeys((1, most)))


class _Conversion:
    """A device's own rate and channels to 16 kHz mono; nothing to do where the device does it."""

    def __init__(self, rate: float, channels: int) -> None:
        self._channels = channels
        self._resampler: soxr.ResampleStream | None = None
        if rate != SAMPLE_RATE:
            from soxr import ResampleStream

            # Not in 16 bits: there it adds a dither, and the silence of a blocked microphone must stay exact.
            self._resampler = ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")

    def convert(self, pcm: bytes, last: bool = False) -> bytes:
        if self._channels == 1 and self._resampler is None:
            return pcm
        import numpy as np

        samples = np.frombuffer(pcm, np.int16).reshape(-1, self._channels).mean(axis=1, dtype=np.float32)
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples, last=last)
        return bytes(np.rint(samples).clip(-32_768, 32_767).astype(np.int16))

    def rest(self) -> bytes:
        return self.convert(b"", last=True)
