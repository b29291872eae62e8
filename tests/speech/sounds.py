"""Sound made for tests: tones, silence and files of every kind."""

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from rehearse.interview.sound import SAMPLE_RATE

Samples = NDArray[np.int16]


def tone(duration_s: float, hz: float = 440.0, level_dbfs: float = -12.0, rate: int = SAMPLE_RATE) -> Samples:
    """A sine whose peak has the given level."""
    at = np.arange(round(duration_s * rate)) / rate
    return np.round(32_767 * 10 ** (level_dbfs / 20) * np.sin(2 * np.pi * hz * at)).astype(np.int16)


def silence(duration_s: float, rate: int = SAMPLE_RATE) -> Samples:
    """Exact zeros."""
    return np.zeros(round(duration_s * rate), np.int16)


def write_wav(path: Path, samples: Samples, rate: int = SAMPLE_RATE, channels: int = 1) -> Path:
    """Write interleaved samples as a plain WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


def read_wav(path: Path) -> Samples:
    """Read a plain WAV file strictly, as written by its header."""
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def encode(path: Path, codec: str, samples: Samples, rate: int, layout: str = "mono") -> Path:
    """Write samples through FFmpeg; the file's kind follows from its name."""
    channels = 2 if layout == "stereo" else 1
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = layout
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=layout)
        frame.sample_rate = rate
        frame.time_base = Fraction(1, rate)
        frame.pts = 0
        assert samples.size % channels == 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def loudest_hz(samples: Samples, rate: int = SAMPLE_RATE) -> float:
    """The frequency that carries most."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.argmax(spectrum)) * rate / samples.size
