"""The phases of a rehearsal: what is seen in each, and what can be done."""

from enum import StrEnum

from textual.binding import Binding, BindingType


class Phase(StrEnum):
    """Where a rehearsal stands; each phase goes over into the next, or back to asking."""

    ASKING = "asking"
    THINKING = "thinking"
    OPENING = "opening"
    ANSWERING = "answering"
    KEEPING = "keeping"
    RATING = "rating"
    OVER = "over"


CARD_OF = {
    Phase.ASKING: "ask",
    Phase.THINKING: "think",
    Phase.OPENING: "answer",
    Phase.ANSWERING: "answer",
    Phase.KEEPING: "answer",
    Phase.RATING: "rate",
    Phase.OVER: "rate",
}
"""The card that is shown in each phase."""

ACTIONS: dict[str, frozenset[Phase]] = {
    "answer": frozenset({Phase.ASKING, Phase.THINKING}),
    "again": frozenset({Phase.ASKING, Phase.THINKING}),
    "pass_over": frozenset({Phase.ASKING, Phase.THINKING}),
    "hint": frozenset({Phase.ASKING}),
    "tell": frozenset({Phase.ASKING, Phase.THINKING}),
    "write": frozenset({Phase.ASKING, Phase.THINKING}),
    "stop": frozenset({Phase.ANSWERING}),
    "pause": frozenset({Phase.ANSWERING}),
    "resume": frozenset({Phase.ANSWERING}),
    "start_over": frozenset({Phase.ANSWERING}),
    "eyes_up": frozenset({Phase.ANSWERING}),
    "eyes_down": frozenset({Phase.ANSWERING}),
    "rate": frozenset({Phase.RATING}),
    "skip_rating": frozenset({Phase.RATING}),
    "leave": frozenset({Phase.ASKING, Phase.THINKING, Phase.OPENING, Phase.ANSWERING}),
}
"""The phases in which each action means something; the footer follows."""

KEYS: tuple[BindingType, ...] = (
    Binding("space", "answer", "Answer"),
    Binding("s", "answer", "Skip to the answer", show=False),
    Binding("a", "again", "Ask again"),
    Binding("h", "hint", "Hint"),
    Binding("t", "tell", "Story"),
    Binding("x", "pass_over", "Pass"),
    Binding("w", "write", "Write"),
    Binding("space", "stop", "Stop"),
    Binding("p", "pause", "Pause"),
    Binding("p", "resume", "Go on"),
    Binding("r", "start_over", "Start over"),
    Binding("e", "eyes_up", "Eyes up"),
    Binding("e", "eyes_down", "Words"),
    Binding("1", "rate(1)", "Say how it felt", key_display="1–5"),
    *(Binding(f"{rating}", f"rate({rating})", show=False) for rating in range(2, 6)),
    Binding("enter,escape", "skip_rating", "See the report", key_display="enter"),
    Binding("escape", "leave", "Leave", key_display="esc"),
)
"""The keys of a rehearsal; one that means nothing in a phase is not there."""
