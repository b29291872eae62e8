"""Numbers: digits and number words made equal, each with the tokens it stands on.

They are read here and not by a library: text2num splits "two point five million", "a hundred and fifty" and
"half a million" into pieces, and gives no place in the text. Where it reads a number whole, they agree.
"""

from dataclasses import dataclass, replace

from rehearse.analysis.lexicon import words
from rehearse.analysis.tokens import Shape, Tokens

UNITS = {
    "zero": 0, "nil": 0,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "grand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "million": 1e6,
    "mil": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "mm": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
}
_GLUED_SCALES = words("k m mn mm bn b")
_DIGIT_WORDS = {
    **{word: value for word, value in UNITS.items() if value < 10},
    "oh": 0,
    "nought": 0,
    "naught": 0,
}
_ARTICLES = words("a an")
_AFTER_ARTICLE = words("dozen hundred thousand million billion lakh crore")
_PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_MEASURES = words("to from was is were are at of by about around um uh like a hit reached be")
"""Words after which "plus" is the sign of a number and joins nothing."""
_LARGEST_RUN = 40
"""Tokens after which a run of number words is read as ended: nobody says a longer number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was said, and the tokens that say it."""

    first: int
    last: int
    value: float
    digits: bool
    """Whether it was written in digits."""
    whole: bool
    """Whether it is a whole number without a scale: what might be a year, an age or a name."""


def find_numbers(tokens: Tokens) -> tuple[Number, ...]:
    """Every number in a text, in order, without overlap."""
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        number = _read(tokens, index)
        if number is None:
            index += 1
        else:
            found.append(number)
            index = number.last + 1
    return tuple(found)


def _read(tokens: Tokens, index: int) -> Number | None:
    sign = _sign(tokens, index)
    number = _read_unsigned(tokens, index + 1 if sign else index)
    if number is None:
        return None
    number = _with_odd(tokens, _with_a_part(tokens, number))
    return replace(number, first=index, value=sign * number.value, whole=False) if sign else number


def _read_unsigned(tokens: Tokens, index: int) -> Number | None:
    token = tokens.at(index)
    if token.shape is Shape.NUMBER:
        return _read_digits(tokens, index)
    if token.shape is not Shape.WORD:
        return None
    return _read_half(tokens, index) or _read_words(tokens, index)


def _sign(tokens: Tokens, index: int) -> int:
    """The sign that stands there: "plus nineteen", "−4"; 0 where none does."""
    token, after = tokens[index], tokens.at(index + 1)
    if token.lower in {"minus", "−"}:
        ranges = tokens.word(index - 1) == "or" or (token.gap == "" and index > 0)
        return 0 if ranges else -1  # plus or minus five, 10−12
    if token.lower == "+" and after.gap == "":
        return 1
    return int(token.lower == "plus" and tokens.word(index - 1) in _MEASURES)


def _with_a_part(tokens: Tokens, number: Number) -> Number:
    """Take in "and a half" and "and three quarters", and the scale that both are of."""
    at = number.last + 1
    if tokens.word(at) != "and" or tokens.at(at).opens or tokens.at(at).follows_comma:
        return number
    if tokens.word(at + 3) == "of":
        return number  # a share of something else
    said, part = tokens.word(at + 1), _PARTS.get(tokens.word(at + 2), 0.0)
    if said == "three" and tokens.word(at + 2) in {"quarter", "quarters"}:
        part = 0.75
    elif said != "a" or part == 0:
        return number
    last, scale = at + 2, SCALES.get(tokens.word(at + 3), 1.0)
    if scale == 1 or tokens.word(at + 3) in {"m", "b"}:
        return replace(number, last=last, value=number.value + part, whole=False)
    return replace(number, last=last + 1, value=(number.value + part) * scale, whole=False)


def _with_odd(tokens: Tokens, number: Number) -> Number:
    """Take in what blurs a number from behind: "seventy odd", "four hundred and something"."""
    at = number.last + 1
    at += tokens.word(at) == "and" and number.value >= 100
    blurs = tokens.word(at) in {"odd", "something"} and not tokens[at].follows_comma
    return replace(number, last=at) if blurs and number.value >= 20 else number


def _read_digits(tokens: Tokens, index: int) -> Number | None:
    before = tokens.at(index - 1)
    if tokens[index].gap == "" and before.shape is Shape.WORD:
        return None
    value = float(tokens[index].text.replace(",", ""))
    whole = "." not in tokens[index].text and "," not in tokens[index].text
    last = index
    after = tokens.at(last + 1)
    while after.lower in SCALES and (
        after.gap == "" if after.lower in _GLUED_SCALES - {"m", "k"} else after.gap in ("", " ", "-")
    ):
        value *= SCALES[after.lower]
        last += 1
        whole = False
        after = tokens.at(last + 1)
    return Number(index, last, value, True, whole)


def _read_half(tokens: Tokens, index: int) -> Number | None:
    """Half a million, quarter of a million, a couple of thousand."""
    words = [tokens.word(index + at) for at in range(5)]
    if words[0] == "half" and words[1] == "a" and words[2] in SCALES and words[2] not in _GLUED_SCALES:
        return Number(index, index + 2, SCALES[words[2]] / 2, False, False)
    article = words[0] == "a"
    if words[article : article + 3] == ["quarter", "of", "a"] and words[article + 3] in SCALES:
        return Number(index, index + 3 + article, SCALES[words[article + 3]] / 4, False, False)
    return None


