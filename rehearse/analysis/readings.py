"""Readings: what a number is of, by the words on either side of it."""

from dataclasses import replace

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DO,
    FILLED_PAUSES,
    HAVE,
    MODALS,
    OBJECTS,
    PAST_FORMS,
    PREPOSITIONS,
    SUBJECT_FORMS,
    WH_WORDS,
    words,
)
from rehearse.analysis.numbers import UNITS, Number
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.analysis.units import (
    CURRENCY_CODES,
    CURRENCY_PREFIXES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    FRACTIONS,
    MINOR_COINS,
    MULTIPLIERS,
    PERIODS,
    SCORES,
    SLANG_AMOUNTS,
    STATS,
    TIME_UNITS,
)

_NO_NOUN = (
    BE
    | HAVE
    | DO
    | MODALS
    | CONJUNCTIONS
    | PREPOSITIONS
    | SUBJECT_FORMS
    | WH_WORDS
    | PAST_FORMS
    | OBJECTS
    | FILLED_PAUSES
    | ADVERBS
    | words("the a an my your his our their no not then now so like each every well yeah")
)
_FEWER = words("fewer more less extra other additional new different separate such odd whole full")
_SHARE_OF = words(
    "by down to of about nearly almost roughly around dropped fell cut lost saved over under than"
)
_SPREADS = words("a an per each every /")
_WORTH = words(
    "saved save saves saving savings cost costs costing revenue profit spend spent budget worth paid pay "
    "earn earned "
    "made sales turnover fundraising raised margin losses lost arr mrr"
)
_P_LINKS = words("= < ≤ > less than under below was of value at is a with it around about came out to")
_MULTIPLIED = words(
    "as more faster the bigger higher better less fewer our what slower cheaper quicker longer"
)


def quantify(tokens: Tokens, number: Number, by_start: dict[int, Number]) -> Quantity:
    """Read what a number is of; other numbers are given by their first tokens."""
    number = _with_a_half(tokens, number)
    bare = Quantity(number.first, number.last, number.value, None, None, number)
    fraction = FRACTIONS.get(tokens.word(number.last + 1))
    if fraction is not None and number.value * fraction <= 1 and _is_fraction(tokens, number):
        return replace(
            bare, last=number.last + 1, value=number.value * fraction, kind=MetricKind.RATIO, number=None
        )
    for reading in (_money, _percent, _of_many, _stat, _score, _times, _time):
        quantity = reading(tokens, bare, by_start)
        if quantity is not None:
            return quantity
    return _count(tokens, bare)


def _is_fraction(tokens: Tokens, number: Number) -> bool:
    """Two thirds, and three quarters where it is no time."""
    name = tokens.word(number.last + 1)
    if name not in {"quarter", "quarters"}:
        return name.endswith("s") or number.value == 1
    return tokens.word(number.last + 2) == "of" or tokens.word(number.first - 1) in _SHARE_OF


def _with_a_half(tokens: Tokens, number: Number) -> Number:
    at = number.last + 1
    if [tokens.word(at), tokens.word(at + 1)] == ["and", "a"]:
        part = {"half": 0.5, "quarter": 0.25, "bit": 0.0}.get(tokens.word(at + 2))
        if part:
            return replace(number, last=at + 2, value=number.value + part, whole=False)
    return number


