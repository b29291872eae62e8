"""Figures, times and foreign text, as they stand on screen."""

from collections.abc import Sequence
from datetime import datetime
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.practice.ports import Progress

_BARS = "▁▂▃▄▅▆▇█"

# Terminals obey escape sequences, and overriding the direction of text makes it read as something else.
_INVISIBLE = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_INVISIBLE |= dict.fromkeys(
    [0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD
)


def visible(text: str) -> str:
    """Text that a terminal shows and never obeys; every code point keeps its place, so spans stay true."""
    return text.translate(_INVISIBLE).replace("\t", " ")


def one_line(text: str) -> str:
    """Visible text whose line breaks are spaces."""
    return visible(text).replace("\n", " ")


def clock(seconds: float) -> str:
    """Minutes and seconds, as on a stopwatch: 1:28."""
    minutes, rest = divmod(floor(max(0.0, seconds)), 60)
    return f"{minutes}:{rest:02}"


def whole_seconds(seconds: float) -> str:
    """Seconds without decimals: 88 s."""
    return f"{round(seconds)} s"


def signed_seconds(seconds: float) -> str:
    """A difference: +2 s, −5 s, ±0 s."""
    rounded = round(seconds)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
    return f"{sign}{abs(rounded)} s"


def rate(value: float | None) -> str:
    """A rate with one decimal; a dash where there is none."""
    return "–" if value is None else f"{value:.1f}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count and its noun: 1 take, 3 takes."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, in the words a person would use; both moments in the zone whose days count."""
    days = (now.date() - moment.date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 14:
        return f"{days} days ago"
    if days < 60:
        return f"{days // 7} weeks ago"
    return plural(days // 30, "month") + " ago" if days < 730 else f"{days // 365} years ago"


def sparkline(values: Sequence[int]) -> str:
    """One bar for each value; nothing at all is the lowest."""
    top = max(values, default=0)
    return "".join(_BARS[0] if not top else _BARS[-(-value * (len(_BARS) - 1) // top)] for value in values)


def share_bar(part: int, whole: int, width: int = 8) -> str:
    """How much of a whole, drawn: ▇▇▇▁▁▁."""
    filled = round(width * part / whole) if whole else 0
    return "▇" * filled + "▁" * (width - filled)


def how_far(progress: "Progress | None") -> str:
    """How far listening back has come; nothing before it began."""
    if progress is None:
        return ""
    if progress.total is None:
        return f"{clock(progress.done)}"
    return f"{clock(min(progress.done, progress.total))} of {clock(progress.total)}"
