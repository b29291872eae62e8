"""The labelled answers of the corpus, read into what a report would have to say of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rehearse.analysis.evidence import MetricKind
from rehearse.interview.part import Part
from rehearse.interview.transcript import Span

FOLDER = Path(__file__).parent / "corpus"

_PARTS: dict[str, Part | None] = {"-": None, **{part.letter: part for part in Part}}
_MARK = re.compile(r"\{([^{}]*)\}|\[([^\[\]|]*)\|([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class LabelledMetric:
    """A metric as it is labelled."""

    span: Span
    kind: MetricKind
    value: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence and its part; None for throat-clearing and asides."""

    span: Span
    part: Part | None


@dataclass(frozen=True, slots=True)
class LabelledAnswer:
    """An answer of the corpus, its marks taken out of its text."""

    id: str
    style: str
    question: str | None
    speaker: str
    lacks: tuple[Part, ...]
    order: str
    text: str
    sentences: tuple[LabelledSentence, ...]
    fillers: tuple[Span, ...]
    metrics: tuple[LabelledMetric, ...]

    @property
    def kept(self) -> bool:
        """Whether no rule may be tuned on it."""
        return int(sha256(self.id.encode()).hexdigest(), 16) % 3 == 0


def read_corpus(folder: Path = FOLDER) -> Iterator[LabelledAnswer]:
    """Read every answer, in the order of their ids."""
    for path in sorted(folder.glob("*.txt")):
        yield read_answer(path.read_text(encoding="utf-8"))


def read_answer(source: str) -> LabelledAnswer:
    """Read one answer from its file's text."""
    head, body = source.split("\n---\n", 1)
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    sentences: list[LabelledSentence] = []
    fillers: list[Span] = []
    metrics: list[LabelledMetric] = []
    text = ""
    for line in body.strip().splitlines():
        mark, words = line.split(" | ", 1)
        start = len(text) + 1 if text else 0
        text = f"{text} " if text else ""
        at = 0
        for found in _MARK.finditer(words):
            text += words[at : found.start()]
            marked = found[1] if found[1] is not None else found[2]
            span = len(text), len(text) + len(marked)
            if found[1] is not None:
                fillers.append(span)
            else:
                metrics.append(_metric(span, found[3]))
            text += marked
            at = found.end()
        text += words[at:]
        sentences.append(LabelledSentence((start, len(text)), _PARTS[mark]))
    return LabelledAnswer(
        id=keys["id"],
        style=keys["style"],
        question=None if keys["question"] == "none" else keys["question"],
        speaker=keys["speaker"],
        lacks=() if keys["lacks"] == "none" else tuple(Part(name) for name in keys["lacks"].split()),
        order=keys["order"],
        text=text,
        sentences=tuple(sentences),
        fillers=tuple(fillers),
        metrics=tuple(metrics),
    )


def _metric(span: Span, label: str) -> LabelledMetric:
    kind, value, *unit = label.split()
    return LabelledMetric(span, MetricKind(kind), value, " ".join(unit) or None)
