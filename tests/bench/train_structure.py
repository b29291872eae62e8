"""Learn where clauses begin and which parts they play: `python -m tests.bench.train_structure`.

Two linear models, both from the train part of the corpus and the lessons: a logistic one over boundaries,
and a linear-chain conditional random field over clauses. The field sees clauses cut by boundaries that were
learned from other answers, as it will in use. The sample answers of the question bank are learned from too.
No chance anywhere: the same corpus gives the same weights.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

import rehearse.analysis
from rehearse.analysis.clauses import Boundary, Clause, boundary_features, cut_clauses, padded
from rehearse.analysis.fillers import find_fillers
from rehearse.analysis.quantities import find_quantities
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.structure import LABELS
from rehearse.analysis.structure_features import clause_features, meaning_features, wording_features
from rehearse.analysis.tokens import Clock, Tokens
from rehearse.analysis.weights import ClauseWeights, PartWeights
from rehearse.interview.part import Part
from rehearse.interview.transcript import Span, Transcript
from rehearse.storage.question_pack import read_pack
from tests.bench.descent import Adam, columns_of, table_of, turns
from tests.bench.field import Step, learn_field
from tests.bench.labelled_blocks import ANYBODY, lessons, read_answers, read_sentences
from tests.corpus_labels import LabelledAnswer, read_corpus

FOLDS = 4
LONGEST = 60
HALVES = 2
"""Clauses to learn parts from are cut by boundaries learned from the other half of the answers."""
TIMES_OF_CORPUS = 8
"""How often an answer of the corpus is learned from, and a copy of it that lacks a part: together they weigh
as much as the lessons, which hardly ever lack their situation, their action or their result."""
LEFT_OUT = (Part.REFLECTION, Part.RESULT, Part.TASK, Part.SITUATION, Part.REFLECTION, Part.RESULT)
"""The parts that the copies lack, in turn: people leave out the end more than the beginning."""
BATCH = 4000
LEAST_OF_BOUNDARIES = 20
"""How often a feature of boundaries must be met: rarer ones weigh more on the disk than on the cuts."""
BESIDE = Path(__file__).parent
NO_CLOCK = Clock(())


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its sentences' parts."""

    text: str
    sentences: tuple[tuple[Span, Part | None], ...]

    @classmethod
    def of(cls, answer: LabelledAnswer) -> "Labelled":
        """What is labelled of an answer's parts."""
        return cls(answer.text, tuple((sentence.span, sentence.part) for sentence in answer.sentences))

    @classmethod
    def joined(cls, sentences: Iterable[tuple[str, Part | None]]) -> "Labelled":
        """A text of sentences, with a space between them."""
        text, spans = "", []
        for said, part in sentences:
            start = len(text) + bool(text)
            text = f"{text} {said}" if text else said
            spans.append(((start, len(text)), part))
        return cls(text, tuple(spans))

    def without(self, left_out: Part) -> "Labelled | None":
        """The same with a part left out; None where it has none of that, or little else."""
        kept = [(self.text[start:end], part) for (start, end), part in self.sentences if part is not left_out]
        return Labelled.joined(kept) if 2 < len(kept) < len(self.sentences) else None


