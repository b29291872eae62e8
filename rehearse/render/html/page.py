"""What the HTML report is made from."""

from bisect import bisect_right
from dataclasses import dataclass

from rehearse.analysis.evidence import Sentence
from rehearse.analysis.report import Report
from rehearse.interview.question import Question
from rehearse.interview.take import TakeSummary
from rehearse.interview.transcript import Engine, Span
from rehearse.render import wording


@dataclass(frozen=True, slots=True)
class Audio:
    """The sound of an answer in a form that browsers play."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, with what is known of it beside the judgement."""

    report: Report
    question: Question | None = None
    take: TakeSummary | None = None
    audio: Audio | None = None
    """None leaves the report silent."""

    @property
    def title(self) -> str:
        """The question as it was asked, else the name the answer was given by."""
        if self.take is not None and self.take.prompt:
            return self.take.prompt
        return self.question.prompt if self.question else self.report.source

    @property
    def when(self) -> str:
        """When it was said, where that is known."""
        return f"{self.take.started_at:%Y-%m-%d %H:%M} UTC" if self.take else ""

    @property
    def heard_by(self) -> str:
        """Who wrote the words down."""
        return engine_name(self.report.transcript.engine)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in an answer that a link can lead to."""

    anchor: str
    label: str


def engine_name(engine: Engine) -> str:
    """A recogniser as it is named to a reader."""
    return "given as text" if engine.name == "none" else f"{engine.name} {engine.model or ''}".rstrip()


def sentences(report: Report) -> tuple[Sentence, ...]:
    """The answer in sentences; all of it is one where the structure was not judged."""
    if report.structure is not None:
        return report.structure.sentences
    return (Sentence((0, len(report.transcript.text)), None),)


def place_of(report: Report, name: str, span: Span) -> Place | None:
    """The sentence that a span begins in."""
    for index, sentence in enumerate(sentences(report)):
        if sentence.span[0] <= span[0] <= sentence.span[1]:
            start_s = _start_of(report, span, sentence)
            label = f"sentence {index + 1}" if start_s is None else wording.clock(start_s)
            return Place(anchor(name, index), label)
    return None


def anchor(name: str, index: int) -> str:
    """The id of a sentence's element."""
    return f"{name}-sentence-{index + 1}"


def _start_of(report: Report, span: Span, sentence: Sentence) -> float | None:
    words = report.transcript.words
    first = bisect_right(words, span[0], key=lambda word: word.span[1])
    if first < len(words):
        return words[first].start_s
    return None if sentence.time is None else sentence.time.start_s
