"""The running transcript: an answer is heard while it is recorded, and little is left to do at its end."""

from collections.abc import Callable
from threading import Event, Lock, Thread

from rehearse.interview.errors import NoSpeech
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.interview.transcript import Heard
from rehearse.practice.ports import HeardSoFar, Hearing, Progress, Recorder, Transcriber

SAMPLE_BYTES = 2
POLL_S = 0.02
"""How long sound may lie on the disk unheard."""
STEP_BYTES = SAMPLE_RATE * SAMPLE_BYTES
BEHIND_S = 20.0
"""Whoever is further behind won't catch up: this recogniser is too slow for this machine."""
LEFT_S = 300.0
"""How much unheard sound is taken over at the end; where it is more, the file is better heard as a whole."""
LOOKS_EVERY_S = 0.2


class Live:
    """Hears one answer behind its recorder, in a thread of its own.

    What is recorded is its queue: it reads the sound from where the recorder has put it, so that it can
    neither hold up the recording nor let anything pile up. Whatever goes wrong here, the file remains.
    """

    def __init__(self, recorder: Recorder, transcriber: Transcriber) -> None:
        self._recorder = recorder
        self._transcriber = transcriber
        self._reading = Lock()
        self._taken = 0
        self._left = bytearray()
        self._ended = Event()
        self._cancelled = False
        self._news = Event()
        self._over = Event()
        self._heard: Heard | None = None
        self._silent: NoSpeech | None = None
        self._so_far = HeardSoFar()
        self.failure: Exception | None = None
        """Why there is no running transcript; the answer can still be heard from its file."""

    def start(self) -> None:
        """Begin to listen."""
        Thread(target=self._run, name="live", daemon=True).start()

    @property
    def so_far(self) -> HeardSoFar:
        """The words until now."""
        return self._so_far

    @property
    def behind_s(self) -> float:
        """How much sound is waiting to be heard."""
        return max(0.0, self._recorder.duration_s - self._so_far.until_s)

    @property
    def is_behind(self) -> bool:
        """Whether the words can't keep up with the speaker."""
        return self.behind_s > BEHIND_S and not self._over.is_set()

    def end(self) -> None:
        """The recording is over: take what is left of it, as the file may be moved from now on."""
        with self._reading:
            left_s = self._recorder.duration_s - self._taken / STEP_BYTES
            try:
                if left_s > LEFT_S:
                    self._cancelled = True
                else:
                    self._left += self._recorder.sound(self._taken, round(LEFT_S) * STEP_BYTES)
            except OSError as error:  # the answer is kept all the same, and heard from its file
                self._cancelled = True
                self.failure = error
            self._ended.set()
        self._news.set()

    def cancel(self) -> None:
        """Nobody wants the words: the file may be deleted from now on."""
        with self._reading:
            self._cancelled = True
            self._ended.set()
        self._news.set()

    def result(self, progress: Callable[[Progress], None]) -> Heard | None:
        """Wait for the words, once the recording is over; None where the file has to be heard instead.

        Raises:
            NoSpeech: nobody spoke, or no word could be made out.
        """
        while not self._over.wait(LOOKS_EVERY_S):
            progress(Progress(round(self._so_far.until_s), round(self._recorder.duration_s)))
        if self._silent is not None:
            raise self._silent
        return self._heard

    def _run(self) -> None:
        try:
            self._listen(self._transcriber.listen())
        except NoSpeech as error:
            self._silent = error
        except Exception as error:  # a recogniser is foreign code: whatever it raises, the file is there
            self.failure = error
        finally:
            self._over.set()

    def _listen(self, hearing: Hearing) -> None:
        while not self._cancelled:
            self._news.clear()
            ended = self._ended.is_set()
            sound = self._next()
            if sound:
                hearing.feed(sound)
            elif ended:
                self._heard = hearing.finish()
                return
            else:
                hearing.foresee(self._next)
                self._news.wait(POLL_S)
            self._so_far = hearing.so_far

    def _next(self) -> bytes:
        """The sound after what was taken last; nothing when there is none yet."""
        with self._reading:
            if self._ended.is_set():
                sound = bytes(self._left[:STEP_BYTES])
                del self._left[:STEP_BYTES]
            else:
                sound = self._recorder.sound(self._taken, STEP_BYTES)
            self._taken += len(sound)
            return sound
