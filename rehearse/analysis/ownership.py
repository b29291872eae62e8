"""Ownership: whether the actions are told as one's own."""

from collections.abc import Iterator, Mapping

from rehearse.analysis.evidence import Ownership, Pronoun, Structure
from rehearse.analysis.tokens import Tokens
from rehearse.interview.part import Part

_WHO: Mapping[str, str] = {
    word: who
    for who, members in (
        ("i", "i me my mine myself i'm i'd i've i'll"),
        ("we", "we us our ours ourselves we're we'd we've we'll"),
    )
    for word in members.split()
}


def find_ownership(tokens: Tokens, structure: Structure) -> Ownership | None:
    """Count who acts in the action part; None where there is none."""
    if Part.ACTION in structure.missing:
        return None
    return Ownership(tuple(_pronouns(tokens, structure)))


def _pronouns(tokens: Tokens, structure: Structure) -> Iterator[Pronoun]:
    for sentence in structure.sentences:
        if sentence.part is not Part.ACTION:
            continue
        for index in tokens.between(sentence.span):
            token = tokens[index]
            who = _WHO.get(token.lower)
            if who is not None and token.text != "US":
                yield Pronoun(token.text, who, (token.start, token.end))
