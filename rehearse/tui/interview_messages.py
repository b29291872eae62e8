"""What screens tell the app about a session: its beginning, a question passed over, an early end.

Nobody compares or prints a message, and each class that could do either would make the start longer.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from rehearse.practice.mock import Plan, Session


@dataclass(eq=False, repr=False)
class PlanChanged(Message):
    """Something else is wished of an interview, this one and the next."""

    plan: "Plan"


@dataclass(eq=False, repr=False)
class SessionBegun(Message):
    """Somebody wants to answer these questions, from the first that is open."""

    session: "Session"


@dataclass(eq=False, repr=False)
class SessionEnded(Message):
    """Somebody wants to leave a session's open questions unanswered."""

    session: "Session"


@dataclass(eq=False, repr=False)
class StepPassedOver(Message):
    """Somebody does not want to answer the question that is asked."""


@dataclass(eq=False, repr=False)
class FollowUpUnwanted(Message):
    """Somebody does not want to wait for a follow-up."""


@dataclass(eq=False, repr=False)
class SessionsRequested(Message):
    """Somebody wants to set up another session."""
