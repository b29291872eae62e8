"""What Whisper says though nobody said it: phrases out of silence, loops, its own prompt back.

A filter looks at one piece only and takes nothing out on a single suspicion: a real "thank you" at the end
of an answer lives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rehearse.interview.sound import Interval
from rehearse.interview.transcript import HeardWord

UNSURE_BELOW = -0.5
"""A mean log probability under this is a guess."""
LEAST_VOICED_SHARE = 0.5
MOST_WORDS_PER_S = 8.0
"""Of voice; nobody speaks so fast."""
LONGEST_LOOP = 8
"""Words in a phrase that is looked for again and again."""
LOOPS_FROM = 4
"""Twice and three times are how people stumble."""

PHRASES = frozenset(
    {
        "bye",
        "bye bye",
        "i'll see you in the next video",
        "i'll see you next time",
        "like and subscribe",
        "please subscribe",
        "please subscribe to my channel",
        "see you in the next video",
        "see you next time",
        "subscribe",
        "subtitles by the amara org community",
        "thank you",
        "thank you for listening",
        "thank you for watching",
        "thank you so much",
        "thank you so much for watching",
        "thank you very much",
        "thanks",
        "thanks for listening",
        "thanks for watching",
        "the end",
        "transcribed by https otter ai",
        "you",
    }
)
"""What is made up for silence and noise: ends of videos, from which much was learnt."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that Whisper judged as one."""

    words: tuple[HeardWord, ...]
    mean_log_probability: float


def believable(segments: Iterable[Segment], voice: Sequence[Interval], prompt: str) -> tuple[HeardWord, ...]:
    """Give the words of one piece without those that nobody said."""
    kept = [word for segment in segments if not _is_made_up(segment, voice) for word in segment.words]
    if _plain(word.text for word in kept) == _plain(prompt.split()):
        return ()
    return tuple(without_loops(kept))


def without_loops(words: Sequence[HeardWord]) -> list[HeardWord]:
    """Say once what comes four times or more on end; the shortest phrase that explains a loop counts."""
    plain = [_plain([word.text]) for word in words]
    kept: list[HeardWord] = []
    at = 0
    while at < len(words):
        for length in range(1, LONGEST_LOOP + 1):
            repeats = _repeats(plain, at, length)
            if repeats >= LOOPS_FROM:
                kept += words[at : at + length]
                at += repeats * length
                break
        else:
            kept.append(words[at])
            at += 1
    return kept


def _repeats(plain: Sequence[str], at: int, length: int) -> int:
    phrase = plain[at : at + length]
    repeats = 1
    while plain[at + repeats * length : at + (repeats + 1) * length] == phrase:
        repeats += 1
    return repeats if len(phrase) == length else 0


def _is_made_up(segment: Segment, voice: Sequence[Interval]) -> bool:
    if not segment.words:
        return True
    span = Interval(segment.words[0].start_s, segment.words[-1].end_s)
    voiced_s = _shared_s(span, voice)
    unsure = segment.mean_log_probability < UNSURE_BELOW
    if unsure and len(segment.words) > MOST_WORDS_PER_S * max(voiced_s, 0.25):
        return True
    is_phrase = _plain(word.text for word in segment.words) in PHRASES
    return is_phrase and (unsure or voiced_s < LEAST_VOICED_SHARE * span.duration_s)


def _shared_s(span: Interval, voice: Sequence[Interval]) -> float:
    return sum(max(0.0, min(span.end_s, each.end_s) - max(span.start_s, each.start_s)) for each in voice)


def _plain(words: Iterable[str]) -> str:
    """Only letters, digits and apostrophes, in lower case."""
    text = " ".join(words).casefold().replace("’", "'")
    return " ".join("".join(sign if sign.isalnum() or sign == "'" else " " for sign in text).split())
