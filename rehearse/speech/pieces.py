"""An answer cut into pieces for a recogniser, and the words of the pieces joined again.

Pieces end where nobody speaks as long as that can be had.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rehearse.interview.sound import Interval
from rehearse.interview.transcript import HeardWord
from rehearse.speech.vad import FRAME_S

LAPSE_S = 3.0
"""A silence that ends a piece of any length: words beside a longer one are put at wrong times."""
LONGEST_S = 28.0
"""Whisper hears no more than 30 seconds at once."""
CUT_WITHIN_S = 2.0
"""Where nobody pauses, the cut falls into the quietest moment of the last so many seconds."""
OVERLAP_S = 1.0
"""Such a cut may go through a word: both pieces hear this much around it."""
MARGIN_S = 0.3
"""Left standing before the voice."""
TAIL_S = 0.2
"""Left standing after it: as soon as it is over, the piece's words can be looked for."""
LEAST_VOICE_S = 0.3
"""With less voice than this nobody says a word, and recognisers make one up."""

SAME_WORD_S = 0.4
"""So far apart two pieces may put the same word."""
STRAY_S = 0.3
"""A word further than this from any voice was not said."""
VOICE_EDGE_S = 0.1
"""How late the beginning of a voice, or how early its end, may be noticed."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """Which pauses end a piece, by how long it is already."""

    long_s: float
    """From this length on a piece ends at a clear pause."""
    clear_pause_s: float
    full_s: float
    """From this length on it ends at any pause."""
    any_pause_s: float


FEW_PIECES = Cutting(long_s=15.0, clear_pause_s=0.6, full_s=22.0, any_pause_s=0.3)
"""For a recogniser that takes as long for two seconds as for twenty."""
EARLY_PIECES = Cutting(long_s=4.0, clear_pause_s=0.4, full_s=12.0, any_pause_s=0.35)
"""For one that works as it hears, and has the more to do at a piece's end the longer it was."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of sound that a recogniser hears at once."""

    sound: Interval
    voice_s: float
    """How much of it is voice."""
    cut_before_s: float | None = None
    """Where speech was cut through to begin it: the piece before hears some of its sound too."""

    @property
    def is_speech(self) -> bool:
        """Whether there is enough voice in it for a word."""
        return self.voice_s >= LEAST_VOICE_S


class Cutter:
    """Decides where pieces begin and end, one frame of sound after the other."""

    def __init__(self, quietest: Callable[[Interval], float], cutting: Cutting = FEW_PIECES) -> None:
        """Where speech goes on for too long, `quietest` gives the best moment within a stretch."""
        self._quietest = quietest
        self._cutting = cutting
        self._frames = 0
        self._start_s: float | None = None
        self._cut_before_s: float | None = None
        self._voice_s = 0.0
        self._last_voice_s = 0.0
        self._taken_s = 0.0

    @property
    def now_s(self) -> float:
        """Up to where the sound is known."""
        return self._frames * FRAME_S

    @property
    def silence_s(self) -> float:
        """For how long nobody has spoken."""
        return self.now_s - self._last_voice_s

    @property
    def open_since_s(self) -> float | None:
        """Where the piece begins that is being gathered; None in silence."""
        return self._start_s

    @property
    def open_piece(self) -> Piece | None:
        """The piece being gathered, as it is if nobody says another word."""
        if self._start_s is None:
            return None
        end_s = min(self._last_voice_s + TAIL_S, self.now_s)
        return Piece(Interval(self._start_s, end_s), self._voice_s, self._cut_before_s)

    def advance(self, voiced: bool) -> Piece | None:
        """Take the next frame; gives a piece when it is complete."""
        before_s = self.now_s
        self._frames += 1
        if voiced:
            if self._start_s is None:
                self._open(max(self._taken_s, before_s - MARGIN_S))
            self._voice_s += FRAME_S
            self._last_voice_s = self.now_s
        if self._start_s is None:
            return None
        if self._ends_in_silence(self._start_s):
            return self.finish()
        if self.now_s - self._start_s >= LONGEST_S:
            return self._cut_through()
        return None

    def finish(self) -> Piece | None:
        """End the piece being gathered, if there is one."""
        piece = self.open_piece
        self._start_s = None
        if piece is not None:
            self._taken_s = piece.sound.end_s
        return piece

    def _open(self, start_s: float, cut_before_s: float | None = None) -> None:
        self._start_s, self._cut_before_s = start_s, cut_before_s
        self._voice_s = 0.0

    def _ends_in_silence(self, start_s: float) -> bool:
        cutting, silence_s = self._cutting, self.silence_s
        length_s = self._last_voice_s - start_s
        return (
            silence_s >= LAPSE_S
            or (silence_s >= cutting.clear_pause_s and length_s >= cutting.long_s)
            or (silence_s >= cutting.any_pause_s and length_s >= cutting.full_s)
        )

    def _cut_through(self) -> Piece:
        piece = self.open_piece
        assert piece is not None
        cut_s = self._quietest(Interval(self.now_s - CUT_WITHIN_S, self.now_s))
        after_s = self._last_voice_s - cut_s
        self._open(cut_s - OVERLAP_S / 2, cut_s)
        self._voice_s = max(0.0, after_s)
        return replace(piece, sound=Interval(piece.sound.start_s, min(cut_s + OVERLAP_S / 2, self.now_s)))


