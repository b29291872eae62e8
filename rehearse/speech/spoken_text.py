"""Text as it is handed to a voice: data, of which nothing is taken for an instruction."""

import re

LONGEST_WORD = 40
"""espeak-ng crashes on very long ones, and nobody can follow them."""

# SAPI takes <...> for instructions, macOS takes [[...]]; what a voice can't say becomes a gap or a word.
_SAID = str.maketrans(
    {"<": " less than ", ">": " greater than "} | dict.fromkeys("[]{}|\\`", " "),
)
_ENDLESS = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=\S)")


def spoken(text: str) -> str:
    """Give what a voice should be made to say; empty when there is nothing to pronounce."""
    decodable = text.encode("utf-8", "replace").decode()
    printable = "".join(character if character.isprintable() else " " for character in decodable)
    words = " ".join(printable.translate(_SAID).split())
    return _ENDLESS.sub(r"\1 ", words) if any(character.isalnum() for character in words) else ""
