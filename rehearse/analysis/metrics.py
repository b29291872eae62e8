"""Metrics: which of the quantities of an answer say what its result was worth."""

from rehearse.analysis.evidence import Metric, MetricKind, MetricMenu, Metrics, VagueAmount
from rehearse.analysis.lexicon import words
from rehearse.analysis.quantities import Quantity, find_quantities
from rehearse.analysis.tokens import Clock, Tokens

_VAGUE = words("significantly substantially considerably massively hugely drastically dramatically greatly")
_MUCH = {
    ("a", "lot"),
    ("lots", "of"),
    ("much", "faster"),
    ("much", "better"),
    ("much", "more"),
    ("much", "less"),
    ("way", "faster"),
    ("way", "better"),
    ("way", "more"),
    ("far", "fewer"),
    ("far", "more"),
    ("a", "ton"),
}
_NEVER = words("agree sure certain that's effort")


def find_metrics(tokens: Tokens, clock: Clock) -> Metrics:
    """Find what is put in numbers, and what is not though it could be."""
    items: list[Metric] = []
    quantities = find_quantities(tokens)
    at = 0
    while at < len(quantities):
        change = _change(tokens, quantities, at, clock)
        if change is not None:
            items.append(change)
            at += 2
            continue
        if _counts(tokens, quantities[at]):
            items.append(_metric(tokens, quantities[at], clock))
        at += 1
    return Metrics(tuple(items), _menu(items), tuple(_vague(tokens)))


def _counts(tokens: Tokens, quantity: Quantity) -> bool:
    if quantity.kind is None or quantity.kind in {MetricKind.TIME, MetricKind.COUNT}:
        return False
    return tokens.word(quantity.last + 1) not in _NEVER


def _metric(tokens: Tokens, quantity: Quantity, clock: Clock) -> Metric:
    span = tokens.span(quantity.first, quantity.last)
    kind = quantity.kind or MetricKind.COUNT
    return Metric(tokens.cut(span), kind, quantity.value, quantity.unit, span, time=clock.time_of(span))


def _change(tokens: Tokens, quantities: tuple[Quantity, ...], at: int, clock: Clock) -> Metric | None:
    if at + 1 >= len(quantities) or tokens.word(quantities[at].first - 1) != "from":
        return None
    before, after = quantities[at], quantities[at + 1]
    between = [tokens.word(index) for index in range(before.last + 1, after.first)]
    if "to" not in between or len(between) > 8:
        return None
    span = tokens.span(before.first - 1, after.last)
    return Metric(
        tokens.cut(span),
        MetricKind.CHANGE,
        None,
        after.unit or before.unit,
        span,
        before.value,
        after.value,
        clock.time_of(span),
    )


def _menu(items: list[Metric]) -> MetricMenu:
    kinds = {item.kind for item in items}
    stats = [item for item in items if item.kind is MetricKind.STAT]
    return MetricMenu(
        baseline=MetricKind.CHANGE in kinds,
        change=MetricKind.CHANGE in kinds or MetricKind.RATIO in kinds,
        money=MetricKind.MONEY in kinds,
        time=MetricKind.TIME in kinds,
        rate=MetricKind.PERCENT in kinds,
        confidence=any(item.unit == "%" for item in stats),
        p_value=any(item.value is not None and item.value < 0.5 for item in stats),
    )


def _vague(tokens: Tokens) -> list[VagueAmount]:
    found = []
    for index, token in enumerate(tokens):
        if token.lower in _VAGUE:
            found.append(VagueAmount(token.text, (token.start, token.end)))
        elif (token.lower, tokens.word(index + 1)) in _MUCH:
            span = tokens.span(index, index + 1)
            found.append(VagueAmount(tokens.cut(span), span))
    return found
