"""The closing page of a session: all its answers together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rehearse.analysis.evidence import Severity
from rehearse.analysis.report import Report
from rehearse.interview.part import Part
from rehearse.interview.take import TakeSummary
from rehearse.interview.verdict import Verdict
from rehearse.practice.mock import Session, Step
from rehearse.practice.schedule import weaknesses_of


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One step with what became of it."""

    step: Step
    take: TakeSummary | None
    """None where it was passed over, or its take was deleted since."""

    @property
    def weaknesses(self) -> tuple[str, ...]:
        """What keeps it from being good."""
        return () if self.take is None else weaknesses_of(self.take)


@dataclass(frozen=True, slots=True)
class Closing:
    """What all answers of a session come to."""

    lines: tuple[AnswerLine, ...]
    answered: int
    passed_over: int
    duration_s: float
    on_target: int
    heard: int
    """How many answers have words, and so can be counted in."""
    with_metrics: int
    fillers: int
    fillers_per_minute: float | None
    """Over all answers whose recogniser hears filled pauses; None where none does."""
    missing: tuple[tuple[Part, int], ...]
    """Parts, and in how many answers each was missing; the most frequent first."""
    weakest: AnswerLine | None
    """The answer with most to mend; None where all went well."""
    change: str
    """The one thing to change next time: what came up most; empty where nothing did."""


def close(session: Session, takes: Sequence[TakeSummary], reports: Mapping[str, Report]) -> Closing:
    """Sum a session up; reports are by the ids of their takes, as far as there are any yet."""
    known = {take.id: take for take in takes}
    lines = tuple(AnswerLine(step, known.get(step.take_id or "")) for step in session.steps if step.is_done)
    answers = [line.take for line in lines if line.take is not None]
    counted = [(take, take.counts) for take in answers if take.counts is not None]
    rated = [(take, counts) for take, counts in counted if counts.fillers_per_minute is not None]
    rated_s = sum(take.duration_s for take, _ in rated)
    missing = Counter(part for _, counts in counted for part in counts.missing or ())
    weak = [line for line in lines if line.weaknesses]
    return Closing(
        lines=lines,
        answered=len(answers),
        passed_over=sum(step.passed_over for step in session.steps),
        duration_s=sum(take.duration_s for take in answers),
        on_target=sum(take.verdict is Verdict.ON_TARGET for take in answers),
        heard=len(counted),
        with_metrics=sum(counts.metrics > 0 for _, counts in counted),
        fillers=sum(counts.fillers for _, counts in counted),
        fillers_per_minute=sum(counts.fillers for _, counts in rated) * 60 / rated_s if rated_s else None,
        missing=tuple((Part(part), number) for part, number in missing.most_common()),
        weakest=max(weak, key=lambda line: len(line.weaknesses), default=None),
        change=_most_frequent([reports[take.id] for take in answers if take.id in reports]),
    )


def _most_frequent(reports: Sequence[Report]) -> str:
    """The finding of most answers; among those, the one that ranks highest within its report."""
    ranks: dict[str, list[int]] = {}
    messages: dict[str, str] = {}
    for report in reports:
        for rank, finding in enumerate(report.findings):
            if finding.severity is not Severity.INFO:
                ranks.setdefault(finding.code, []).append(rank)
                messages.setdefault(finding.code, finding.message)
    if not ranks:
        return ""
    code = min(ranks, key=lambda each: (-len(ranks[each]), sum(ranks[each])))
    return messages[code]
