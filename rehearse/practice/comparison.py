"""Two takes of one question beside each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.interview.part import Part

if TYPE_CHECKING:
    from rehearse.analysis.evidence import Structure
    from rehearse.analysis.report import Report
    from rehearse.interview.transcript import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_LIKE = 0.75
"""Two sentences that share so much of their words are one, told a little otherwise."""
_MOST_COMPARED = 1_000_000
"""Words of one take times words of the other: beyond, only whole sentences are compared."""


class Fate(StrEnum):
    """What became of some words from the earlier take to the later."""

    SAME = "same"
    ADDED = "added"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words with one fate; the span is in the later take's text, that of lost ones in the earlier's."""

    fate: Fate
    span: "Span"


@dataclass(frozen=True, slots=True)
class Delta:
    """One figure in both takes; None where it was not measured."""

    earlier: float | None
    later: float | None

    @property
    def change(self) -> float | None:
        """How much it went up; None where one of the two is not known."""
        return None if self.earlier is None or self.later is None else self.later - self.earlier


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different from the earlier take to the later."""

    duration_s: Delta
    fillers_per_minute: Delta
    wpm: Delta
    metrics: Delta
    shares: Mapping[Part, Delta]
    """Of each part; all five."""
    added: tuple["Span", ...]
    """Sentences of the later take's text that have no like in the earlier."""
    lost: tuple["Span", ...]
    """Sentences of the earlier take's text that have no like in the later."""
    words: tuple[Stretch, ...]
    """Both texts word by word, in order; empty where they are too long for that."""
    same_ears: bool
    """Whether one recogniser heard both: counts of different ones are never compared unmarked."""


def compare(earlier: "Report", later: "Report") -> Comparison:
    """Compare two takes; pure, and quick however long they are."""
    lost, added = _without_like(earlier, later)
    return Comparison(
        duration_s=Delta(earlier.timing.duration_s, later.timing.duration_s),
        fillers_per_minute=Delta(earlier.fillers.per_minute, later.fillers.per_minute),
        wpm=Delta(earlier.timing.wpm, later.timing.wpm),
        metrics=Delta(len(earlier.metrics.items), len(later.metrics.items)),
        shares={part: Delta(_share(earlier.structure, part), _share(later.structure, part)) for part in Part},
        added=added,
        lost=lost,
        words=tuple(_word_by_word(earlier.transcript.text, later.transcript.text)),
        same_ears=earlier.transcript.engine == later.transcript.engine,
    )


def _share(structure: "Structure | None", part: Part) -> float | None:
    return None if structure is None else structure.parts[part].share


def _sentences(report: "Report") -> tuple["Span", ...]:
    if report.structure is not None:
        return tuple(sentence.span for sentence in report.structure.sentences)
    return tuple(found.span() for found in _SENTENCE.finditer(report.transcript.text) if found[0].strip())


def _words(text: str, span: "Span") -> tuple[str, ...]:
    return tuple(found[0].casefold().replace("’", "'") for found in _WORD.finditer(text, *span))


def _without_like(earlier: "Report", later: "Report") -> tuple[tuple["Span", ...], tuple["Span", ...]]:
    """Find the sentences of each that the other does not have."""
    befores = [(span, _words(earlier.transcript.text, span)) for span in _sentences(earlier)]
    afters = [(span, _words(later.transcript.text, span)) for span in _sentences(later)]
    same = {words for _, words in befores} & {words for _, words in afters}
    befores = [(span, words) for span, words in befores if words and words not in same]
    afters = [(span, words) for span, words in afters if words and words not in same]
    alike = _alike([set(words) for _, words in befores], [set(words) for _, words in afters])
    return (
        tuple(span for index, (span, _) in enumerate(befores) if index not in alike[0]),
        tuple(span for index, (span, _) in enumerate(afters) if index not in alike[1]),
    )


def _alike(befores: Sequence[set[str]], afters: Sequence[set[str]]) -> tuple[set[int], set[int]]:
    """Find the sentences that share most of their words with one on the other side."""
    if sum(map(len, befores)) * sum(map(len, afters)) > _MOST_COMPARED:
        return set(), set()
    pairs = [
        (index, other)
        for index, before in enumerate(befores)
        for other, after in enumerate(afters)
        if 2 * len(before & after) >= _LIKE * (len(before) + len(after))
    ]
    return {index for index, _ in pairs}, {other for _, other in pairs}


def _word_by_word(earlier: str, later: str) -> Iterator[Stretch]:
    befores, afters = list(_WORD.finditer(earlier)), list(_WORD.finditer(later))
    if len(befores) * len(afters) > _MOST_COMPARED:
        return
    matcher = SequenceMatcher(
        None,
        [found[0].casefold() for found in befores],
        [found[0].casefold() for found in afters],
        autojunk=False,
    )
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "insert" and tag != "equal":
            yield Stretch(Fate.LOST, (befores[first].start(), befores[last - 1].end()))
        if tag != "delete":
            fate = Fate.SAME if tag == "equal" else Fate.ADDED
            yield Stretch(fate, (afters[start].start(), afters[end - 1].end()))
