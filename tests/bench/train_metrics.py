"""Learn which quantities are metrics: `python -m tests.bench.train_metrics`, after `train_structure`.

A logistic model over the quantities of the train part. The parts that their sentences play are found by
structure models that never saw the answer, as in use; the nearest metric before each is the labelled one.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from rehearse.analysis.evidence import Sentence
from rehearse.analysis.fillers import find_fillers
from rehearse.analysis.metrics import MEASURED, eligible, favour, features_of
from rehearse.analysis.quantities import find_quantities
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.site import Site
from rehearse.analysis.structure import structure_by
from rehearse.analysis.tokens import Tokens
from rehearse.analysis.weights import ClauseWeights, PartWeights, clause_weights, part_weights
from rehearse.interview.transcript import Transcript
from tests.bench.labelled_blocks import ANYBODY, lessons, read_sentences
from tests.bench.logistic import Sample, learn_odds
from tests.bench.train_structure import (
    FOLDS,
    NO_CLOCK,
    learn_clauses,
    learn_parts,
    write,
)
from tests.corpus_labels import LabelledAnswer, read_corpus

PENALTY = 8.0
TIMES_OF_CORPUS = 3
"""How often an answer of the corpus is learned from; from answers that were held out of training."""
AT_ONCE = 2
"""Folds that are learned side by side; each takes a core and 700 MB."""


def samples_of(answer: LabelledAnswer, clauses: ClauseWeights, parts: PartWeights) -> Iterator[Sample]:
    """The quantities of an answer, each with whether it is labelled."""
    tokens = Tokens.of(answer.text)
    found = find_fillers(tokens, Transcript(answer.text), Rubric(), None)
    fillers = frozenset(index for item in found.items for index in tokens.between(item.span))
    quantities = find_quantities(tokens)
    structure = structure_by(clauses, parts, tokens, NO_CLOCK, fillers, quantities, None)
    yield from _samples(tokens, answer, Site.of(tokens, structure.sentences, fillers, quantities))


def _samples(tokens: Tokens, answer: LabelledAnswer, site: Site) -> Iterator[Sample]:
    nearest: Quantity | None = None
    for quantity, _ in eligible(tokens, find_quantities(tokens)):
        start, end = tokens.span(quantity.first, quantity.last)
        label = next((each for each in answer.metrics if each.span[0] < end and start < each.span[1]), None)
        features = frozenset(features_of(tokens, quantity, site, nearest))
        yield Sample(features, favour(tokens, quantity), label is not None)
        if label is not None and label.kind in MEASURED:
            nearest = replace(quantity, kind=label.kind)


def samples_of_constructions() -> Iterator[Sample]:
    """Single sentences: numbers that matter in one part and are scenery in another."""
    for path in sorted(Path(__file__).parent.glob("constructions*.txt")):
        for answer in read_sentences(path):
            tokens = Tokens.of(answer.text)
            sentences = tuple(Sentence(sentence.span, sentence.part) for sentence in answer.sentences)
            yield from _samples(
                tokens, answer, Site.of(tokens, sentences, frozenset(), find_quantities(tokens))
            )


def samples_of_answers_in_numbers() -> Iterator[Sample]:
    """Plain answers without fillers, which the kept structure models never saw."""
    for path in sorted(Path(__file__).parent.glob("answers_in_numbers*.txt")):
        for answer in read_sentences(path):
            yield from samples_of(answer, clause_weights(), part_weights())


def samples_of_fold(fold: int) -> list[Sample]:
    """The quantities of every fourth answer, in the parts that models of the other answers find."""
    train = [*(answer for answer in read_corpus() if not answer.kept), *lessons()]
    others = [answer for at, answer in enumerate(train) if at % FOLDS != fold]
    clauses = learn_clauses(others)
    parts = learn_parts(others, clauses)
    return [
        sample
        for answer in train[fold::FOLDS]
        for sample in [*samples_of(answer, clauses, parts)]
        * (1 if answer.speaker == ANYBODY else TIMES_OF_CORPUS)
    ]


def main() -> None:
    """Learn the model from the train part and keep it."""
    samples = [*samples_of_constructions(), *samples_of_answers_in_numbers()]
    with ProcessPoolExecutor(AT_ONCE, max_tasks_per_child=1) as folds:
        for found in folds.map(samples_of_fold, range(FOLDS)):
            samples.extend(found)
    write("metrics", {"features": learn_odds(samples, PENALTY)}, least=0.05)


if __name__ == "__main__":
    main()
