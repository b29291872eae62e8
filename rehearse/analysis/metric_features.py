"""What tells whether a quantity matters to the answer: what it is of, what is said about it, and where.

Features name classes of words, so that what is learned from one trade holds for others; the words beside a
quantity speak for themselves as well.
"""

from collections.abc import Container, Iterator, Mapping

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.frames import frames
from rehearse.analysis.governor import governor_after, governor_before, noun_senses, verb_senses
from rehearse.analysis.lexicon import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    PREPOSITIONS,
    SUBJECT_FORMS,
    WH_WORDS,
    words,
)
from rehearse.analysis.neighbours import between
from rehearse.analysis.noun_senses import MEASURES
from rehearse.analysis.quantity import HEDGES, Quantity, group_of
from rehearse.analysis.quantity_words import words_about, words_beside
from rehearse.analysis.setting import signs_of_setting
from rehearse.analysis.site import Site
from rehearse.analysis.tokens import Tokens
from rehearse.interview.part import Part

_BESIDE: Mapping[str, str] = {
    word: name
    for name, members in (
        ("off", words("early late ahead behind over under short late overdue down")),
        ("compared", words("faster slower quicker sooner longer shorter less more fewer extra cheaper "
                           "higher lower better bigger smaller instead another additional further")),
        ("dated", words("ago old later earlier before after since time previously")),
        ("notice", words("experience notice deadline window budget left remaining")),
        ("only", words("only just")),
        ("all", words("all every each both")),
        ("given", words("the those these my our their his her its your that this")),
        ("held against", words("against versus vs compared target baseline average used originally "
                               "expected usual normal")),
        ("ordinal", words("first last next past final second third")),
        ("now", words("now today nowadays currently still already")),
    )
    for word in members
}  # fmt: skip
_CLOSED = PREPOSITIONS | CONJUNCTIONS | DETERMINERS | BE | HAVE | SUBJECT_FORMS | WH_WORDS
_REACH = 5
_FAR = 14
"""Words on either side beyond which a sentence says nothing of a quantity; it keeps the time linear."""


def metric_features(
    tokens: Tokens, quantity: Quantity, site: Site, nearest: MetricKind | None
) -> Iterator[str]:
    """The features of a quantity at its site; `nearest` is what was last measured before it."""
    first, last = quantity.first, quantity.last
    group = group_of(quantity)
    part, clause = site.parts[first], site.clauses[first]
    yield "bias"
    yield f"{quantity.kind}"
    yield f"{quantity.kind} in {part}"
    yield f"{group} in {part}"
    for name in _shape(tokens, quantity):
        yield f"{group} {name}"
    if quantity.kind is None:
        yield f"bare after {nearest}"
    for name in signs_of_setting(tokens, quantity):
        yield f"{group} {name}"
    around = (*_said(tokens, quantity, site.passed_over), *_place(tokens, quantity, site))
    for name in around:
        yield f"{group} {name}"
    before = governor_before(tokens, first, clause, site.passed_over)
    after = governor_after(tokens, last, clause, site.passed_over)
    nouns = noun_senses(quantity.unit or "") if quantity.kind is MetricKind.COUNT else ()
    link = "far" if before.far else before.link
    signature = "+".join(before.senses)
    yield f"{group} {signature} {link}"
    yield f"{group} {before.subject} {signature}"
    for name in frames(tokens, quantity, before, after, nouns):
        yield f"{group} {name}"
        yield f"{group} {name} in {part}"
    for sense in before.senses or ("no verb",):
        yield f"{group} {sense} before"
        yield f"{group} {sense} {link}"
        yield f"{group} {before.subject} {sense}"
        yield f"{group} {sense} before in {part}"
        for noun in nouns:
            yield f"{sense} {noun}"
    if before.passive:
        yield f"{group} passive"
    if not after.far:
        for sense in after.senses:
            yield f"{group} {sense} after"
            for noun in nouns:
                yield f"{noun} {sense} after"
    for noun in nouns or (("unknown noun",) if quantity.kind is MetricKind.COUNT else ()):
        yield f"{noun}"
        yield f"{noun} in {part}"
    if quantity.unit is not None:
        yield f"of {quantity.unit}"
        yield f"of {quantity.unit} in {part}"
    for name in words_beside(tokens, quantity):
        yield name
        yield f"{group} {name}"
        yield f"{part} {name}"
    for name in between(tokens, quantity, *site.neighbours[first]):
        yield name
        yield f"{group} {name}"
    yield from words_about(tokens, quantity, site)
    yield f"{group} {part} of {site.number_in(part)}"
    yield f"{group} with {site.number_in(Part.RESULT)} in the result"
    yield f"{part} with {site.number_in(Part.RESULT)} in the result"


