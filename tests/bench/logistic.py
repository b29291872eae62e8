"""A logistic model over features: what each adds to the odds that a candidate counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.bench.train_structure import Adam, columns_of, table_of


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate as the model learns it."""

    features: frozenset[str]
    favour: float
    """The log-odds that it starts with."""
    counts: bool


def learn_odds(samples: Sequence[Sample], penalty: float, rounds: int = 200) -> dict[str, float]:
    """Learn what each feature adds, by full-batch Adam; the penalty is on the squares of the weights."""
    rows = [sorted(sample.features) for sample in samples]
    columns = columns_of(rows)
    table = table_of(rows, columns)
    favour = np.array([sample.favour for sample in samples])
    wanted = np.array([sample.counts for sample in samples], dtype=float)
    weights = Adam(len(columns) + 1, rate=0.05)
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-weights.values[table].sum(1) - favour))
        missed = np.repeat(chance - wanted, table.shape[1])
        gradient = np.bincount(table.ravel(), missed, len(weights.values)) + penalty * weights.values
        gradient[0] = 0
        weights.step(gradient)
    return {name: float(weights.values[column]) for name, column in columns.items()}
