"""What stands between a quantity and those beside it: two of one comparison mostly count together.

"Three weeks instead of nine", "it was twelve before, now it's four", "forty, not fourteen".
"""

from collections.abc import Iterator

from rehearse.analysis.lexicon import words
from rehearse.analysis.quantity import Quantity, group_of
from rehearse.analysis.tokens import Tokens

_REACH = 9
"""Words between two quantities beyond which neither says anything of the other."""
_PHRASE = 3
_COMPARING = words(
    "instead than against not from before was were now used to and after compared versus where when or"
)


def between(
    tokens: Tokens, quantity: Quantity, before: Quantity | None, after: Quantity | None
) -> Iterator[str]:
    """What links a quantity to the one before it and to the one after it, whether or not they count."""
    if before is not None:
        yield from _link(tokens, before, quantity, f"{group_of(before)} left")
    if after is not None:
        yield from _link(tokens, quantity, after, f"{group_of(after)} right")


def _link(tokens: Tokens, one: Quantity, other: Quantity, side: str) -> Iterator[str]:
    said = [tokens.word(index) for index in range(one.last + 1, other.first)]
    if len(said) > _REACH:
        return
    alike = "alike" if (one.kind, one.unit) == (other.kind, other.unit) else "unlike"
    yield f"{side} {alike} by {len(said) // _PHRASE}"
    for word in _COMPARING.intersection(said):
        yield f"{side} past {word}"
    if len(said) <= _PHRASE:
        yield f"{side} past just {' '.join(said)}"
