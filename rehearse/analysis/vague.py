"""Vague amounts: words like "significantly" where a number was owed, with none in the same sentence."""

from collections.abc import Iterator, Sequence

from rehearse.analysis.evidence import VagueAmount
from rehearse.analysis.lexicon import words
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Tokens

_ALONE = words(
    "significantly substantially considerably massively hugely drastically dramatically greatly "
    "enormously noticeably "
    "tremendously vastly markedly exponentially"
)
_MEASURES = words(
    "significant substantial considerable massive huge drastic dramatic enormous noticeable tremendous "
    "big large major"
)
_MEASURED = words(
    "improvement increase decrease reduction drop rise gain gains savings saving boost jump impact "
    "difference change "
    "growth decline amount number"
)
_MORE = words("much way far lot lots loads so")
_COMPARED = words(
    "faster better more less fewer quicker cheaper higher lower bigger smaller happier smoother easier "
    "shorter sooner "
    "slower safer stronger cleaner clearer"
)
_LOTS = (
    ("a", "lot", "of"),
    ("lots", "of"),
    ("loads", "of"),
    ("a", "ton", "of"),
    ("tons", "of"),
    ("plenty", "of"),
    ("a", "bunch", "of"),
)
_LOTS_BEGIN = frozenset(phrase[0] for phrase in _LOTS)
_COUNTABLE = words(
    "time money people customers users complaints tickets errors bugs hours sales orders calls work "
    "revenue costs "
    "emails mistakes incidents traffic visitors patients"
)


def find_vague(
    tokens: Tokens, metrics: Sequence[Quantity], clauses: Sequence[range]
) -> Iterator[VagueAmount]:
    """Every vague amount in a sentence that states no figure."""
    measured = {clauses[metric.first].start for metric in metrics}
    index = 0
    while index < len(tokens):
        length = _length(tokens, index)
        if length and clauses[index].start not in measured:
            span = tokens.span(index, index + length - 1)
            yield VagueAmount(tokens.cut(span), span)
        index += length or 1


def _length(tokens: Tokens, index: int) -> int:
    """How many tokens a vague amount takes that begins here."""
    word, after = tokens.word(index), tokens.word(index + 1)
    if word in _ALONE:
        return 1
    if word in _MEASURES and after in _MEASURED:
        return 2
    if word in _MORE and after in _COMPARED:
        return 2
    if word == "a" and after == "lot" and tokens.word(index + 2) in _COMPARED:
        return 3
    if word not in _LOTS_BEGIN:
        return 0
    for phrase in _LOTS:
        if all(tokens.word(index + at) == part for at, part in enumerate(phrase)):
            return len(phrase) + 1 if tokens.word(index + len(phrase)) in _COUNTABLE else 0
    return 0