def learn_clauses(answers: Sequence[LabelledAnswer], penalty: float = 1.0, rounds: int = 6) -> ClauseWeights:
    """Learn boundaries from answers, as if none of them had punctuation."""
    rows: list[tuple[str, ...]] = []
    begins: list[bool] = []
    lengths: list[int] = []
    for answer in answers:
        tokens = Tokens.of(answer.text)
        starts = {tokens.between(sentence.span)[0] for sentence in answer.sentences}
        words, classes = padded(tokens, 0, len(tokens))
        for index in range(1, len(tokens)):
            rows.append(boundary_features(words, classes, index))
            begins.append(index in starts)
        ordered = [*sorted(starts), len(tokens)]
        lengths += [end - start for start, end in pairwise(ordered)]
    columns = columns_of(rows, LEAST_OF_BOUNDARIES)
    table, wanted = table_of(rows, columns), np.array(begins, dtype=float)
    number = max(1, len(rows) // BATCH)
    weights, bias = Adam(len(columns) + 1, rate=0.1), columns["bias"]
    for at, share in turns(rounds, number):
        some = table[at::number]
        chance = 1 / (1 + np.exp(-weights.values[some].sum(1)))
        missed = np.repeat(chance - wanted[at::number], some.shape[1])
        drawn = penalty / number * weights.values
        drawn[bias] = 0
        gradient = np.bincount(some.ravel(), missed, len(weights.values)) + drawn
        gradient[0] = 0
        weights.step(gradient, share)
    return ClauseWeights(
        {name: float(weights.values[column]) for name, column in columns.items()}, _length_weights(lengths)
    )


def _length_weights(lengths: Iterable[int]) -> list[float]:
    """What a length says beyond what chance cuts of the same mean length would."""
    seen = np.full(LONGEST + 1, 0.3)
    for length in lengths:
        for off, share in ((0, 0.4), (-1, 0.2), (1, 0.2), (-2, 0.1), (2, 0.1)):
            if 0 < min(length, LONGEST) + off <= LONGEST:
                seen[min(length, LONGEST) + off] += share
    seen /= seen.sum()
    chance = 1 / (seen * np.arange(LONGEST + 1)).sum()
    at = np.arange(1, LONGEST + 1)
    return [0.0, *(np.log(seen[1:]) - np.log(chance * (1 - chance) ** (at - 1))).tolist()]


def _seen(text: str) -> tuple[Tokens, frozenset[int], tuple[Quantity, ...]]:
    """The tokens of a text, those that are fillers, and its quantities."""
    tokens = Tokens.of(text)
    found = find_fillers(tokens, Transcript(text), Rubric(), None)
    fillers = frozenset(index for item in found.items for index in tokens.between(item.span))
    return tokens, fillers, tuple(find_quantities(tokens))


def steps_of(labelled: Labelled, weights: ClauseWeights) -> list[Step]:
    """What the field sees of a text: its clauses, each with the part that most of its words play."""
    tokens, fillers, quantities = _seen(labelled.text)
    parts: list[Part | None] = [None] * len(tokens)
    for span, part in labelled.sentences:
        for index in tokens.between(span):
            parts[index] = part

    clauses = cut_clauses(tokens, NO_CLOCK, weights)

    def step(number: int, clause: Clause) -> Step:
        kinds = {str(q.kind) for q in quantities if clause.first <= q.first < clause.end}
        most = Counter(parts[clause.first : clause.end]).most_common(1)[0][0]
        features = frozenset(clause_features(tokens, clauses, number, fillers, kinds))
        return Step(features, LABELS.index(most), clause.boundary)

    return [step(number, clause) for number, clause in enumerate(clauses)]


def loose_steps(answers: Iterable[LabelledAnswer]) -> Iterator[Step]:
    """Sentences that stand alone, as the field learns them: what they say, without a place."""
    for answer in answers:
        tokens, fillers, quantities = _seen(answer.text)
        for sentence in answer.sentences:
            first, *_ = within = tokens.between(sentence.span)
            kinds = {str(q.kind) for q in quantities if q.first in within}
            features = frozenset(
                (
                    *wording_features(tokens, first, within[-1] + 1, fillers),
                    *meaning_features(tokens, first, within[-1] + 1, fillers, kinds),
                )
            )
            yield Step(features, LABELS.index(sentence.part), Boundary.STOP)


def sequences_of(answers: Sequence[LabelledAnswer]) -> list[list[Step]]:
    """Every answer's clauses, cut by boundaries learned without it; those of the corpus weigh more."""
    cutters = [
        learn_clauses([answer for at, answer in enumerate(answers) if at % HALVES != half])
        for half in range(HALVES)
    ]
    sequences: list[list[Step]] = []
    for at, answer in enumerate(answers):
        labelled, cutter = Labelled.of(answer), cutters[at % HALVES]
        whole = steps_of(labelled, cutter)
        if answer.speaker == ANYBODY:
            sequences.append(whole)
            continue
        sequences += [whole] * TIMES_OF_CORPUS
        shorter = labelled.without(LEFT_OUT[at % len(LEFT_OUT)])
        if shorter is not None:
            sequences += [steps_of(shorter, cutter)] * TIMES_OF_CORPUS
    return sequences


def sample_answers(root: Path) -> Iterable[Labelled]:
    """The sample answers of the question bank, by their marks."""
    for path in sorted((root / "assets" / "questions").glob("*.toml")):
        for question in read_pack(path):
            if question.sample:
                yield Labelled.joined((sample.text, sample.part) for sample in question.sample)


def write(name: str, weights: dict[str, Any], least: float = 0.1) -> None:
    """Keep weights beside the code that reads them, to two decimals, without the lightest."""
    weights = dict(weights, features=_rounded(weights["features"], least))
    path = Path(rehearse.analysis.__file__).parent / "learned" / f"{name}.json"
    kept = json.dumps(weights, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(f"{kept}\n", encoding="utf-8")


def _rounded(features: dict[str, Any], least: float) -> dict[str, Any]:
    rounded = {
        name: [round(one, 2) for one in value] if isinstance(value, list) else round(value, 2)
        for name, value in features.items()
    }
    return {
        name: value
        for name, value in rounded.items()
        if max(map(abs, value if isinstance(value, list) else [value])) >= least
    }


def told_answers() -> list[LabelledAnswer]:
    """Answers labelled for their parts alone, to learn from."""
    return list(read_answers(BESIDE / "told_answers.txt"))


def single_sentences() -> Iterator[LabelledAnswer]:
    """Sentences of every part, to learn from."""
    for path in sorted((*BESIDE.glob("constructions*.txt"), BESIDE / "told_sentences.txt")):
        yield from read_sentences(path)


def learn_parts(answers: Sequence[LabelledAnswer], clauses: ClauseWeights) -> PartWeights:
    """Learn the parts from answers of the corpus, and from all that is labelled beside it."""
    whole = sequences_of([*answers, *told_answers()])
    samples = [steps_of(sample, clauses) for sample in sample_answers(Path(__file__).parents[2])]
    return learn_field([*whole, *samples], list(loose_steps(single_sentences())))


def main() -> None:
    """Learn both models from the train part and keep them."""
    train = [*(answer for answer in read_corpus() if not answer.kept), *lessons()]
    clauses = learn_clauses([*train, *told_answers()])
    lengths = [round(weight, 2) for weight in clauses.lengths]
    write("clauses", {"features": dict(clauses.features), "lengths": lengths}, least=0.2)
    write("parts", asdict(learn_parts(train, clauses)))


if __name__ == "__main__":
    main()
