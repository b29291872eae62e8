"""Numbers that measure nothing wherever they stand: dates, names, ages, clock times, figures of speech."""

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import BE, SUBJECT_FORMS, words
from rehearse.analysis.numbers import TENS, UNITS, Number
from rehearse.analysis.quantity import Quantity, before_blur
from rehearse.analysis.setting import is_limit
from rehearse.analysis.tokens import Tokens

_IDLE_PERCENT_AFTER = words(
    "agree agreed sure certain behind committed convinced focused positive correct that's my right"
)
_EFFORTS = words("give given gave giving gives")
_IDLE_TIME_BEFORE = words("last past next first another every each")
_NAMED = words(
    "row page table aisle ward phase block level grade version python java tier gate room floor number "
    "step part "
    "chapter section bay unit option priority stage group key season platform seat route bus flight "
    "sector question f q"
)
_NUMBERED = words("week day month year quarter night round screen slide error appendix")
_ORDINAL = words("th st nd rd")
_CLOCK_AFTER = words("am pm o'clock a.m p.m")
_SPELT_CLOCK = (["a", "m"], ["p", "m"])
_DAYPARTS = words("morning afternoon evening")
_LASTING = words("in within to by than took takes take only just last lasted")
_GROUPS = words(
    "team teams group groups crew crews family families panel squad class fleet chain household party staff "
    "committee board pair pod cohort batch set list total scale"
)
_POINTING = words("every each this that which no another first last other not any the same next")
_MEANT = words("those these top first")
_MINUTES_TO = words("five ten quarter twenty twenty-five half")
_IN_A_YEAR = words("in since of from until by like year maybe")
_MONTHS = words(
    "january february march april june july august september october november december jan feb apr aug sept "
    "oct nov dec"
)
_DAYS_OF_A_MONTH, _LATEST_HOUR, _LARGEST_NUMBERED = 31, 12, 60
_ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth")
_AMOUNTS_BEFORE = words(
    "to was is it's been be were than lost missed maybe about wanted we'd only just down under had being "
    "that's"
)
"""Words after which a bare "one" is how many; elsewhere it stands for a thing: "the old one"."""
_OF_PEOPLE = words("i'm he's she's who's turned")
_PEOPLE = words("i he she who")
_AT_AMOUNTS = BE | words("in out up we're they're it's i'm still now back stayed stood stand stands it")
"""What stands before "at" where a level follows and no hour: "we were at nine", "it came in at five"."""
_UP_TO_AN_HOUR = words("until till til after before")
_AT = words("at was is it's by about til till until before from around")


