"""Text made safe to print: what a person said is shown, never obeyed by a terminal."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Show control characters as pictures (escape becomes ␛); newlines and tabs stay."""
    return _CONTROL.sub(_picture, text)


def one_line(text: str) -> str:
    """Show text on a single line, whatever is in it."""
    return visible(text.replace("\n", "␊").replace("\t", "␉"))


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
