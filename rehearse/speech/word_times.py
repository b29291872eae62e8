"""About when each word of a text sounds, told from the text and the sound alone.

Engines differ in whether they say it, and pyttsx3 passes none of it on. The pauses that are heard are laid on
the boundaries of words where they fit best, on punctuation above all; between two pauses a word lasts as long
as it is long to say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_S = 0.01
QUIETER = 0.03
"""Of the loudest frame, what is silence: about -30 dB."""
SHORTEST_PAUSE_S = 0.08
WORD_WEIGHT = 0.5
"""What a word costs besides its letters."""
DIGIT_WEIGHT = 3.5
CAPITAL_WEIGHT = 2.5
"""A letter of an acronym, which is spelled out."""
SIGN_WEIGHT = 6.0
BEFORE_A_PAUSE = 1.3
"""How much longer a word is drawn out there."""
WITHOUT_PUNCTUATION = 2.5
"""How many words off a pause may be before it is laid where no punctuation stands."""
UNUSED_PAUSE = 10.0
"""The same for a second of pause inside a word: a hard consonant has a short one."""
FARTHEST = 8
"""How many words off a pause is never laid."""
WAYS = 50
"""How many ways of laying the pauses are followed at once: the work stays in step with a text's length."""

_WORD = re.compile(r"\S*\w\S*")
_PAUSE_AFTER = re.compile(r"[.,;:?!…—–-]['\")\]”’]*$")
_SIGNS = frozenset("%$€£&+=@#/")


def word_times(text: str, samples: "NDArray[np.int16]", rate: int) -> tuple[tuple[Span, Interval], ...]:
    """Give each word's place in the text and about when it sounds, in order and without overlap."""
    words = list(_WORD.finditer(text))
    voiced = _voiced(samples, rate)
    if not words or not voiced:
        return ()
    weights = [_weight(word.group()) for word in words]
    may_pause = [bool(_PAUSE_AFTER.search(word.group())) for word in words[:-1]]
    times: list[Interval] = []
    first = 0
    for last, stretches in _phrases(weights, may_pause, voiced):
        times += _shared(weights[first:last], stretches)
        first = last
    return tuple((word.span(), time) for word, time in zip(words, times, strict=True))


def _weight(word: str) -> float:
    letters = [character for character in word if character.isalpha()]
    spelled = len(letters) > 1 and all(letter.isupper() for letter in letters)
    drawn_out = BEFORE_A_PAUSE if _PAUSE_AFTER.search(word) else 1.0
    return drawn_out * (
        WORD_WEIGHT
        + len(letters) * (CAPITAL_WEIGHT if spelled else 1)
        + sum(DIGIT_WEIGHT for character in word if character.isdigit())
        + sum(SIGN_WEIGHT for character in word if character in _SIGNS)
    )


def _voiced(samples: "NDArray[np.int16]", rate: int) -> list[Interval]:
    """The stretches between pauses."""
    import numpy as np

    size = round(rate * FRAME_S)
    frames = samples[: samples.size // size * size].reshape(-1, size).astype(np.float64)
    loudness = np.sqrt(np.mean(np.square(frames), axis=1))
    loud = np.flatnonzero(loudness > QUIETER * loudness.max(initial=0.0))
    if not loud.size:
        return []
    breaks = np.flatnonzero(np.diff(loud) * FRAME_S > SHORTEST_PAUSE_S)
    starts = loud[np.r_[0, breaks + 1]]
    ends = loud[np.r_[breaks, loud.size - 1]] + 1
    return [Interval(float(a) * FRAME_S, float(b) * FRAME_S) for a, b in zip(starts, ends, strict=True)]


def _phrases(
    weights: Sequence[float], may_pause: Sequence[bool], voiced: Sequence[Interval]
) -> list[tuple[int, list[Interval]]]:
    """Cut words and sound alike: for each phrase the index after its last word, and its stretches."""
    phrases: list[tuple[int, list[Interval]]] = []
    begun = 0
    for pause, boundary in enumerate(_laid(weights, may_pause, voiced), start=1):
        if boundary is not None:
            phrases.append((boundary, list(voiced[begun:pause])))
            begun = pause
    phrases.append((len(weights), list(voiced[begun:])))
    return phrases


def _laid(
    weights: Sequence[float], may_pause: Sequence[bool], voiced: Sequence[Interval]
) -> list[int | None]:
    """For each pause the word before which it falls, or None for one inside a word; cheapest altogether."""
    said_s = sum(stretch.duration_s for stretch in voiced)
    word_s = said_s / len(weights)
    total = sum(weights)
    ends_s = list(accumulate(said_s * weight / total for weight in weights))
    pauses_s = list(accumulate(stretch.duration_s for stretch in voiced))[:-1]
    # Cheapest way to have laid the pauses so far, by the boundary that was used last.
    best: dict[int, tuple[float, list[int | None]]] = {0: (0.0, [])}
    lengths_s = [later.start_s - earlier.end_s for earlier, later in pairwise(voiced)]
    for pause_s, length_s in zip(pauses_s, lengths_s, strict=True):
        after: dict[int, tuple[float, list[int | None]]] = {}
        for used, (cost, laid) in best.items():
            _keep_cheaper(after, used, cost + UNUSED_PAUSE * length_s, [*laid, None])
            for boundary in _near(ends_s, pause_s, word_s, used):
                off = abs(ends_s[boundary - 1] - pause_s) / word_s
                off += 0 if may_pause[boundary - 1] else WITHOUT_PUNCTUATION
                _keep_cheaper(after, boundary, cost + off, [*laid, boundary])
        best = dict(sorted(after.items(), key=lambda way: way[1][0])[:WAYS])
    return min(best.values())[1] if best else []


def _near(ends_s: Sequence[float], pause_s: float, word_s: float, used: int) -> range:
    """The boundaries after the one used last that are not out of the question."""
    reach_s = FARTHEST * word_s
    low = bisect_left(ends_s, pause_s - reach_s) + 1
    high = bisect_right(ends_s, pause_s + reach_s) + 1
    return range(max(used + 1, low), min(high, len(ends_s)))


def _keep_cheaper(
    ways: dict[int, tuple[float, list[int | None]]], boundary: int, cost: float, laid: list[int | None]
) -> None:
    if boundary not in ways or cost < ways[boundary][0]:
        ways[boundary] = (cost, laid)


def _shared(weights: Sequence[float], stretches: Sequence[Interval]) -> list[Interval]:
    """Share a phrase's sound among its words; pauses inside it belong to nobody's share."""
    said_s = sum(stretch.duration_s for stretch in stretches)
    total = sum(weights)
    marks_s = [0.0, *accumulate(said_s * weight / total for weight in weights)]
    at = [_in_sound(mark_s, stretches) for mark_s in marks_s]
    return [Interval(start_s, end_s) for start_s, end_s in pairwise(at)]


def _in_sound(mark_s: float, stretches: Sequence[Interval]) -> float:
    for stretch in stretches:
        if mark_s <= stretch.duration_s:
            return stretch.start_s + mark_s
        mark_s -= stretch.duration_s
    return stretches[-1].end_s
