"""What a quantity is said to be or to do: the verb that governs it, its subject, the word between them."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rehearse.analysis.lexicon import BE, DETERMINERS, HAVE, MODALS, PAST_FORMS, PREPOSITIONS, words
from rehearse.analysis.quantity import HEDGES
from rehearse.analysis.tokens import Shape, Tokens

_REACH = 9
_SUBJECT_REACH = 6

_CLASSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "took": words("took takes take taking taken lasted lasts last needed needs ran runs running"),
        "waited": words("waited waits wait waiting queued queueing queuing"),
        "gave": words(
            "gave give gives given giving allowed offered set granted promised left remaining remained bought"
        ),
        "spent": words(
            "spent spend spends spending blocked block booked book stayed worked sat stood listened"
        ),
        "moved": words(
            "went fell dropped rose grew climbed jumped shrank slid declined decreased increased "
            "improved moved slipped came come comes hit hits reached reach reaches exceeded beat topped "
            "averaged averages halved doubled tripled drops falls rises grows goes fallen risen grown "
            "gone dropping falling rising growing climbing shrinking recovered stabilised stabilized "
            "settled landed scored scores dipped soared surged peaked plunged"
        ),
        "changed": words(
            "cut cuts cutting reduced reducing reduces lowered lowering raised raising lifted boosted "
            "brought bring brings trimmed shaved slashed sped shortened increased improved improves "
            "improving got gets getting pushed drove drives kept keeps keeping took"
        ),
        "gained": words(
            "saved saves saving save earned earns made makes won sold sells generated generates gained "
            "gains recovered added adds freed frees cleared closed prevented avoided caught shipped "
            "delivered served serves handled handles processed processes signed renewed joined adopted "
            "switched bought ordered placed housed fed reached treated onboarded retained converted "
            "passed graduated finished landed raised collected brings brought helped attended enrolled "
            "resolved fixed hired returned stayed"
        ),
        "harmed": words(
            "lost loses losing lose cost costs costing missed misses failed fails failing broke crashed "
            "died complained affected affects locked leaked left cancelled canceled dropped churned "
            "waited stuck wasted wasting threw throwing burned burning spending paying owed owing "
            "damaged flooded leaving quit resigned bounced"
        ),
        "is": BE | words("sits sat stands stood stays stayed hovers hovered remains totalled totaled equals"),
        "had": HAVE | words("got gets"),
        "aimed": words(
            "aiming aim aimed wanted want needed expected hoped targeting targeted supposed asked"
        ),
        "found": words(
            "found showed shows show noticed calculated estimated measured discovered saw worked turned "
            "figured said told reckoned"
        ),
    }
)
_AUXILIARIES = MODALS | HAVE | BE | words("do does did not never to i'd we'd he'd she'd they'd it'd would've")
_SKIPPED = (
    HEDGES | DETERMINERS | words("all only even still then now up down out back another more less than")
)
_SUBJECTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "i": words("i i'm i'd i've i'll me"),
        "we": words("we we're we'd we've we'll us"),
        "they": words("they they're they'd they've he he's he'd she she's she'd you you're you'd people who"),
        "it": words("it it's it'd that that's this which there there's"),
    }
)


@dataclass(frozen=True, slots=True)
class Governor:
    """What governs a quantity; empty strings where nothing does."""

    verb: str
    """The class of the verb before it."""
    link: str
    """The preposition between the two, "-" for a direct object or complement."""
    subject: str
    """i, we, they, it, or a noun."""


def governor_of(tokens: Tokens, first: int, clause: range, fillers: Container[int]) -> Governor:
    """Find what governs the quantity that begins at `first`, within its clause and a bounded reach."""
    link, nouns_between = "-", 0
    least = max(clause.start, first - _REACH)
    at = first - 1
    while at >= least:
        token = tokens.at(at)
        word = token.lower
        if at in fillers or (word in _SKIPPED and word not in PREPOSITIONS):
            at -= 1
            continue
        verb = _verb_class(word, token.shape)
        if verb and not (verb == "gained" and nouns_between and link != "-"):
            return Governor(
                verb, link + ("+" if nouns_between else ""), _subject(tokens, at, clause, fillers)
            )
        if word in PREPOSITIONS and link == "-" and not nouns_between:
            link = word
        elif word not in PREPOSITIONS:
            nouns_between += 1
        at -= 1
    return Governor("", link + ("+" if nouns_between else ""), "")


def _verb_class(word: str, shape: Shape) -> str:
    if shape is not Shape.WORD:
        return ""
    for name, members in _CLASSES.items():
        if word in members:
            return name
    if word in PAST_FORMS or (word.endswith("ed") and len(word) > 4):
        return "did"
    return "doing" if word.endswith("ing") and len(word) > 5 else ""


def _subject(tokens: Tokens, verb: int, clause: range, fillers: Container[int]) -> str:
    for at in range(verb - 1, max(clause.start, verb - _SUBJECT_REACH) - 1, -1):
        word = tokens.word(at)
        if at in fillers or word in _AUXILIARIES:
            for name, members in _SUBJECTS.items():
                if word in members:
                    return name
            continue
        for name, members in _SUBJECTS.items():
            if word in members:
                return name
        return "noun" if word not in PREPOSITIONS else ""
    return ""
