"""Learn where clauses begin and which parts they play: `python -m tests.bench.train_structure`.

Two linear models, both from the train part of the corpus alone: a logistic one over boundaries, and a
linear-chain conditional random field over clauses. The field sees clauses cut by boundaries learned from
other answers, as it will in use. The sample answers of the question bank are learned from as well.
Full-batch Adam, no chance anywhere: the same corpus gives the same weights.
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
from tests.bench.labelled_blocks import lessons, read_answers, read_sentences
from tests.corpus_labels import LabelledAnswer, read_corpus

FOLDS = 4
LONGEST = 60
LEFT_OUT = (Part.REFLECTION, Part.RESULT, Part.TASK, Part.SITUATION, Part.REFLECTION, Part.RESULT)
"""The parts that copies of answers lack, in turn: people leave out the end more than the beginning."""
BESIDE = Path(__file__).parent
NO_CLOCK = Clock(())

Array = np.ndarray[Any, np.dtype[Any]]


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


@dataclass(frozen=True, slots=True)
class Step:
    """A clause as the field learns it."""

    features: frozenset[str]
    label: int
    boundary: Boundary


class Adam:
    """Full-batch gradient descent with momentum (Kingma & Ba 2015)."""

    def __init__(self, *shape: int, rate: float) -> None:
        self.values = np.zeros(shape)
        self._mean, self._square = np.zeros(shape), np.zeros(shape)
        self._rate, self._steps = rate, 0

    def step(self, gradient: Array) -> None:
        """Go down once."""
        self._steps += 1
        self._mean += 0.1 * (gradient - self._mean)
        self._square += 0.01 * (gradient**2 - self._square)
        mean = self._mean / (1 - 0.9**self._steps)
        square = self._square / (1 - 0.99**self._steps)
        self.values -= self._rate * mean / (np.sqrt(square) + 1e-8)


def learn_clauses(
    answers: Sequence[LabelledAnswer], penalty: float = 1.0, rounds: int = 150
) -> ClauseWeights:
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
    columns = columns_of(rows)
    table = table_of(rows, columns)
    wanted = np.array(begins, dtype=float)
    weights = Adam(len(columns) + 1, rate=0.1)
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-weights.values[table].sum(1)))
        missed = np.repeat(chance - wanted, table.shape[1])
        gradient = np.bincount(table.ravel(), missed, len(weights.values)) + penalty * weights.values
        gradient[columns["bias"]] -= penalty * weights.values[columns["bias"]]
        gradient[0] = 0
        weights.step(gradient)
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


def columns_of(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    """A column for each feature met twice; column 0 stands for all others and weighs nothing."""
    met = Counter(feature for row in rows for feature in row)
    return {
        feature: at for at, feature in enumerate(sorted(f for f, times in met.items() if times > 1), start=1)
    }


def table_of(rows: Sequence[Iterable[str]], columns: dict[str, int]) -> Array:
    """The known columns of each row, filled up with column 0."""
    known = [[columns[feature] for feature in row if feature in columns] for row in rows]
    table = np.zeros((len(rows), max(map(len, known))), dtype=np.int64)
    for at, row in enumerate(known):
        table[at, : len(row)] = row
    return table


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

    def step(clause: Clause) -> Step:
        kinds = {str(q.kind) for q in quantities if clause.first <= q.first < clause.end}
        most = Counter(parts[clause.first : clause.end]).most_common(1)[0][0]
        features = frozenset(clause_features(tokens, clause.first, clause.end, fillers, kinds))
        return Step(features, LABELS.index(most), clause.boundary)

    return [step(clause) for clause in cut_clauses(tokens, NO_CLOCK, weights)]


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


@dataclass(slots=True)
class Field:
    """A linear-chain conditional random field over padded sequences of clauses.

    The known features of all clauses lie in a row in `known`; those of clause k begin at `begins[k]`.
    """

    known: Array
    begins: Array
    labels: Array
    mask: Array
    boundaries: Array
    opens: Array
    columns: dict[str, int]

    @classmethod
    def of(
        cls, answers: Sequence[Sequence[Step]], copies: Sequence[Sequence[Step]], loose: Sequence[Step]
    ) -> "Field":
        """Lay answers, copies with a part left out, and clauses without known surroundings out in arrays."""
        columns = columns_of(
            [*(step.features for answer in answers for step in answer), *(step.features for step in loose)]
        )
        sequences = [*answers, *copies, *([step] for step in loose)]
        rows = [step.features for sequence in sequences for step in sequence]
        known = [[columns[feature] for feature in sorted(row) if feature in columns] for row in rows]
        size = len(sequences), max(map(len, sequences))
        labels, boundaries = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        mask = np.zeros(size)
        for row, sequence in enumerate(sequences):
            end = len(sequence)
            labels[row, :end] = [step.label for step in sequence]
            boundaries[row, :end] = [list(Boundary).index(step.boundary) for step in sequence]
            mask[row, :end] = 1
        return cls(
            np.array([column for row in known for column in row], dtype=np.int64),
            np.cumsum([0, *map(len, known)]),
            labels,
            mask,
            boundaries,
            np.array([1.0] * (len(answers) + len(copies)) + [0.0] * len(loose)),
            columns,
        )

    def learn(self, penalty: float = 1.0, rounds: int = 80) -> dict[str, Any]:
        """Learn the weights, as they are kept."""
        wide = len(LABELS)
        emit = Adam(len(self.columns) + 1, wide, rate=0.08)
        move, start = Adam(len(Boundary), wide, wide, rate=0.08), Adam(wide, rate=0.08)
        times = np.diff(self.begins)
        for _ in range(rounds):
            missed, moved = self._gradient(emit.values, move.values, start.values)
            flat = np.repeat(missed[self.mask > 0], times, axis=0)
            down = np.stack(
                [np.bincount(self.known, flat[:, c], len(emit.values)) for c in range(wide)], axis=1
            )
            emit.step(down + penalty * emit.values)
            move.step(moved + 0.3 * move.values)
            start.step((missed[:, 0] * self.opens[:, None]).sum(0) + 0.3 * start.values)
        return {
            "features": {name: emit.values[column].tolist() for name, column in self.columns.items()},
            "moves": dict(zip(map(str, Boundary), move.values.tolist(), strict=True)),
            "starts": start.values.tolist(),
        }

    def _gradient(self, emit: Array, move: Array, start: Array) -> tuple[Array, Array]:
        scores = np.zeros((*self.mask.shape, len(LABELS)))
        scores[self.mask > 0] = np.add.reduceat(emit[self.known], self.begins[:-1])
        ahead, back = np.zeros_like(scores), np.zeros_like(scores)
        ahead[:, 0] = scores[:, 0] + start * self.opens[:, None]
        last = scores.shape[1] - 1
        here = self.mask[:, :, None] > 0
        for t in range(1, last + 1):
            reached = _log_sum(ahead[:, t - 1][:, :, None] + move[self.boundaries[:, t]], 1)
            ahead[:, t] = np.where(here[:, t], reached + scores[:, t], ahead[:, t - 1])
        for t in range(last - 1, -1, -1):
            onward = (scores[:, t + 1] + back[:, t + 1])[:, None, :]
            back[:, t] = np.where(here[:, t + 1], _log_sum(move[self.boundaries[:, t + 1]] + onward, 2), 0)
        total = _log_sum(ahead[:, -1], 1)
        gold = np.eye(len(LABELS))[self.labels]
        missed = (np.exp(ahead + back - total[:, None, None]) - gold) * self.mask[:, :, None]
        moved = np.zeros_like(move)
        for t in range(1, last + 1):
            joint = np.exp(
                ahead[:, t - 1][:, :, None]
                + move[self.boundaries[:, t]]
                + (scores[:, t] + back[:, t])[:, None, :]
                - total[:, None, None]
            )
            wanted = gold[:, t - 1][:, :, None] * gold[:, t][:, None, :]
            np.add.at(moved, self.boundaries[:, t], (joint - wanted) * self.mask[:, t][:, None, None])
        return missed, moved


def _log_sum(scores: Array, axis: int) -> Array:
    top = scores.max(axis, keepdims=True)
    summed: Array = (np.log(np.exp(scores - top).sum(axis, keepdims=True)) + top).squeeze(axis)
    return summed


def sequences_of(
    answers: Sequence[LabelledAnswer],
) -> tuple[list[list[Step]], list[list[Step]]]:
    """Every answer's clauses, and those of a copy that lacks a part; cut by boundaries learned without it."""
    cutters = [
        learn_clauses([answer for at, answer in enumerate(answers) if at % FOLDS != fold])
        for fold in range(FOLDS)
    ]
    whole, copies = [], []
    for at, answer in enumerate(answers):
        labelled = Labelled.of(answer)
        whole.append(steps_of(labelled, cutters[at % FOLDS]))
        shorter = labelled.without(LEFT_OUT[at % len(LEFT_OUT)])
        if shorter is not None:
            copies.append(steps_of(shorter, cutters[at % FOLDS]))
    return whole, copies


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
    whole, copies = sequences_of([*answers, *told_answers()])
    samples = [steps_of(sample, clauses) for sample in sample_answers(Path(__file__).parents[2])]
    field = Field.of([*whole, *samples], copies, list(loose_steps(single_sentences())))
    return PartWeights(**field.learn())


def main() -> None:
    """Learn both models from the train part and keep them."""
    train = [*(answer for answer in read_corpus() if not answer.kept), *lessons()]
    clauses = learn_clauses([*train, *told_answers()])
    lengths = [round(weight, 2) for weight in clauses.lengths]
    write("clauses", {"features": dict(clauses.features), "lengths": lengths})
    write("parts", asdict(learn_parts(train, clauses)))


if __name__ == "__main__":
    main()
