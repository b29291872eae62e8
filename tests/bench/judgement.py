"""How well the judgement agrees with the labels: `python -m tests.bench.judgement [--json] [--worst N]`.

Precision, recall and F1 for every layer and kind, on the train part, on the kept part, on forty short answers
labelled for parts and fillers alone, on short answers labelled for metrics and on sentences labelled for
fillers: nothing was learned from these. Beside it a baseline of word lists ("any listed word is a filler, any
number is a metric, parts go by position"). Worst misses are shown of the train part only: what is kept stays
unread.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.tokens import Tokens
from rehearse.interview.part import Part
from rehearse.interview.transcript import Span, Transcript
from tests.bench.baseline import guess
from tests.bench.labelled_blocks import read_answers, read_sentences
from tests.corpus_labels import LabelledAnswer, LabelledMetric, read_corpus

BESIDE = Path(__file__).parent
TOLD = ("fillers", "sentences", "missing")
MEASURED = ("metrics", "kind", "stated")
COLUMNS = (("precision", 10), ("recall", 8), ("f1", 8), ("right", 8))


@dataclass(frozen=True, slots=True)
class Guess:
    """What a judge says of an answer, cut to what is labelled."""

    fillers: tuple[Span, ...]
    metrics: tuple[tuple[Span, str], ...]
    sentences: tuple[tuple[Span, Part | None], ...]

    @classmethod
    def of(cls, report: Report) -> "Guess":
        """Cut a report down."""
        structure = report.structure
        return cls(
            tuple(item.span for item in report.fillers.items if item.text),
            tuple((item.span, str(item.kind)) for item in report.metrics.items),
            tuple((s.span, s.part) for s in structure.sentences) if structure else (),
        )

    @property
    def missing(self) -> frozenset[Part]:
        """The parts that no sentence plays."""
        return frozenset(Part) - {part for _, part in self.sentences}


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed ones."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1 and how many there are."""
        found, wanted = self.hits + self.extra, self.hits + self.missed
        return {
            "precision": round(self.hits / found, 3) if found else 1.0,
            "recall": round(self.hits / wanted, 3) if wanted else 1.0,
            "f1": round(2 * self.hits / (found + wanted), 3) if found + wanted else 1.0,
            "n": wanted,
        }