def _joined(tokens: Tokens, index: int) -> bool:
    """Whether a token goes on from the one before: a space or a hyphen between, no comma and no full stop."""
    return tokens.at(index).gap in (" ", "-", "  ", "\n")


def _read_words(tokens: Tokens, index: int) -> Number | None:
    word = tokens.word(index)
    if word in _ARTICLES:
        if tokens.word(index + 1) not in _AFTER_ARTICLE:
            return None
        return _Reader(tokens, index + 1).read(article=index)
    if word in UNITS or word in TENS:
        return _Reader(tokens, index).read()
    if word in {"point", "nought", "naught"} and tokens.word(index + 1) in _DIGIT_WORDS | {"point": 0}:
        return _Reader(tokens, index).read()
    return None


class _Reader:
    """Reads one cardinal as English builds it: units, tens, hundreds, then scales that fall."""

    def __init__(self, tokens: Tokens, index: int) -> None:
        self.tokens = tokens
        self.at = index
        self.total = 0.0
        self.group: float | None = None
        self.ceiling = float("inf")
        self.scaled = False

    def read(self, article: int | None = None) -> Number | None:
        """Read on while the words still build one number."""
        first = self.at if article is None else article
        if article is not None:
            self.group = 1.0
        start = self.at
        while self.at - start < _LARGEST_RUN and self._take():
            pass
        if self.at == start:
            return None
        value = self.total + (self.group or 0.0)
        return Number(first, self.at - 1, value, False, not self.scaled and value == int(value))

    def _take(self) -> bool:
        if self.at > 0 and self._begun() and not _joined(self.tokens, self.at):
            return False
        word = self.tokens.word(self.at)
        if word in {"point", "nought", "naught"}:
            return self._take_decimals(word)
        if word == "and":
            return self._take_and()
        if word in TENS:
            return self._add(TENS[word], 100)
        if word in UNITS:
            return self._add(UNITS[word], 10 if UNITS[word] < 10 else 100)
        if word in SCALES and word not in {"m", "b", "mm", "mn"}:
            return self._scale(SCALES[word])
        return False

    def _begun(self) -> bool:
        return self.group is not None or self.total > 0

    def _add(self, value: float, room: float) -> bool:
        """Put a smaller number into the room that the group has left."""
        if self.group is None:
            if self.total and value >= self.ceiling:
                return False
            self.group = value
        elif (
            self.group
            and value
            and 0 < self.group < 10
            and value >= 20
            and not self.total
            and not self.scaled
        ):
            self.group = self.group * 100 + value  # "one twenty", "two fifty"
        elif (
            self.group
            and value
            and self.group % room == 0
            and (self.group >= 100 or (self.group >= 20 and value < 10))
        ):
            self.group += value
        else:
            return False
        self.at += 1
        return True

    def _take_and(self) -> bool:
        after = self.tokens.word(self.at + 1)
        if not (after in UNITS or after in TENS) or not _joined(self.tokens, self.at + 1):
            return False
        hundred = self.group is not None and self.group >= 100 and self.group % 100 == 0
        thousand = self.group is None and self.total >= 1000 and self.ceiling > 100
        if not (hundred or thousand) or (after in UNITS and UNITS[after] == 0):
            return False
        if self.tokens.word(self.at + 2) == "hundred":
            return False
        self.at += 1
        return True

    def _scale(self, scale: float) -> bool:
        if self.group is None and not self.scaled:
            return False
        if scale == 12:
            if self.group is None or self.group >= 100 or self.scaled:
                return False
            self.group *= 12
        elif scale == 100:
            if self.group is None or self.group >= 100 or self.group == 0:
                return False
            self.group *= 100
        elif self.group is not None and scale < self.ceiling:
            self.total += self.group * scale
            self.group, self.ceiling = None, scale
        elif self.group is None and self.total:
            self.total *= scale
        else:
            return False
        self.scaled = True
        self.at += 1
        return True

    def _take_decimals(self, word: str) -> bool:
        at = self.at + (word == "point")
        digits = ""
        if word in {"nought", "naught"}:
            if self._begun() or self.tokens.word(at + 1) != "point":
                return False
            at += 2
        while self.tokens.word(at) in _DIGIT_WORDS and len(digits) < 12:
            digits += str(_DIGIT_WORDS[self.tokens.word(at)])
            at += 1
        if not digits and (self.tokens.word(at) in TENS or self.tokens.word(at) in UNITS):
            word = self.tokens.word(at)
            digits = str(TENS.get(word, UNITS.get(word, 0)))
            at += 1
            if word in TENS and 0 < UNITS.get(self.tokens.word(at), 0) < 10:
                digits = str(TENS[word] + UNITS[self.tokens.word(at)])
                at += 1
        if not digits or "." in str(self.group or 0).removesuffix(".0"):
            return False
        self.group = (self.group or 0.0) + float(f"0.{digits}")
        self.at = at
        return True
