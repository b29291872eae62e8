"""What a voice does from moment to moment: how loud and how periodic it is, and how fast it changes."""

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rehearse.interview.sound import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Curve = NDArray[np.float64]

MOMENT_S = 0.01
WINDOW_SAMPLES = 640
"""Long enough for three periods of the lowest voice."""
TRANSFORM_SAMPLES = 1024
LOWEST_HZ = 70.0
HIGHEST_HZ = 400.0
NEARLY_AS_GOOD = 0.9
"""A period this good beside a longer one is the true one: any multiple of a period fits as well."""
BANDS = 16
BANDS_FROM_HZ = 150.0
BANDS_TO_HZ = 4500.0
BEND_HZ = 700.0
"""Below it an ear tells frequencies apart by their difference, above by their ratio."""
CHANGE_MOMENTS = 3
FLOOR = 1e-10


@dataclass(frozen=True, slots=True)
class Voicing:
    """Four curves with a value for each moment."""

    level_db: "Curve"
    periodicity: "Curve"
    """0 to 1: how well each period resembles the next."""
    pitch: "Curve"
    """In semitones."""
    change_db: "Curve"
    """How much the bands of the spectrum differ from those 30 ms before, whatever the loudness."""


def voicing(samples: "NDArray[np.int16]") -> Voicing:
    """Look at a stretch of sound every ten milliseconds."""
    import numpy as np

    hop = round(MOMENT_S * SAMPLE_RATE)
    padded = np.pad(samples.astype(np.float64) / 32_768, WINDOW_SAMPLES // 2)
    views = np.lib.stride_tricks.sliding_window_view(padded, WINDOW_SAMPLES)[::hop]
    centred = views - views.mean(axis=1, keepdims=True)
    power = np.square(np.abs(np.fft.rfft(centred * np.hanning(WINDOW_SAMPLES), TRANSFORM_SAMPLES)))
    periodicity, pitch = _periods(power)
    bands = 10 * np.log10(power @ _band_weights() + FLOOR)
    bands -= bands.mean(axis=1, keepdims=True)
    before = bands[np.maximum(np.arange(len(bands)) - CHANGE_MOMENTS, 0)]
    return Voicing(
        level_db=10 * np.log10(np.mean(np.square(centred), axis=1) + FLOOR),
        periodicity=periodicity,
        pitch=pitch,
        change_db=np.sqrt(np.mean(np.square(bands - before), axis=1)),
    )


def levels_db(samples: "NDArray[np.int16]") -> "Curve":
    """The loudness of each whole moment, for less than the other curves cost."""
    import numpy as np

    hop = round(MOMENT_S * SAMPLE_RATE)
    moments = samples[: samples.size // hop * hop].reshape(-1, hop).astype(np.float64) / 32_768
    return np.asarray(10 * np.log10(np.mean(np.square(moments), axis=1) + FLOOR))


def _periods(power: "Curve") -> tuple["Curve", "Curve"]:
    """How periodic each moment is, and its pitch."""
    import numpy as np

    shortest, longest = round(SAMPLE_RATE / HIGHEST_HZ), round(SAMPLE_RATE / LOWEST_HZ)
    resemblance = np.fft.irfft(power)[:, : longest + 2] / _taper_resemblance()[: longest + 2]
    resemblance /= np.maximum(resemblance[:, :1], FLOOR)
    inner = resemblance[:, shortest : longest + 1]
    best = inner.max(axis=1)
    is_peak = (
        (inner >= NEARLY_AS_GOOD * best[:, None])
        & (inner >= resemblance[:, shortest - 1 : longest])
        & (inner >= resemblance[:, shortest + 1 : longest + 2])
    )
    period = shortest + np.where(is_peak.any(axis=1), is_peak.argmax(axis=1), inner.argmax(axis=1))
    return np.clip(best, 0.0, 1.0), 12 * np.log2(SAMPLE_RATE / period / LOWEST_HZ)


@cache
def _taper_resemblance() -> "Curve":
    """What the window alone takes from the resemblance of a sound shifted against itself."""
    import numpy as np

    spectrum = np.fft.rfft(np.hanning(WINDOW_SAMPLES), TRANSFORM_SAMPLES)
    own = np.fft.irfft(np.square(np.abs(spectrum)))
    return np.asarray(own / own[0])


@cache
def _band_weights() -> "Curve":
    """Triangles over the frequencies, as wide as an ear hears them."""
    import numpy as np

    hz = np.fft.rfftfreq(TRANSFORM_SAMPLES, 1 / SAMPLE_RATE)
    at = np.log1p(hz / BEND_HZ)[:, None]
    edges = np.linspace(math.log1p(BANDS_FROM_HZ / BEND_HZ), math.log1p(BANDS_TO_HZ / BEND_HZ), BANDS + 2)
    rising = (at - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - at) / (edges[2:] - edges[1:-1])
    return np.asarray(np.clip(np.minimum(rising, falling), 0.0, None))
