"""Weights learned from the labelled answers; `python -m tests.bench.train_structure` learns them anew."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class ClauseWeights:
    """What tells where a clause begins."""

    features: Mapping[str, float]
    """What each feature adds to the log-odds of a boundary."""
    lengths: Sequence[float]
    """What a length in words, up to the longest considered, adds to it."""


@dataclass(frozen=True, slots=True)
class PartWeights:
    """What tells which part a clause plays; six columns: the five parts, then none."""

    features: Mapping[str, Sequence[float]]
    moves: Mapping[str, Sequence[Sequence[float]]]
    """By the strength of the boundary between them: from the part before to the part after."""
    starts: Sequence[float]


@cache
def clause_weights() -> ClauseWeights:
    """Read the weights of boundaries, once."""
    return ClauseWeights(**_read("clauses"))


@cache
def part_weights() -> PartWeights:
    """Read the weights of parts, once."""
    return PartWeights(**_read("parts"))


@cache
def metric_weights() -> Mapping[str, float]:
    """Read what each feature adds to the log-odds that a quantity is a metric, once."""
    weights: Mapping[str, float] = _read("metrics")["features"]
    return weights


@cache
def kind_weights() -> Mapping[str, Sequence[float]]:
    """Read what each feature adds to the log-odds of each kind that a bare number can be of, once."""
    weights: Mapping[str, Sequence[float]] = _read("kinds")["features"]
    return weights


@cache
def filler_weights() -> Mapping[str, float]:
    """Read what each feature adds to the log-odds that a candidate is a filler, once."""
    weights: Mapping[str, float] = _read("fillers")["features"]
    return weights


def _read(name: str) -> dict[str, Any]:
    source = files("rehearse.analysis").joinpath("learned", f"{name}.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(source)
    return read