def _shape(tokens: Tokens, quantity: Quantity) -> Iterator[str]:
    value, number = quantity.value, quantity.number
    if quantity.per:
        yield "per"
    if quantity.attributive and quantity.kind is not MetricKind.TIME:
        yield "attributive"
    if value == 0:
        yield "zero"
    if number is None:
        yield f"word {tokens.word(quantity.first)}"
    elif number.whole and value < 4:
        yield f"just {value:g}"
    elif value < 13:
        yield "small"
    elif value >= 100:
        yield "large"
    if number is not None and not number.whole:
        yield "scaled"
    if quantity.kind is MetricKind.TIME:
        yield f"{quantity.unit}"
    first = tokens.at(quantity.first)
    if first.gap in {"-", ":", ""} and quantity.first:
        yield "glued"


def _said(tokens: Tokens, quantity: Quantity, passed_over: Container[int]) -> Iterator[str]:
    """The words right beside a quantity, by class; fillers and hedges are looked through."""
    at = quantity.first - 1
    while at >= 0 and (at in passed_over or (tokens.word(at) in HEDGES and tokens.word(at) not in _BESIDE)):
        at -= 1
    for name in _classes(tokens, at):
        yield f"{name} left"
    if tokens.word(at) in _BESIDE or tokens.word(at) in PREPOSITIONS:
        for name in _classes(tokens, at - 1):
            yield f"{name} left of {tokens.word(at) if tokens.word(at) in PREPOSITIONS else ''}"
    at = quantity.last + 1
    while at < len(tokens) and at in passed_over:
        at += 1
    for name in _classes(tokens, at):
        yield f"{name} right"
    if tokens.word(at) in PREPOSITIONS:
        ahead = at + 1 + (tokens.word(at + 1) in DETERMINERS)
        for name in _classes(tokens, ahead):
            yield f"{tokens.word(at)} {name}"


def _classes(tokens: Tokens, index: int) -> Iterator[str]:
    word = tokens.word(index)
    if word in _BESIDE:
        yield _BESIDE[word]
    if word in _CLOSED:
        yield word
        return
    if word in MEASURES:
        yield "measure"
    for sense in verb_senses(tokens, index):
        yield f"verb {sense}"
    for sense in noun_senses(word):
        yield f"noun {sense}"


def _place(tokens: Tokens, quantity: Quantity, site: Site) -> Iterator[str]:
    """What the rest of the clause and of the answer holds."""
    first, last = quantity.first, quantity.last
    clause = site.clauses[first]
    inside = [tokens.word(at) for at in range(max(clause.start, first - _FAR), first)]
    ahead = [tokens.word(at) for at in range(last + 1, min(clause.stop, last + _FAR))]
    if not MEASURES.isdisjoint(inside):
        yield "measure before"
        if inside and not MEASURES.isdisjoint(inside[-3:]):
            yield "measure close before"
    for name in {_BESIDE[word] for word in inside[-_REACH:] if word in _BESIDE}:
        yield f"{name} before"
    for name in {_BESIDE[word] for word in ahead[:_REACH] if word in _BESIDE}:
        yield f"{name} after"
    if not _AIMS.isdisjoint(inside):
        yield "aim before"
    if not _IRREAL.isdisjoint(inside):
        yield "irreal before"
    for name in ("i", "we"):
        if name in inside:
            yield f"{name} close before" if name in inside[-7:] else f"{name} before"
    if not _NOBODY.isdisjoint(inside):
        yield "nobody before"
    if all(word in _OPENING for word in inside):
        yield "begins the clause"
    yield from site.beside(quantity)


_OPENING = CONJUNCTIONS | HEDGES | words("and but then now only by so that up")
_AIMS = words("goal target aim objective quota wanted needed hoping asked promised supposed expected aimed")
_IRREAL = words("would could should if might maybe when whenever unless i'd")
_NOBODY = words("nobody no none not never without")
