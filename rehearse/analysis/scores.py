"""Scores and statistics: what was rated, and what a study says of its own sureness."""

from collections.abc import Mapping
from dataclasses import replace

from rehearse.analysis.counted import NO_NOUN
from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import words
from rehearse.analysis.numbers import Number
from rehearse.analysis.quantity import HEDGES, Quantity
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.analysis.units import SCORES, STATS

_LINKS = (
    words(
        "= < ≤ > less than under below was of value at is a with it around about came out to equal equals in "
        "were reached hit went up rose from got to an"
    )
    | HEDGES
)
_P_REACH = 9
_UNBOUNDED = words("sharpe odds hazard likelihood")
"""Statistics that may be greater than one, with or without "ratio"."""
_P_LINKS = _LINKS - words("reached hit went up rose from were in")
_RATED_ON = words("site app store google listing map reviews review")
_SCORED = words("score scores rating ratings gpa sus")
_WON_BY = words("with scored scoring on against got")
_SIGNS = words("+ − plus minus")


def read_stat(tokens: Tokens, bare: Quantity, by_start: Mapping[int, Number]) -> Quantity | None:
    """P < 0.05, an AUC of point nine one, with confidence ninety five."""
    for back in range(1, 8):
        word = tokens.word(bare.first - back)
        if word in _UNBOUNDED or (word == "ratio" and tokens.word(bare.first - back - 1) in _UNBOUNDED):
            return replace(bare, kind=MetricKind.STAT)
        if word == "p" or (_is_stat(tokens, bare.first - back) and (bare.value <= 1 or word == "confidence")):
            if word in {"p", "value"} and bare.value > 1:
                return None
            first = bare.first
            if tokens.word(first - 1) in {"=", "<", "≤", ">"} and tokens.word(first - 2) == "p":
                first -= 2
            return replace(bare, first=first, kind=MetricKind.STAT)
        if not word or word not in (_LINKS if back > 1 or word not in _P_LINKS else _P_LINKS):
            break
    return replace(bare, kind=MetricKind.STAT) if _is_p_value(tokens, bare, by_start) else None


def _is_p_value(tokens: Tokens, bare: Quantity, by_start: Mapping[int, Number]) -> bool:
    """Whether a p-value is named earlier in the sentence: "the p-value everybody was quoting was 0.04"."""
    if bare.value > 1 or bare.value % 1 == 0:
        return False
    for at in range(bare.first - 1, bare.first - _P_REACH, -1):
        if tokens.at(at + 1).opens or at in by_start:
            return False
        if [tokens.word(at - 1), tokens.word(at)] == ["p", "value"]:
            return True
    return False


def _is_stat(tokens: Tokens, index: int) -> bool:
    """Whether a statistic is named there: AUC, F1 score, R squared, f one."""
    word, before = tokens.word(index), tokens.word(index - 1)
    return word in STATS or (before, word) in {("f1", "score"), ("f", "one"), ("f", "1"), ("r", "squared")}


def read_score(tokens: Tokens, bare: Quantity, _: Mapping[int, Number]) -> Quantity | None:
    """Four point six stars, NPS +18, fourteen points, 3.9 on the site."""
    after = tokens.word(bare.last + 1)
    if (
        after == "/"
        and tokens.word(bare.last + 2) in {"5", "10", "100"}
        and tokens.at(bare.last + 2).gap == ""
    ):
        whole = float(tokens.word(bare.last + 2))
        return replace(bare, last=bare.last + 2, kind=MetricKind.SCORE) if bare.value <= whole else None
    signed = tokens.word(bare.first) in _SIGNS
    if after in {"star", "stars"} and bare.value <= 10:
        return replace(bare, last=bare.last + 1, kind=MetricKind.SCORE)
    if after in {"nps", "csat"}:
        return replace(bare, last=bare.last + 1, kind=MetricKind.SCORE)
    points = after in {"point", "points"}
    if points or signed or bare.value % 1:
        if is_rated(tokens, bare) or (points and tokens.word(bare.first - 1) in _WON_BY):
            return replace(bare, last=bare.last + points, kind=MetricKind.SCORE)
        if points:
            return replace(bare, last=bare.last + 1, kind=MetricKind.PERCENT, unit="%")
        if after == "on" and tokens.word(bare.last + 3) in _RATED_ON:
            return replace(bare, kind=MetricKind.SCORE)
    elif _near(tokens, bare, words("nps csat"), 6) or _is_score_of(tokens, bare):
        return replace(bare, kind=MetricKind.SCORE)
    return None


def _is_score_of(tokens: Tokens, bare: Quantity) -> bool:
    """Whether a score or a rating "was", "rose to" or is "of" a number that counts nothing."""
    if tokens.at(bare.last + 1).shape is Shape.WORD and tokens.word(bare.last + 1) not in NO_NOUN:
        return False
    for back in range(1, 6):
        word = tokens.word(bare.first - back)
        if word in _SCORED:
            return back > 1
        if word not in _LINKS:
            return False
    return False


def is_rated(tokens: Tokens, bare: Quantity) -> bool:
    """Whether a rating, a score or the like is named beside a number."""
    return _near(tokens, bare, SCORES, 8) or tokens.word(bare.first - 2) in {"gave", "give", "gives", "given"}


def _near(tokens: Tokens, bare: Quantity, names: frozenset[str], reach: int) -> bool:
    return any(
        tokens.word(bare.first - back).removesuffix("'s") in names for back in range(1, reach + 1)
    ) or any(tokens.word(bare.last + ahead) in names for ahead in range(1, 4))
