"""What a template leaves to be filled in: a few words in square brackets that say what belongs there."""

import re

_BLANK = re.compile(r"\[[^\[\]\n]+\]")


def blanks_in(text: str) -> tuple[str, ...]:
    """Find the blanks of a text, in order."""
    return tuple(_BLANK.findall(text))


def left_open(text: str) -> str:
    """Give the text without the words in its blanks, everything else where it was."""
    return _BLANK.sub(lambda blank: " " * len(blank[0]), text)
