"""Tokens: words, numbers and signs with their place in the text, in one linear pass."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Span, Word


class Shape(Enum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number in digits, or a sign that belongs to numbers."""

    text: str
    lower: str
    """Lower case, with a plain apostrophe."""
    shape: Shape
    start: int
    end: int
    gap: str
    """What stands between the token before and this one: spaces and punctuation."""

    @property
    def opens(self) -> bool:
        """Whether punctuation before it ends a sentence."""
        return self.gap != " " and any(mark in self.gap for mark in ".!?…\n")

    @property
    def follows_comma(self) -> bool:
        """Whether any punctuation stands before it."""
        return self.gap != " " and any(mark in self.gap for mark in ",;:.!?…—–\n")


_TOKEN = re.compile(
    r"""(?P<number> \d+(?:,\d{3})*(?:\.\d+)? | \.\d+ )
      | (?P<word> [^\W\d_](?:[^\W_]|['’](?=[^\W\d_]))* )
      | (?P<sign> [$£€¥₹%‰<>=≤≥+&/×~≈−] )""",
    re.VERBOSE,
)

_SHAPES = {"number": Shape.NUMBER, "word": Shape.WORD, "sign": Shape.SIGN}

_NOWHERE = Token("", "", Shape.SIGN, -1, -1, "")


class Tokens(Sequence[Token]):
    """The tokens of a text; out of range, `at` gives an empty token, so that rules may look about freely."""

    __slots__ = ("_items", "_starts", "text")

    def __init__(self, text: str, items: tuple[Token, ...]) -> None:
        self.text = text
        self._items = items
        self._starts = [token.start for token in items]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """Split a text."""
        items: list[Token] = []
        end = 0
        for found in _TOKEN.finditer(text):
            word = found.group()
            shape = _SHAPES[found.lastgroup or "sign"]
            start = found.start()
            lower = word.lower().replace("’", "'")
            items.append(Token(word, lower, shape, start, found.end(), text[end:start]))
            end = found.end()
        return cls(text, tuple(items))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Token:  # type: ignore[override]
        return self._items[index]

    def at(self, index: int) -> Token:
        """The token there, or an empty one."""
        return self._items[index] if 0 <= index < len(self._items) else _NOWHERE

    def word(self, index: int) -> str:
        """The token there in lower case, or an empty string."""
        return self._items[index].lower if 0 <= index < len(self._items) else ""

    def between(self, span: Span) -> range:
        """The indices of the tokens that start within a span."""
        return range(bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1]))

    def span(self, first: int, last: int) -> Span:
        """The span from one token to another, both included."""
        return self._items[first].start, self._items[last].end

    def cut(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span[0] : span[1]]


class Clock:
    """When the words of a recording were said; knows nothing for a bare transcript."""

    __slots__ = ("_starts", "_words")

    def __init__(self, words: tuple[Word, ...]) -> None:
        self._words = words
        self._starts = [word.span[0] for word in words]

    def __bool__(self) -> bool:
        return bool(self._words)

    def words_of(self, span: Span) -> tuple[Word, ...]:
        """The recognised words that a span touches."""
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        last = bisect_left(self._starts, span[1])
        return tuple(word for word in self._words[first:last] if word.span[1] > span[0])

    def time_of(self, span: Span) -> Interval | None:
        """When a span was said; None where nobody knows."""
        words = self.words_of(span)
        return Interval(words[0].start_s, words[-1].end_s) if words else None

    def silence_before(self, before: Token, token: Token) -> float | None:
        """The seconds between two neighbouring tokens; None where they are of one word, or nobody knows."""
        if not self._words:
            return None
        ended = self.words_of((before.start, before.end))
        began = self.words_of((token.start, token.end))
        if not ended or not began or ended[-1] is began[0]:
            return None
        return began[0].start_s - ended[-1].end_s
