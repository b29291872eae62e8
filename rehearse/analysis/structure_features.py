"""What a clause shows of the part it plays: words, shapes, cues, figures and place."""

from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

from rehearse.analysis.cues import CUES, CueFinder
from rehearse.analysis.lexicon import BE, PAST_FORMS
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.analysis.word_classes import class_of

_FINDER = CueFinder(CUES)
_BINS = 6
_FIRST_PERSON = {"i": "i", "we": "we", "my": "my", "our": "our", "me": "me", "us": "us"}
_PRESENT = frozenset(("i", "we", "they", "he", "she", "it"))


def clause_features(
    tokens: Tokens, first: int, end: int, fillers: Container[int], kinds: Iterable[str] = ()
) -> Iterator[str]:
    """The features of the tokens from first up to end."""
    said = [index for index in range(first, end) if index not in fillers]
    words = ["#" if tokens[index].shape is Shape.NUMBER else tokens.word(index) for index in said]
    classes = [class_of(tokens[index]) for index in said]
    yield "bias"
    yield from _place(tokens, first, end)
    yield from {f"w {word}" for word in words}
    yield from {f"w {one} {two}" for one, two in pairwise(words)}
    yield from {f"c {one} {two}" for one, two in pairwise(classes)}
    yield from _opening(words, classes)
    persons = _persons(words, classes)
    yield from persons
    third = int((first + end) / 2 / len(tokens) * 3)
    yield from (f"{person} @{third}" for person in persons)
    for name in _FINDER.find(tokens, first, end):
        yield f"cue {name}"
        yield f"cue {name} @{third}"
    if len(said) * 2 < end - first or not said:
        yield "mostly fillers"
    if first == 0 and "past" not in persons:
        yield "first and not past"
    if end - first < 6 and "past" not in persons:
        yield "short and not past"
    for kind in kinds:
        yield f"of {kind}"
        yield f"of {kind} @{third}"
    if "number" in classes:
        yield "number"
    if "?" in tokens.text[tokens[end - 1].end : tokens[end - 1].end + 2]:
        yield "asks"


def _place(tokens: Tokens, first: int, end: int) -> Iterator[str]:
    middle = (first + end) / 2 / len(tokens)
    yield f"place {int(middle * _BINS)}"
    if first == 0:
        yield "first"
    if end >= len(tokens):
        yield "last"
    length = end - first
    yield f"length {'short' if length < 5 else 'middling' if length < 12 else 'long'}"


def _opening(words: list[str], classes: list[str]) -> Iterator[str]:
    if words:
        yield f"^ {words[0]}"
        yield f"^ {' '.join(words[:2])}"
        yield f"^c {' '.join(classes[:2])}"
        yield f"^c {' '.join(classes[:3])}"


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
