"""Makes the cues anew: `python assets/make_cues.py [FOLDER]`. Soft and short, so that nobody jumps."""

import sys
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
HERE = Path(__file__).parent / "cues"


def note(hz: float, duration_s: float, level_dbfs: float, decay_s: float) -> NDArray[np.float64]:
    """A struck bar: a tone and its soft twelfth, dying away."""
    at = np.arange(round(duration_s * RATE)) / RATE
    sound = np.sin(2 * np.pi * hz * at) + 0.2 * np.sin(2 * np.pi * 3 * hz * at) * np.exp(-at / 0.02)
    attack = np.minimum(1.0, at / 0.004)
    release = np.minimum(1.0, (duration_s - at) / 0.01)
    shaped: NDArray[np.float64] = sound * attack * release * np.exp(-at / decay_s)
    loudness: float = 10 ** (level_dbfs / 20) / np.abs(shaped).max()
    return shaped * loudness


CUES = {
    "start.wav": np.concatenate([note(659.3, 0.09, -20, 0.06), note(880.0, 0.16, -18, 0.05)]),
    "stop.wav": np.concatenate([note(880.0, 0.09, -20, 0.06), note(659.3, 0.16, -18, 0.05)]),
    "tick.wav": note(1318.5, 0.06, -24, 0.012),
}


def main(folder: Path) -> None:
    """Write all cues."""
    for name, sound in CUES.items():
        with wave.open(str(folder / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.rint(sound * 32_767).astype("<i2").tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
