"""The closing page of a session: all its answers together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rehearse.analysis.evidence import Severity
from rehearse.analysis.report import Report
from rehearse.interview.part import Part
from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.interview.verdict import Verdict
from rehearse.practice.mock import Session, Step
from rehearse.practice.reporting import counts_of
from rehearse.practice.schedule import weaknesses_of


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One step with what became of it."""

    step: Step
    take: TakeSummary | None = None
    """None where it was written or passed over, or its take was deleted since."""
    report: Report | None = None
    """What is judged of it so far."""

    @property
    def is_there(self) -> bool:
        """Whether there is an answer to look at."""
        return self.take is not None or bool(self.step.written)

    @property
    def question_id(self) -> str | None:
        """What it answers; None for a follow-up and for a story told by itself."""
        return self.step.question_id

    @property
    def duration_s(self) -> float | None:
        """How long it is; None where nobody told of a written one."""
        return self.step.written_s if self.take is None else self.take.duration_s

    @property
    def target_s(self) -> float:
        """How long it was to be; 0 where that is not known."""
        if self.take is not None:
            return self.take.target_s
        return 0.0 if self.report is None else self.report.timing.target_s

    @property
    def verdict(self) -> Verdict | None:
        """The length held against its target; None where one of them is not known."""
        if self.take is not None:
            return self.take.verdict
        return None if self.report is None else self.report.timing.verdict

    @property
    def counts(self) -> TakeCounts | None:
        """What its words come to; None until they are known."""
        if self.take is not None:
            return self.take.counts
        return None if self.report is None else counts_of(self.report)

    @property
    def weaknesses(self) -> tuple[str, ...]:
        """What keeps it from being good."""
        return weaknesses_of(self) if self.is_there else ()


@dataclass(frozen=True, slots=True)
class Closing:
    """What all answers of a session come to."""

    lines: tuple[AnswerLine, ...]
    answered: int
    passed_over: int
    duration_s: float
    timed: int
    """How many answers have a length: a written one has none unless its writer told."""
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


def close(session: Session, takes: Sequence[TakeSummary], reports: Mapping[Step, Report]) -> Closing:
    """Sum a session up; reports are by the steps that they are on, as far as there are any yet."""
    known = {take.id: take for take in takes}
    lines = tuple(
        AnswerLine(step, known.get(step.take_id or ""), reports.get(step))
        for step in session.steps
        if step.is_done
    )
    answers = [line for line in lines if line.is_there]
    counted = [(line.duration_s, line.counts) for line in answers if line.counts is not None]
    rated = [
        (duration_s, counts)
        for duration_s, counts in counted
        if duration_s is not None and counts.fillers_per_minute is not None
    ]
    rated_s = sum(duration_s for duration_s, _ in rated)
    missing = Counter(part for _, counts in counted for part in counts.missing or ())
    weak = [line for line in lines if line.weaknesses]
    return Closing(
        lines=lines,
        answered=len(answers),
        passed_over=sum(step.passed_over for step in session.steps),
        duration_s=sum(line.duration_s or 0.0 for line in answers),
        timed=sum(line.duration_s is not None for line in answers),
        on_target=sum(line.verdict is Verdict.ON_TARGET for line in answers),
        heard=len(counted),
        with_metrics=sum(counts.metrics > 0 for _, counts in counted),
        fillers=sum(counts.fillers for _, counts in counted),
        fillers_per_minute=sum(counts.fillers for _, counts in rated) * 60 / rated_s if rated_s else None,
        missing=tuple((Part(part), number) for part, number in missing.most_common()),
        weakest=max(weak, key=lambda line: len(line.weaknesses), default=None),
        change=_most_frequent([line.report for line in answers if line.report is not None]),
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
