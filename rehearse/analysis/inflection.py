"""The forms of regular English verbs and nouns, so that word classes can be written as lemmas."""

from collections.abc import Iterator

_VOWELS = "aeiou"


def verb_forms(lemmas: str) -> frozenset[str]:
    """The base, third person, past and -ing form of every lemma; irregular pasts are written as lemmas."""
    return frozenset(form for lemma in lemmas.split() for form in _verb(lemma))


def noun_forms(lemmas: str) -> frozenset[str]:
    """The singular and the plural of every lemma."""
    return frozenset(form for lemma in lemmas.split() for form in (lemma, _with_s(lemma)))


def _verb(lemma: str) -> Iterator[str]:
    yield lemma
    yield _with_s(lemma)
    if lemma.endswith("e"):
        yield from (f"{lemma}d", f"{lemma[:-1]}ing")
        return
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield from (f"{lemma[:-1]}ied", f"{lemma}ing")
        return
    yield from (f"{lemma}ed", f"{lemma}ing")
    if len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS:
        yield from (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")


def _with_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else f"{lemma}s"
