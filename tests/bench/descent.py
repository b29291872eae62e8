"""Gradient descent in batches over sparse features; no chance anywhere: the same rows, the same weights."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


class Adam:
    """Gradient descent with momentum (Kingma & Ba 2015)."""

    def __init__(self, *shape: int, rate: float) -> None:
        self.values = np.zeros(shape)
        self._mean, self._square = np.zeros(shape), np.zeros(shape)
        self._rate, self._steps = rate, 0

    def step(self, gradient: Array, share: float = 1.0) -> None:
        """Go down once, at a share of the rate."""
        self._steps += 1
        self._mean += 0.1 * (gradient - self._mean)
        self._square += 0.01 * (gradient**2 - self._square)
        mean = self._mean / (1 - 0.9**self._steps)
        square = self._square / (1 - 0.99**self._steps)
        self.values -= self._rate * share * mean / (np.sqrt(square) + 1e-8)


def turns(rounds: int, batches: int) -> Iterator[tuple[int, float]]:
    """The batch of every step and the share of the rate, which falls evenly to nothing."""
    for step in range(rounds * batches):
        yield step % batches, 1 - step / (rounds * batches)


def columns_of(rows: Iterable[Iterable[str]], least: int = 2) -> dict[str, int]:
    """A column for each feature met so often; column 0 stands for all others and weighs nothing."""
    met = Counter(feature for row in rows for feature in row)
    return {
        feature: at
        for at, feature in enumerate(sorted(f for f, times in met.items() if times >= least), start=1)
    }


def table_of(rows: Sequence[Iterable[str]], columns: dict[str, int]) -> Array:
    """The known columns of each row, filled up with column 0."""
    known = [[columns[feature] for feature in row if feature in columns] for row in rows]
    table = np.zeros((len(rows), max(map(len, known))), dtype=np.int64)
    for at, row in enumerate(known):
        table[at, : len(row)] = row
    return table