def is_idle(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a quantity is a date, a name, an age, a clock time or a figure of speech."""
    before, after = tokens.at(quantity.first - 1), tokens.at(quantity.last + 1)
    if quantity.number is not None and quantity.kind in {None, MetricKind.COUNT}:
        if _is_pronoun(tokens, quantity) or _is_size_of_a_group(tokens, quantity):
            return True
        if _is_name(tokens, quantity) or _is_date(tokens, quantity):
            return True
        alone = quantity.kind is None and not quantity.per and quantity.number.whole
        if alone and (_is_age(tokens, quantity) or _is_hour(tokens, quantity, quantity.number)):
            return True
        if before.lower == "thanks" and quantity.value >= 1e6:
            return True
    if quantity.kind is MetricKind.RATIO and _is_one_of_some(tokens, quantity):
        return True
    if quantity.kind is MetricKind.CHANGE and _is_clock(tokens, quantity.last + 1):
        return True
    if is_limit(tokens, quantity):
        return True
    if quantity.unit == "%" and tokens.word(quantity.last) == "point" and before.lower == "at":
        return True
    if quantity.kind is MetricKind.PERCENT and quantity.value >= 100:
        return after.lower in _IDLE_PERCENT_AFTER or before.lower in _EFFORTS
    if quantity.kind is MetricKind.TIME:
        if after.lower in {"old", "olds", "older", "ago"} or before.lower in {"one", "half"}:
            return True
        if quantity.unit == "day" and tokens.word(quantity.first) == "one" and after.lower in SUBJECT_FORMS:
            return before.lower not in _LASTING
        return quantity.number is None and before.lower in _IDLE_TIME_BEFORE
    return False


def _is_pronoun(tokens: Tokens, quantity: Quantity) -> bool:
    """Every one, the old one, one of the managers, the other twelve, four of us."""
    before, after = tokens.word(quantity.first - 1), tokens.word(quantity.first + 1)
    if after == "of" and tokens.word(quantity.first + 2) in {"us", "whom"}:
        return True
    meant = before in _MEANT or (before == "other" and tokens.word(quantity.first - 2) == "the")
    if meant and quantity.kind is None and not tokens[quantity.first].follows_comma:
        return True
    if tokens.word(quantity.first) != "one" or quantity.value != 1:
        return False
    if before == "only":
        return tokens.word(quantity.first - 2) in {"the", "my", "our"}
    if before in _POINTING or (after == "of" and before != "just"):
        return True
    alone = quantity.kind is None and quantity.first == quantity.last
    return alone and _AMOUNTS_BEFORE.isdisjoint({before, tokens.word(before_blur(tokens, quantity.first))})


def _is_one_of_some(tokens: Tokens, quantity: Quantity) -> bool:
    """One of the two: somebody, and no share as "one of every six" and "only one of the eight" are."""
    first = quantity.first
    partitive = tokens.word(first) == "one" and tokens.word(first + 1) == "of"
    return partitive and tokens.word(first + 2) != "every" and tokens.word(first - 1) not in {"only", "just"}


def _is_size_of_a_group(tokens: Tokens, quantity: Quantity) -> bool:
    """A team of three, a family of four people."""
    at = before_blur(tokens, quantity.first)
    return tokens.word(at) == "of" and tokens.word(at - 1) in _GROUPS


def _follows_a_name(tokens: Tokens, index: int) -> bool:
    before = tokens.at(index - 1)
    if before.lower in _MONTHS and tokens.word(index - 2) in {"in", "by", "since"}:
        return False  # in March 58
    starts = index < 2 or before.opens or '"' in before.gap
    return before.text[:1].isupper() and before.text[1:].islower() and not starts and tokens[index].gap == " "


def _is_name(tokens: Tokens, quantity: Quantity) -> bool:
    """Python 3, COVID-19, 24/7, 11th, B2B."""
    number = quantity.number
    last = number.last if number else quantity.last
    first, after = tokens[quantity.first], tokens.at(last + 1)
    if tokens.word(quantity.first - 1) in _NAMED:
        return True
    if quantity.kind is None and tokens.word(quantity.first - 1) in _NUMBERED:
        small = number is not None and number.whole and number.value <= _LARGEST_NUMBERED
        return small and not first.follows_comma
    if quantity.kind is None and _follows_a_name(tokens, quantity.first):
        return True
    if first.gap == "-" and tokens.at(quantity.first - 1).text[:1].isupper():
        return True
    if after.lower in _ORDINAL and after.gap == "":
        return True
    return "/" in (after.text, tokens.word(quantity.first - 1)) and after.gap == ""


def _is_clock(tokens: Tokens, index: int) -> bool:
    """Whether "p m", "o'clock" or "in the afternoon" is said there."""
    said = [tokens.word(index + ahead) for ahead in range(3)]
    if said[0] in _CLOCK_AFTER or said[:2] in _SPELT_CLOCK:
        return True
    return said[:2] == ["in", "the"] and said[2] in _DAYPARTS


def _is_minutes(tokens: Tokens, index: int) -> bool:
    """Whether "ten to nine" or "half past five" begins there."""
    hour = UNITS.get(tokens.word(index + 2), 0)
    if tokens.word(index) not in _MINUTES_TO or not 0 < hour <= 12:
        return False
    if tokens.word(index + 1) == "past":
        return True
    return tokens.word(index + 1) == "to" and tokens.word(index - 1) in _AT


def _is_age(tokens: Tokens, quantity: Quantity) -> bool:
    """I was twenty six, she's 63."""
    at = before_blur(tokens, quantity.first)
    told = tokens.word(at) in {"was", "is"} and tokens.word(at - 1) in _PEOPLE
    return told or tokens.word(at) in _OF_PEOPLE


def _is_hour(tokens: Tokens, quantity: Quantity, number: Number) -> bool:
    """Opened at nine, stayed until ten, half seven, at eight thirty, between four and six."""
    before, after = tokens.word(quantity.first - 1), tokens.word(quantity.last + 1)
    spoken = tokens.word(number.first) in UNITS and tokens.word(number.first + 1) in TENS
    if spoken and before in _UP_TO_AN_HOUR | {"at", "by"} and number.value % 100 < 60:
        return True
    if not 0 < number.value <= _LATEST_HOUR or tokens[quantity.first].follows_comma:
        return False
    if before in _UP_TO_AN_HOUR or before == "half" or after == "past":
        return True
    if before == "at":
        return tokens.word(quantity.first - 2) not in _AT_AMOUNTS
    if before == "between":
        return after == "and"
    return before == "and" and tokens.word(quantity.first - 3) == "between"


def _is_date(tokens: Tokens, quantity: Quantity) -> bool:
    """2019, twenty nineteen, 8:15, four pm, seventeen years old."""
    number = quantity.number
    if number is None:
        return False
    first, after = tokens[quantity.first], tokens.at(number.last + 1)
    if _is_minutes(tokens, quantity.first) or _is_minutes(tokens, quantity.first - 2):
        return True
    if _is_clock(tokens, number.last + 1) or ":" in (first.gap, after.gap):
        return True
    if not number.digits and tokens.word(quantity.first + 1) == "thousand" and 2000 <= number.value < 2040:
        return tokens.word(quantity.first - 1) in _IN_A_YEAR and quantity.kind is None
    month = after.lower if after.lower in _MONTHS or after.text == "May" else ""
    if month and number.whole and number.value <= _DAYS_OF_A_MONTH:
        return True
    if (
        tokens.word(number.first - 1) == "the"
        and tokens.word(number.last) in TENS
        and after.lower in _ORDINALS
    ):
        return True  # the twenty third
    year = number.whole and 1900 <= number.value < 2100
    if year and (number.digits or tokens.word(quantity.first) != "a"):
        return number.last == quantity.last or tokens.word(quantity.first - 1) in {
            "in",
            "since",
            "by",
            "until",
        }
    if tokens.word(quantity.first - 1) in {"aged", "age"}:
        return True
    pair, before = tokens.at(number.last + 1).lower, tokens.word(number.first - 1)
    if number.whole and not number.digits and before in {"twenty", "nineteen"} and number.value < 100:
        return True
    return number.value in (19, 20) and not number.digits and (pair in TENS or pair in UNITS)
