"""Reports made by hand, so that what the HTML form shows does not hang on the rules that judge an answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
    VagueAmount,
)
from rehearse.analysis.report import Report
from rehearse.interview.part import Part
from rehearse.interview.question import Question
from rehearse.interview.sound import Interval
from rehearse.interview.take import TakeState, TakeSummary
from rehearse.interview.transcript import Engine, HeardWord, Span, Transcript
from rehearse.interview.verdict import Verdict
from rehearse.render.html import Audio, Page

WHISPER = Engine("whisper", "base.en")
SENTENCES = (
    (Part.SITUATION, "Last year, um, our nightly report broke a lot."),
    (Part.ACTION, "So I rewrote the check and we kind of watched it."),
    (Part.RESULT, "Errors fell by forty percent, from six to one."),
    (None, "Anyway."),
)
TEXT = " ".join(text for _, text in SENTENCES)
WORD_S = 0.5
QUESTION = Question("own-fault", "Your own fault", "What broke because of you?", (), (), (), ())


def where(said: str, text: str = TEXT) -> Span:
    """The first place of some words."""
    at = text.index(said)
    return at, at + len(said)


def heard(text: str, engine: Engine = WHISPER) -> Transcript:
    """The words of a text, one every half second from one second on."""
    words = (
        HeardWord(word, 1 + index * WORD_S, 1.4 + index * WORD_S) for index, word in enumerate(text.split())
    )
    return Transcript.of_words(words, engine)


def bare(transcript: Transcript, duration_s: float | None = 90.0) -> Report:
    """A report in which nothing was found, not even a structure."""
    return Report(
        source="take-1",
        question_id=None,
        transcript=transcript,
        timing=Timing(
            duration_s=duration_s,
            target_s=90.0,
            verdict=None if duration_s is None else Verdict.of(duration_s, 90.0),
            words=len(transcript.words),
            speaking_s=None,
            start_delay_s=None,
            pauses=None,
        ),
        fillers=Fillers((), transcript.engine.hears_filled_pauses, duration_s),
        metrics=Metrics((), MetricMenu(), ()),
        structure=None,
        ownership=None,
        findings=(),
        follow_ups=(),
    )


def report(duration_s: float = 90.0, engine: Engine = WHISPER) -> Report:
    """A report with something of everything."""
    spans = [where(text) for _, text in SENTENCES]
    shares = dict.fromkeys(Part, 0.0) | {Part.SITUATION: 0.3, Part.ACTION: 0.4, Part.RESULT: 0.3}
    empty = bare(heard(TEXT, engine), duration_s)
    return replace(
        empty,
        question_id=QUESTION.id,
        timing=replace(empty.timing, speaking_s=60.0, start_delay_s=1.0, pauses=(Interval(5.0, 7.6),)),
        fillers=Fillers(
            (
                Filler("um", FillerKind.FILLED_PAUSE, Certainty.CERTAIN, "a filled pause", where("um")),
                Filler("kind of", FillerKind.DISCOURSE, Certainty.POSSIBLE, "a hedge", where("kind of")),
                Filler("", FillerKind.UNWORDED, Certainty.CERTAIN, "a sound", (where("watched")[0],) * 2),
            ),
            engine.hears_filled_pauses,
            duration_s,
        ),
        metrics=Metrics(
            (
                Metric("forty percent", MetricKind.PERCENT, 40.0, "%", where("forty percent")),
                Metric("from six to one", MetricKind.CHANGE, None, None, where("from six to one"), 6.0, 1.0),
            ),
            MetricMenu(change=True),
            (VagueAmount("a lot", where("a lot")),),
        ),
        structure=Structure(
            {part: PartShare(share * 80, share) for part, share in shares.items()},
            tuple(Sentence(span, part, None) for span, (part, _) in zip(spans, SENTENCES, strict=True)),
        ),
        ownership=Ownership((Pronoun("I", "i", where("I")), Pronoun("we", "we", where("we")))),
        findings=(
            Finding("missing-reflection", Severity.PROBLEM, "Say what you do differently now."),
            Finding("vague-amount", Severity.ADVICE, "Put a number to “a lot”.", (where("a lot"),)),
        ),
        follow_ups=("How did you know it worked?",),
    )


def summary(day: int = 0, report: Report | None = None) -> TakeSummary:
    """A kept take of that day."""
    timing = report.timing if report else None
    duration_s = (timing and timing.duration_s) or 90.0
    return TakeSummary(
        id=f"take-{day}",
        question_id=QUESTION.id,
        prompt=QUESTION.prompt,
        target_s=90.0,
        started_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC) + timedelta(days=day),
        duration_s=duration_s,
        state=TakeState.REPORTED,
        verdict=Verdict.of(duration_s, 90.0),
        engine=report.transcript.engine if report else None,
        counts=None,
        self_rating=4,
        story_id=None,
        has_audio=True,
    )


def page(
    day: int = 0, duration_s: float = 90.0, engine: Engine = WHISPER, audio: Audio | None = None
) -> Page:
    """A whole page."""
    whole = report(duration_s, engine)
    return Page(whole, QUESTION, summary(day, whole), audio)
