"""The coarse class of a word, as far as its form and the closed classes give it away."""

from collections.abc import Mapping

from rehearse.analysis.lexicon import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    CONTRACTED_BE,
    DEMONSTRATIVES,
    DETERMINERS,
    DO,
    FILLED_PAUSES,
    HAVE,
    MODALS,
    NEGATIONS,
    OBJECTS,
    PAST_FORMS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_FORMS,
    SUBJECTS,
    WH_WORDS,
    words,
)
from rehearse.analysis.numbers import TENS, UNITS
from rehearse.analysis.tokens import Shape, Token

_CLASSES: Mapping[str, str] = {
    word: name
    for name, members in (
        ("other-subject-is", SUBJECT_FORMS),
        ("adverb", ADVERBS),
        ("object", OBJECTS),
        ("past", PAST_FORMS),
        ("wh", WH_WORDS),
        ("preposition", PREPOSITIONS),
        ("determiner", DETERMINERS),
        ("demonstrative", DEMONSTRATIVES),
        ("possessive", POSSESSIVES),
        ("negation", NEGATIONS),
        ("subordinator", CONJUNCTIONS),
        ("coordinator", words("and but or so")),
        ("modal", MODALS),
        ("do", DO),
        ("have", HAVE),
        ("be", BE),
        ("is", CONTRACTED_BE),
        ("subject", SUBJECTS),
        ("i", words("i")),
        ("we", words("we")),
        ("i-is", words("i'm i'd i'll i've")),
        ("we-is", words("we're we'd we'll we've")),
        ("now", words("now today nowadays then afterwards later eventually meanwhile tomorrow yesterday")),
        ("number", frozenset((*UNITS, *TENS)) | words("hundred thousand million percent")),
        ("filler", FILLED_PAUSES),
        ("own", words("my")),
        ("ours", words("our")),
    )
    for word in members
}


def class_of(token: Token) -> str:
    """The class of a token; open classes by their endings."""
    known = _CLASSES.get(token.lower)
    if known is not None:
        return known
    if token.shape is not Shape.WORD:
        return "number" if token.shape is Shape.NUMBER else "sign" if token.text else "edge"
    word = token.lower
    if len(word) > 4:
        if word.endswith("ed"):
            return "past"
        if word.endswith("ing"):
            return "ing"
        if word.endswith("ly"):
            return "adverb"
    return "plural" if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else "open"


def is_closed_class(token: Token) -> bool:
    """Whether a token is one of the small words that every sentence is built from."""
    return token.lower in _CLASSES
