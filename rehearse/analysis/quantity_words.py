"""The words about a quantity, each by itself: what no class of words says of it.

Numbers are taken for one word, so that nothing is learned from a figure that somebody happened to say.
"""

from collections.abc import Iterator

from rehearse.analysis.numbers import TENS, UNITS
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.site import Site
from rehearse.analysis.tokens import Shape, Tokens

_REACH = 6
_TENTHS = 10
_NUMBERS = frozenset((*UNITS, *TENS))


def words_about(tokens: Tokens, quantity: Quantity, site: Site) -> Iterator[str]:
    """The words of the clause on either side, and how far the answer is."""
    first, last = quantity.first, quantity.last
    clause = site.clauses[first]
    for at in range(max(clause.start, first - _REACH), first):
        yield f"{_word(tokens, at)} before"
    for at in range(last + 1, min(clause.stop, last + 1 + _REACH)):
        yield f"{_word(tokens, at)} after"
    yield f"tenth {_TENTHS * first // len(tokens)}"


def words_beside(tokens: Tokens, quantity: Quantity) -> tuple[str, ...]:
    """The nearest two words on either side by their place, whatever sentence they are of."""
    left, lefter = _word(tokens, quantity.first - 1), _word(tokens, quantity.first - 2)
    right, righter = _word(tokens, quantity.last + 1), _word(tokens, quantity.last + 2)
    return (
        f"{left} #",
        f"{lefter} _ #",
        f"# {right}",
        f"# _ {righter}",
        f"{lefter} {left} #",
        f"# {right} {righter}",
        f"{left} # {right}",
    )


def _word(tokens: Tokens, index: int) -> str:
    token = tokens.at(index)
    return "#" if token.shape is Shape.NUMBER or token.lower in _NUMBERS else token.lower
