"""Which Whisper model suits a machine, by how long a window of the smallest encoder takes on it."""

WINDOWS_A_CALL = {"large-v3-turbo": 56.0, "small.en": 14.0, "base.en": 6.2, "tiny.en": 2.7}
"""What one call on a piece costs, from the model that hears best down.

`base.en` was measured on its scripted like; the others follow by their calls' published proportions to it.
"""
MOST_CALL_S = 2.5
"""Whoever stops in mid-word waits for about this long; two seconds of silence hide most of it."""


def call_s(model: str, window_s: float) -> float | None:
    """About how long the model takes for a piece; None for one that is not known."""
    windows = WINDOWS_A_CALL.get(model)
    return None if windows is None else windows * window_s


def recommended(window_s: float) -> str:
    """Name the model that hears best among those that keep up; where none does, the fastest."""
    fitting = [name for name, windows in WINDOWS_A_CALL.items() if windows * window_s <= MOST_CALL_S]
    return (fitting or list(WINDOWS_A_CALL)[-1:])[0]
