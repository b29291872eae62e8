"""Fillers: filled pauses, and discourse markers where they could be dropped with the meaning unchanged."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rehearse.analysis.candidates import BREAK_S, Candidate, Judgement, certain, possible
from rehearse.analysis.discourse import DISCOURSE
from rehearse.analysis.evidence import Filler, FillerKind, Fillers
from rehearse.analysis.filler_features import favour, filler_features
from rehearse.analysis.lexicon import FILLED_PAUSES, words
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.tokens import Clock, Shape, Tokens
from rehearse.analysis.unworded import unworded_fillers
from rehearse.analysis.weights import filler_weights
from rehearse.analysis.word_classes import class_of
from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Transcript

_REACH = 8
"""How many words on either side a rule may look at."""

_DRAWN_OUT = re.compile(r"u+h*m+|u+h+|e+r+m*|a+h+|h+m+|m{2,}|eh+m*")
_EMERGENCY_ROOM = words("room nurse nurses doctor doctors visit visits ward physician shift department team")
_NUMBERED = words("one two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty")

_OPENING = words("okay ok right well so yeah oh alright")

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


def find_fillers(
    tokens: Tokens,
    transcript: Transcript,
    rubric: Rubric,
    duration_s: float | None,
    unworded: tuple[Interval, ...] = (),
    edited: bool = False,
) -> Fillers:
    """Count what stands in the way of the answer: words, and sounds that no word covers.

    Whoever `edited` the words put down every um that counts, whatever the recogniser can hear.
    """
    clock = Clock(transcript.words)
    pauses = frozenset(index for index in range(len(tokens)) if is_filled_pause(tokens, index))
    muted = frozenset(phrase.lower() for phrase in rubric.muted_fillers)
    items = tuple(
        filler
        for filler in _scan(tokens, pauses, rubric, clock)
        if filler.text.lower().rstrip("?") not in muted
    )
    sounds = unworded_fillers(unworded, transcript, items)
    in_order = sorted((*items, *sounds), key=lambda item: item.span)
    return Fillers(tuple(in_order), edited or transcript.engine.hears_filled_pauses, duration_s)


def is_filled_pause(tokens: Tokens, index: int) -> bool:
    """Whether a token is an um in any spelling, and no word, unit or name."""
    token = tokens[index]
    if token.shape is not Shape.WORD or not (
        token.lower in FILLED_PAUSES or _DRAWN_OUT.fullmatch(token.lower)
    ):
        return False
    if token.gap.endswith(("'", "’")):
        return False
    before, after = tokens.at(index - 1), tokens.word(index + 1)
    if token.lower == "er":
        named = token.text == "ER" and before.text != before.text.upper()
        room = before.lower in {"the", "an", "our"} and after in _EMERGENCY_ROOM
        return not (named or room or before.lower == "to")
    if token.lower == "err":
        return before.lower not in {"to", "not", "humans", "we"}
    if token.lower == "mm":
        return before.shape is not Shape.NUMBER and before.lower not in _NUMBERED and token.text != "MM"
    if token.lower in {"uh", "mm", "hm", "mhm"} and after in {"huh", "oh", "hmm", "hm"}:
        return False
    return not (token.text == "AH" and before.text != before.text.upper())


def _scan(tokens: Tokens, pauses: frozenset[int], rubric: Rubric, clock: Clock) -> Iterator[Filler]:
    own = tuple(phrase.lower() for phrase in rubric.own_fillers)
    weights = filler_weights()
    end = 0
    for candidate in candidates_of(tokens, pauses, clock, own):
        first, last = candidate.first, candidate.last
        if first < end:
            continue
        kind = FillerKind.DISCOURSE
        if first in pauses:
            kind, judgement = FillerKind.FILLED_PAUSE, certain("a sound, not a word")
        elif candidate.phrase() in own:
            judgement = certain("one of your own words")
        elif (decided := decide(candidate, weights)) is not None:
            judgement = decided
        else:
            continue
        yield _filler(tokens, first, last, kind, judgement, clock)
        end = last + 1


def candidates_of(
    tokens: Tokens, pauses: frozenset[int], clock: Clock, own: tuple[str, ...] = ()
) -> Iterator[Candidate]:
    """Everything that may be a filler, in order; what begins within another is given too."""
    phrases = _phrases((*own, *DISCOURSE))
    punctuated = any(token.follows_comma for token in tokens)
    silent = frozenset(_silences(tokens, clock))
    for index in range(len(tokens)):
        length = 1 if index in pauses else _longest(tokens, index, phrases)
        if length:
            yield look_about(tokens, index, index + length - 1, pauses, silent, punctuated)


def decide(candidate: Candidate, weights: Mapping[str, float]) -> Judgement | None:
    """What its construction says, corrected by what was learned from labelled answers."""
    by_rule = DISCOURSE[candidate.phrase()](candidate)
    if candidate.between_silences:
        return by_rule
    odds = favour(by_rule) + sum(weights.get(name, 0.0) for name in filler_features(candidate, by_rule))
    if odds <= 0:
        return None
    return by_rule or possible("the sentence reads the same without it")


def _longest(tokens: Tokens, index: int, phrases: Phrases) -> int:
    for phrase in phrases.get(tokens.word(index), ()):
        if all(
            tokens.word(index + at) == word and (at == 0 or tokens.at(index + at).gap.isspace())
            for at, word in enumerate(phrase)
        ):
            return len(phrase)
    return 0


@cache
def _phrases(phrases: tuple[str, ...]) -> Phrases:
    """The phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(token.lower for token in Tokens.of(phrase))
        if words:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in found.items()}


