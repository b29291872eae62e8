"""What the surroundings of a word show of whether it is a filler, beside its construction."""

from collections.abc import Iterator

from rehearse.analysis.candidates import Candidate, Judgement
from rehearse.analysis.evidence import Certainty

_SURE, _UNSURE, _LITERAL = 2.0, 0.5, 3.0


def favour(by_rule: Judgement | None) -> float:
    """The log-odds that the construction alone gives."""
    if by_rule is None:
        return -_LITERAL
    return _SURE if by_rule.certainty is Certainty.CERTAIN else _UNSURE


def filler_features(c: Candidate, by_rule: Judgement | None) -> Iterator[str]:
    """The features of a candidate, each with its phrase."""
    phrase = c.phrase()
    before, after = c.classes_before, c.classes_after
    for feature in (
        *(() if by_rule is None else (f"by rule {by_rule.reason}",)),
        f"-1 {c.before[0]}",
        f"+1 {c.after[0]}",
        f"-2 {c.before[1]} {c.before[0]}",
        f"+2 {c.after[0]} {c.after[1]}",
        f"-1+1 {c.before[0]} {c.after[0]}",
        f"c-1 {before[0]}",
        f"c+1 {after[0]}",
        f"c-2 {before[1]} {before[0]}",
        f"c+2 {after[0]} {after[1]}",
        f"c-1+1 {before[0]} {after[0]}",
        *_setting(c),
    ):
        yield f"{phrase}: {feature}"
    for feature in _setting(c):
        yield f"any: {feature}"
    yield f"any: c-1+1 {before[0]} {after[0]}"


def _setting(c: Candidate) -> Iterator[str]:
    """How it is set into the answer."""
    if c.comma_before or c.comma_after:
        yield f"commas {c.comma_before} {c.comma_after}"
    elif c.punctuated:
        yield "no comma where there are some"
    if c.beside_pause:
        yield "beside a pause"
        yield f"beside a pause, {'punctuated' if c.punctuated else 'bare'}"
    if c.opens:
        yield "opens"
    if c.ends:
        yield "ends"
    if c.begins_text:
        yield "begins the text"
    elif c.first < 15:
        yield "near the beginning"
    if c.before[0] and c.before[0] == c.after[0]:
        yield "begun again"
