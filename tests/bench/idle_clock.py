"""A clock for benches that skips the time in which nobody works, and charges all work as it is."""

import time
from collections.abc import Callable
from threading import Condition

from rehearse.interview.transcript import Heard
from rehearse.practice import live
from rehearse.practice.ports import HeardSoFar, Hearing, Transcriber
from rehearse.speech.pocketsphinx_engine import Decoder, PocketSphinxTranscriber
from rehearse.speech.pocketsphinx_worker import GUESS

STEP_S = live.POLL_S
BREATH_S = 0.001


class IdleSkippingClock:
    """Real time, and on top of it what was skipped."""

    def __init__(self) -> None:
        self._moved = Condition()
        self._skipped_s = 0.0

    def now(self) -> float:
        """Seconds since some moment."""
        return time.perf_counter() + self._skipped_s

    def skip(self, seconds: float) -> None:
        """Let time go by at once."""
        with self._moved:
            self._skipped_s += seconds
            self._moved.notify_all()

    def sleep(self, seconds: float) -> None:
        """Wait until so much has gone by."""
        until_s = self.now() + seconds
        with self._moved:
            while (left_s := until_s - self.now()) > 0:
                self._moved.wait(left_s)


class SkippingTranscriber:
    """A recogniser whose waiting for sound takes no time.

    Whoever listens live asks it to foresee when no sound is waiting, and rests when that is done: the rest
    is skipped, as soon as the recording has caught up with the clock.
    """

    def __init__(self, inner: Transcriber, clock: IdleSkippingClock) -> None:
        self.engine = inner.engine
        self.recorded_s: Callable[[], float] = lambda: -1.0
        """How much is recorded by now; until that is told, no time is skipped."""
        self.spoken_s: Callable[[], float] = lambda: 0.0
        """How much has to be, by the clock."""
        self._inner = inner
        self._clock = clock

    def load(self) -> None:
        """Bring the model into memory."""
        self._inner.load()

    def close(self) -> None:
        """End what is at work."""
        self._inner.close()

    def listen(self) -> Hearing:
        """Begin with a new answer."""
        decoder: list[Decoder] = []
        if isinstance(self._inner, PocketSphinxTranscriber):
            decoder += self._inner._idle[-1:]
        return _SkippingHearing(self._inner.listen(), decoder, self)

    def rest(self) -> None:
        """Skip a step, or give the recorder a moment to catch up."""
        if self.recorded_s() < self.spoken_s():
            time.sleep(BREATH_S)
        else:
            self._clock.skip(STEP_S)


class _SkippingHearing:
    def __init__(self, inner: Hearing, decoder: list[Decoder], transcriber: SkippingTranscriber) -> None:
        self._inner = inner
        self._decoder = decoder
        self._transcriber = transcriber
        self._fed = False

    @property
    def so_far(self) -> HeardSoFar:
        return self._inner.so_far

    def feed(self, pcm: bytes) -> None:
        self._inner.feed(pcm)
        self._fed = True

    def foresee(self, more: Callable[[], bytes]) -> None:
        self._inner.foresee(more)
        if self._fed:
            for decoder in self._decoder:
                decoder.ask(GUESS)  # it works in its own process: it rests when it can answer
            self._fed = False
        self._transcriber.rest()

    def finish(self) -> Heard:
        return self._inner.finish()
