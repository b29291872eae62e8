"""What stands beside an answer wherever it is met: how long it was, and the steps of a strong one."""

from typing import TYPE_CHECKING

from textual.content import Content

from rehearse.interview.verdict import Verdict
from rehearse.tui.text import words
from rehearse.tui.text.figures import one_line, signed_seconds, whole_seconds

if TYPE_CHECKING:
    from rehearse.interview.question import Question
    from rehearse.interview.take import TakeSummary

MUTED = "$text-muted"
_VERDICT_STYLES = {
    Verdict.UNDER: "bold $warning",
    Verdict.ON_TARGET: "bold $success",
    Verdict.OVER: "bold $error",
}


def duration_badge(
    duration_s: float, target_s: float, previous: "TakeSummary | None" = None, number: int = 1
) -> Content:
    """The duration, its verdict, and how it changed since the take before."""
    verdict = Verdict.of(duration_s, target_s)
    parts: list[Content] = [
        Content.styled(whole_seconds(duration_s), "bold"),
        Content.styled(f"  {words.verdict_name(verdict)}", _VERDICT_STYLES[verdict]),
    ]
    if previous is not None:
        change = f"  ({signed_seconds(duration_s - previous.duration_s)} vs take {number - 1})"
        parts.append(Content.styled(change, MUTED))
    return Content("").join(parts)


def shape_lines(question: "Question") -> tuple[Content, ...]:
    """The steps of a strong answer, numbered."""
    if not question.shape:
        return (Content.styled(words.NO_HINT, MUTED),)
    return tuple(
        Content.styled(f"{number}  ", "$primary") + Content(one_line(step))
        for number, step in enumerate(question.shape, start=1)
    )
