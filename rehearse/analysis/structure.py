"""Structure: the part each sentence plays, by a sequence model over words, cues and place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from types import MappingProxyType

from rehearse.analysis.clauses import Boundary, Clause, cut_clauses
from rehearse.analysis.evidence import PartShare, Sentence, Structure
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.structure_features import clause_features
from rehearse.analysis.timing import count_words
from rehearse.analysis.tokens import Clock, Tokens
from rehearse.analysis.weights import ClauseWeights, PartWeights, clause_weights, part_weights
from rehearse.interview.part import Part

LABELS: tuple[Part | None, ...] = (*Part, None)
"""The columns of the learned weights."""

PRESENT_FROM: Mapping[Part, float] = MappingProxyType(
    {
        Part.SITUATION: 0.8,
        Part.TASK: 0.45,
        Part.ACTION: 0.65,
        Part.RESULT: 0.55,
        Part.REFLECTION: 0.5,
    }
)
"""How sure the model must be of a part's likeliest clause before it counts as told; from cross-validation."""

Row = list[float]


def find_structure(
    tokens: Tokens,
    clock: Clock,
    fillers: Collection[int],
    quantities: Sequence[Quantity],
    duration_s: float | None,
) -> Structure:
    """Cut an answer into sentences and say which part each plays; fillers are given by their tokens."""
    return structure_by(clause_weights(), part_weights(), tokens, clock, fillers, quantities, duration_s)


def structure_by(
    cutting: ClauseWeights,
    weights: PartWeights,
    tokens: Tokens,
    clock: Clock,
    fillers: Collection[int],
    quantities: Sequence[Quantity],
    duration_s: float | None,
) -> Structure:
    """The same by other weights than those that are kept."""
    clauses = cut_clauses(tokens, clock, cutting)
    kinds = _kinds(clauses, quantities)
    emissions = [
        _emission(weights, clause_features(tokens, clauses, number, fillers, kinds.get(number, ())))
        for number in range(len(clauses))
    ]
    labels = label(emissions, [clause.boundary for clause in clauses], weights)
    sentences = tuple(_sentences(tokens, clock, clauses, labels))
    return Structure(_shares(tokens, sentences, duration_s), sentences)


def _kinds(clauses: Sequence[Clause], quantities: Sequence[Quantity]) -> dict[int, set[str]]:
    """The kinds of the quantities in each clause."""
    kinds: dict[int, set[str]] = {}
    number = 0
    for quantity in quantities:
        while clauses[number].end <= quantity.first:
            number += 1
        kinds.setdefault(number, set()).add(str(quantity.kind))
    return kinds


def _emission(weights: PartWeights, features: Iterator[str]) -> Row:
    learned = weights.features
    rows = [learned[feature] for feature in set(features) if feature in learned]
    return [sum(column) for column in zip(*rows, strict=True)] or [0.0] * len(LABELS)


def label(emissions: list[Row], boundaries: list[Boundary], weights: PartWeights) -> list[Part | None]:
    """The likeliest parts, without those that are told nowhere and with those that are told somewhere."""
    if not emissions:
        return []
    chances = marginals(emissions, boundaries, weights)
    told: dict[int, int] = {}
    barred: set[int] = set()
    for column, part in enumerate(LABELS):
        if part is None:
            continue
        top = max(range(len(chances)), key=lambda number: chances[number][column])
        if chances[top][column] >= PRESENT_FROM[part]:
            told[column] = top
        else:
            barred.add(column)
    open_columns = [column for column in range(len(LABELS)) if column not in barred]
    path = [max(open_columns, key=row.__getitem__) for row in chances]
    for column, top in told.items():
        if column not in path:
            path[top] = column
    return [LABELS[column] for column in path]


def marginals(emissions: list[Row], boundaries: list[Boundary], weights: PartWeights) -> list[Row]:
    """How likely each clause plays each part, over all sequences."""
    columns = range(len(LABELS))
    forward = [[start + score for start, score in zip(weights.starts, emissions[0], strict=True)]]
    for row, boundary in zip(emissions[1:], boundaries[1:], strict=True):
        moves, last = weights.moves[boundary], forward[-1]
        forward.append([_log_sum([last[c] + moves[c][to] for c in columns]) + row[to] for to in columns])
    backward = [[0.0] * len(LABELS)]
    for number in range(len(emissions) - 1, 0, -1):
        moves, row, last = weights.moves[boundaries[number]], emissions[number], backward[-1]
        ahead = [row[to] + last[to] for to in columns]
        backward.append([_log_sum([moves[c][to] + ahead[to] for to in columns]) for c in columns])
    total = _log_sum(forward[-1])
    return [
        [exp(one + other - total) for one, other in zip(ahead, behind, strict=True)]
        for ahead, behind in zip(forward, reversed(backward), strict=True)
    ]


def _log_sum(scores: Row) -> float:
    top = max(scores)
    return top + log(sum([exp(score - top) for score in scores]))


@dataclass(slots=True)
class _Run:
    """Clauses that make one sentence."""

    first: int
    end: int
    part: Part | None


def _sentences(
    tokens: Tokens, clock: Clock, clauses: Sequence[Clause], parts: Sequence[Part | None]
) -> Iterator[Sentence]:
    """Join clauses that play the same part where no sentence begins between them."""
    runs: list[_Run] = []
    for clause, part in zip(clauses, parts, strict=True):
        joins = clause.boundary in {Boundary.WEAK, Boundary.MIDDLING}
        if runs and joins and runs[-1].part is part:
            runs[-1].end = clause.end
        else:
            runs.append(_Run(clause.first, clause.end, part))
    starts = [tokens[run.first].start for run in runs] + [len(tokens.text)]
    for run, (start, following) in zip(runs, pairwise(starts), strict=True):
        span = start, start + len(tokens.text[start:following].rstrip().rstrip("([{“‘$£€"))
        span = span[0], max(span[1], tokens[run.end - 1].end)
        yield Sentence(span, run.part, clock.time_of(span))


def _shares(
    tokens: Tokens, sentences: Sequence[Sentence], duration_s: float | None
) -> Mapping[Part, PartShare]:
    """How much of the answer each part takes: of the words that have a part, and in seconds."""
    words = dict.fromkeys(Part, 0)
    seconds = dict.fromkeys(Part, 0.0)
    timed = True
    for sentence in sentences:
        if sentence.part is None:
            continue
        words[sentence.part] += count_words(tokens.cut(sentence.span))
        if sentence.time is None:
            timed = False
        else:
            seconds[sentence.part] += sentence.time.duration_s
    total = sum(words.values()) or 1
    shares = {part: count / total for part, count in words.items()}
    return {
        part: PartShare(seconds[part] if timed else None if duration_s is None else share * duration_s, share)
        for part, share in shares.items()
    }
