"""A linear-chain conditional random field over the clauses of answers (Lafferty, McCallum & Pereira 2001)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import numpy as np

from rehearse.analysis.clauses import Boundary
from rehearse.analysis.structure import LABELS
from rehearse.analysis.weights import PartWeights
from tests.bench.descent import Adam, Array, columns_of, turns

PENALTY = 4.0
"""On the squares of what a feature adds; from answers that were held out of training."""
PENALTY_OF_MOVES = 0.3
LEAST = 5
"""How often a feature must be met: rarer ones cost the weights their size and tell nothing."""
ROUNDS = 8
_BATCH = 96
_WIDE = len(LABELS)
_BOUNDARIES = tuple(Boundary)


@dataclass(frozen=True, slots=True)
class Step:
    """A clause as the field learns it."""

    features: frozenset[str]
    label: int
    boundary: Boundary


@dataclass(frozen=True, slots=True)
class Sequences:
    """Sequences of clauses, the longest first; what stands at one place of all of them lies together.

    The known features of all clauses lie in a row in `known`; those of clause k begin at `begins[k]`.
    """

    known: Array
    begins: Array
    labels: Array
    boundaries: Array
    places: tuple[slice, ...]
    """The clauses at each place of the sequences that reach so far."""
    opens: Array
    """For each sequence, one where it opens an answer, zero where its surroundings are not known."""

    @classmethod
    def of(cls, sequences: Sequence[Sequence[Step]], columns: dict[str, int]) -> "Sequences":
        """Lay sequences out in arrays; one of a single clause is a clause without known surroundings."""
        ordered = sorted(sequences, key=len, reverse=True)
        reach = [[s for s in ordered if len(s) > place] for place in range(len(ordered[0]))]
        steps = [sequence[place] for place, some in enumerate(reach) for sequence in some]
        known = [
            [columns[feature] for feature in step.features if feature in columns] or [0] for step in steps
        ]
        ends = np.cumsum([0, *map(len, reach)]).tolist()
        return cls(
            np.array([column for row in known for column in row]),
            np.cumsum([0, *map(len, known)]),
            np.array([step.label for step in steps]),
            np.array([_BOUNDARIES.index(step.boundary) for step in steps]),
            tuple(slice(start, end) for start, end in pairwise(ends)),
            np.array([float(len(sequence) > 1) for sequence in ordered]),
        )

    def gradient(self, emit: Array, move: Array, start: Array) -> tuple[Array, Array]:
        """By how much each clause's parts, and each kind of move, are expected more than they are labelled.

        Forward and backward with every place scaled to one, so that nothing underflows.
        """
        scores = np.add.reduceat(emit[self.known], self.begins[:-1])
        chances, moves = np.exp(scores - scores.max(1, keepdims=True)), np.exp(move)
        gold = np.eye(_WIDE)[self.labels]
        ahead, scales = self._ahead(chances, moves, start)
        moved, back = np.zeros_like(move), np.ones_like(ahead)
        for before, here in reversed(list(pairwise(self.places))):
            before = slice(before.start, before.start + here.stop - here.start)
            kinds = self.boundaries[here]
            onward = chances[here] * back[here] / scales[here]
            back[before] = np.einsum("nij,nj->ni", moves[kinds], onward)
            joint = ahead[before][:, :, None] * moves[kinds] * onward[:, None, :]
            joint -= gold[before][:, :, None] * gold[here][:, None, :]
            np.add.at(moved, kinds, joint)
        return ahead * back - gold, moved

    def _ahead(self, chances: Array, moves: Array, start: Array) -> tuple[Array, Array]:
        """How likely each part of a clause is by what stands up to it, and what it was scaled by."""
        ahead, scales = np.empty_like(chances), np.empty((len(chances), 1))
        reached = np.exp(start * self.opens[:, None])
        for here, onward in zip_longest(self.places, self.places[1:]):
            reached = reached * chances[here]
            scales[here] = reached.sum(1, keepdims=True)
            ahead[here] = reached = reached / scales[here]
            if onward is not None:
                moved = moves[self.boundaries[onward]]
                reached = np.einsum("ni,nij->nj", reached[: len(moved)], moved)
        return ahead, scales


def learn_field(answers: Sequence[Sequence[Step]], loose: Sequence[Step]) -> PartWeights:
    """Learn the weights from answers, and from clauses that stand alone."""
    sequences = [*answers, *([step] for step in loose)]
    columns = columns_of((step.features for sequence in sequences for step in sequence), LEAST)
    number = max(1, len(sequences) // _BATCH)
    batches = [Sequences.of(sequences[at::number], columns) for at in range(number)]
    emit = Adam(len(columns) + 1, _WIDE, rate=0.08)
    move, start = Adam(len(Boundary), _WIDE, _WIDE, rate=0.08), Adam(_WIDE, rate=0.08)
    for at, share in turns(ROUNDS, number):
        batch = batches[at]
        missed, moved = batch.gradient(emit.values, move.values, start.values)
        of_features = np.repeat(missed, np.diff(batch.begins), axis=0)
        down = np.stack(
            [np.bincount(batch.known, of_features[:, c], len(emit.values)) for c in range(_WIDE)], 1
        )
        down[0] = 0
        emit.step(down + PENALTY / number * emit.values, share)
        move.step(moved + PENALTY_OF_MOVES / number * move.values, share)
        first = (missed[batch.places[0]] * batch.opens[:, None]).sum(0)
        start.step(first + PENALTY_OF_MOVES / number * start.values, share)
    return PartWeights(
        {name: emit.values[column].tolist() for name, column in columns.items()},
        dict(zip(map(str, Boundary), move.values.tolist(), strict=True)),
        start.values.tolist(),
    )
