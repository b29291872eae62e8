"""Findings: what a coach would say of an answer, ranked, each with where it shows."""

from collections.abc import Iterator, Mapping

from rehearse.analysis.evidence import Fillers, Finding, Metrics, Severity, Timing
from rehearse.analysis.rubric import Rubric
from rehearse.interview.take import Verdict

MESSAGES: Mapping[str, str] = {
    "no-metric": "Nothing here is put in numbers. Give the result one figure: a share, an amount, a time.",
    "many-fillers": "Fillers come often enough to be noticed. Try a silent breath where an um wants to go.",
    "under-time": "You finished well before your target. There is room for more of what you did.",
    "over-time": "You ran past your target. Find one sentence that the story does not need.",
    "too-fast": "You spoke faster than most people can follow. Leave a breath after each figure.",
    "too-slow": "You spoke slowly. A little more pace would carry the story.",
}


def find_all(timing: Timing, fillers: Fillers, metrics: Metrics, rubric: Rubric) -> tuple[Finding, ...]:
    """Everything noticed, the weightiest first."""
    return tuple(_noticed(timing, fillers, metrics, rubric))


def _noticed(timing: Timing, fillers: Fillers, metrics: Metrics, rubric: Rubric) -> Iterator[Finding]:
    if not metrics.stated:
        yield Finding("no-metric", Severity.PROBLEM, MESSAGES["no-metric"])
    if timing.verdict is Verdict.UNDER:
        yield Finding("under-time", Severity.ADVICE, MESSAGES["under-time"])
    if timing.verdict is Verdict.OVER:
        yield Finding("over-time", Severity.ADVICE, MESSAGES["over-time"])
    if fillers.per_minute is not None and fillers.per_minute > 8:
        yield Finding(
            "many-fillers",
            Severity.ADVICE,
            MESSAGES["many-fillers"],
            tuple(item.span for item in fillers.items),
        )
    pace = timing.articulation_wpm or timing.wpm
    if pace is not None and pace > rubric.fast_above_wpm:
        yield Finding("too-fast", Severity.INFO, MESSAGES["too-fast"])
    if pace is not None and pace < rubric.slow_below_wpm:
        yield Finding("too-slow", Severity.INFO, MESSAGES["too-slow"])
