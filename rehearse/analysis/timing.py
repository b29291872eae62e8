"""Duration against the target, pace and pauses: from the clock and from voice activity, never from word gaps.

Word times of recognisers are off by 50 to 200 ms and swallow pauses; voice activity is not.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rehearse.analysis.evidence import Timing
from rehearse.interview.sound import Interval
from rehearse.interview.verdict import Verdict

BRIDGED_GAP_S = 0.25
"""Shorter gaps are part of speaking: stops and breaths between syllables."""

LONG_PAUSE_S = 2.0
"""From here on a silence is a pause worth showing; no study sets a limit, so none is scored."""

_TOKEN = re.compile(r"\S+")


def count_words(text: str) -> int:
    """Tokens that hold a letter or a digit, fillers included."""
    return sum(any(map(str.isalnum, token.group())) for token in _TOKEN.finditer(text))


def time_answer(
    text: str, duration_s: float | None, target_s: float, voice: tuple[Interval, ...] | None
) -> Timing:
    """Measure an answer; what depends on voice activity is None where there was no sound."""
    stretches = None if voice is None else tuple(bridge(voice))
    return Timing(
        duration_s=duration_s,
        target_s=target_s,
        verdict=None if duration_s is None else Verdict.of(duration_s, target_s),
        words=count_words(text),
        speaking_s=None if stretches is None else sum(stretch.duration_s for stretch in stretches),
        start_delay_s=stretches[0].start_s if stretches else None,
        pauses=None if stretches is None else tuple(silences(stretches)),
    )


def bridge(voice: Iterable[Interval]) -> Iterator[Interval]:
    """Join stretches of voice whose gaps are too short to be pauses."""
    last: Interval | None = None
    for stretch in voice:
        if last is None:
            last = stretch
        elif stretch.start_s - last.end_s < BRIDGED_GAP_S:
            last = Interval(last.start_s, max(last.end_s, stretch.end_s))
        else:
            yield last
            last = stretch
    if last is not None:
        yield last


def silences(stretches: tuple[Interval, ...]) -> Iterator[Interval]:
    """The long silences between stretches of voice."""
    for before, after in pairwise(stretches):
        if after.start_s - before.end_s >= LONG_PAUSE_S:
            yield Interval(before.end_s, after.start_s)
