"""Findings: what a coach would notice in an answer, ranked, each with where it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehearse.analysis.delivery import Delivery
from rehearse.analysis.effect import effect_is_told
from rehearse.analysis.evidence import (
    Fillers,
    Finding,
    Metrics,
    Ownership,
    Severity,
    Structure,
    Timing,
)
from rehearse.analysis.examples import count_examples
from rehearse.analysis.judged import HEADLINE
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.tokens import Tokens
from rehearse.analysis.wording import WORDINGS
from rehearse.interview.part import Part
from rehearse.interview.question import Question
from rehearse.interview.sound import SoundFacts
from rehearse.interview.transcript import Engine, Span
from rehearse.interview.verdict import Verdict

_WE_OVER_I = 2
"""How many times more often "we" than "I" blurs whose work it was."""
_FEWEST_WE, _FEWEST_HEDGES, _FEWEST_PASSIVES, _FEWEST_REPEATS, _FEWEST_WOULD = 3, 3, 2, 3, 2
"""Fewer are how everybody talks."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found in an answer, for findings to be drawn from."""

    tokens: Tokens
    timing: Timing
    fillers: Fillers
    metrics: Metrics
    structure: Structure | None
    unjudged: str | None
    """The code of what keeps the answer from being judged, if anything does."""
    ownership: Ownership | None
    delivery: Delivery
    question: Question | None
    sound: SoundFacts | None
    engine: Engine
    edited: bool


def find_all(evidence: Evidence, rubric: Rubric) -> tuple[Finding, ...]:
    """Everything noticed: what to change, the weightiest first, then what is only good to know."""
    found = [
        *_of_sound(evidence, rubric),
        *_of_transcript(evidence),
        *_of_timing(evidence, rubric),
        *_of_fillers(evidence.fillers, rubric),
    ]
    if evidence.unjudged in {None, HEADLINE}:
        found += _of_metrics(evidence)
    if evidence.unjudged is None:
        found += [
            *_of_structure(evidence, rubric),
            *_of_ownership(evidence.ownership),
            *_of_delivery(evidence),
        ]
    return tuple(
        sorted(found, key=lambda each: (each.severity is Severity.INFO, -WORDINGS[each.code].weight))
    )


def finding(
    code: str, spans: Sequence[Span] = (), severity: Severity | None = None, **figures: object
) -> Finding:
    """Put a finding in its words."""
    wording = WORDINGS[code]
    return Finding(code, severity or wording.severity, wording.message.format(**figures), tuple(spans))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _of_transcript(evidence: Evidence) -> Iterator[Finding]:
    if evidence.unjudged is not None:
        yield finding(evidence.unjudged, words=_counted(evidence.timing.words, "word"))
    if evidence.engine.is_rough and not evidence.edited:
        yield finding("rough-transcript")
    if evidence.edited:
        yield finding("edited-text")


def _of_sound(evidence: Evidence, rubric: Rubric) -> Iterator[Finding]:
    sound = evidence.sound
    if sound is None:
        return
    if sound.peak_dbfs is None or sound.peak_dbfs < rubric.quiet_below_dbfs:
        yield finding("very-quiet")
    if sound.clipped_s >= rubric.clipped_from_s:
        yield finding("clipped")
    if sound.overflows:
        yield finding("overflow", times=_counted(sound.overflows, "time"))
    if sound.lost_at_s is not None:
        yield finding("device-lost", second=sound.lost_at_s)


def _of_timing(evidence: Evidence, rubric: Rubric) -> Iterator[Finding]:
    timing = evidence.timing
    # A headline that leaves time is a good one.
    is_short = timing.verdict is Verdict.UNDER and evidence.unjudged != HEADLINE
    if timing.delta_s is not None and is_short:
        yield finding("under-time", seconds=-timing.delta_s)
    if timing.delta_s is not None and timing.verdict is Verdict.OVER:
        yield finding("over-time", seconds=timing.delta_s)
    pace = timing.wpm
    if pace is not None and timing.words >= rubric.shortest_words:
        if pace > rubric.fast_above_wpm:
            yield finding("too-fast", pace=pace)
        if pace < rubric.slow_below_wpm:
            yield finding("too-slow", pace=pace)
    if timing.pauses:
        longest = max(timing.pauses, key=lambda pause: pause.duration_s)
        yield finding("long-pause", seconds=longest.duration_s, second=longest.start_s)
    if timing.start_delay_s is not None and timing.start_delay_s >= rubric.slow_start_s:
        yield finding("slow-start", seconds=timing.start_delay_s)


def _of_fillers(fillers: Fillers, rubric: Rubric) -> Iterator[Finding]:
    rate = fillers.per_minute
    if rate is None or rate <= rubric.noticed_fillers_per_minute:
        return
    severity = Severity.PROBLEM if rate >= rubric.costly_fillers_per_minute else Severity.ADVICE
    yield finding("many-fillers", [item.span for item in fillers.items], severity, rate=rate)


def _of_structure(evidence: Evidence, rubric: Rubric) -> Iterator[Finding]:
    structure = evidence.structure
    if structure is None:
        return
    for part in structure.missing:
        yield finding(f"missing-{part}")
    for part, limit in rubric.long_shares.items():
        share = structure.parts[part].share
        if share > limit:
            spans = [sentence.span for sentence in structure.sentences if sentence.part is part]
            yield finding(f"long-{part}", spans, share=share)
    asked = evidence.question.examples if evidence.question else 1
    if asked > 1 and count_examples(evidence.tokens, structure) < asked:
        yield finding("one-example")


def _of_metrics(evidence: Evidence) -> Iterator[Finding]:
    metrics, structure = evidence.metrics, evidence.structure
    if not metrics.stated:
        yield finding("no-metric")
    if metrics.vague:
        yield finding("vague-amount", [vague.span for vague in metrics.vague], text=metrics.vague[0].text)
    if structure is not None and Part.RESULT not in structure.missing:
        results = [sentence.span for sentence in structure.sentences if sentence.part is Part.RESULT]
        if not effect_is_told(evidence.tokens, results, metrics):
            yield finding("no-effect", results)


def _of_ownership(ownership: Ownership | None) -> Iterator[Finding]:
    if ownership is None or ownership.we < _FEWEST_WE or ownership.we < _WE_OVER_I * ownership.i:
        return
    yield finding(
        "we-not-i",
        [item.span for item in ownership.items if item.who == "we"],
        we=ownership.we,
        i=ownership.i,
    )


def _of_delivery(evidence: Evidence) -> Iterator[Finding]:
    delivery, cut = evidence.delivery, evidence.tokens.cut
    for code, spans, fewest in (
        ("repeats", delivery.repeats, _FEWEST_REPEATS),
        ("hedging", delivery.hedges, _FEWEST_HEDGES),
        ("passive", delivery.passives, _FEWEST_PASSIVES),
        ("hypothetical", delivery.hypotheticals, _FEWEST_WOULD),
    ):
        if len(spans) >= fewest:
            yield finding(code, spans, count=len(spans), text=cut(spans[0]))
