"""How an answer's length stands against its target."""

from enum import StrEnum


class Verdict(StrEnum):
    """A duration against its target; on target is within one sixth of it, ends included."""

    UNDER = "under"
    ON_TARGET = "on_target"
    OVER = "over"

    @classmethod
    def of(cls, duration_s: float, target_s: float) -> "Verdict":
        """Judge a duration; a nanosecond of rounding is forgiven at the ends."""
        delta_s = duration_s - target_s
        if abs(delta_s) <= target_s / 6 + 1e-9:
            return cls.ON_TARGET
        return cls.OVER if delta_s > 0 else cls.UNDER