def join(earlier: Sequence[HeardWord], later: Sequence[HeardWord], cut_s: float) -> list[HeardWord]:
    """Join the words of two pieces that both heard the sound around a cut.

    Where both heard the same word there, the one nearest to the cut holds them together; else each
    piece keeps what is more on its side.
    """
    seams = [
        (abs(_middle(one) - cut_s), at, after)
        for at, one in enumerate(earlier)
        for after, other in enumerate(later)
        if _near(one, cut_s)
        and _near(other, cut_s)
        and _bare(one) == _bare(other)
        and abs(_middle(one) - _middle(other)) <= SAME_WORD_S
    ]
    if seams:
        _, at, after = min(seams)
        return [*earlier[: at + 1], *later[after + 1 :]]
    return [
        *(word for word in earlier if _middle(word) < cut_s),
        *(word for word in later if _middle(word) >= cut_s),
    ]


def settle(words: Iterable[HeardWord], voice: Sequence[Interval], duration_s: float) -> tuple[HeardWord, ...]:
    """Give words times that can be: where there is voice, in order, without overlap, within the sound.

    Words far from any voice are left out.
    """
    settled: list[HeardWord] = []
    for word in words:
        place = _place(word, voice, duration_s)
        if place is None:
            continue
        if settled and place.start_s < settled[-1].end_s:
            last = settled[-1]
            seam_s = max(last.start_s, (place.start_s + last.end_s) / 2)
            settled[-1] = replace(last, end_s=seam_s)
            place = Interval(seam_s, max(seam_s, place.end_s))
        settled.append(replace(word, start_s=place.start_s, end_s=place.end_s))
    return tuple(
        replace(
            word, start_s=min(round(word.start_s, 3), duration_s), end_s=min(round(word.end_s, 3), duration_s)
        )
        for word in settled
    )


def _place(word: HeardWord, voice: Sequence[Interval], duration_s: float) -> Interval | None:
    start_s = min(max(word.start_s, 0.0), duration_s)
    end_s = min(max(word.end_s, start_s), duration_s)
    first = bisect_left(voice, start_s - STRAY_S, key=lambda each: each.end_s)
    last = bisect_right(voice, end_s + STRAY_S, key=lambda each: each.start_s)
    shares = [
        Interval(max(start_s, each.start_s - VOICE_EDGE_S), min(end_s, each.end_s + VOICE_EDGE_S))
        for each in voice[first:last]
    ]
    if not shares:
        return None
    best = max(shares, key=lambda share: share.duration_s)
    return best if best.duration_s > 0 else Interval(start_s, end_s)


def _middle(word: HeardWord) -> float:
    return (word.start_s + word.end_s) / 2


def _near(word: HeardWord, cut_s: float) -> bool:
    return abs(_middle(word) - cut_s) <= OVERLAP_S / 2 + SAME_WORD_S


def _bare(word: HeardWord) -> str:
    return "".join(letter for letter in word.text.casefold() if letter.isalnum())
