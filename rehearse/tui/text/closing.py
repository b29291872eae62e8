"""What the app says when a session is over: each answer on a line, and what they come to."""

from textwrap import wrap

from textual.content import Content

from rehearse.practice.closing import AnswerLine, Closing
from rehearse.practice.mock import Session
from rehearse.tui.text.answers import duration_badge
from rehearse.tui.text.figures import clock, one_line, plural, rate, share_bar
from rehearse.tui.text.mock import TITLES

PASSED_OVER = "passed over"
GONE = "its take was deleted"
WRITTEN = "written"
UNTIMED = "written, not timed"
STILL_HEARD = "listening back to {count} …"
ONE_THING = "One thing to change next time"
NOTHING_TO_CHANGE = "Nothing stands out to be changed. Do it once more, with other questions."
NOT_YET = "Once the words are known, this says what came up most."
NO_ANSWERS = "No answer was given. Press m to set up another."
LABEL_WIDTH = 14
INDENT = "    "


def title(session: Session) -> str:
    """What is over."""
    answered = sum(step.is_answered for step in session.steps)
    return f"{TITLES[session.kind]}: {plural(answered, 'answer')}"


def answer_line(line: AnswerLine, number: int, width: int) -> Content:
    """One answer: what was asked, how long it was, what is weak about it."""
    mark = "  ↳ " if line.step.follows_up else f"{number:>2}  "
    asked = Content(mark + one_line(line.step.prompt)).truncate(width, ellipsis=True)
    said = _how_long(line)
    if line.counts is not None:
        figures = f"  {plural(line.counts.fillers, 'filler')} · {plural(line.counts.metrics, 'metric')}"
        said += Content.styled(figures, "$text-muted")
    below: list[Content] = []
    if line.weaknesses:
        weak = f"! {', '.join(line.weaknesses)}"
        if len(INDENT) + said.cell_length + len(weak) + 2 <= width:
            said += Content.styled(f"  {weak}", "$warning")
        else:
            below += [Content.styled(row, "$warning") for row in wrap(weak, width - len(INDENT))]
    elif line.counts is not None:
        said += Content.styled("  nothing weak", "$success")
    title = Content.styled(asked.plain, "bold" if line.is_there else "$text-muted")
    return Content(f"\n{INDENT}").join([title, said, *below])


def _how_long(line: AnswerLine) -> Content:
    """The length against its target, or why there is none."""
    if not line.is_there:
        return Content.styled(PASSED_OVER if line.step.passed_over else GONE, "$text-muted")
    if line.duration_s is None or line.verdict is None:
        return Content.styled(UNTIMED, "$text-muted")
    written = Content.styled(f"{WRITTEN}  ", "$text-muted") if line.take is None else Content("")
    return written + duration_badge(line.duration_s, line.target_s)


def totals(closing: Closing) -> Content:
    """What all of them come to."""
    answered, heard = closing.answered, closing.heard
    timed = closing.timed
    on_target = f"{closing.on_target} of {timed}" if timed else "–"
    spoken = f"{clock(closing.duration_s)} in all" if timed else "not timed"
    rows = [
        ("Answers", f"{answered} of {answered + closing.passed_over}", spoken),
        ("On target", on_target, share_bar(closing.on_target, timed) if timed else ""),
        ("With metrics", f"{closing.with_metrics} of {heard}", share_bar(closing.with_metrics, heard)),
        ("Fillers", str(closing.fillers), f"{rate(closing.fillers_per_minute)} a minute"),
    ]
    if closing.fillers_per_minute is None:
        rows[-1] = ("Fillers", str(closing.fillers) if heard else "–", "")
    if closing.missing:
        missing = " · ".join(f"{part} {count}×" for part, count in closing.missing)
        rows.append(("Missing", missing, ""))
    lines = [
        Content.styled(f"{name:<{LABEL_WIDTH}}", "$text-muted")
        + Content.styled(f"{figure:<10}", "bold")
        + Content.styled(drawn, "$primary")
        for name, figure, drawn in rows
    ]
    if heard < answered:
        lines.append(
            Content.styled(STILL_HEARD.format(count=plural(answered - heard, "answer")), "$secondary")
        )
    return Content("\n").join(lines)


def advice(closing: Closing) -> Content:
    """The one thing to change, and where it was weakest."""
    if closing.answered == 0:
        return Content(NO_ANSWERS)
    known = closing.heard == closing.answered
    said = Content(closing.change or (NOTHING_TO_CHANGE if known else NOT_YET))
    if closing.weakest is not None:
        said += Content.styled("\n\nWeakest: ", "$text-muted")
        said += Content(one_line(closing.weakest.step.prompt))
        said += Content.styled(f" ({', '.join(closing.weakest.weaknesses)})", "$text-muted")
    return said