def _money(tokens: Tokens, bare: Quantity, _: dict[int, Number]) -> Quantity | None:
    before, after = tokens.at(bare.first - 1), tokens.word(bare.last + 1)
    if before.text in CURRENCY_SIGNS:
        first = bare.first - 1
        currency = CURRENCY_SIGNS[before.text]
        prefix = tokens.at(first - 1)
        if before.text == "$" and tokens[first].gap == "" and prefix.lower in CURRENCY_PREFIXES:
            first, currency = first - 1, CURRENCY_PREFIXES[prefix.lower]
        last = bare.last + (after in CURRENCY_WORDS or after in CURRENCY_CODES)
        return replace(bare, first=first, last=last, kind=MetricKind.MONEY, unit=currency)
    if after in CURRENCY_WORDS:
        value = bare.value / 100 if after in MINOR_COINS else bare.value
        return replace(
            bare, last=bare.last + 1, value=value, kind=MetricKind.MONEY, unit=CURRENCY_WORDS[after]
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


def _is_worth(tokens: Tokens, bare: Quantity) -> bool:
    """Whether "four hundred k" is money though nobody names a currency: by what is done with it."""
    if bare.number is None or bare.number.whole or bare.value < 1000:
        return False
    after = tokens.word(bare.last + 1)
    counts_nothing = after in _NO_NOUN or not after or tokens.at(bare.last + 1).follows_comma
    near = {tokens.word(bare.first - back) for back in range(1, 5)} | {
        tokens.word(bare.last + ahead) for ahead in range(1, 5)
    }
    return counts_nothing and not _WORTH.isdisjoint(near)


def _percent(tokens: Tokens, bare: Quantity, _: dict[int, Number]) -> Quantity | None:
    words = [tokens.word(bare.last + at) for at in range(1, 4)]
    length = 0
    value = bare.value
    if words[0] in {"%", "percent", "pct"}:
        length = 2 if words[1] in {"points", "point"} else 1
    elif words[:2] == ["per", "cent"] or (words[0] == "percentage" and words[1] in {"points", "point"}):
        length = 2
    elif words[0] == "basis" and words[1] in {"points", "point"}:
        length, value = 2, value / 100
    if not length:
        return None
    follows = tokens.word(bare.last + length + 1)
    kind = MetricKind.STAT if follows in {"confidence", "significance", "power"} else MetricKind.PERCENT
    return replace(bare, last=bare.last + length, value=value, kind=kind, unit="%")


def _of_many(tokens: Tokens, bare: Quantity, by_start: dict[int, Number]) -> Quantity | None:
    """One in five, 4.6 out of 5, six boards in a hundred."""
    for skipped in range(3):
        at = bare.last + 1 + skipped
        if tokens.word(at) in _NO_NOUN - {"in", "out"}:
            return None
        whole_at = at + (2 if [tokens.word(at), tokens.word(at + 1)] == ["out", "of"] else 1)
        if (
            tokens.word(at) in {"in", "out"}
            and tokens.at(at).gap in (" ", "-")
            and (whole_at > at + 1 or tokens.word(at) == "in")
        ):
            every = tokens.word(whole_at) == "every"
            whole = by_start.get(whole_at + every)
            if whole is None or whole.value <= 0:
                return None
            scored = whole_at > at + 1 and (
                whole.value in (5, 10, 100)
                and (bare.value != int(bare.value) or _near(tokens, bare, SCORES, 6))
            )
            if scored:
                return replace(bare, last=whole.last, kind=MetricKind.SCORE, unit=None)
            unit_follows = tokens.word(whole.last + 1)
            if (
                bare.value <= whole.value
                and whole.whole
                and unit_follows not in TIME_UNITS
                and whole.value < 1900
            ):
                if skipped and whole_at == at + 1 and whole.value < 4:
                    return None
                return replace(bare, last=whole.last, value=bare.value / whole.value, kind=MetricKind.RATIO)
            return None
    return None


def _stat(tokens: Tokens, bare: Quantity, _: dict[int, Number]) -> Quantity | None:
    for back in range(1, 8):
        word = tokens.word(bare.first - back)
        if word == "p" or (word in STATS - {"accuracy"} and (bare.value <= 1 or word == "confidence")):
            if word in {"p", "value"} and bare.value > 1:
                return None
            first = bare.first
            if tokens.word(first - 1) in {"=", "<", "≤", ">"} and tokens.word(first - 2) == "p":
                first -= 2
            return replace(bare, first=first, kind=MetricKind.STAT)
        if word not in _P_LINKS or not word:
            return None
    return None


def _score(tokens: Tokens, bare: Quantity, _: dict[int, Number]) -> Quantity | None:
    after = tokens.word(bare.last + 1)
    signed = tokens.word(bare.first - 1) in {"+", "−"}
    first = bare.first - signed
    if after in {"star", "stars"} and bare.value <= 10:
        return replace(bare, last=bare.last + 1, kind=MetricKind.SCORE)
    if after in {"nps", "csat"}:
        return replace(bare, first=first, last=bare.last + 1, kind=MetricKind.SCORE)
    points = after in {"point", "points"}
    if points or signed or bare.value != int(bare.value):
        if _near(tokens, bare, SCORES, 8):
            return replace(bare, first=first, last=bare.last + points, kind=MetricKind.SCORE)
        if points:
            return replace(bare, last=bare.last + 1, kind=MetricKind.PERCENT, unit="%")
    elif _near(tokens, bare, words("nps csat"), 6):
        return replace(bare, kind=MetricKind.SCORE)
    return None


def _near(tokens: Tokens, bare: Quantity, words: frozenset[str], reach: int) -> bool:
    return any(tokens.word(bare.first - back) in words for back in range(1, reach + 1)) or any(
        tokens.word(bare.last + ahead) in words for ahead in range(1, 4)
    )


def _times(tokens: Tokens, bare: Quantity, _: dict[int, Number]) -> Quantity | None:
    after = tokens.at(bare.last + 1)
    if after.lower in {"x", "×"} or (after.lower == "fold" and after.gap in ("", "-", " ")):
        return replace(bare, last=bare.last + 1, kind=MetricKind.RATIO)
    if after.lower == "times" and tokens.word(bare.last + 2) in _MULTIPLIED:
        return replace(bare, last=bare.last + 1, kind=MetricKind.RATIO)
    return None


def _time(tokens: Tokens, bare: Quantity, by_start: dict[int, Number]) -> Quantity | None:
    last = bare.last
    token = tokens.at(last + 1)
    skipped = token.lower in {
        "working",
        "business",
        "whole",
        "full",
        "solid",
        "straight",
        "calendar",
        "odd",
        "more",
        "fewer",
    }
    if skipped:
        token = tokens.at(last + 2)
    if token.lower not in TIME_UNITS or (
        token.lower in {"s", "h", "sec"} and tokens[bare.last].shape is not Shape.NUMBER
    ):
        return None
    unit, factor = TIME_UNITS[token.lower]
    last += 1 + skipped
    value = bare.value * factor
    minutes = by_start.get(last + 1)
    if (
        unit == "h"
        and minutes
        and minutes.whole
        and minutes.value < 60
        and tokens[last + 1].gap == " "
        and (tokens.word(minutes.last + 1) not in TIME_UNITS)
    ):
        value = value * 60 + minutes.value
        return replace(bare, last=minutes.last, value=value, kind=MetricKind.TIME, unit="min")
    words = [tokens.word(last + at) for at in range(1, 4)]
    if words == ["and", "a", "half"]:
        value, last = value + 0.5 * factor, last + 3
    singular = (
        not token.lower.endswith("s")
        and bare.value != 1
        and token.lower not in {"min", "h", "hr", "s", "ms", "sec"}
    )
    attributive = token.gap == "-" or singular
    return replace(bare, last=last, value=value, kind=MetricKind.TIME, unit=unit, attributive=attributive)


def _count(tokens: Tokens, bare: Quantity) -> Quantity:
    """The noun that a number counts, where one follows it."""
    at = bare.last + 1
    if tokens.at(at).gap == "-":
        return replace(bare, attributive=True)
    if tokens.word(at) == "of" and tokens.word(at + 1) in {
        "the",
        "them",
        "those",
        "our",
        "my",
        "their",
        "these",
    }:
        at += 2 if tokens.word(at + 1) != "them" else 1
    nouns: list[int] = []
    while len(nouns) < 4:
        token = tokens.at(at)
        if token.shape is not Shape.WORD or token.follows_comma or token.lower in _NO_NOUN:
            break
        nouns.append(at)
        at += 1
        if token.lower.endswith("s") and not token.lower.endswith("ss") and token.lower not in _FEWER:
            break
    plural = [
        noun
        for noun in nouns
        if (tokens.word(noun).endswith("s") and tokens.word(noun) not in _FEWER)
        or tokens.word(noun) in {"people", "children", "staff", "men", "women", "cases"}
    ]
    chosen = plural[0] if plural else (nouns[0] if nouns and tokens.word(nouns[0]) not in _FEWER else None)
    if chosen is None:
        return bare
    return replace(bare, last=chosen, kind=MetricKind.COUNT, unit=tokens.word(chosen))


def word_quantity(tokens: Tokens, index: int) -> Quantity | None:
    """Doubled, cut in half, by a third, a day and a half."""
    word = tokens.word(index)
    if word in MULTIPLIERS:
        return Quantity(index, index, MULTIPLIERS[word], MetricKind.RATIO, None, None)
    if word in {"a", "an", "another"}:
        after = tokens.word(index + 1)
        if after in {"quarter"} and tokens.word(index - 1) in _SHARE_OF:
            return Quantity(index, index + 1, FRACTIONS["quarter"], MetricKind.RATIO, None, None)
        if after in TIME_UNITS:
            unit, factor = TIME_UNITS[after]
            halves = [tokens.word(index + at) for at in range(2, 5)] == ["and", "a", "half"]
            value = factor * (1.5 if halves else 1.0)
            return Quantity(index, index + (4 if halves else 1), value, MetricKind.TIME, unit, None)
        if after in {"third", "quarter", "fifth", "tenth"}:
            return Quantity(index, index + 1, FRACTIONS[after], MetricKind.RATIO, None, None)
        return None
    if word == "half":
        return Quantity(index, index, 0.5, MetricKind.RATIO, None, None)
    return None


def spread(tokens: Tokens, quantity: Quantity) -> Quantity:
    """Take "a month", "per head" or "every six weeks" into an amount."""
    at = quantity.last + 1
    if tokens.word(at) in {"odd", "extra"}:
        at += 1
    link, over = tokens.word(at), tokens.word(at + 1)
    if link in _SPREADS and over in PERIODS:
        return replace(quantity, last=at + 1, per=True)
    if link == "every" and (over in UNITS or over == "other") and tokens.word(at + 2).rstrip("s") in PERIODS:
        return replace(quantity, last=at + 2, per=True)
    return quantity
