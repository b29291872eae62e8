"""Ids that a person can read and type: made of a title, found by their beginning."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

_LONGEST_STEM = 50


def id_of(title: str, taken: Collection[str], otherwise: str) -> str:
    """Make an id from a title that is not taken; a title without letters gives another word's."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall("[a-z0-9]+", plain))[:_LONGEST_STEM].rstrip("-") or otherwise
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(each for each in numbered if each not in taken)