def look_about(
    tokens: Tokens,
    first: int,
    last: int,
    pauses: frozenset[int],
    silent: frozenset[int],
    punctuated: bool,
) -> Candidate:
    """See a candidate in its surroundings, looking through the filled pauses about it."""
    before = [index for index in range(first - 1, max(-1, first - 1 - 2 * _REACH), -1) if index not in pauses]
    after = [
        index for index in range(last + 1, min(len(tokens), last + 1 + 2 * _REACH)) if index not in pauses
    ]
    blank = [-1] * _REACH
    before, after = (before + blank)[:_REACH], (after + blank)[:_REACH]
    next_token = tokens.at(last + 1)
    tail = next_token.gap if last + 1 < len(tokens) else tokens.text[tokens[last].end :]
    closes = any(mark in tail for mark in ".!?…\n")
    before_silent, after_silent = first in silent, last + 1 in silent
    return Candidate(
        tokens=tokens,
        first=first,
        last=last,
        before=tuple(map(tokens.word, before)),
        after=tuple(map(tokens.word, after)),
        classes_before=tuple(class_of(tokens.at(index)) for index in before[:2]),
        classes_after=tuple(class_of(tokens.at(index)) for index in after[:2]),
        opens=first == 0 or tokens[first].opens or before[0] < 0,
        begins_text=_clears_the_throat(tokens, first, pauses),
        comma_before=tokens[first].follows_comma,
        comma_after=any(mark in tail for mark in ",;:—–"),
        ends=closes or last + 1 >= len(tokens),
        beside_pause=first - 1 in pauses or last + 1 in pauses or before_silent or after_silent,
        between_silences=before_silent and after_silent,
        punctuated=punctuated,
    )


def _clears_the_throat(tokens: Tokens, first: int, pauses: frozenset[int]) -> bool:
    """Whether nothing was said before a token yet."""
    return first < 6 and all(index in pauses or tokens.word(index) in _OPENING for index in range(first))


def _silences(tokens: Tokens, clock: Clock) -> Iterator[int]:
    """The tokens before which there was a silence, by the word times."""
    if not clock:
        return
    for index in range(1, len(tokens)):
        before = clock.words_of((tokens[index - 1].start, tokens[index - 1].end))
        after = clock.words_of((tokens[index].start, tokens[index].end))
        if before and after and after[0].start_s - before[-1].end_s >= BREAK_S:
            yield index


def _filler(
    tokens: Tokens, first: int, last: int, kind: FillerKind, judgement: Judgement, clock: Clock
) -> Filler:
    span = tokens.span(first, last)
    if tokens[last].lower == "right" and tokens.text[span[1] : span[1] + 1] == "?":
        span = span[0], span[1] + 1
    return Filler(tokens.cut(span), kind, judgement.certainty, judgement.reason, span, clock.time_of(span))
