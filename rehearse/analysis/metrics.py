"""Metrics: which of the quantities of an answer say what its result was worth, and what was left vague."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType

from rehearse.analysis.evidence import Metric, MetricKind, Metrics
from rehearse.analysis.idle import is_idle
from rehearse.analysis.lexicon import words
from rehearse.analysis.measured import as_measured
from rehearse.analysis.menu import menu_of
from rehearse.analysis.metric_features import metric_features
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.site import Neighbours, Site
from rehearse.analysis.tokens import Clock, Tokens
from rehearse.analysis.vague import find_vague
from rehearse.analysis.weights import metric_weights
from rehearse.interview.transcript import Span

FAVOUR: Mapping[MetricKind | None, float] = MappingProxyType(
    {
        MetricKind.PERCENT: 4,
        MetricKind.MONEY: 4,
        MetricKind.CHANGE: 4,
        MetricKind.SCORE: 4,
        MetricKind.STAT: 4,
        MetricKind.RATIO: 2.0,
    }
)
"""Log-odds that a kind has before anything is learned: a share or an amount is seldom mere scenery."""

_MULTIPLIED = words("doubled halved tripled trebled quadrupled doubling halving tripling tenfold")

COUNTED_FROM = -0.3
"""The log-odds from which on a quantity counts; a metric missed hurts a speaker more than one too many."""

MEASURED = frozenset(set(MetricKind) - {MetricKind.STAT})
"""The kinds whose unit a later bare number may take over: "it took nine hours, and now it's two"."""


def find_metrics(
    tokens: Tokens, quantities: Sequence[Quantity], site: Site, clock: Clock, without: Collection[Span] = ()
) -> Metrics:
    """Find what is put in numbers, and what is not though it could be; `without` names what is none."""
    chosen = choose(tokens, quantities, site)
    found = tuple(each for each in chosen if tokens.span(each.first, each.last) not in without)
    items = tuple(_metric(tokens, quantity, clock) for quantity in found)
    return Metrics(items, menu_of(tokens, found), tuple(find_vague(tokens, found, site)))


def choose(tokens: Tokens, quantities: Sequence[Quantity], site: Site) -> Iterator[Quantity]:
    """The quantities that count, bare ones with the kind and unit of what they measure."""
    weights = metric_weights()
    measured: list[Quantity] = []
    for quantity, beside in eligible(tokens, quantities):
        nearest = measured[-1] if measured else None
        score = favour(tokens, quantity) + sum(
            weights.get(feature, 0.0) for feature in features_of(tokens, quantity, site, nearest)
        )
        if score <= COUNTED_FROM:
            continue
        quantity = as_measured(tokens, quantity, site.clauses[quantity.first], measured, beside)
        yield quantity
        if quantity.kind in MEASURED:
            measured.append(quantity)


def eligible(tokens: Tokens, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Neighbours]]:
    """The quantities that may count, each with the last before it that has a kind, and with the next."""
    before: Quantity | None = None
    for quantity, after in zip_longest(quantities, quantities[1:]):
        if not is_idle(tokens, quantity):
            yield quantity, (before, after)
        before = quantity if quantity.kind in MEASURED else before


def favour(tokens: Tokens, quantity: Quantity) -> float:
    """The log-odds that a quantity starts with."""
    if quantity.kind is MetricKind.RATIO and tokens.word(quantity.first) in _MULTIPLIED:
        return 2.5
    if quantity.kind is MetricKind.TIME and quantity.number is None:
        return -1.0
    return FAVOUR.get(quantity.kind, 0.0)


def features_of(tokens: Tokens, quantity: Quantity, site: Site, nearest: Quantity | None) -> set[str]:
    """The features of a quantity, after the nearest one that counted."""
    return set(metric_features(tokens, quantity, site, nearest.kind if nearest else None))


def _metric(tokens: Tokens, quantity: Quantity, clock: Clock) -> Metric:
    span = tokens.span(quantity.first, quantity.last)
    change = quantity.kind is MetricKind.CHANGE
    return Metric(
        text=tokens.cut(span),
        kind=quantity.kind or MetricKind.COUNT,
        value=None if change else quantity.value,
        unit=quantity.unit,
        span=span,
        from_value=quantity.value if change else None,
        to_value=quantity.to_value,
        time=clock.time_of(span),
    )
