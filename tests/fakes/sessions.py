"""The session under way, in memory."""

from dataclasses import dataclass

from rehearse.practice.mock import Session


@dataclass
class MemorySessions:
    """Keeps the session under way as long as the test lasts."""

    session: Session | None = None

    def waiting(self) -> Session | None:
        return self.session

    def keep(self, session: Session) -> None:
        self.session = session

    def forget(self) -> None:
        self.session = None
