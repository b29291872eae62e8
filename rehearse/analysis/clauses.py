"""Clauses and sentences: by punctuation where there is some, else by clause shape, connectives and pauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rehearse.analysis.tokens import Clock, Tokens
from rehearse.analysis.weights import ClauseWeights
from rehearse.analysis.word_classes import class_of

PAUSE_S = 0.5
"""A silence from which on a boundary is likely wherever the words allow one."""

_PAUSE_WEIGHT = 3.0
_EAGERNESS = 4.0
"""Added to every boundary's log-odds: clauses are cut finely, and joined where they play one part."""
_HOPELESS = -1.0
_STRONG, _MIDDLING = 0.0, -1.2
_LONGEST = 45
"""Words in a row without a full stop from which on a stretch counts as unpunctuated."""
_STOP = re.compile(r"[.!?…]|\n\s*\n")
_ABBREVIATED = frozenset(("mr", "mrs", "ms", "dr", "st", "vs", "etc", "approx"))


class Boundary(StrEnum):
    """How clearly a clause begins."""

    STOP = "stop"
    STRONG = "strong"
    MIDDLING = "middling"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of tokens from `first` up to `end`."""

    first: int
    end: int
    boundary: Boundary


def cut_clauses(tokens: Tokens, clock: Clock, weights: ClauseWeights) -> tuple[Clause, ...]:
    """Cut a text into clauses that cover its tokens in order."""
    if not len(tokens):
        return ()
    stops = [0, *(index for index in range(1, len(tokens)) if _stops_before(tokens, index)), len(tokens)]
    clauses: list[Clause] = []
    for first, end in pairwise(stops):
        if end - first > _LONGEST:
            clauses.extend(_cut(tokens, first, end, clock, weights))
        else:
            clauses.append(Clause(first, end, Boundary.STOP))
    return tuple(clauses)


def _stops_before(tokens: Tokens, index: int) -> bool:
    gap = tokens[index].gap
    if not _STOP.search(gap):
        return False
    return not (gap.startswith(".") and tokens[index - 1].lower in _ABBREVIATED)


def _cut(tokens: Tokens, first: int, end: int, clock: Clock, weights: ClauseWeights) -> Iterator[Clause]:
    """Cut a stretch without full stops: the best sequence of boundaries, by words, lengths and pauses."""
    words, classes = padded(tokens, first, end)
    learned = weights.features
    scores = [
        sum(learned.get(feature, 0.0) for feature in boundary_features(words, classes, index))
        + _pause_weight(tokens, first + index, clock)
        for index in range(end - first)
    ]
    eager = [score + _EAGERNESS for score in scores]
    for start, following in pairwise([0, *best_cuts(eager, weights.lengths), end - first]):
        boundary = Boundary.STOP if start == 0 and first > 0 else _strength(scores[start])
        yield Clause(first + start, first + following, boundary)


def _strength(score: float) -> Boundary:
    if score > _STRONG:
        return Boundary.STRONG
    return Boundary.MIDDLING if score > _MIDDLING else Boundary.WEAK


def _pause_weight(tokens: Tokens, index: int, clock: Clock) -> float:
    if not clock or index == 0:
        return 0.0
    silence_s = clock.silence_before(tokens[index - 1], tokens[index])
    return _PAUSE_WEIGHT if silence_s is not None and silence_s >= PAUSE_S else 0.0


def padded(tokens: Tokens, first: int, end: int) -> tuple[list[str], list[str]]:
    """The words and the classes of a stretch, with three blanks at either end."""
    blank = ["", "", ""]
    classes = [class_of(tokens[index]) for index in range(first, end)]
    words = [
        "#" if name == "number" else tokens[index].lower
        for index, name in zip(range(first, end), classes, strict=True)
    ]
    return [*blank, *words, *blank], [*blank, *classes, *blank]


def boundary_features(words: Sequence[str], classes: Sequence[str], index: int) -> tuple[str, ...]:
    """What tells whether a clause begins at a token of a padded stretch."""
    at = index + 3
    before, here, after = words[at - 1], words[at], words[at + 1]
    before_2, before_1, now, after_1, after_2 = classes[at - 2 : at + 3]
    return (
        "bias",
        f"-1 {before}",
        f"-2 {words[at - 2]}",
        f"0 {here}",
        f"1 {after}",
        f"-1,0 {before} {here}",
        f"0,1 {here} {after}",
        f"0,1,2 {here} {after} {words[at + 2]}",
        f"c-1,0 {before_1} {now}",
        f"c0,1 {now} {after_1}",
        f"c-1,0,1 {before_1} {now} {after_1}",
        f"c-2,-1,0 {before_2} {before_1} {now}",
        f"c0,1,2 {now} {after_1} {after_2}",
        f"w0,c1 {here} {after_1}",
        f"c-1,w0 {before_1} {here}",
    )


def best_cuts(scores: Sequence[float], lengths: Sequence[float]) -> list[int]:
    """The boundaries of the best sequence; it looks back no further than `lengths`, so time stays linear."""
    reach = len(lengths) - 1
    candidates = [0, *(index for index in range(1, len(scores)) if scores[index] > _HOPELESS), len(scores)]
    best = [0.0]
    came_from = [0]
    for number, end in enumerate(candidates[1:], start=1):
        gain = scores[end] if end < len(scores) else 0.0
        top, top_from = float("-inf"), number - 1
        for back in range(number - 1, -1, -1):
            length = end - candidates[back]
            if length > reach:
                if back < number - 1:
                    break
                length = reach
            value = best[back] + lengths[length]
            if value > top:
                top, top_from = value, back
        best.append(top + gain)
        came_from.append(top_from)
    cuts = []
    at = came_from[-1]
    while at:
        cuts.append(candidates[at])
        at = came_from[at]
    return cuts[::-1]
