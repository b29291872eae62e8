"""Signs that a quantity only sets the scene: windows, stays, limits, trials, wishes.

None of them decides alone; the model of metrics weighs them.
"""

from collections.abc import Iterator

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.lexicon import BE, words
from rehearse.analysis.numbers import TENS, UNITS
from rehearse.analysis.quantity import Quantity, before_blur
from rehearse.analysis.tokens import Shape, Tokens

_GAINS = words("reduction drop saving savings improvement decrease increase wait delay gain turnaround lead")
_NUMBERED = frozenset((*UNITS, *TENS)) | words("percent hundred thousand million %")
_TRIED = words("pilot pilots rollout canary sample trial traffic split holdout")
_TRYING = words("piloted pilot piloting tested trialled rolled canary tried released")
_SO_FAR = words("done complete completed finished through built ready there")
_LIMITING = words("above below under over exceeds exceeded past beyond least most than drops dropped")
_LIMITS = words(
    "if whenever unless threshold alarm alert limit cutoff cap trigger guardrail fire fires flagged"
)
_STAYED = words("been worked working there here lived stayed together service experience")
_FINISHED = words(
    "finished finish ready done delivered shipped submitted completed launched closed filed early landed "
    "arrived opened"
)
_WINDOWS = words("in within over after during inside for")
_WISHES = words("wanted want wants")
_OVERDUE = words("late early behind ahead over overdue")
_SPANNED = words("last past next first every each final whole entire another")


def signs_of_setting(tokens: Tokens, quantity: Quantity) -> Iterator[str]:
    """The signs that there are, by name."""
    after = [tokens.word(quantity.last + ahead) for ahead in range(1, 4)]
    before = [tokens.word(quantity.first - back) for back in range(1, 5)]
    if _is_tried_out(tokens, quantity, after):
        yield "tried out or done so far"
    if not _WISHES.isdisjoint(before):
        yield "wished for"
    hours = quantity.unit is None and max(quantity.value, quantity.to_value or 0) <= 12
    if quantity.kind is MetricKind.CHANGE and hours and "went" not in before:
        yield "hours perhaps"
    if quantity.kind is MetricKind.TIME:
        if quantity.attributive:
            yield "attributive" if _GAINS.isdisjoint(after) else "attributive of a gain"
        yield from _signs_of_time(tokens, quantity, after)


def _signs_of_time(tokens: Tokens, quantity: Quantity, after: list[str]) -> Iterator[str]:
    at = before_blur(tokens, quantity.first)
    back = [tokens.at(at - more) for more in range(6)]
    if back[0].lower in _WINDOWS or (back[0].lower, back[1].lower) == ("of", "inside"):
        measured = any(token.shape is Shape.NUMBER or token.lower in _NUMBERED for token in back[1:])
        yield "a window after a figure" if measured else "a window"
    if after[0] in {"before", "after", "into", "since", "in"}:
        yield (
            "so long beside something" if _FINISHED.isdisjoint(t.lower for t in back[:4]) else "so long early"
        )
    if after[0] in {"later", "afterwards", "on"}:
        yield "later"
    if back[0].lower in _STAYED and _OVERDUE.isdisjoint(after[:1]):
        yield "a stay"
    if after[0] == "of" and after[1] in _STAYED:
        yield "a stay"
    if back[0].lower in _SPANNED:
        yield "last or next"


def _is_tried_out(tokens: Tokens, quantity: Quantity, after: list[str]) -> bool:
    """Whether a share was tried out ("five percent of traffic") or is done so far."""
    if quantity.kind is not MetricKind.PERCENT:
        return False
    before = [tokens.word(quantity.first - back) for back in range(1, 5)]
    if after[0] in _TRIED or (after[0] == "of" and not _TRIED.isdisjoint(after[1:])):
        return True
    if after[0] in _SO_FAR and not BE.isdisjoint(before[:2]):
        return True
    return not _TRYING.isdisjoint(before) and after[0] == "of"


def is_limit(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether something is held to the quantity: "an alarm above 200 ms", "if it takes over an hour"."""
    before = [tokens.word(quantity.first - back) for back in range(1, 8)]
    limited = before[0] in _LIMITING or before[1] in _LIMITING
    return limited and not _LIMITS.isdisjoint(before[1:])
