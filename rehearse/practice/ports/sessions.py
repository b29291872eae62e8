"""The session under way."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rehearse.practice.mock import Session


class SessionKeeper(Protocol):
    """Keeps the session under way; all raise StorageError."""

    def waiting(self) -> "Session | None":
        """The session that was left before its closing page was; None where there is none."""

    def keep(self, session: "Session") -> None:
        """Put a session in the place of the one before; it is on disk when this returns."""

    def forget(self) -> None:
        """Drop the session; that there is none is no error."""
