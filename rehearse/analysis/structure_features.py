"""What a clause shows of the part it plays: words, shapes, cues, fields of meaning, figures and place."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from rehearse.analysis.clauses import Clause
from rehearse.analysis.cues import CUES, CueFinder
from rehearse.analysis.fields import FIELDS, VERB_FIELDS
from rehearse.analysis.lexicon import BE, PAST_FORMS
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.analysis.word_classes import class_of

_FINDER = CueFinder(CUES)
_NEAR = 4
_FIRST_PERSON = {"i": "i", "we": "we", "my": "my", "our": "our", "me": "me", "us": "us"}
_SUBJECT_CLASSES = {
    "i": "i",
    "i-is": "i",
    "we": "we",
    "we-is": "we",
    "subject": "they",
    "other-subject-is": "they",
}
_PRESENT = frozenset(("i", "we", "they", "he", "she", "it"))


def clause_features(
    tokens: Tokens, clauses: Sequence[Clause], number: int, fillers: Container[int], kinds: Iterable[str] = ()
) -> Iterator[str]:
    """What one of an answer's clauses says, alone and with its third of the answer, and where it stands."""
    first, end = clauses[number].first, clauses[number].end
    yield from wording_features(tokens, first, end, fillers)
    middle = (first + end) / 2 / len(tokens)
    for feature in meaning_features(tokens, first, end, fillers, kinds):
        yield feature
        yield f"{feature} @{int(middle * 3)}"
    yield f"place {int(middle * 6)}"
    yield f"twentieth {int(middle * 20)}"
    if first == 0:
        yield "first"
    if end >= len(tokens):
        yield "last"
    yield f"from the start {min(number, _NEAR)}"
    yield f"from the end {min(len(clauses) - 1 - number, _NEAR)}"
    yield f"of clauses {min(len(clauses) // 5, 8)}"


def wording_features(tokens: Tokens, first: int, end: int, fillers: Container[int]) -> Iterator[str]:
    """What is said: words, pairs, shapes."""
    words, classes = _said(tokens, first, end, fillers)
    yield "bias"
    length = end - first
    yield f"length {'short' if length < 5 else 'middling' if length < 12 else 'long'}"
    yield from {f"w {word}" for word in words}
    yield from {f"w {one} {two}" for one, two in pairwise(words)}
    yield from {f"c {one} {two}" for one, two in pairwise(classes)}
    yield from _opening(words, classes)
    if len(words) * 2 < end - first or not words:
        yield "mostly fillers"
    if "number" in classes:
        yield "number"
    if "?" in tokens.text[tokens[end - 1].end : tokens[end - 1].end + 2]:
        yield "asks"


def meaning_features(
    tokens: Tokens, first: int, end: int, fillers: Container[int], kinds: Iterable[str] = ()
) -> Iterator[str]:
    """What is meant: who acts in which tense, cues, fields of meaning, kinds of quantities."""
    words, classes = _said(tokens, first, end, fillers)
    persons = _persons(words, classes)
    yield from persons
    yield from set(_fields(words, classes))
    yield from (f"cue {name}" for name in _FINDER.find(tokens, first, end))
    yield from (f"of {kind}" for kind in kinds)
    if end - first < 6 and "past" not in persons:
        yield "short and not past"


def _said(tokens: Tokens, first: int, end: int, fillers: Container[int]) -> tuple[list[str], list[str]]:
    """The words and their classes, without fillers; a number in digits is a #."""
    said = [index for index in range(first, end) if index not in fillers]
    words = ["#" if tokens[index].shape is Shape.NUMBER else tokens.word(index) for index in said]
    return words, [class_of(tokens[index]) for index in said]


def _opening(words: list[str], classes: list[str]) -> Iterator[str]:
    if words:
        yield f"^ {words[0]}"
        yield f"^ {' '.join(words[:2])}"
        yield f"^c {' '.join(classes[:2])}"
        yield f"^c {' '.join(classes[:3])}"


def _fields(words: list[str], classes: list[str]) -> Iterator[str]:
    """What it is about, and who does it in which way."""
    subject, way = "", ""
    denied = False
    for word, name in zip(words, classes, strict=True):
        fields = FIELDS.get(word, ())
        for field in fields:
            yield f"f {field}"
            if denied:
                yield f"f not {field}"
            if field in VERB_FIELDS and subject:
                yield f"f {subject} {way} {field}"
                yield f"f {subject} {field}"
        denied = denied or "not" in fields
        if name in _SUBJECT_CLASSES:
            subject, way = _SUBJECT_CLASSES[name], ""
        elif name in {"modal", "be", "have", "do"} or (name == "past" and not fields):
            way = name
        elif not subject and name in {"plural", "open"}:
            subject, way = "they", ""


def _persons(words: list[str], classes: list[str]) -> set[str]:
    """Who acts, and in which tense."""
    seen = set()
    for at, word in enumerate(words):
        following = next((c for c in classes[at + 1 : at + 3] if c not in {"adverb", "filler"}), "")
        if word in _FIRST_PERSON:
            seen.add(f"who {word}")
        if word in _PRESENT:
            seen.add(f"who {word} {'past' if following == 'past' else following}")
        if word in BE and following == "ing":
            seen.add("continuous" if word in {"was", "were"} else "going on")
        if word in PAST_FORMS or classes[at] == "past":
            seen.add("past")
    if "past" not in seen:
        seen.add("not past")
    return seen
