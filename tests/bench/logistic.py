"""Logistic models: what each feature adds to the odds that a candidate counts, or to those of each class."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.bench.descent import Adam, columns_of, table_of


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


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several classes, as the model learns it."""

    features: frozenset[str]
    chosen: int


def learn_choice(
    choices: Sequence[Choice], classes: int, penalty: float, rounds: int = 150
) -> dict[str, list[float]]:
    """Learn what each feature adds to each class, by full-batch Adam; the penalty is as above."""
    rows = [sorted(choice.features) for choice in choices]
    columns = columns_of(rows)
    table = table_of(rows, columns)
    wanted = np.eye(classes)[[choice.chosen for choice in choices]]
    weights = Adam(len(columns) + 1, classes, rate=0.05)
    for _ in range(rounds):
        scores = weights.values[table].sum(1)
        chances = np.exp(scores - scores.max(1, keepdims=True))
        missed = chances / chances.sum(1, keepdims=True) - wanted
        gradient = penalty * weights.values
        np.add.at(gradient, table, missed[:, None, :])
        gradient[0] = 0
        weights.step(gradient)
    return {name: weights.values[column].tolist() for name, column in columns.items()}
