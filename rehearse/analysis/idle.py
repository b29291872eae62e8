"""Numbers that measure nothing wherever they stand: dates, names, ages, clock times, figures of speech."""

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import words
from rehearse.analysis.numbers import TENS, UNITS
from rehearse.analysis.quantity import Quantity
from rehearse.analysis.tokens import Shape, Tokens

_IDLE_PERCENT_AFTER = words(
    "agree agreed sure certain behind committed convinced focused positive correct that's my right"
)
_IDLE_TIME_AFTER = words("later ago old older time off")
_IDLE_TIME_BEFORE = words("last past next first another every each")
_NAMED = words(
    "row page table aisle ward phase block level grade version python java tier gate room floor number "
    "step part "
    "chapter section bay unit option priority stage group key season platform seat route bus flight "
    "sector question"
)
_GAINS = words("reduction drop saving savings improvement decrease increase wait delay gain turnaround lead")
_NUMBERED = frozenset((*UNITS, *TENS)) | words("percent hundred thousand million %")
_TRIED = words("pilot pilots rollout canary sample trial traffic split holdout")
_TRYING = words("piloted pilot piloting tested trialled rolled canary tried released")
_SO_FAR = words("done complete completed finished through built ready there in")
_LIMITING = words("above below under over exceeds exceeded past beyond least most than drops dropped")
_LIMITS = words(
    "if whenever unless threshold alarm alert limit cutoff cap trigger guardrail fire fires flagged"
)
_ORDINAL = words("th st nd rd")
_CLOCK_AFTER = words("am pm o'clock a.m p.m")
_WISHES = words("wanted want wants")


def is_idle(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a quantity is a date, a name, an age, a clock time or a figure of speech."""
    before, after = tokens.at(quantity.first - 1), tokens.at(quantity.last + 1)
    if _is_design(tokens, quantity):
        return True
    if quantity.number is not None and quantity.kind in {None, MetricKind.COUNT}:
        if _is_name(tokens, quantity) or _is_date(tokens, quantity):
            return True
        if before.lower == "thanks" and quantity.value >= 1e6:
            return True
    if quantity.unit == "%" and tokens.word(quantity.last) == "point" and before.lower == "at":
        return True
    if quantity.kind is MetricKind.PERCENT:
        if after.lower in _IDLE_PERCENT_AFTER:
            return quantity.value >= 100
        return quantity.value >= 100 and before.lower in {"give", "given", "gave", "giving", "gives"}
    if quantity.kind is MetricKind.TIME:
        if quantity.attributive and after.lower not in _GAINS:
            return True
        if _is_window(tokens, quantity):
            return True
        return (
            after.lower in _IDLE_TIME_AFTER
            or before.lower in _IDLE_TIME_BEFORE
            or before.lower in {"one", "half"}
        )
    if quantity.number is None and tokens.word(quantity.first) == "twice":
        return after.lower != "as"
    if quantity.kind is MetricKind.CHANGE:
        return not _WISHES.isdisjoint(tokens.word(quantity.first - back) for back in range(1, 5))
    return False


def _is_window(tokens: Tokens, quantity: Quantity) -> bool:
    """The time in which something else was measured ("80 percent within three months"), or a deadline."""
    back = [tokens.at(quantity.first - at) for at in range(1, 6)]
    if (back[0].lower, back[1].lower) == ("of", "inside"):
        return True
    if back[0].lower not in {"in", "within", "over"}:
        return False
    return any(token.shape is Shape.NUMBER or token.lower in _NUMBERED for token in back[1:])


def _is_design(tokens: Tokens, quantity: Quantity) -> bool:
    """A share that was tried out or is done so far, and a limit that something is held to."""
    before = [tokens.word(quantity.first - back) for back in range(1, 8)]
    after = [tokens.word(quantity.last + ahead) for ahead in range(1, 4)]
    if quantity.kind is MetricKind.PERCENT:
        if after[0] in _TRIED | _SO_FAR or (after[0] == "of" and not _TRIED.isdisjoint(after[1:])):
            return True
        if not _TRYING.isdisjoint(before[:4]) and after[0] == "of":
            return True
    limited = before[0] in _LIMITING or before[1] in _LIMITING
    return limited and not _LIMITS.isdisjoint(before[1:])


def _follows_a_name(tokens: Tokens, index: int) -> bool:
    before = tokens.at(index - 1)
    starts = index < 2 or before.opens or '"' in before.gap
    return before.text[:1].isupper() and before.text[1:].islower() and not starts and tokens[index].gap == " "


def _is_name(tokens: Tokens, quantity: Quantity) -> bool:
    """Python 3, COVID-19, 24/7, 11th, B2B."""
    number = quantity.number
    last = number.last if number else quantity.last
    first, after = tokens[quantity.first], tokens.at(last + 1)
    if tokens.word(quantity.first - 1) in _NAMED:
        return True
    if quantity.kind is None and _follows_a_name(tokens, quantity.first):
        return True
    if first.gap == "-" and tokens.at(quantity.first - 1).text[:1].isupper():
        return True
    if after.lower in _ORDINAL and after.gap == "":
        return True
    return "/" in (after.text, tokens.word(quantity.first - 1)) and after.gap == ""


def _is_date(tokens: Tokens, quantity: Quantity) -> bool:
    """2019, twenty nineteen, 8:15, four pm, seventeen years old."""
    number = quantity.number
    if number is None:
        return False
    first, after = tokens[quantity.first], tokens.at(number.last + 1)
    if after.lower in _CLOCK_AFTER or ":" in (first.gap, after.gap):
        return True
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
    pair = tokens.at(number.last + 1).lower
    return number.value in (19, 20) and not number.digits and (pair in TENS or pair in UNITS)
