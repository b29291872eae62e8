"""Frames: turns of phrase by which English says that a figure came about, or that it merely set the scene.

Each looks at the verb that governs a quantity, at what links the two and at what the quantity counts; the
names say what is claimed. How much each counts for is learned.
"""

from collections.abc import Iterator

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.governor import Governor
from rehearse.analysis.lexicon import words
from rehearse.analysis.noun_senses import MEASURES
from rehearse.analysis.quantity import HEDGES, Quantity
from rehearse.analysis.tokens import Tokens

_TO = words("to at by from under below above over past off")
_WITHIN = words("in within inside")
_DURING = words(
    "for over during after before until through throughout since every next last past first between"
)
_BESIDE = words(
    "early late ahead behind faster slower quicker sooner longer "
    "shorter overdue off less more fewer extra instead"
)
_DATED = words("ago later earlier before after since into old prior")
_HARMED = words(
    "down offline dark out late behind overdue stuck idle "
    "delayed delay lost waiting closed shut blocked queue "
    "outage downtime unavailable hold stopped"
)
_ENDEAVOURS = words(
    "rollout migration project rewrite investigation audit "
    "research study trip implementation workshop training "
    "meeting call session interview pilot move analysis review conversation it that this which all whole"
)
_OWN = words("i we")
_SELVES = words("i we me us my our i'd we'd i've we've")
_GIVING = words("give gave given have had has got get left leaves leaving allowed with")


def frames(
    tokens: Tokens, quantity: Quantity, before: Governor, after: Governor, nouns: tuple[str, ...]
) -> Iterator[str]:
    """The frames that a quantity stands in, given what governs it and the kinds of thing that it counts."""
    yield from _measured(tokens, quantity, before)
    if quantity.kind is MetricKind.TIME:
        yield from _times(tokens, quantity, before)
    if quantity.kind is MetricKind.COUNT or quantity.kind is None:
        yield from _counts(tokens, quantity, before, after, nouns)


def _measured(tokens: Tokens, quantity: Quantity, before: Governor) -> Iterator[str]:
    """Something with a size is, was, came to or was brought to the quantity."""
    measure = _measure_before(tokens, quantity.first, before.at)
    senses = before.senses
    if before.link in _TO and not before.far and ("moved" in senses or "changed" in senses):
        yield "was moved to it"
    if measure:
        yield "is the size of something"
        if "is" in senses and before.link in {"-", "at", "about", "under", "over", "around", "below"}:
            yield "something is that much"
        if before.link in _TO or before.link == "of":
            yield "something goes to it"
    if {"gained", "suffered"} & set(senses) and before.link == "-" and not before.far:
        yield "won or lost"
    if "aimed" in senses:
        yield "aimed at"


def _measure_before(tokens: Tokens, first: int, verb: int) -> bool:
    """Whether the subject of the nearest verb, or what stands right before, has a size."""
    for back in range(1, 5):
        if tokens.word(first - back) in MEASURES:
            return True
    return verb >= 0 and any(tokens.word(verb - back) in MEASURES for back in range(1, 4))


def _times(tokens: Tokens, quantity: Quantity, before: Governor) -> Iterator[str]:
    link = _link(tokens, quantity.first)
    right = tokens.word(quantity.last + 1)
    senses = before.senses
    if "took" in senses and before.link == "-":
        endeavour = any(tokens.word(before.at - back) in _ENDEAVOURS for back in range(1, 4))
        yield "an endeavour took" if endeavour else "something took"
        if before.subject in _OWN or not _SELVES.isdisjoint(
            tokens.word(at) for at in range(before.at + 1, quantity.first)
        ):
            yield "took ourselves"
    if right in _BESIDE and (right != "off" or before.senses):
        yield "early or late"
    if right in _DATED:
        yield "dated"
    if link in _DURING:
        yield "went on during"
        if not _HARMED.isdisjoint(tokens.word(quantity.first - back) for back in range(1, 5)):
            yield "harmed for"
    if link in _WITHIN:
        yield "within"
    if "spent" in senses and before.link == "-":
        yield "spent by us" if before.subject in _OWN else "spent by others"
    if any(tokens.word(quantity.first - back) in _GIVING for back in range(1, 4)) and (
        right in {"to", "until", "before", "of", "for", "notice", "left"}
    ):
        yield "had to do it in"
    if quantity.per and quantity.unit in {"min", "h", "day"}:
        yield "so long each time"


def _link(tokens: Tokens, first: int) -> str:
    at = first - 1
    while tokens.word(at) in HEDGES - {"over", "under"} or tokens.word(at) in {
        "the",
        "those",
        "these",
        "about",
    }:
        at -= 1
    return tokens.word(at)


def _counts(
    tokens: Tokens, quantity: Quantity, before: Governor, after: Governor, nouns: tuple[str, ...]
) -> Iterator[str]:
    senses = before.senses
    happened = bool({"harm", "volume", "served"} & set(nouns))
    if happened:
        yield "what happens"
        if quantity.per:
            yield "happens at that rate"
    elif nouns:
        yield "what is worked with"
    direct = before.link == "-" and not before.far
    if direct and "put in" in senses and before.subject in _OWN:
        yield "we did it so often" if not happened else "we worked through so many"
    if direct and {"reached", "gained", "served", "received"} & set(senses) and happened:
        yield "we came to have"
    if not after.far and after.at >= 0:
        if {"adopted", "suffered"} & set(after.senses) and {"served", "staff", "premises"} & set(nouns):
            yield "so many of them did"
        if {"moved", "suffered", "served"} & set(after.senses) and {"volume", "harm"} & set(nouns):
            yield "so many of it went"
    if tokens.word(quantity.first + 1) in {"other", "more", "fewer", "new", "additional", "extra"}:
        yield "others too"
    if tokens.word(quantity.first - 1) == "there" or (
        "is" in senses and tokens.word(before.at - 1) == "there" and before.link == "-"
    ):
        yield "there were" if not happened else "there happened"
