"""Vague amounts: words like "significantly" where a number was owed, with none in the same sentence."""

from collections.abc import Iterator, Sequence

from rehearse.analysis.evidence import VagueAmount
from rehearse.analysis.lexicon import words
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.site import Site
from rehearse.analysis.tokens import Tokens
from rehearse.interview.part import Part

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


def find_vague(tokens: Tokens, metrics: Sequence[Quantity], site: Site) -> Iterator[VagueAmount]:
    """Every vague amount in a sentence that states no figure and owes one.

    What was learned owes none, nor does how much was put in: "I talked to a lot of people".
    """
    measured = {site.clauses[metric.first].start for metric in metrics}
    index = 0
    while index < len(tokens):
        length = _length(tokens, index)
        if length and site.clauses[index].start not in measured and _is_owed(tokens, index, site):
            span = tokens.span(index, index + length - 1)
            yield VagueAmount(tokens.cut(span), span)
        index += length or 1


def _is_owed(tokens: Tokens, index: int, site: Site) -> bool:
    if site.parts[index] is Part.REFLECTION:
        return False
    put_in = tokens.word(index) in _LOTS_BEGIN and tokens.word(index + 2) not in _COMPARED
    return not (put_in and site.parts[index] is Part.ACTION)


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
