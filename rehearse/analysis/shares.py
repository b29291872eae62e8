"""Shares and multiples: two thirds, one in five, doubled, three times as many."""

from collections.abc import Mapping
from dataclasses import replace

from rehearse.analysis.counted import NO_NOUN, is_plural
from rehearse.analysis.durations import SHARED_AFTER
from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import BE, CONTRACTED_BE, words
from rehearse.analysis.numbers import UNITS, Number
from rehearse.analysis.quantity import HEDGES, Quantity, before_blur
from rehearse.analysis.scores import is_rated
from rehearse.analysis.tokens import Shape, Tokens
from rehearse.analysis.units import FRACTIONS, MULTIPLIERS, TIME_UNITS

_SHARE_OF = words(
    "by down to of about nearly almost roughly around dropped fell cut lost saved over under than was is up "
    "became"
)
_MULTIPLIED = words(
    "as more faster the bigger higher better less fewer our what slower cheaper quicker longer that better "
    "safer stronger larger normal usual"
)
_ENDS = NO_NOUN | words(
    "less more fewer cheaper faster higher lower off shorter bigger smaller again lighter ish"
)
_HALVES_OF = words(
    "year day days term time way hour past board decent full empty dead asleep finished expecting"
)
_AS_MUCH = words("as the what our that")
"""Words after "twice" where it multiplies; elsewhere it says how often."""
_DOUBLES = words("double treble triple")
_TO_DOUBLE = words("to would will could can should might did not and")
_NAMED_HALVES = words("the this that first second other usual last next better top bottom")
_WHOLE_OF = words("the our my their his her its your those these all every")
_RANKED = words("last first next other top")
_NUMBERED = words("week day month year sprint part step stage round page chapter episode")
_DATED = words("year month week day night season quarter winter summer spring autumn last first one")
_SKIPPED = 2
"""Words that may stand between the two numbers of a share: "one call in three"."""


def read_fraction(tokens: Tokens, bare: Quantity, _: Mapping[int, Number]) -> Quantity | None:
    """Two thirds, and three quarters where it is no time."""
    name = tokens.word(bare.last + 1)
    if name in {"quarter", "quarters"} and _is_of_an_hour(tokens, bare.last + 2):
        return replace(
            bare, last=bare.last + 4, value=bare.value * 15, kind=MetricKind.TIME, unit="min", number=None
        )
    fraction = FRACTIONS.get(name)
    if fraction is None or bare.value * fraction > 1:
        return None
    after, before = tokens.word(bare.last + 2), tokens.word(bare.first - 1)
    if name in {"quarter", "quarters"}:
        meant = after in {"of", "full", "empty", "through", "done"} or (
            before in _SHARE_OF and bare.value != 2
        )
    else:
        meant = name.endswith("s") or bare.value == 1
    if not meant:
        return None
    return replace(bare, last=bare.last + 1, value=bare.value * fraction, kind=MetricKind.RATIO, number=None)


def _is_of_an_hour(tokens: Tokens, index: int) -> bool:
    return [tokens.word(index), tokens.word(index + 1), tokens.word(index + 2)] == ["of", "an", "hour"]


def read_of_many(tokens: Tokens, bare: Quantity, by_start: Mapping[int, Number]) -> Quantity | None:
    """One in five, 4.6 out of 5, six boards in a hundred."""
    if tokens.word(bare.last + 1) == "of":
        return _part_of(tokens, bare, by_start)
    for skipped in range(_SKIPPED + 1):
        at = bare.last + 1 + skipped
        word = tokens.word(at)
        if word in {"in", "out"} and tokens.at(at).gap in (" ", "-"):
            out_of = word == "out" and tokens.word(at + 1) == "of"
            if out_of or word == "in":
                return _share(tokens, bare, by_start, at + 1 + out_of, skipped)
        if word in NO_NOUN or at in by_start or tokens.at(at).follows_comma:
            return None
    return None


