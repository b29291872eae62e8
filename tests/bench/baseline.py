"""The usual approach, to measure against: listed words are fillers, numbers metrics, parts go by position."""

import re

from rehearse.interview.part import Part
from rehearse.interview.transcript import Span

_FILLERS = re.compile(
    r"\b(um+|uh+|er+m?|ah|hmm?|you know|i mean|kind of|sort of|like|so|well|right|okay|actually|basically"
    r"|literally)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"[$£€]?\d[\d,.]*(?:\s?(?:%|percent|k\b|million))?"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million)\b(?:\s(?:percent|per cent))?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*\s*")
_LONGEST = 15


def guess(
    text: str,
) -> tuple[tuple[Span, ...], tuple[tuple[Span, str], ...], tuple[tuple[Span, Part | None], ...]]:
    """The fillers, the metrics and the sentences of an answer."""
    fillers = tuple(found.span() for found in _FILLERS.finditer(text))
    metrics = tuple((found.span(), _kind(found.group())) for found in _NUMBERS.finditer(text))
    spans = [span for found in _SENTENCE.finditer(text) for span in _cut(text, found.span())]
    parts = tuple((span, _by_position(span[0] / max(1, len(text)))) for span in spans)
    return fillers, metrics, parts


def _kind(words: str) -> str:
    if words[0] in "$£€":
        return "money"
    return "percent" if "%" in words or "cent" in words else "count"


def _cut(text: str, span: Span) -> list[Span]:
    words = list(re.finditer(r"\S+", text[span[0] : span[1]]))
    return [
        (span[0] + some[0].start(), span[0] + some[-1].end())
        for some in (words[at : at + _LONGEST] for at in range(0, len(words), _LONGEST))
    ]


def _by_position(place: float) -> Part:
    for part, until in ((Part.SITUATION, 0.22), (Part.TASK, 0.3), (Part.ACTION, 0.7), (Part.RESULT, 0.88)):
        if place < until:
            return part
    return Part.REFLECTION
