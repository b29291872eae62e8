"""Amounts: money and percentages, by the signs and words beside a number."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rehearse.analysis.counted import NO_NOUN, is_plural
from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import words
from rehearse.analysis.numbers import Number
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Tokens
from rehearse.analysis.units import (
    CURRENCY_CODES,
    CURRENCY_PREFIXES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    MINOR_COINS,
    SLANG_AMOUNTS,
    TIME_UNITS,
)

_WORTH = words(
    "saved save saves saving savings cost costs costing revenue profit spend spent budget worth paid pay "
    "earn earned made sales turnover fundraising raised raise margin losses lost arr mrr owed owe owes "
    "takings took fine fines fined grant donations donated signed invoice invoiced refund refunded bill "
    "billed price priced sold claimed fee fees penalties rent salary funding overdraft debt"
)

_REACH = 4
_MULTIPLES = words("to or out in of percent % times x")
_NO_THING = NO_NOUN | words("less more fewer extra")
"""What may follow a sum that counts nothing: "ninety thousand less"."""


def read_money(tokens: Tokens, bare: Quantity, by_start: Mapping[int, Number]) -> Quantity | None:
    """$1.2M, forty grand, Rs 300, and "saved four hundred k"."""
    before, after = tokens.at(bare.first - 1), tokens.word(bare.last + 1)
    if before.text in CURRENCY_SIGNS:
        first = bare.first - 1
        currency = CURRENCY_SIGNS[before.text]
        prefix = tokens.at(first - 1)
        if before.text == "$" and tokens[first].gap == "" and prefix.lower in CURRENCY_PREFIXES:
            first, currency = first - 1, CURRENCY_PREFIXES[prefix.lower]
        last = bare.last + (after in CURRENCY_WORDS or after in CURRENCY_CODES)
        return replace(bare, first=first, last=last, kind=MetricKind.MONEY, unit=currency)
    if after in CURRENCY_WORDS and not _is_no_penny(tokens, bare.last + 1):
        value = bare.value / 100 if after in MINOR_COINS else bare.value
        last = bare.last + 1
        last, coins = (last, 0.0) if after in MINOR_COINS else _coins(tokens, last, by_start)
        return replace(
            bare, last=last, value=value + coins / 100, kind=MetricKind.MONEY, unit=CURRENCY_WORDS[after]
        )
    if after in CURRENCY_CODES:
        return replace(bare, last=bare.last + 1, kind=MetricKind.MONEY, unit=after.upper())
    if before.lower in CURRENCY_CODES | {"rs"}:
        unit = "INR" if before.lower == "rs" else before.lower.upper()
        return replace(bare, first=bare.first - 1, kind=MetricKind.MONEY, unit=unit)
    if tokens.word(bare.last) in SLANG_AMOUNTS:
        unit = "GBP" if tokens.word(bare.last) == "grand" else "INR"
        return replace(bare, kind=MetricKind.MONEY, unit=unit)
    if _is_worth(tokens, bare):
        return replace(bare, kind=MetricKind.MONEY)
    return None


def _is_no_penny(tokens: Tokens, index: int) -> bool:
    """Whether a "p" there is of "six p m" or of a p-value."""
    after = tokens.at(index + 1)
    return tokens.word(index) == "p" and (after.lower in words("m value < > = less") or after.gap[:1] == ".")


def _coins(tokens: Tokens, last: int, by_start: Mapping[int, Number]) -> tuple[int, float]:
    """Where "forty two dollars and fifty cents" or "one pound ten" ends, and its coins."""
    joined = tokens.word(last + 1) == "and"
    coins = by_start.get(last + 1 + joined)
    if coins is None or not coins.whole or coins.value >= 100 or tokens[coins.first].follows_comma:
        return last, 0.0
    after = tokens.word(coins.last + 1)
    if after in MINOR_COINS:
        return coins.last + 1, coins.value
    counts = joined or coins.value < 5 or is_plural(after) or after in TIME_UNITS or after in _MULTIPLES
    return (last, 0.0) if counts else (coins.last, coins.value)


def _is_worth(tokens: Tokens, bare: Quantity) -> bool:
    """Whether "four hundred k" is money though nobody names a currency: by what is done with it."""
    if bare.number is None or bare.number.whole or bare.value < 1000:
        return False
    after = tokens.word(bare.last + 1)
    counts_nothing = after in _NO_THING or not after or tokens.at(bare.last + 1).follows_comma
    if counts_nothing and [tokens.word(bare.first - 2), tokens.word(bare.first - 1)] == ["went", "for"]:
        return True
    return counts_nothing and not _WORTH.isdisjoint(_near(tokens, bare))


def _near(tokens: Tokens, bare: Quantity) -> Iterator[str]:
    """The words beside a number, as far as its sentence, and after it as far as the next comma."""
    for at in range(bare.first, bare.first - _REACH, -1):
        if tokens.at(at).opens:
            break
        yield tokens.word(at - 1)
    for at in range(bare.last + 1, bare.last + 1 + _REACH):
        if tokens.at(at).follows_comma:
            break
        yield tokens.word(at)


def read_percent(tokens: Tokens, bare: Quantity, _: Mapping[int, Number]) -> Quantity | None:
    """40%, forty per cent, three percentage points, twenty basis points; a level of confidence is a stat."""
    after = [tokens.word(bare.last + at) for at in range(1, 4)]
    length = 0
    value = bare.value
    if after[0] in {"%", "percent", "pct"}:
        length = 2 if after[1] in {"points", "point"} else 1
    elif after[:2] == ["per", "cent"] or (after[0] == "percentage" and after[1] in {"points", "point"}):
        length = 2
    elif after[0] == "basis" and after[1] in {"points", "point"}:
        length, value = 2, value / 100
    if not length:
        return None
    follows = {tokens.word(bare.last + length + ahead) for ahead in (1, 2)}
    sure = not follows.isdisjoint({"confidence", "significance", "power", "confident", "credible"})
    sure = sure or "confidence" in {tokens.word(bare.first - back) for back in (2, 3)}
    kind = MetricKind.STAT if sure or tokens.word(bare.first - 2) == "p" else MetricKind.PERCENT
    return replace(bare, last=bare.last + length, value=value, kind=kind, unit="%")
