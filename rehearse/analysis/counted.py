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
_PLURALS = words("people children staff men women cases sheep fish aircraft lives")
_LONGEST = 4


def read_count(tokens: Tokens, bare: Quantity) -> Quantity:
    """Take in the noun that a number counts, where one follows it."""
    at = bare.last + 1
    if tokens.at(at).gap == "-":
        return replace(bare, attributive=True)
    if tokens.word(at) == "of" and tokens.word(at + 1) in _OF_WHICH:
        at += 2
    nouns = _nouns(tokens, at)
    plural = [noun for noun in nouns if _is_plural(tokens.word(noun))]
    first = nouns[0] if nouns and tokens.word(nouns[0]) not in _QUALIFYING else None
    chosen = plural[0] if plural else first
    if chosen is None or (not plural and _is_verb(tokens, chosen, bare.value)):
        return bare
    return replace(bare, last=chosen, kind=MetricKind.COUNT, unit=tokens.word(chosen))


def _nouns(tokens: Tokens, at: int) -> list[int]:
    """The words from there on that may belong to what is counted, up to its plural."""
    nouns: list[int] = []
    while len(nouns) < _LONGEST:
        token = tokens.at(at)
        near = token.lower == "near" and tokens.word(at + 1) in {"miss", "misses"}
        if token.shape is not Shape.WORD or (token.lower in NO_NOUN and not near) or (token.follows_comma):
            break
        nouns.append(at)
        at += 1
        if _is_plural(token.lower):
            break
    return nouns


def _is_plural(word: str) -> bool:
    ends = word.endswith("s") and not word.endswith(("ss", "'s", "us", "is")) and len(word) > 2
    return (ends and word not in _QUALIFYING) or word in _PLURALS


def _is_verb(tokens: Tokens, index: int, value: float) -> bool:
    """Whether a word without a plural after a number of things is rather what they did."""
    word = tokens.word(index)
    return value != 1 and word.endswith("ed") and len(word) > 4
