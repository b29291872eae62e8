"""Sounds that no word covers and that sound like a hesitation: an "um" that a recogniser left out.

Looked at is what lies between words that stand apart, and what is too long for its word. A hesitation is
voiced and holds still: its spectrum hardly changes and its pitch only glides, as where somebody says a word
neither does.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import HeardWord, Word
from rehearse.speech.voicing import MOMENT_S, Voicing, levels_db, voicing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Traits:
    """What a hesitation is like; the numbers were found on synthetic voices, see `tests.bench.unworded`."""

    shortest_s: float = 0.18
    longest_s: float = 1.5
    least_gap_s: float = 0.3
    """Words nearer to each other than that have nothing between them."""
    least_periodicity: float = 0.6
    """A moment less periodic than this is no voice."""
    typical_periodicity: float = 0.8
    most_below_loud_db: float = 20.0
    """How much softer than the loud moments of the speech around it."""
    bridged_moments: int = 4
    most_change_db: float = 2.7
    """Within 30 ms, in the middle of all its moments."""
    most_glide_semitones: float = 1.0
    """Within 30 ms, in the middle of all its moments."""
    word_s: float = 0.18
    letter_s: float = 0.08
    too_long: float = 1.7
    """A word that lasts so many times as long as it is long to say has swallowed something."""
    least_of_word: float = 0.5
    """Of the time a word needs, what it has to be left."""
    alone_s: float = 0.1
    """With so much silence on both sides a word stands alone."""
    blurred_s: float = 0.02
    """By so much a sound may reach into any word."""
    least_voice: float = 0.5
    """Of a hesitation, what voice activity has to cover."""


TRAITS = Traits()
LOUD_PERCENTILE = 95
GLIDE_MOMENTS = 3

Timed = HeardWord | Word


def find_unworded(
    samples: "NDArray[np.int16]",
    start_s: float,
    words: Sequence[Timed],
    voice: Sequence[Interval],
    traits: Traits = TRAITS,
) -> tuple[Interval, ...]:
    """Find the hesitations in a stretch of sound that begins at a time; its words are in order.

    All times are from the recording's start.
    """
    import numpy as np

    within = Interval(start_s, start_s + samples.size / SAMPLE_RATE)
    suspects = list(_suspects(words, within, traits))
    if not suspects:
        return ()
    loud_db = float(np.percentile(levels_db(samples), LOUD_PERCENTILE))
    found: list[Interval] = []
    for suspect in suspects:
        first, last = (round((at_s - start_s) * SAMPLE_RATE) for at_s in (suspect.start_s, suspect.end_s))
        if not _voice_s(suspect, voice):
            continue
        curves = voicing(samples[first:last])
        for run in _held(curves, loud_db, traits):
            hum = Interval(
                round(suspect.start_s + run.start * MOMENT_S, 3),
                round(suspect.start_s + run.stop * MOMENT_S, 3),
            )
            if _voice_s(hum, voice) >= traits.least_voice * hum.duration_s and leaves_words(
                hum, words, traits
            ):
                found.append(hum)
    return tuple(found)


def surely_said(
    words: Sequence[HeardWord], mistaken: Collection[str], traits: Traits = TRAITS
) -> tuple[HeardWord, ...]:
    """Leave out what stands alone and is what a recogniser writes for a hesitation that it doesn't know."""
    ends = (float("-inf"), *(word.end_s for word in words))
    starts = (*(word.start_s for word in words[1:]), float("inf"))
    return tuple(
        word
        for word, end_s, start_s in zip(words, ends, starts, strict=False)
        if word.text not in mistaken
        or word.start_s - end_s < traits.alone_s
        or start_s - word.end_s < traits.alone_s
    )


def merged(found: Iterable[Interval]) -> Iterator[Interval]:
    """In order, those that overlap as one: the sound around a cut is looked at twice."""
    last: Interval | None = None
    for each in sorted(found):
        if last is not None and each.start_s < last.end_s:
            last = Interval(last.start_s, max(last.end_s, each.end_s))
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last


def leaves_words(hum: Interval, words: Sequence[Timed], traits: Traits = TRAITS) -> bool:
    """Whether every word could be said in the time that is left of it."""
    first = bisect_right(words, hum.start_s, key=lambda word: word.end_s)
    last = bisect_left(words, hum.end_s, key=lambda word: word.start_s)
    return all(_has_time(word, _shared_s(hum, word), traits) for word in words[first:last])


def _suspects(words: Sequence[Timed], within: Interval, traits: Traits) -> Iterator[Interval]:
    """Where a hesitation may be: gaps, and words that are too long with what is around them."""
    inner = [word for word in words if word.end_s > within.start_s and word.start_s < within.end_s]
    ends = [within.start_s, *(word.end_s for word in inner)]
    starts = [*(word.start_s for word in inner), within.end_s]
    places = [
        Interval(end_s, start_s)
        for end_s, start_s in zip(ends, starts, strict=True)
        if start_s - end_s >= traits.least_gap_s
    ]
    places += [
        Interval(ends[at], starts[at + 1])
        for at, word in enumerate(inner)
        if _length_s(word) > traits.too_long * _needed_s(word, traits)
    ]
    for place in merged(places):
        clipped = Interval(max(place.start_s, within.start_s), min(place.end_s, within.end_s))
        if clipped.duration_s >= traits.shortest_s:
            yield clipped


def _held(curves: Voicing, loud_db: float, traits: Traits) -> Iterator[range]:
    """The runs of moments in which a voice holds still."""
    import numpy as np

    voiced = (curves.periodicity >= traits.least_periodicity) & (
        curves.level_db >= loud_db - traits.most_below_loud_db
    )
    moments = np.flatnonzero(voiced)
    if not moments.size:
        return
    breaks = np.flatnonzero(np.diff(moments) > traits.bridged_moments) + 1
    for run in np.split(moments, breaks):
        held = range(int(run[0]), int(run[-1]) + 1)
        if not traits.shortest_s <= len(held) * MOMENT_S <= traits.longest_s:
            continue
        pitch = curves.pitch[run]
        glide = np.median(np.abs(pitch[GLIDE_MOMENTS:] - pitch[:-GLIDE_MOMENTS]))
        if (
            np.median(curves.periodicity[run]) >= traits.typical_periodicity
            and np.median(curves.change_db[run]) <= traits.most_change_db
            and glide <= traits.most_glide_semitones
        ):
            yield held


def _has_time(word: Timed, taken_s: float, traits: Traits) -> bool:
    left_s = _length_s(word) - taken_s
    return taken_s <= traits.blurred_s or left_s >= traits.least_of_word * _needed_s(word, traits)


def _voice_s(of: Interval, voice: Sequence[Interval]) -> float:
    first = bisect_right(voice, of.start_s, key=lambda each: each.end_s)
    last = bisect_left(voice, of.end_s, key=lambda each: each.start_s)
    return sum(_shared_s(of, each) for each in voice[first:last])


def _needed_s(word: Timed, traits: Traits) -> float:
    return traits.word_s + traits.letter_s * sum(map(str.isalnum, word.text))


def _length_s(word: Timed) -> float:
    return word.end_s - word.start_s


def _shared_s(one: Interval, other: Interval | Timed) -> float:
    return max(0.0, min(one.end_s, other.end_s) - max(one.start_s, other.start_s))
