"""Where quantities stand: the parts and the tokens of sentences, and the other quantities of an answer."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rehearse.analysis.evidence import MetricKind, Sentence
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Tokens
from rehearse.interview.part import Part

Measure = tuple[MetricKind | None, str | None]
Neighbours = tuple[Quantity | None, Quantity | None]
_MANY = 4
_FIGURES = frozenset(set(MetricKind) - {MetricKind.COUNT, MetricKind.TIME})


@dataclass(frozen=True, slots=True)
class Site:
    """The part and the tokens of each sentence by token, and what is looked through."""

    parts: tuple[Part | None, ...]
    clauses: tuple[range, ...]
    passed_over: Collection[int]
    """The tokens of fillers."""
    began: Mapping[Measure, int]
    """Where the first quantity of each kind and unit begins."""
    results: Mapping[Measure, int]
    """Where the last one begins that stands in the result."""
    figures: Mapping[int, tuple[int, int]]
    """Where the first and the last percentage, amount or the like begin, by the start of their sentence."""
    neighbours: Mapping[int, Neighbours]
    """The quantities right before and right after each, by where it begins."""
    numbers: Mapping[Part | None, int]
    """How many quantities each part holds."""

    @classmethod
    def of(
        cls,
        tokens: Tokens,
        sentences: Iterable[Sentence],
        fillers: Collection[int],
        quantities: Sequence[Quantity],
    ) -> "Site":
        """Lay an answer out by token."""
        parts: list[Part | None] = [None] * len(tokens)
        clauses = [range(0)] * len(tokens)
        for sentence in sentences:
            inside = tokens.between(sentence.span)
            for index in inside:
                parts[index], clauses[index] = sentence.part, inside
        began: dict[Measure, int] = {}
        results: dict[Measure, int] = {}
        figures: dict[int, tuple[int, int]] = {}
        padded = (None, *quantities, None)
        neighbours = {
            quantity.first: beside
            for quantity, beside in zip(quantities, zip(padded, padded[2:], strict=False), strict=True)
        }
        for quantity in quantities:
            measure, at = (quantity.kind, quantity.unit), quantity.first
            began.setdefault(measure, at)
            if parts[at] is Part.RESULT:
                results[measure] = at
            if quantity.kind in _FIGURES:
                start = clauses[at].start
                figures[start] = figures.get(start, (at, at))[0], at
        numbers = Counter(parts[quantity.first] for quantity in quantities)
        return cls(tuple(parts), tuple(clauses), fillers, began, results, figures, neighbours, numbers)

    def number_in(self, part: Part | None) -> int:
        """How many quantities a part holds, up to many."""
        return min(_MANY, self.numbers.get(part, 0))

    def beside(self, quantity: Quantity) -> Iterator[str]:
        """What other quantities there are: figures in its sentence, the same measure before and after."""
        at, measure = quantity.first, (quantity.kind, quantity.unit)
        first, last = self.figures.get(self.clauses[at].start, (at, at))
        if first < at:
            yield "figure before"
        if last > at:
            yield "figure after"
        if quantity.kind is None:
            return
        if self.began[measure] < at:
            yield "same measure before"
        if self.results.get(measure, 0) > at:
            yield "same measure in the result"
