"""Ids of takes: short, safe to read aloud, and in the order in which the takes began."""

import re
import secrets
from datetime import UTC, datetime, timedelta

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter in it looks like a digit."""

TIME_DIGITS = 7
"""Seconds since 1970, enough until the year 3058."""
CHANCE_DIGITS = 3

_ID = re.compile(f"[{ALPHABET}]{{{TIME_DIGITS + CHANCE_DIGITS}}}")
_START = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = len(ALPHABET) ** TIME_DIGITS - 1


def new_id(started_at: datetime) -> str:
    """Make an id; two of one second differ by chance only, so the caller sees to it that it is free."""
    seconds = min(max((started_at - _START) // timedelta(seconds=1), 0), _LATEST)
    return _digits(seconds, TIME_DIGITS) + "".join(secrets.choice(ALPHABET) for _ in range(CHANCE_DIGITS))


def is_id(name: str) -> bool:
    """Whether a name could be the id of a take."""
    return _ID.fullmatch(name) is not None


def is_beginning(name: str) -> bool:
    """Whether a name could be the beginning of an id."""
    return 0 < len(name) <= TIME_DIGITS + CHANCE_DIGITS and all(letter in ALPHABET for letter in name)


def time_of(take_id: str) -> datetime:
    """When the take with this id began, to the second."""
    seconds = 0
    for digit in take_id[:TIME_DIGITS]:
        seconds = seconds * len(ALPHABET) + ALPHABET.index(digit)
    return _START + timedelta(seconds=seconds)


def _digits(number: int, length: int) -> str:
    digits = ""
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
