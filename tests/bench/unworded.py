"""How well unworded hesitations are found: `python -m tests.bench.unworded [--json]`.

On synthetic voices and noises that had no part in finding the numbers, through the hearing that the product
has: first with a recogniser that leaves every hesitation out and blurs the times of words, then with
PocketSphinx. Nothing here was tried on people.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from rehearse.interview.errors import NoSpeech
from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import Engine, Heard, HeardWord
from rehearse.speech.hearing import PiecewiseHearing
from rehearse.speech.pieces import Piece
from rehearse.speech.pocketsphinx_engine import PocketSphinxTranscriber
from rehearse.speech.unworded import find_unworded
from tests.bench.measurement import Measurement, report
from tests.bench.mixtures import DISTRACTED, FLUENT, KEPT, TRAIN, Chances, Mixture, mixtures

BLOCK_BYTES = 2 * SAMPLE_RATE
KEPT_SEED, TRAIN_SEED = 2, 1
SAME_PLACE = 0.5
"""Of the shorter one, how much a find and a hesitation have to share."""


@dataclass(frozen=True, slots=True)
class ScriptedEar:
    """Hears the words it is given."""

    script: Sequence[HeardWord]

    def feed(self, pcm: bytes) -> None:
        """Needs no sound."""

    def guess(
        self, piece: Piece, voice: Sequence[Interval], overtaken: Callable[[], bool]
    ) -> tuple[HeardWord, ...]:
        """Never speculates."""
        return ()

    def words(self, piece: Piece, voice: Sequence[Interval]) -> tuple[HeardWord, ...]:
        """Give the words whose middle is in the piece."""
        sound = piece.sound
        return tuple(
            word for word in self.script if sound.start_s <= (word.start_s + word.end_s) / 2 < sound.end_s
        )


def scripted(mixture: Mixture) -> PiecewiseHearing:
    """The product's hearing, with the words of the mixture."""
    return PiecewiseHearing(Engine("whisper", "scripted"), partial(ScriptedEar, mixture.words))


def hear(mixture: Mixture, hearing: PiecewiseHearing) -> Heard | None:
    """Listen to it all; None where not a word was made out."""
    pcm = mixture.samples.tobytes()
    for at in range(0, len(pcm), BLOCK_BYTES):
        hearing.feed(pcm[at : at + BLOCK_BYTES])
    try:
        return hearing.finish()
    except NoSpeech:
        return None


@dataclass(slots=True)
class Score:
    """What was found of what was there."""

    found: int = 0
    false: int = 0
    there: int = 0
    minutes: float = 0.0
    voices: set[str] = field(default_factory=set)

    def add(self, mixture: Mixture, finds: Iterable[Interval]) -> None:
        """Count another answer; a hesitation found twice is found once and wrong once."""
        left = list(mixture.hesitations)
        self.there += len(left)
        self.minutes += mixture.duration_s / 60
        self.voices.add(mixture.voice)
        for find in finds:
            true = next((each for each in left if _same(find, each)), None)
            if true is None:
                self.false += 1
            else:
                self.found += 1
                left.remove(true)

    @property
    def precision(self) -> float:
        """Of the finds, how many are hesitations."""
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        """Of the hesitations, how many are found."""
        return self.found / max(1, self.there)

    @property
    def false_a_minute(self) -> float:
        """How often nothing was there."""
        return self.false / self.minutes


def _same(find: Interval, hesitation: Interval) -> bool:
    shared_s = min(find.end_s, hesitation.end_s) - max(find.start_s, hesitation.start_s)
    return shared_s >= SAME_PLACE * min(find.duration_s, hesitation.duration_s)


Listen = Callable[[Mixture], PiecewiseHearing]


def score(among: Iterable[Mixture], listen: Listen) -> Score:
    """Listen to all of them."""
    total = Score()
    for mixture in among:
        heard = hear(mixture, listen(mixture))
        total.add(mixture, () if heard is None else heard.unworded)
    return total


def measurements() -> Iterator[Measurement]:
    """Everything, one after another."""
    yield from _judged(
        "words known, voices tuned on", score(mixtures(TRAIN, TRAIN_SEED, Chances()), scripted)
    )
    yield from _judged("words known", score(mixtures(KEPT, KEPT_SEED, Chances()), scripted))
    yield from _clean("words known", scripted)
    yield _cost()
    transcriber = PocketSphinxTranscriber()

    def rough(_: Mixture) -> PiecewiseHearing:
        return transcriber.listen()

    yield from _judged("PocketSphinx", score(mixtures(KEPT, KEPT_SEED, Chances()), rough))
    yield from _clean("PocketSphinx", rough)


def _judged(name: str, total: Score) -> Iterator[Measurement]:
    yield Measurement(f"{name}: precision", total.precision, "", None, at_least=0.80)
    yield Measurement(f"{name}: recall", total.recall, f"of {total.there}", None, at_least=0.50)
    yield Measurement(f"{name}: false finds among hesitations", total.false_a_minute, "a minute", None)


def _clean(name: str, listen: Listen) -> Iterator[Measurement]:
    for speech, chances in (("fluent speech", FLUENT), ("speech among noises", DISTRACTED)):
        total = score(mixtures(KEPT, KEPT_SEED, chances), listen)
        yield Measurement(
            f"{name}: false finds, {speech}",
            total.false_a_minute,
            f"a minute, {len(total.voices)} voices",
            0.5,
        )


def _cost() -> Measurement:
    """What looking costs beside the length of what is looked at."""
    among = tuple(mixtures(KEPT[:2], KEPT_SEED, Chances()))
    voice = [Interval(0.0, max(mixture.duration_s for mixture in among))]
    started = time.perf_counter()
    for mixture in among:
        find_unworded(mixture.samples, 0.0, mixture.words, voice)
    took_s = time.perf_counter() - started
    return Measurement(
        "cost of a second of sound", took_s / sum(each.duration_s for each in among), "s", 0.01
    )


if __name__ == "__main__":
    report(__doc__, measurements)
