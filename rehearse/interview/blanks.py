"""What a template leaves to be filled in: a few words in square brackets that say what belongs there."""

import re

_BLANK = re.compile(r"\[[^\[\]\n]+\]")


def blanks_in(text: str) -> tuple[str, ...]:
    """Find the blanks of a text, in order."""
    return tuple(_BLANK.findall(text))
