"""How loud sound is: peaks, clipping and levels of 16-bit samples."""

import math

from rehearse.interview.sound import SAMPLE_RATE, SoundFacts

FULL_SCALE = 32_768
AT_FULL_SCALE = 32_393
"""0.1 dB below full scale: a limiter or a resampler leaves clipped sound there."""
SAMPLE_BYTES = 2


def dbfs(amplitude: float) -> float | None:
    """Give an amplitude against full scale; None for exact silence, which has no logarithm."""
    return 20 * math.log10(amplitude / FULL_SCALE) if amplitude > 0 else None


def amplitude(level_dbfs: float) -> float:
    """Give the amplitude that has this level."""
    return FULL_SCALE * float(10 ** (level_dbfs / 20))


def peak(pcm: bytes) -> int:
    """Give the largest distance of a sample from zero."""
    import numpy as np

    samples = np.frombuffer(pcm, np.int16)
    # Not abs(): the lowest sample has no positive twin in 16 bits.
    return max(int(samples.max()), -int(samples.min())) if samples.size else 0


def rms(pcm: bytes) -> float:
    """Give the root of the mean square of the samples."""
    import numpy as np

    samples = np.frombuffer(pcm, np.int16)
    return math.sqrt(float(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0


class Loudness:
    """The facts of a recording, gathered as it goes by."""

    def __init__(self) -> None:
        self.samples = 0
        self._peak = 0
        self._clipped = 0

    def add(self, pcm: bytes) -> None:
        """Take the next stretch of sound: whole samples."""
        import numpy as np

        samples = np.frombuffer(pcm, np.int16)
        self.samples += samples.size
        block_peak = peak(pcm)
        self._peak = max(self._peak, block_peak)
        if block_peak >= AT_FULL_SCALE:
            at_full_scale = (samples >= AT_FULL_SCALE) | (samples <= -AT_FULL_SCALE)
            self._clipped += int(np.count_nonzero(at_full_scale))

    @property
    def duration_s(self) -> float:
        """How long the sound is."""
        return self.samples / SAMPLE_RATE

    def facts(
        self, overflows: int = 0, lost_at_s: float | None = None, device: str | None = None
    ) -> SoundFacts:
        """Join what was gathered with what only the recorder knows."""
        return SoundFacts(
            duration_s=self.duration_s,
            peak_dbfs=dbfs(self._peak),
            clipped_s=self._clipped / SAMPLE_RATE,
            overflows=overflows,
            lost_at_s=lost_at_s,
            device=device,
        )
