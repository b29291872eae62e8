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
    """The words of the clause on either side, the nearest two by their place, and how far the answer is."""
    first, last = quantity.first, quantity.last
    clause = site.clauses[first]
    for at in range(max(clause.start, first - _REACH), first):
        yield f"{_word(tokens, at)} before"
    for at in range(last + 1, min(clause.stop, last + 1 + _REACH)):
        yield f"{_word(tokens, at)} after"
    left, lefter = _word(tokens, first - 1), _word(tokens, first - 2)
    right, righter = _word(tokens, last + 1), _word(tokens, last + 2)
    yield f"{left} #"
    yield f"{lefter} _ #"
    yield f"# {right}"
    yield f"# _ {righter}"
    yield f"{lefter} {left} #"
    yield f"# {right} {righter}"
    yield f"{left} # {right}"
    yield f"tenth {_TENTHS * first // len(tokens)}"


def _word(tokens: Tokens, index: int) -> str:
    token = tokens.at(index)
    return "#" if token.shape is Shape.NUMBER or token.lower in _NUMBERS else token.lower
