"""Learn which candidates are fillers: `python -m tests.bench.train_fillers`.

A logistic model that corrects what the constructions say, from the train part of the corpus alone. No chance
anywhere: the same corpus gives the same weights.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rehearse.analysis.discourse import DISCOURSE
from rehearse.analysis.filler_features import favour, filler_features
from rehearse.analysis.fillers import candidates_of, is_filled_pause
from rehearse.analysis.tokens import Tokens
from tests.bench.train_structure import NO_CLOCK, Adam, columns_of, table_of, write
from tests.corpus_labels import LabelledAnswer, read_corpus


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate as the model learns it."""

    features: frozenset[str]
    favour: float
    counts: bool


def samples_of(answer: LabelledAnswer) -> Iterator[Sample]:
    """The candidates of an answer, each with whether it is labelled; not those within a labelled one."""
    tokens = Tokens.of(answer.text)
    pauses = frozenset(index for index in range(len(tokens)) if is_filled_pause(tokens, index))
    wanted = {(tokens.between(span)[0], tokens.between(span)[-1]) for span in answer.fillers}
    end = 0
    for candidate in candidates_of(tokens, pauses, NO_CLOCK):
        if candidate.first in pauses or candidate.first < end:
            continue
        counts = (candidate.first, candidate.last) in wanted
        if counts:
            end = candidate.last + 1
        by_rule = DISCOURSE[candidate.phrase()](candidate)
        yield Sample(frozenset(filler_features(candidate, by_rule)), favour(by_rule), counts)


def learn_fillers(
    answers: Iterable[LabelledAnswer], penalty: float = 1.0, rounds: int = 200
) -> dict[str, float]:
    """Learn what each feature adds."""
    samples: Sequence[Sample] = [sample for answer in answers for sample in samples_of(answer)]
    rows = [sorted(sample.features) for sample in samples]
    columns = columns_of(rows)
    table = table_of(rows, columns)
    favoured = np.array([sample.favour for sample in samples])
    wanted = np.array([sample.counts for sample in samples], dtype=float)
    weights = Adam(len(columns) + 1, rate=0.05)
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-weights.values[table].sum(1) - favoured))
        missed = np.repeat(chance - wanted, table.shape[1])
        gradient = np.bincount(table.ravel(), missed, len(weights.values)) + penalty * weights.values
        gradient[0] = 0
        weights.step(gradient)
    return {name: float(weights.values[column]) for name, column in columns.items()}


def main() -> None:
    """Learn the model from the train part and keep it."""
    train = [answer for answer in read_corpus() if not answer.kept]
    write("fillers", {"features": learn_fillers(train)}, least=0.05)


if __name__ == "__main__":
    main()
