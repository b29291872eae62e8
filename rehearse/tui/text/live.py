"""What is seen of an answer while it is given."""

from textual.content import Content

from rehearse.analysis.report import Report
from rehearse.interview.transcript import HeardWord
from rehearse.practice.ports import HeardSoFar
from rehearse.tui.text.figures import one_line, plural

NO_WORDS_YET = "your words appear here …"
BEHIND = "The recogniser can't keep up: words follow after the stop. “rehearse doctor” names a faster one."
NO_WORDS = "The words follow after the stop."


def last_words(so_far: HeardSoFar, width: int, rows: int) -> Content:
    """The last lines of what was said: settled words plain, the others dim."""
    settled = _joined(so_far.settled)
    unsettled = _joined(so_far.unsettled)
    if not settled and not unsettled:
        return Content.styled(NO_WORDS_YET, "$text-disabled")
    gap = " " if settled and unsettled else ""
    words = Content(settled) + Content.styled(gap + unsettled, "$text-muted dim")
    # More than is seen, so that wrapping it costs the same however long the answer is.
    start = max(0, len(words.plain) - 2 * width * rows)
    start = words.plain.rfind(" ", 0, start) + 1
    return Content("\n").join(words[start:].wrap(width)[-rows:])


def counters(report: Report | None) -> Content:
    """Fillers, pace and metrics until now."""
    if report is None:
        return Content("")
    count = report.fillers.count
    at_least = "" if report.fillers.reliable else "at least "
    said = [f"{at_least}{plural(count, 'filler')}" if count else "no filler heard"]
    if report.timing.wpm is not None:
        said.append(f"{round(report.timing.wpm)} wpm")
    said.append(plural(len(report.metrics.items), "metric"))
    return Content.styled(" · ".join(said), "$secondary")


def _joined(words: tuple[HeardWord, ...]) -> str:
    return one_line(" ".join(word.text for word in words))