def _part_of(tokens: Tokens, bare: Quantity, by_start: Mapping[int, Number]) -> Quantity | None:
    """Nine of the last ten, seven of the nine, 6 of 40 drivers."""
    whole = by_start.get(_whole_at(tokens, bare.last + 2))
    if whole is None or not 0 < bare.value <= whole.value or whole.value < 2 or whole.value % 1:
        return None
    numbered = tokens.word(bare.first - 1) in _NUMBERED and tokens.word(bare.first - 2) not in _RANKED
    if numbered or tokens.word(whole.last + 1) in {"%", "percent"}:
        return None
    if (bare.value % 1 and whole.value in (5, 10)) or (whole.value == 100 and is_rated(tokens, bare)):
        return replace(bare, last=whole.last, kind=MetricKind.SCORE, unit=None)
    if bare.value % 1:
        return None
    return replace(bare, last=whole.last, value=bare.value / whole.value, kind=MetricKind.RATIO, unit=None)


def _whole_at(tokens: Tokens, at: int) -> int:
    """Where the number begins that a share is of: every six, the last ten, our first twelve, about 3,000."""
    at += tokens.word(at) in _WHOLE_OF
    at += tokens.word(at) in _RANKED
    at += tokens.word(at) in HEDGES
    return at


def _share(
    tokens: Tokens, bare: Quantity, by_start: Mapping[int, Number], at: int, skipped: int
) -> Quantity | None:
    out_of = tokens.word(at - 1) == "of"
    whole = by_start.get(_whole_at(tokens, at) if out_of else at + (tokens.word(at) == "every"))
    if whole is None or whole.value <= 1 or (whole.value % 1 and (bare.value != 1 or whole.value > 10)):
        return None
    if out_of and whole.value in (5, 10, 100) and (bare.value % 1 or is_rated(tokens, bare)):
        return replace(bare, last=whole.last, kind=MetricKind.SCORE, unit=None)
    if bare.value > whole.value or tokens.word(whole.last + 1) in TIME_UNITS:
        return None
    if out_of and tokens.word(whole.last + 1) in {"points", "marks"} and whole.value == 100:
        return replace(bare, last=whole.last + 1, kind=MetricKind.SCORE, unit=None)
    if not out_of and _is_place_or_time(tokens, whole, skipped, bare.value):
        return None
    blurred = by_start.get(whole.last + 1)  # one in sixty seventy
    last = blurred.last if blurred is not None and _blurs(tokens, whole, blurred) else whole.last
    return replace(bare, last=last, value=bare.value / whole.value, kind=MetricKind.RATIO, unit=None)


def _blurs(tokens: Tokens, whole: Number, other: Number) -> bool:
    """Whether a number says the one before it less exactly, in one breath."""
    begins = tokens[other.first]
    step = other.value - whole.value
    return step in (1, 5, 10, 50, 100) and not (begins.opens or begins.follows_comma)


def _is_place_or_time(tokens: Tokens, whole: Number, skipped: int, value: float) -> bool:
    """Whether "in" is said of a year, of "five products in eleven countries" or of "two in one"."""
    if whole.whole and 1900 <= whole.value < 2100:
        return True
    return bool(skipped) and value != 1 and _counts(tokens, whole)


def _counts(tokens: Tokens, number: Number) -> bool:
    """Whether a noun in the plural follows that the number counts."""
    for at in (number.last + 1, number.last + 2):
        if tokens.at(at).follows_comma or tokens.word(at) in NO_NOUN:
            return False
        if is_plural(tokens.word(at)):
            return True
    return False


