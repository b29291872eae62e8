"""The session under way, in memory."""

from dataclasses import dataclass

from rehearse.practice.mock import Session


@dataclass
class MemorySessions:
    """Keeps the session under way as long as the test lasts."""

    session: Session | None = None

    def unfinished(self) -> Session | None:
        return None if self.session is None or self.session.is_done else self.session

    def keep(self, session: Session) -> None:
        self.session = session

    def forget(self) -> None:
        self.session = None
