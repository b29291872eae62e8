"""Whether there is an answer to judge at all."""

from rehearse.analysis.evidence import Structure, Timing
from rehearse.analysis.lexicon import words
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.tokens import Token, Tokens
from rehearse.analysis.word_classes import class_of, is_closed_class
from rehearse.interview.part import Part

HEADLINE = "headline"
"""Its length, its fillers and its figures are judged, its parts are not."""

_FIRST_PERSON = words("i me my mine myself we us our ours i'm i'd i've i'll we're we'd we've we'll")
_LEAST_CLOSED = 0.2
"""Closed classes make up about half of spoken English; a fifth is less than any speech has."""
_LEAST_VARIED = 0.15
"""Different words among the first two hundred; talk has over a third."""


def _tells(token: Token) -> bool:
    """Whether a token is a verb in the past tense, as a story has; "let me think" is none."""
    return class_of(token) == "past" and token.lower != "let"


def why_unjudged(
    tokens: Tokens, timing: Timing, told: Structure, rubric: Rubric, *, headline: bool
) -> str | None:
    """The code of the finding that says why an answer is not judged; None where it is."""
    if timing.words < (rubric.shortest_headline_words if headline else rubric.shortest_words):
        return "too-short"
    said = [token.lower for token in tokens]
    closed = sum(map(is_closed_class, tokens)) / len(said)
    varied = len(set(said[:200])) / len(said[:200])
    happened = {Part.ACTION, Part.RESULT} & {sentence.part for sentence in told.sentences}
    if not happened and not any(map(_tells, tokens)):
        return "not-an-answer"
    told_by_somebody = not _FIRST_PERSON.isdisjoint(said)
    if closed < _LEAST_CLOSED or varied < _LEAST_VARIED or not told_by_somebody:
        return "not-an-answer"
    return HEADLINE if headline else None
