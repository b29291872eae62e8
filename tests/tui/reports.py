"""Reports made by hand, so that what a screen shows does not hang on the rules that judge an answer."""

from dataclasses import replace

from rehearse.analysis.decided import decide_fillers, decide_metrics
from rehearse.analysis.evidence import (
    Certainty,
    Filler,
    FillerKind,
    Fillers,
    Finding,
    Metric,
    MetricKind,
    MetricMenu,
    Metrics,
    Ownership,
    PartShare,
    Pronoun,
    Sentence,
    Severity,
    Structure,
    Timing,
)
from rehearse.analysis.report import Answer, Report
from rehearse.analysis.rubric import Rubric
from rehearse.interview.part import Part
from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Span, Transcript
from rehearse.interview.verdict import Verdict
from tests.fakes import WHISPER, spoken

SENTENCES: tuple[tuple[Part | None, str], ...] = (
    (Part.SITUATION, "Last spring I left our fraud lead out of a design review, and she heard of it."),
    (Part.TASK, "I ran that review, so putting it right was mine to do."),
    (Part.ACTION, "So um I went to her first, alone, and apologised for exactly that, without excuses."),
    (Part.ACTION, "Then, you know, I said it again in front of the team."),
    (Part.ACTION, "I wrote down who decides what and, like, let the calendar invite them by itself."),
    (Part.ACTION, "We went through every open design together and changed two of them."),
    (Part.RESULT, "Rework fell by 40%, about $400 k a year, from six late changes to one a month."),
)  # fmt: skip
TEXT = " ".join(sentence for _, sentence in SENTENCES)


def find(text: str, nth: int = 0) -> Span:
    """Where something stands in the text."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(text, at + 1)
    return at, at + len(text)


def report(source: str = "take-0001", duration_s: float = 88.0, target_s: float = 90.0) -> Report:
    """One report with something of everything."""
    transcript = Transcript.of_words(spoken(TEXT, wpm=100 * 60 / 80), WHISPER)

    def time_of(span: Span) -> Interval:
        inside = [
            word for word in transcript.words if word.span[0] >= span[0] and word.span[1] <= span[1] + 1
        ]
        return Interval(inside[0].start_s, inside[-1].end_s)

    def filler(text: str, kind: FillerKind, certainty: Certainty) -> Filler:
        return Filler(text, kind, certainty, "It can go without loss.", find(text))

    spans = [find(text) for _, text in SENTENCES]
    sentences = tuple(
        Sentence(span, part, time_of(span)) for span, (part, _) in zip(spans, SENTENCES, strict=True)
    )
    shares = {
        Part.SITUATION: 0.18,
        Part.TASK: 0.11,
        Part.ACTION: 0.52,
        Part.RESULT: 0.19,
        Part.REFLECTION: 0.0,
    }
    parts = {part: PartShare(share * 80, share) for part, share in shares.items()}
    metrics = [("40%", MetricKind.PERCENT, 40.0), ("$400 k", MetricKind.MONEY, 400_000.0)]
    return Report(
        source=source,
        question_id="apology",
        transcript=transcript,
        timing=Timing(
            duration_s, target_s, Verdict.of(duration_s, target_s), 100, 71.0, 1.4,
            (Interval(20.0, 22.5), Interval(51.0, 53.1)),
        ),
        fillers=Fillers(
            (
                filler("um", FillerKind.FILLED_PAUSE, Certainty.CERTAIN),
                filler("you know", FillerKind.DISCOURSE, Certainty.CERTAIN),
                filler("like", FillerKind.DISCOURSE, Certainty.POSSIBLE),
            ),
            True,
            duration_s,
        ),
        metrics=Metrics(
            (
                *(Metric(text, kind, value, None, find(text)) for text, kind, value in metrics),
                Metric(
                    "from six late changes to one a month", MetricKind.CHANGE, None, "late changes",
                    find("from six late changes to one a month"), 6.0, 1.0,
                ),
            ),
            MetricMenu(baseline=True, change=True, money=True, rate=True),
            (),
        ),
        structure=Structure(parts, sentences),
        ownership=Ownership((Pronoun("I", "i", find("I went")), Pronoun("We", "we", find("We")))),
        findings=(
            Finding(
                "missing-reflection", Severity.ADVICE,
                "Say what you changed afterwards. The answer ends at the result.",
            ),
        ),
        follow_ups=("How did you make sure it would not happen again?",),
    )  # fmt: skip


def without_clock(made: Report) -> Report:
    """What is left of a report where nobody knows when anything was said."""
    assert made.structure is not None
    sentences = tuple(replace(sentence, time=None) for sentence in made.structure.sentences)
    return replace(
        made,
        timing=Timing(None, made.timing.target_s, None, made.timing.words, None, None, None),
        fillers=replace(made.fillers, duration_s=None),
        structure=replace(made.structure, sentences=sentences),
    )


def judge(answer: Answer, rubric: Rubric) -> Report:
    """Judge any answer alike: in the place of the analysis, where a screen is what is looked at."""
    made = report(answer.source, answer.duration_s or 0.0, answer.target_s)
    if answer.duration_s is None:
        made = without_clock(made)
    if answer.transcript.text == TEXT:
        fillers, no_fillers = decide_fillers(made.fillers, answer.decisions)
        metrics, no_metrics = decide_metrics(made.metrics, answer.decisions)
        return replace(
            made,
            question_id=answer.question.id if answer.question else None,
            fillers=fillers,
            metrics=metrics,
            rejected=(*no_fillers, *no_metrics),
        )
    return replace(
        made,
        transcript=answer.transcript,
        fillers=Fillers((), answer.transcript.engine.hears_filled_pauses, answer.duration_s),
        metrics=Metrics((), MetricMenu(), ()),
        structure=None,
        ownership=None,
    )
