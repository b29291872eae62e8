"""Sound, as far as a judgement of an answer needs to know it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of time, in seconds from the recording's start."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """What is known of a recording without understanding it."""

    duration_s: float
    """Counted from the samples: paused time is not in it."""
    peak_dbfs: float | None = None
    """The loudest sample against full scale; None when every sample is exactly zero."""
    clipped_s: float = 0.0
    """How much of it stands at full scale."""
    overflows: int = 0
    """How often the machine was too busy to take the sound from the device."""
    lost_at_s: float | None = None
    """When the microphone went away, if it did."""
    device: str | None = None
    """The microphone's name."""


SAMPLE_RATE = 16_000
"""Samples a second of every recording that is kept: what both recognisers hear."""
