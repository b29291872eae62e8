"""Lengths of time as a person types them."""

from math import isfinite


def seconds_typed(text: str) -> float:
    """Seconds from “88”, “88 s”, “88,5” or “1:28”; whether so many make sense is for the caller to say.

    Raises:
        ValueError: it is no length of time.
    """
    minutes, colon, seconds = text.strip().removesuffix("s").rstrip().rpartition(":")
    if not colon:
        length_s = float(seconds.replace(",", "."))
    elif not (minutes.isdecimal() and seconds.isdecimal() and len(seconds) == 2 and int(seconds) < 60):
        raise ValueError(f"{text!r} is no length of time")
    else:
        length_s = float(minutes) * 60 + int(seconds)
    if not isfinite(length_s):
        raise ValueError(f"{text!r} is no length of time")
    return length_s
