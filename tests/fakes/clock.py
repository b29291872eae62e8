"""Time that a test moves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class ManualClock:
    """A clock that stands still until it is moved."""

    now_s: float = 0.0
    start: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def advance(self, seconds: float) -> None:
        """Let time go by."""
        self.now_s += seconds

    def moment(self) -> datetime:
        """The time of day that goes with the seconds."""
        return self.start + timedelta(seconds=self.now_s)
