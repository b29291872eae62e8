"""What screens tell the app about a session: its beginning, a question passed over, an early end."""

from dataclasses import dataclass

from textual.message import Message

from rehearse.practice.mock import Plan, Session


@dataclass
class PlanChanged(Message):
    """Something else is wished of an interview, this one and the next."""

    plan: Plan


@dataclass
class SessionBegun(Message):
    """Somebody wants to answer these questions, from the first that is open."""

    session: Session


@dataclass
class SessionEnded(Message):
    """Somebody wants to leave a session's open questions unanswered."""

    session: Session


@dataclass
class StepPassedOver(Message):
    """Somebody does not want to answer the question that is asked."""


@dataclass
class FollowUpUnwanted(Message):
    """Somebody does not want to wait for a follow-up."""


@dataclass
class SessionsRequested(Message):
    """Somebody wants to set up another session."""
