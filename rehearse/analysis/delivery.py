"""Delivery in words: repeats and restarts, hedges, passives that hide the actor, and hypotheticals."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rehearse.analysis.evidence import Sentence
from rehearse.analysis.lexicon import ADVERBS, PARTICIPLES, words
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.interview.part import Part
from rehearse.interview.transcript import Span

_MEANT_TWICE = words(
    "that had very really no yes so many far long always up down again more bye now there well"
)
"""Words that are said twice on purpose, for grammar's or for emphasis' sake."""

_HEDGES = (
    "i think",
    "i guess",
    "i suppose",
    "i feel like",
    "i believe",
    "maybe",
    "perhaps",
    "probably",
    "hopefully",
    "or something",
    "i'm not sure",
    "a little bit",
    "kind of",
    "sort of",
    "just",
)
_HEDGES_BY_FIRST = {
    first: tuple(tuple(hedge.split()) for hedge in _HEDGES if hedge.split()[0] == first)
    for first in (hedge.split()[0] for hedge in _HEDGES)
}
_BE_PAST = words("was were been being is are be got")
_AGENTLESS = words(
    "decided made done agreed changed given told found told sent fixed solved built created implemented"
)
_NOT_PASSIVE = words(
    "excited worried tired pleased scared interested involved based used supposed allowed concerned "
    "convinced surprised "
    "frustrated confused delighted embarrassed married experienced gone done born stuck left lost sold "
    "wrong need "
    "hundred indeed red bed speed ahead"
)
_WOULD_SAY = words(
    "like say love rather argue think hope guess never always still often sometimes usually prefer"
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the words stand that a listener would notice."""

    repeats: tuple[Span, ...]
    hedges: tuple[Span, ...]
    passives: tuple[Span, ...]
    hypotheticals: tuple[Span, ...]


def find_delivery(tokens: Tokens, sentences: Iterable[Sentence], fillers: Collection[int]) -> Delivery:
    """Look through a whole answer; passives and hypotheticals within its actions."""
    actions = [
        index
        for sentence in sentences
        if sentence.part is Part.ACTION
        for index in tokens.between(sentence.span)
    ]
    return Delivery(
        repeats=tuple(_repeats(tokens, fillers)),
        hedges=tuple(_hedges(tokens, fillers)),
        passives=tuple(_passives(tokens, actions)),
        hypotheticals=tuple(_hypotheticals(tokens, actions)),
    )


def _repeats(tokens: Tokens, fillers: Collection[int]) -> Iterator[Span]:
    """Words said twice in a row ("i i"), and starts made twice ("it was it was"), with or without an um."""
    said = [index for index in range(len(tokens)) if index not in fillers]
    at = 0
    while at + 1 < len(said):
        length = next((n for n in (3, 2, 1) if _twice(tokens, said, at, n)), 0)
        if length:
            yield tokens.span(said[at], said[at + 2 * length - 1])
        at += length or 1


def _twice(tokens: Tokens, said: list[int], at: int, length: int) -> bool:
    if at + 2 * length > len(said):
        return False
    if tokens.word(said[at]) != tokens.word(said[at + length]):
        return False
    first, second = said[at : at + length], said[at + length : at + 2 * length]
    if any(tokens[index].follows_comma for index in (*first[1:], *second)):
        return False
    same = all(tokens.word(one) == tokens.word(other) for one, other in zip(first, second, strict=True))
    if not same or tokens[first[0]].shape is not Shape.WORD:
        return False
    return length > 1 or tokens.word(first[0]) not in _MEANT_TWICE


def _hedges(tokens: Tokens, fillers: Collection[int]) -> Iterator[Span]:
    for index in range(len(tokens)):
        if index in fillers:
            continue
        for phrase in _HEDGES_BY_FIRST.get(tokens.word(index), ()):
            if all(tokens.word(index + at) == word for at, word in enumerate(phrase)):
                if phrase != ("just",) or tokens.word(index - 1) in {"i", "we"}:
                    yield tokens.span(index, index + len(phrase) - 1)
                break


def _passives(tokens: Tokens, actions: list[int]) -> Iterator[Span]:
    """Something was done, and nobody did it."""
    for index in actions:
        if tokens.word(index) not in _BE_PAST or tokens.word(index - 1) in {"i", "we"}:
            continue
        at = index + 1
        while tokens.word(at) in ADVERBS | {"not"}:
            at += 1
        word = tokens.word(at)
        participle = word in PARTICIPLES | _AGENTLESS or (word.endswith("ed") and len(word) > 4)
        by_somebody = "by" in (tokens.word(at + 1), tokens.word(at + 2), tokens.word(at + 3))
        if participle and word not in _NOT_PASSIVE and not by_somebody:
            yield tokens.span(index, at)


def _hypotheticals(tokens: Tokens, actions: list[int]) -> Iterator[Span]:
    """What the speaker would do, where what they did was asked."""
    for index in actions:
        word, after = tokens.word(index), tokens.word(index + 1)
        would = word in {"i", "we"} and after == "would"
        contracted = word in {"i'd", "we'd"}
        if not (would or contracted):
            continue
        at = index + 1 + would
        while tokens.word(at) in {"probably", "then", "also", "first", "maybe", "definitely"}:
            at += 1
        verb = tokens.word(at)
        happened = (
            verb in PARTICIPLES
            or verb.endswith(("ed", "en", "ing"))
            or verb in {"been", "got", "had", "a", "the"}
        )
        if (
            verb
            and verb not in _WOULD_SAY
            and not (contracted and happened)
            and verb not in {"have", "not", "better"}
        ):
            yield tokens.span(index, at)
