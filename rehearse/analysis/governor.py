"""What is said of a quantity: the verbs on either side of it, the verb's subject, the word between them."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from rehearse.analysis.lexicon import (
    ADVERBS,
    BE,
    CONTRACTED_BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PAST_FORMS,
    PREPOSITIONS,
    SUBJECT_FORMS,
    words,
)
from rehearse.analysis.noun_senses import MEASURES, NOUN_SENSES
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.analysis.verb_senses import VERB_SENSES

_REACH = 9
_AHEAD = 6
_SUBJECT_REACH = 6
_SUBJECTS: Mapping[str, str] = {
    word: name
    for name, members in (
        ("i", words("i i'm i'd i've i'll me my")),
        ("we", words("we we're we'd we've we'll us")),
        ("they", words("they they're they'd they've he he's he'd she she's she'd you you're who people")),
        ("it", words("it it's it'd that that's this which there there's what")),
    )
    for word in members
}
_BEFORE_VERBS = (
    frozenset(_SUBJECTS)
    | SUBJECT_FORMS
    | ADVERBS
    | MODALS
    | HAVE
    | BE
    | words("to and or then not never didn't don't doesn't")
) - words("my that this")
_AUXILIARY = MODALS | HAVE | BE | ADVERBS | words("do does did not never to been")


def _by_word(classes: Mapping[str, frozenset[str]]) -> Mapping[str, tuple[str, ...]]:
    senses: dict[str, tuple[str, ...]] = {}
    for name, members in classes.items():
        for word in members:
            senses[word] = (*senses.get(word, ()), name)
    return senses


_VERBS = _by_word(VERB_SENSES)
_NOUNS = _by_word(NOUN_SENSES)


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb that has something to say of a quantity; nothing at all where there is none."""

    senses: tuple[str, ...] = ()
    word: str = ""
    link: str = "-"
    """The preposition between the two, "-" for a direct object or complement."""
    far: bool = False
    """Whether other words than a preposition stand between."""
    subject: str = ""
    """i, we, they, it, a noun, or nothing."""
    passive: bool = False
    at: int = -1


def noun_senses(word: str) -> tuple[str, ...]:
    """What kinds of thing a noun may name."""
    return _NOUNS.get(word, ())


def verb_senses(tokens: Tokens, index: int) -> tuple[str, ...]:
    """What a word may say as a verb; nothing where it is none."""
    token = tokens.at(index)
    word = token.lower
    senses = _VERBS.get(word, ())
    if senses:
        is_noun_too = word in _NOUNS or word in MEASURES
        return senses if not is_noun_too or tokens.word(index - 1) in _BEFORE_VERBS else ()
    if token.shape is not Shape.WORD:
        return ()
    if word in PAST_FORMS or (word.endswith("ed") and len(word) > 4):
        return ("did",)
    return ("doing",) if word.endswith("ing") and len(word) > 5 else ()


def governor_before(tokens: Tokens, first: int, clause: range, passed_over: Container[int]) -> Governor:
    """The nearest verb before the quantity that begins at `first`, within its clause and a bounded reach."""
    link, far = "-", False
    for at in range(first - 1, max(clause.start, first - _REACH) - 1, -1):
        word = tokens.word(at)
        if at in passed_over:
            continue
        senses = verb_senses(tokens, at)
        if senses:
            passive = not BE.isdisjoint((tokens.word(at - 1), tokens.word(at - 2)))
            return Governor(senses, word, link, far, _subject(tokens, at, clause, passed_over), passive, at)
        if word in PREPOSITIONS:
            if link == "-" and not far:
                link = word
        elif word not in DETERMINERS and word not in ADVERBS:
            far = True
    return Governor((), "", link, far)


def governor_after(tokens: Tokens, last: int, clause: range, passed_over: Container[int]) -> Governor:
    """The nearest verb after a quantity, of which it may be the subject."""
    far = False
    for at in range(last + 1, min(clause.stop, last + 1 + _AHEAD)):
        word = tokens.word(at)
        if at in passed_over:
            continue
        senses = verb_senses(tokens, at)
        if senses:
            return Governor(senses, word, far=far, at=at)
        if word in PREPOSITIONS or word in _SUBJECTS or tokens[at].follows_comma:
            far = True
    return Governor()


def _subject(tokens: Tokens, verb: int, clause: range, passed_over: Container[int]) -> str:
    for at in range(verb - 1, max(clause.start, verb - _SUBJECT_REACH) - 1, -1):
        word = tokens.word(at)
        if word in _SUBJECTS:
            return _SUBJECTS[word]
        if at in passed_over or word in _AUXILIARY or word in CONTRACTED_BE:
            continue
        return "noun" if word not in PREPOSITIONS else ""
    return ""
