"""What a number counts: the noun that follows it."""

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
from rehearse.analysis.numbers import TENS, UNITS
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Shape, Tokens

NO_NOUN = (
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
    | words(
        "the a an my your his our their no not then now so like each every well yeah instead better worse "
        "flat myself himself herself themselves ourselves itself everyone "
        "everybody tops max total combined altogether apiece"
    )
)
"""Words at which the words that a number counts have ended."""

_QUALIFYING = words(
    "fewer more less extra other additional new different separate such odd whole full wettest good small big"
)
_OF_WHICH = words("the those our my their these his her your")
_PLURALS = words(
    "people children staff crew men women foremen cases sheep fish aircraft lives mice feet foot taxis stone "
    "kg km cm mm ml tonne"
)
_LONGEST = 4


def read_count(tokens: Tokens, bare: Quantity) -> Quantity:
    """Take in the noun that a number counts, where one follows it."""
    at = bare.last + 1
    if tokens.at(at).gap == "-":
        return replace(bare, attributive=True)
    link, which = tokens.word(at), tokens.word(at + 1)
    if (link == "of" and which in _OF_WHICH) or (link, which) == ("or", "so"):
        at += 2
    nouns = _nouns(tokens, at)
    chosen = next((noun for noun in nouns if is_plural(tokens.word(noun))), None)
    if chosen is None and bare.value == 1:
        chosen = next((noun for noun in nouns if tokens.word(noun) not in _QUALIFYING), None)
    if chosen is None:
        return bare
    return replace(bare, last=chosen, kind=MetricKind.COUNT, unit=tokens.word(chosen))


def _nouns(tokens: Tokens, at: int) -> list[int]:
    """The words from there on that may belong to what is counted, up to its plural."""
    nouns: list[int] = []
    while len(nouns) < _LONGEST:
        token = tokens.at(at)
        near = token.lower == "near" and tokens.word(at + 1) in {"miss", "misses"}
        ends = token.lower in NO_NOUN or token.lower in UNITS or token.lower in TENS
        if token.shape is not Shape.WORD or (ends and not near) or token.follows_comma:
            break
        nouns.append(at)
        at += 1
        if is_plural(token.lower):
            break
    return nouns


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of a noun."""
    ends = word.endswith("s") and not word.endswith(("ss", "'s", "us", "is")) and len(word) > 2
    return (ends and word not in _QUALIFYING) or word in _PLURALS
