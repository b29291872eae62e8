"""What the app says while a take is worked through."""

from collections.abc import Callable

from rehearse.analysis.evidence import Filler
from rehearse.analysis.report import Report
from rehearse.practice.reviewing import Item, counts
from rehearse.tui.text.figures import one_line

EDIT_TITLE = "Correct the words"
EDIT_BODY = "Write what was really said. The report is made anew; the words as they were heard are kept."
NOTE_TITLE = "A note on this take"
NOTE_BODY = "For yourself: what to keep, what to try next time."
HEARD_AGAIN = "As it was heard"
LEAVE_TITLE = "Leave without keeping it?"
LEAVE_BODY = "What you changed here would be lost."
LEAVE, STAY = "Leave", "Go on writing"
EDITED = "corrected by hand"


def offers(report: Report, item: Item | None, can: Callable[[str], bool]) -> str:
    """What can be done at the cursor, in a few words."""
    said = []
    if item is not None:
        name = f"“{_short(item.text)}”" if item.text else "the wordless sound"
        kind = "filler" if isinstance(item, Filler) else "metric"
        said.append(f"x: {name} is {'no ' if counts(report, item) else 'a '}{kind}")
    if can("play_here"):
        said.append("enter hears it")
    if can("edit"):
        said.append("E corrects")
    if can("compare"):
        said.append("c compares")
    return " · ".join(said)


def speed_said(speed: float) -> str:
    """How fast it is heard, where that isn't as fast as it was spoken."""
    return "" if speed == 1 else f"{speed:g} ×"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 18 else f"{line[:17]}…"
