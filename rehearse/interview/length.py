"""Lengths of time as a person types them."""


def seconds_typed(text: str) -> float:
    """Seconds from “88”, “88 s”, “88,5” or “1:28”; whether so many make sense is for the caller to say.

    Raises:
        ValueError: it is no length of time.
    """
    minutes, colon, seconds = text.strip().removesuffix("s").rstrip().rpartition(":")
    if not colon:
        return float(seconds.replace(",", "."))
    if not (minutes.isdecimal() and seconds.isdecimal() and len(seconds) == 2 and int(seconds) < 60):
        raise ValueError(f"{text!r} is no length of time")
    return int(minutes) * 60.0 + int(seconds)
