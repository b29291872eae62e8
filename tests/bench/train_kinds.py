"""Learn what bare numbers are of: `python -m tests.bench.train_kinds`.

A multinomial logistic model over the bare numbers that are labelled as metrics, from the train part and the
lessons. What was measured before each is as labelled. No chance anywhere: the same answers give the same
weights.
"""

from collections.abc import Iterator
from dataclasses import replace

from rehearse.analysis.measured import BARE_KINDS, kind_features
from rehearse.analysis.metrics import MEASURED, eligible
from rehearse.analysis.quantities import find_quantities
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Tokens
from tests.bench.labelled_blocks import lessons
from tests.bench.logistic import Choice, learn_choice
from tests.bench.train_structure import write
from tests.corpus_labels import LabelledAnswer, LabelledMetric, read_corpus

PENALTY = 4.0


def choices_of(answer: LabelledAnswer) -> Iterator[Choice]:
    """The bare numbers of an answer that are metrics, each with its kind."""
    tokens = Tokens.of(answer.text)
    clauses = [tokens.between(sentence.span) for sentence in answer.sentences]
    measured: list[Quantity] = []
    for quantity, beside in eligible(tokens, find_quantities(tokens)):
        label = _label_of(answer, tokens, quantity)
        if label is None:
            continue
        if quantity.kind is None and label.kind in BARE_KINDS:
            clause = next(clause for clause in clauses if quantity.first in clause)
            features = kind_features(tokens, quantity, clause, measured, beside)
            yield Choice(frozenset(features), BARE_KINDS.index(label.kind))
            quantity = replace(quantity, kind=label.kind, unit=label.unit)
        if quantity.kind in MEASURED:
            measured.append(quantity)


def _label_of(answer: LabelledAnswer, tokens: Tokens, quantity: Quantity) -> LabelledMetric | None:
    start, end = tokens.span(quantity.first, quantity.last)
    return next((label for label in answer.metrics if label.span[0] < end and start < label.span[1]), None)


def main() -> None:
    """Learn the model and keep it."""
    train = [*(answer for answer in read_corpus() if not answer.kept), *lessons()]
    choices = [choice for answer in train for choice in choices_of(answer)]
    write("kinds", {"features": learn_choice(choices, len(BARE_KINDS), PENALTY)}, least=0.1)


if __name__ == "__main__":
    main()
