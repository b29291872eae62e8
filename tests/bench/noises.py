"""What people and rooms sound like when nobody says a word: breaths, clicks, coughs, laughter, keys.

All of it is synthesised, from noise and from pulses through the resonances of a mouth.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from rehearse.interview.sound import SAMPLE_RATE

Sound = NDArray[np.float64]
OPEN_MOUTH = ((700.0, 90.0), (1200.0, 110.0), (2600.0, 160.0))
"""Resonances of an "a": their middle and their width in Hz."""


def breath(chance: np.random.Generator) -> Sound:
    """Air drawn in: broad noise that swells and ebbs."""
    length = _samples(chance.uniform(0.25, 0.8))
    swell = np.sin(np.pi * np.linspace(0, 1, length)) ** chance.uniform(1, 2)
    air = _band(chance.normal(size=length), chance.uniform(300, 900), chance.uniform(3000, 6500))
    return _level(air * swell, chance.uniform(-38, -26))


def click(chance: np.random.Generator) -> Sound:
    """A tongue or a pen: a few milliseconds."""
    length = _samples(chance.uniform(0.004, 0.015))
    ring = np.exp(-np.linspace(0, 7, length)) * chance.normal(size=length)
    return _level(ring, chance.uniform(-28, -12))


def keyboard(chance: np.random.Generator) -> Sound:
    """A few keys pressed and let go."""
    presses = np.cumsum(chance.uniform(0.08, 0.22, size=chance.integers(3, 10)))
    out = np.zeros(_samples(presses[-1] + 0.2))
    for at_s in presses:
        for offset_s, level in ((0.0, 1.0), (chance.uniform(0.05, 0.09), 0.4)):
            _add(out, level * click(chance), at_s + offset_s)
    return _level(out, chance.uniform(-34, -20))


def cough(chance: np.random.Generator) -> Sound:
    """A burst of air, hoarse, with a voice in its end now and then."""
    length = _samples(chance.uniform(0.25, 0.5))
    fall = np.exp(-np.linspace(0, chance.uniform(3, 6), length))
    burst = _mouth(chance.normal(size=length), chance.uniform(0.85, 1.2)) * fall
    if chance.random() < 0.5:
        tail = _mouth(_pulses(chance, length, chance.uniform(110, 240), 0.75, 0.08), 1.0)
        late = np.clip(np.linspace(-1.5, 1, length), 0, 1)
        burst = _level(burst, -20) + _level(tail * late * fall, -24)
    return _level(burst, chance.uniform(-26, -14))


def laughter(chance: np.random.Generator) -> Sound:
    """Ha-ha: short falling voices with breath between them."""
    calls = int(chance.integers(2, 7))
    step_s = chance.uniform(0.17, 0.26)
    out = np.zeros(_samples(step_s * (calls + 1)))
    hz = chance.uniform(140, 380)
    size = chance.uniform(0.9, 1.2)
    for call in range(calls):
        length = _samples(step_s * chance.uniform(0.4, 0.65))
        hump = np.sin(np.pi * np.linspace(0, 1, length))
        voice = _mouth(_pulses(chance, length, hz * chance.uniform(0.9, 1.15), 0.8, 0.03), size) * hump
        air = _mouth(chance.normal(size=_samples(step_s * 0.4)), size)
        _add(out, _level(air, -30), call * step_s)
        _add(out, _level(voice, -18) * 0.85**call, call * step_s + step_s * 0.3)
    return _level(out, chance.uniform(-28, -16))


NOISES: dict[str, Callable[[np.random.Generator], Sound]] = {
    "breath": breath,
    "click": click,
    "cough": cough,
    "laughter": laughter,
    "keyboard": keyboard,
}


def room(chance: np.random.Generator, length: int, level_dbfs: float) -> Sound:
    """The hiss of a room and its fan."""
    return _level(_band(chance.normal(size=length), 40, 5000), level_dbfs)


def _samples(duration_s: float) -> int:
    return round(duration_s * SAMPLE_RATE)


def _add(out: Sound, sound: Sound, at_s: float) -> None:
    at = _samples(at_s)
    out[at : at + sound.size] += sound[: max(0, out.size - at)]


def _level(sound: Sound, dbfs: float) -> Sound:
    """Bring the loudest 50 ms to a level."""
    span = min(sound.size, _samples(0.05))
    so_far = np.concatenate([[0.0], np.cumsum(np.square(sound))])
    loudest = np.sqrt((so_far[span:] - so_far[:-span]).max() / span)
    return np.asarray(sound / max(loudest, 1e-12) * 10 ** (dbfs / 20))


def _band(sound: Sound, low_hz: float, high_hz: float) -> Sound:
    hz = np.fft.rfftfreq(sound.size, 1 / SAMPLE_RATE)
    gain = 1 / np.sqrt((1 + (low_hz / np.maximum(hz, 1.0)) ** 4) * (1 + (hz / high_hz) ** 4))
    return np.fft.irfft(np.fft.rfft(sound) * gain, sound.size)


def _mouth(sound: Sound, size: float) -> Sound:
    hz = np.fft.rfftfreq(sound.size, 1 / SAMPLE_RATE)
    gain = sum(1 / (1 + ((hz - middle / size) / width) ** 2) for middle, width in OPEN_MOUTH) + 0.01
    return np.fft.irfft(np.fft.rfft(sound) * gain, sound.size)


def _pulses(chance: np.random.Generator, length: int, hz: float, falls_to: float, jitter: float) -> Sound:
    """A voice's pulses, falling in pitch, none quite on time."""
    out = np.zeros(length)
    at = 0.0
    while at < length:
        out[int(at)] = chance.uniform(0.8, 1.0)
        now_hz = hz * (1 + (falls_to - 1) * at / length)
        at += SAMPLE_RATE / now_hz * (1 + jitter * chance.normal())
    return out
