"""The metric menu: which kinds of evidence an answer's metrics give, and so which it could still offer."""

from collections.abc import Iterable, Sequence

from rehearse.analysis.evidence import MetricKind, MetricMenu
from rehearse.analysis.lexicon import words
from rehearse.analysis.measured import kind_of_unit
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Tokens
from rehearse.analysis.units import MULTIPLIERS

_MOVED = words(
    "fell dropped rose grew up down increased decreased reduced improved cut saved more less fewer gained "
    "lost climbed jumped by lift drop uplift increase decrease reduction improvement saving savings growth"
)
_HELD_AGAINST = words(
    "baseline before previously originally used against versus vs instead compared than usual normally "
    "average target"
)
"""What holds a figure against another, on either side of it."""
_WAS = words("was were had took")
"""What only does so where the same is measured again."""
_RATED = words("rate conversion churn retention completion acceptance per")
_SURE = words("confidence interval")
_REACH = 6


def menu_of(tokens: Tokens, found: Sequence[Quantity]) -> MetricMenu:
    """Which kinds of evidence the metrics of an answer give."""
    kinds = {quantity.kind for quantity in found}
    of_units = {kind_of_unit(quantity.unit) for quantity in found}
    stats = [quantity for quantity in found if quantity.kind is MetricKind.STAT]
    change = MetricKind.CHANGE in kinds
    last_of = {(quantity.kind, quantity.unit): at for at, quantity in enumerate(found)}
    again = [last_of[quantity.kind, quantity.unit] > at for at, quantity in enumerate(found)]
    return MetricMenu(
        baseline=change or any(_is_baseline(tokens, *each) for each in zip(found, again, strict=True)),
        change=change or any(_is_change(tokens, quantity) for quantity in found),
        money=MetricKind.MONEY in kinds or MetricKind.MONEY in of_units,
        time=MetricKind.TIME in kinds or MetricKind.TIME in of_units,
        rate=any(_is_rate(tokens, quantity) for quantity in found),
        confidence=any(quantity.unit == "%" or _said(tokens, quantity, _SURE) for quantity in stats),
        p_value=any(_is_p(tokens, quantity) for quantity in stats),
    )


def _is_baseline(tokens: Tokens, quantity: Quantity, again: bool) -> bool:
    """Whether a metric says what there was before, or what it is held against.

    `again` says whether the same is measured once more, later on.
    """
    if quantity.kind is MetricKind.STAT:
        return False
    ahead = (tokens.word(quantity.last + step) for step in range(1, _REACH))
    if _said(tokens, quantity, _HELD_AGAINST) or not _HELD_AGAINST.isdisjoint(ahead):
        return True
    return again and _said(tokens, quantity, _WAS)


def _is_change(tokens: Tokens, quantity: Quantity) -> bool:
    if quantity.kind is MetricKind.STAT:
        return False
    if quantity.kind is MetricKind.RATIO and (
        quantity.value > 1 or tokens.word(quantity.first) in MULTIPLIERS
    ):
        return True
    return _said(tokens, quantity, _MOVED)


def _is_rate(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a metric is of something: a percentage, one in five, so many a week."""
    if quantity.kind is MetricKind.STAT:
        return False
    share = quantity.kind is MetricKind.RATIO and quantity.value < 1 and quantity.number is not None
    return share or quantity.unit == "%" or quantity.per or _said(tokens, quantity, _RATED)


def _said(tokens: Tokens, quantity: Quantity, names: Iterable[str]) -> bool:
    return any(tokens.word(quantity.first - back) in names for back in range(1, _REACH + 1))


def _is_p(tokens: Tokens, quantity: Quantity) -> bool:
    return "p" in (tokens.word(quantity.first - back) for back in range(-1, _REACH + 1))
