"""Fillers: filled pauses, and discourse markers where they could be dropped with the meaning unchanged."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rehearse.analysis.candidates import BREAK_S, Candidate, Judgement, certain
from rehearse.analysis.discourse import DISCOURSE
from rehearse.analysis.evidence import Filler, FillerKind, Fillers
from rehearse.analysis.lexicon import FILLED_PAUSES, words
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.tokens import Clock, Shape, Tokens
from rehearse.analysis.unworded import unworded_fillers
from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Transcript

_REACH = 8
"""How many words on either side a rule may look at."""

_DRAWN_OUT = re.compile(r"u+h*m+|u+h+|e+r+m*|a+h+|h+m+|m{2,}|eh+m*")
_EMERGENCY_ROOM = words("room nurse nurses doctor doctors visit visits ward physician shift department team")
_NUMBERED = words("one two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty")

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


def find_fillers(
    tokens: Tokens,
    transcript: Transcript,
    rubric: Rubric,
    duration_s: float | None,
    unworded: tuple[Interval, ...] = (),
) -> Fillers:
    """Count what stands in the way of the answer: words, and sounds that no word covers."""
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
    return Fillers(tuple(in_order), transcript.engine.hears_filled_pauses, duration_s)


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
    phrases = _phrases((*own, *DISCOURSE))
    punctuated = any(token.follows_comma for token in tokens)
    silent = frozenset(_silences(tokens, clock))
    last_filler = -1
    index = 0
    while index < len(tokens):
        if index in pauses:
            yield _filler(
                tokens, index, index, FillerKind.FILLED_PAUSE, certain("a sound, not a word"), clock
            )
            last_filler, index = index, index + 1
            continue
        length = _longest(tokens, index, phrases)
        if not length:
            index += 1
            continue
        candidate = look_about(tokens, index, index + length - 1, pauses, last_filler, silent, punctuated)
        judgement = (
            certain("one of your own words")
            if candidate.phrase() in own
            else DISCOURSE[candidate.phrase()](candidate)
        )
        if judgement:
            last = candidate.last
            yield _filler(tokens, index, last, FillerKind.DISCOURSE, judgement, clock)
            last_filler, index = last, last + 1
        else:
            index += 1


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
    last_filler: int,
    silent: frozenset[int],
    punctuated: bool,
) -> Candidate:
    """See a candidate in its surroundings, looking through the filled pauses about it."""
    before = [tokens.word(index) for index in range(max(0, first - 2 * _REACH), first) if index not in pauses]
    after = [
        tokens.word(index)
        for index in range(last + 1, min(len(tokens), last + 1 + 2 * _REACH))
        if index not in pauses
    ]
    blank = [""] * _REACH
    next_token = tokens.at(last + 1)
    tail = next_token.gap if last + 1 < len(tokens) else tokens.text[tokens[last].end :]
    closes = any(mark in tail for mark in ".!?…\n")
    before_silent, after_silent = first in silent, last + 1 in silent
    return Candidate(
        tokens=tokens,
        first=first,
        last=last,
        before=tuple((before[::-1] + blank)[:_REACH]),
        after=tuple((after + blank)[:_REACH]),
        opens=first == 0 or tokens[first].opens or not any(before),
        begins_text=not before or (last_filler == first - 1 and _all_fillers_before(tokens, first, pauses)),
        comma_before=tokens[first].follows_comma,
        comma_after=any(mark in tail for mark in ",;:—–"),
        ends=closes or last + 1 >= len(tokens),
        beside_pause=first - 1 in pauses or last + 1 in pauses or before_silent or after_silent,
        between_silences=before_silent and after_silent,
        punctuated=punctuated,
    )


def _all_fillers_before(tokens: Tokens, first: int, pauses: frozenset[int]) -> bool:
    opening = {"okay", "right", "well", "so", "yeah", "oh"}
    return first < 4 and all(index in pauses or tokens.word(index) in opening for index in range(first))


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
