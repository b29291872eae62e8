"""The one door into the analysis: an answer in, a report out."""

from dataclasses import dataclass

from rehearse.analysis.evidence import (
    Filler,
    Fillers,
    Finding,
    Metric,
    Metrics,
    Ownership,
    Severity,
    Structure,
    Timing,
)
from rehearse.analysis.rubric import Rubric
from rehearse.interview.question import Question
from rehearse.interview.review import Decision
from rehearse.interview.sound import Interval, SoundFacts
from rehearse.interview.transcript import Transcript

ANALYSIS_VERSION = 3
"""Raised when a change of the rules can change a count: cached counts of other versions are made anew."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a judgement may rest on."""

    source: str
    """The name it was given by; for a kept take its id."""
    transcript: Transcript
    target_s: float
    duration_s: float | None = None
    """None for a bare transcript whose length nobody gave."""
    voice: tuple[Interval, ...] | None = None
    """Voice activity; None for a bare transcript."""
    question: Question | None = None
    sound: SoundFacts | None = None
    edited: bool = False
    """Whether a person corrected the words."""
    decisions: tuple[Decision, ...] = ()
    """What a person said of the fillers and metrics that are found; it is followed."""
    unworded: tuple[Interval, ...] = ()
    """Sounds that no word covers and that may be hesitations."""
    headline: bool = False
    """Whether a headline was asked for, and no whole answer."""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole judgement of one answer."""

    source: str
    question_id: str | None
    transcript: Transcript
    timing: Timing
    fillers: Fillers
    metrics: Metrics
    structure: Structure | None
    """None when the answer is not judged; a finding says why."""
    ownership: Ownership | None
    """None where no action part was found."""
    findings: tuple[Finding, ...]
    """Ranked, the weightiest first."""
    follow_ups: tuple[str, ...]
    rejected: tuple[Filler | Metric, ...] = ()
    """What was found and a person said is none: never counted, kept so that it can be taken back."""

    @property
    def one_thing(self) -> Finding | None:
        """The one thing to change next time; None where all that was noticed is fine as it is."""
        first = next(iter(self.findings), None)
        return None if first is None or first.severity is Severity.INFO else first

    @property
    def others(self) -> tuple[Finding, ...]:
        """The findings besides the one thing, in their rank."""
        return self.findings if self.one_thing is None else self.findings[1:]


def analyse(answer: Answer, rubric: Rubric) -> Report:
    """Judge one answer. Pure: the same answer and rubric give the same report."""
    # Only who is judged waits for all that judges; a report can be spoken of without it.
    from rehearse.analysis.judgement import judge

    return judge(answer, rubric)
