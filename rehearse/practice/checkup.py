"""What a spoken rehearsal stands on, each part checked and said in a line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One component: fine, or what to do about it."""

    component: str
    """`microphone`, `speaker`, `voice`, `recogniser`, `data folder`, …"""
    ok: bool
    detail: str
    fix: str | None = None
    """What to do; None when nothing need be done."""
    required: bool = True
    """Whether a spoken rehearsal can't run without it."""
