"""Words put right by hand: each keeps the time of the heard word that it stands for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from rehearse.interview.review import Decision
from rehearse.interview.transcript import Span, Transcript, Word

_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^\W+|\W+$")


def corrected(heard: Transcript, text: str) -> Transcript:
    """Give a text the word times of what was heard; without any, the text is all there is."""
    spans = _spans(text)
    if not heard.words:
        return Transcript(text, (), heard.engine)
    words: list[Word] = []
    for before, after in _steps([word.text for word in heard.words], [text[slice(*span)] for span in spans]):
        words += _timed(heard.words, before, text, [spans[index] for index in after])
    return Transcript(text, tuple(words), heard.engine)


def carried(decisions: Iterable[Decision], before: str, after: str) -> tuple[Decision, ...]:
    """The decisions that still hold in another text: those whose words stand in it as they did."""
    kept = tuple(decisions)
    if not kept or before == after:
        return kept
    places = _places(before, after)
    moved = (_moved(decision, places, after) for decision in kept)
    return tuple(decision for decision in moved if decision is not None)


def _moved(decision: Decision, places: Mapping[int, int], after: str) -> Decision | None:
    start, end = decision.span
    to = places.get(start)
    if to is None or any(places.get(at) != to + at - start for at in range(start, end)):
        return None
    span = to, to + end - start
    return replace(decision, span=span) if after[slice(*span)] == decision.text else None


def _places(before: str, after: str) -> dict[int, int]:
    """Where each code point of the words that stayed went; the end of a word has a place as well."""
    old, new = _spans(before), _spans(after)
    places: dict[int, int] = {}
    matcher = _matcher([before[slice(*span)] for span in old], [after[slice(*span)] for span in new])
    for block in matcher.get_matching_blocks():
        for (start, end), (to, _) in zip(
            old[block.a : block.a + block.size], new[block.b : block.b + block.size], strict=True
        ):
            places.update((at, to + at - start) for at in range(start, end + 1))
    return places


def _spans(text: str) -> list[Span]:
    return [found.span() for found in _WORD.finditer(text)]


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [_core(word) for word in before], [_core(word) for word in after], False)


def _core(word: str) -> str:
    """A word without its case and the punctuation about it, by which it is known again."""
    return (_EDGES.sub("", word) or word).casefold()


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Which words took the place of which, one by one where as many stand there as stood."""
    for _, first, last, start, end in _matcher(before, after).get_opcodes():
        if last - first == end - start:
            yield from ((range(first + at, first + at + 1), range(start + at, start + at + 1))
                        for at in range(end - start))  # fmt: skip
        else:
            yield range(first, last), range(start, end)


def _timed(heard: Sequence[Word], before: range, text: str, spans: Sequence[Span]) -> Iterator[Word]:
    """Give words the time of those whose place they take, each its share."""
    if not spans:
        return
    if before:
        start_s, end_s = heard[before[0]].start_s, heard[before[-1]].end_s
    else:
        start_s = heard[before.start - 1].end_s if before.start else 0.0
        end_s = heard[before.start].start_s if before.start < len(heard) else start_s
    share_s = max(0.0, end_s - start_s) / len(spans)
    for index, span in enumerate(spans):
        said = text[slice(*span)]
        same = len(before) == 1 and said == heard[before[0]].text
        begin_s = start_s + index * share_s
        yield Word(
            said,
            begin_s,
            end_s if index == len(spans) - 1 else begin_s + share_s,
            heard[before[0]].confidence if same else None,
            span,
        )