@dataclass(slots=True)
class Score:
    """How one judge did on some answers."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    shares: Counter[str] = field(default_factory=Counter)
    worst: list[tuple[int, str, list[str]]] = field(default_factory=list)

    def tally(self, name: str) -> Tally:
        """The tally of a layer or a kind."""
        return self.tallies.setdefault(name, Tally())

    def share(self, name: str, right: bool) -> None:
        """Count one of what is simply right or wrong."""
        self.shares[f"{name} right"] += right
        self.shares[name] += 1

    def add(self, answer: LabelledAnswer, found: Guess) -> None:
        """Hold a guess against the labels."""
        misses = [
            *self._fillers(answer, found),
            *self._metrics(answer, found),
            *self._sentences(answer, found),
        ]
        self.worst.append((len(misses), answer.id, misses))

    def _fillers(self, answer: LabelledAnswer, found: Guess) -> Iterator[str]:
        tally = self.tally("fillers")
        wanted, given = Counter(answer.fillers), Counter(found.fillers)
        tally.hits += (wanted & given).total()
        for span in wanted - given:
            tally.missed += 1
            yield f"filler missed: {_around(answer.text, span)}"
        for span in given - wanted:
            tally.extra += 1
            yield f"no filler: {_around(answer.text, span)}"

    def _metrics(self, answer: LabelledAnswer, found: Guess) -> Iterator[str]:
        self.share("stated", bool(answer.metrics) is bool(found.metrics))
        left = list(found.metrics)
        for metric in answer.metrics:
            match = next((item for item in left if _touch(metric.span, item[0])), None)
            self._count("metrics", metric, match)
            if match is None:
                yield f"metric missed: {_around(answer.text, metric.span)}"
                continue
            left.remove(match)
            self.share("kind", match[1] == metric.kind)
            if match[1] != metric.kind:
                yield f"{match[1]}, not {metric.kind}: {_around(answer.text, metric.span)}"
        for span, kind in left:
            self.tally("metrics").extra += 1
            self.tally(f"metrics: {kind}").extra += 1
            yield f"no metric: {_around(answer.text, span)}"

    def _count(self, layer: str, metric: LabelledMetric, match: object) -> None:
        for name in (layer, f"{layer}: {metric.kind}"):
            tally = self.tally(name)
            tally.hits += match is not None
            tally.missed += match is None

    def _sentences(self, answer: LabelledAnswer, found: Guess) -> Iterator[str]:
        tokens = Tokens.of(answer.text)
        parts: list[Part | None] = [None] * len(tokens)
        for span, part in found.sentences:
            for index in tokens.between(span):
                parts[index] = part
        for sentence in answer.sentences:
            said = Counter(parts[index] for index in tokens.between(sentence.span)).most_common(1)[0][0]
            self.share("sentences", said is sentence.part)
            self.share(f"sentences: {sentence.part or 'none'}", said is sentence.part)
            if said is not sentence.part:
                told = answer.text[sentence.span[0] : sentence.span[1]]
                yield f"{said or 'none'}, not {sentence.part or 'none'}: {told}"
        lacks, missing = frozenset(answer.lacks), found.missing
        tally = self.tally("missing parts")
        tally.hits += len(lacks & missing)
        tally.extra += len(missing - lacks)
        tally.missed += len(lacks - missing)

    def figures(self) -> dict[str, dict[str, float]]:
        """Everything counted, by name."""
        shares = {
            name: {"right": round(self.shares[f"{name} right"] / number, 3), "n": number}
            for name, number in self.shares.items()
            if not name.endswith(" right")
        }
        return {name: tally.figures() for name, tally in sorted(self.tallies.items())} | dict(
            sorted(shares.items())
        )

    def only(self, *layers: str) -> "Score":
        """The same of some layers alone: for answers that are labelled no further."""
        return Score(
            {name: tally for name, tally in self.tallies.items() if name.startswith(layers)},
            Counter({name: number for name, number in self.shares.items() if name.startswith(layers)}),
        )


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _around(text: str, span: Span) -> str:
    return f"{text[max(0, span[0] - 30) : span[0]]}[{text[span[0] : span[1]]}]{text[span[1] : span[1] + 20]}"


def judge(answer: LabelledAnswer) -> Guess:
    """Let the product judge an answer."""
    return Guess.of(analyse(Answer(answer.id, Transcript(answer.text), 90), Rubric()))


def by_word_lists(answer: LabelledAnswer) -> Guess:
    """Let the baseline judge an answer."""
    return Guess(*guess(answer.text))


def score(answers: Iterable[LabelledAnswer], judge: Callable[[LabelledAnswer], Guess]) -> Score:
    """Hold a judge against the labels."""
    total = Score()
    for answer in answers:
        total.add(answer, judge(answer))
    return total


def measure() -> dict[str, dict[str, Score]]:
    """Both parts of the corpus and what nothing was learned from, both judges."""
    answers = tuple(read_corpus())
    parts = {
        "train": [answer for answer in answers if not answer.kept],
        "kept": [answer for answer in answers if answer.kept],
    }
    results = {
        name: {"rules": score(some, judge), "baseline": score(some, by_word_lists)}
        for name, some in parts.items()
    }
    for name, some, layers in (
        ("unseen answers", read_answers(BESIDE / "unseen_answers.txt"), TOLD),
        ("unseen quantities", read_sentences(BESIDE / "unseen_quantities.txt"), MEASURED),
        ("unseen fillers", read_sentences(BESIDE / "unseen_fillers.txt"), ("fillers",)),
    ):
        answers = tuple(some)
        results[name] = {
            "rules": score(answers, judge).only(*layers),
            "baseline": score(answers, by_word_lists).only(*layers),
        }
    return results


def milliseconds() -> float:
    """What an answer of 90 seconds costs the processor, the best of many after a first call."""
    text = " ".join(answer.text for answer in read_corpus() if answer.style == "verbatim" and not answer.kept)
    answer = Answer("speed", Transcript(" ".join(text.split()[:225])), 90)
    best = float("inf")
    for _ in range(20):
        started = time.process_time()
        analyse(answer, Rubric())
        best = min(best, time.process_time() - started)
    return best * 1000


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="judgement", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--worst", type=int, default=5, metavar="N", help="how many of the worst train answers to show"
    )
    options = parser.parse_args()
    results, speed = measure(), milliseconds()
    if options.json:
        figures = {
            part: {name: one.figures() for name, one in both.items()} for part, both in results.items()
        }
        print(json.dumps({**figures, "milliseconds": round(speed, 2)}))
        return
    for part, both in results.items():
        print(f"{part}\n  {'':26}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>8}{'n':>6}   baseline")
        beside = both["baseline"].figures()
        for name, row in both["rules"].figures().items():
            cells = "".join(f"{row.get(key, ''):>{width}}" for key, width in COLUMNS)
            plain = beside.get(name, {})
            print(f"  {name:26}{cells}{row['n']:>6}   {plain.get('f1', plain.get('right', ''))}")
    print(f"\n225 words without punctuation: {speed:.1f} ms of one processor")
    for _, answer_id, misses in sorted(results["train"]["rules"].worst, reverse=True)[: options.worst]:
        print(f"\n{answer_id}", *misses, sep="\n  ")


if __name__ == "__main__":
    main()