def read_times(tokens: Tokens, bare: Quantity, _: Mapping[int, Number]) -> Quantity | None:
    """3x, tenfold, four times as fast."""
    after = tokens.at(bare.last + 1)
    if [tokens.word(bare.first - 2), tokens.word(bare.first - 1)] == ["factor", "of"]:
        first = bare.first - 2 - (tokens.word(bare.first - 3) == "a")
        return replace(bare, first=first, kind=MetricKind.RATIO)
    if after.lower in {"x", "×"} or (after.lower == "fold" and after.gap in ("", "-", " ")):
        return replace(bare, last=bare.last + 1, kind=MetricKind.RATIO)
    pointed = tokens.word(bare.last + 2) in {"the", "that", "this"}
    dated = pointed and tokens.word(bare.last + 3) in _DATED
    dated = dated and tokens.word(before_blur(tokens, bare.first)) not in BE | CONTRACTED_BE
    grew = tokens.word(bare.first - 1) == "up" and tokens.word(bare.first - 2) in {"went", "gone", "goes"}
    goes_on = tokens.word(bare.last + 2) in _MULTIPLIED and not tokens.at(bare.last + 2).follows_comma
    compared = bare.value % 1 > 0 or ((grew or goes_on) and not dated)
    if after.lower == "times" and compared:
        return replace(bare, last=bare.last + 1, kind=MetricKind.RATIO)
    return None


def _describes(tokens: Tokens, index: int) -> bool:
    """Whether "double" only says what kind of thing it is: a double bed, double bookings, double-charged."""
    after = tokens.at(index + 1)
    if after.gap == "-":
        return True
    if after.shape is not Shape.WORD or after.follows_comma or after.lower in NO_NOUN | {"last", "this"}:
        return False
    return tokens.word(index - 1) not in _TO_DOUBLE


def read_multiple(tokens: Tokens, index: int) -> Quantity | None:
    """Doubled, cut in half, by a third, twice."""
    word = tokens.word(index)
    if word == "twice" and tokens.word(index + 1) not in _AS_MUCH:
        return Quantity(index, index, 2, MetricKind.COUNT, None, None)
    if word in MULTIPLIERS:
        described = word in _DOUBLES and _describes(tokens, index)
        return None if described else Quantity(index, index, MULTIPLIERS[word], MetricKind.RATIO, None, None)
    if word == "half":
        return _read_half(tokens, index)
    if word == "every":
        return _read_every(tokens, index)
    if word not in {"a", "an", "another"}:
        return None
    name, after = tokens.word(index + 1), tokens.at(index + 2)
    if (
        name == "quarter"
        and tokens.word(before_blur(tokens, index)) not in _SHARE_OF
        and after.lower not in SHARED_AFTER
    ):
        return None
    if name not in FRACTIONS or name == "half" or name.endswith("s"):
        return None
    if after.shape is Shape.WORD and not after.follows_comma and after.lower not in _ENDS:
        return None  # a third party, a fifth floor
    return Quantity(index, index + 1, FRACTIONS[name], MetricKind.RATIO, None, None)


def _read_every(tokens: Tokens, index: int) -> Quantity | None:
    """Every third tanker; "every quarter" and "every third week" are none."""
    name, after = tokens.word(index + 1), tokens.word(index + 2)
    counts = after and after not in NO_NOUN and after not in TIME_UNITS
    if not counts or name not in FRACTIONS or name in {"half", "quarter"}:
        return None
    return Quantity(index, index + 2, FRACTIONS[name], MetricKind.RATIO, None, None)


def _read_half(tokens: Tokens, index: int) -> Quantity | None:
    """Half of them, half a percent; "half a page", "half seven" and "half and half" are none."""
    before, after, further = tokens.word(index - 1), tokens.word(index + 1), tokens.word(index + 2)
    if after == "a" and further in {"percent", "point", "%"}:
        return Quantity(index, index + 2, 0.5, MetricKind.PERCENT, "%", None)
    if tokens.at(index + 1).gap == "-" or after in _HALVES_OF or after in {"a", "an"}:
        return None
    if after in UNITS and further not in TIME_UNITS and before not in {"a", "nearly", "almost"}:
        return None
    if (after, further) == ("and", "half") or (tokens.word(index - 2), before) == ("half", "and"):
        return None
    if before in _NAMED_HALVES and after != "of":
        return None
    return Quantity(index, index, 0.5, MetricKind.RATIO, None, None)
