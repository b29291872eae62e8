"""One question rehearsed: ask, listen, keep, transcribe, report."""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from rehearse.analysis.report import Report
from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.interview.take import Take
from rehearse.practice.desk import Desk
from rehearse.practice.live import Live
from rehearse.practice.ports import Cue, Draft, Playback, Progress, Recorder, Utterance, no_progress
from rehearse.practice.reporting import file_words, transcribe


class Rehearsal:
    """Leads one question from its asking to the report of its answer.

    The steps block; the app runs them in workers, which may overtake each other: no question sounds once it
    was hushed, and an answer is ended once. What was said is on disk before `keep` returns.
    """

    def __init__(self, question: Question, desk: Desk) -> None:
        """The target is the question's own, else the settings'."""
        self.question = question
        self.target_s = question.target_s or desk.settings.target_s
        self._desk = desk
        self._lock = Lock()
        self._askings = 0
        self._answering = False
        self._playback: Playback | None = None
        self._answer: tuple[Draft, Recorder] | None = None
        self.story_id: str | None = None
        """The story that is told, where one was chosen."""
        self.not_tied: RehearseError | None = None
        """Why the answer that was kept last is not tied to its story."""
        self.live: Live | None = None
        """The running transcript of the answer that was begun last."""

    def prepare(self) -> Utterance:
        """Render the question so that asking it is instant.

        Raises:
            NoVoice: nothing can speak.
        """
        return self._desk.voice.render(self.question.prompt)

    def ask(self) -> tuple[Utterance, Playback] | None:
        """Read the question aloud; None when it was hushed, or its answer begun, before its first word.

        Raises:
            NoVoice: nothing can speak.
            NoSpeaker: there is no device to play on.
        """
        asking = self._silence()
        utterance = self.prepare()
        with self._lock:
            if self._answering or asking != self._askings:
                return None
            self._playback = self._desk.speaker.play(utterance.path)
            return utterance, self._playback

    def hush(self) -> None:
        """Stop reading the question, also one that is still being rendered."""
        self._silence()

    def _silence(self) -> int:
        """Make every asking so far void, and count this as the next."""
        with self._lock:
            self._askings += 1
            if self._playback is not None:
                self._playback.stop()
            return self._askings

    def listen(self) -> Recorder:
        """Start recording the answer; the question falls silent first.

        Raises:
            NoMicrophone: there is no device, or it can't be opened.
            StorageError: the take can't be kept.
        """
        self._answering = True
        self.hush()
        self._desk.cue(Cue.START)
        try:
            self._answer = self._begin()
        except BaseException:
            self._answering = False
            raise
        recorder = self._answer[1]
        self.live = Live(recorder, self._desk.transcriber)
        self.live.start()
        return recorder

    def _begin(self) -> tuple[Draft, Recorder]:
        question, desk = self.question, self._desk
        # A question outside the bank, a follow-up, has no id of its own.
        draft = desk.archive.begin(question.id or None, question.prompt, self.target_s, desk.now())
        try:
            return draft, desk.microphone.record(draft.sound_path)
        except BaseException:
            desk.archive.discard(draft)
            raise

    def cue(self, cue: Cue) -> None:
        """Tell by a soft sound that time goes by, or that the answer is kept."""
        self._desk.cue(cue)

    @property
    def is_listening(self) -> bool:
        """Whether an answer is being recorded."""
        return self._answer is not None

    def keep(self) -> Take:
        """End the recording; the take is whole and on disk when this returns.

        It is tied to its story as well, unless `not_tied` says why not: that can be made good on the report.

        Raises:
            StorageError: it can't be put away now; a recovery will.
        """
        draft, recorder, live = self._take_answer()
        sound = recorder.stop()
        live.end()
        take = self._desk.archive.keep(draft, sound)
        self.not_tied = None
        if self.story_id is None:
            return take
        try:
            self._desk.archive.tie(take.id, self.story_id)
        except RehearseError as error:
            self.not_tied = error
            return take
        return replace(take, story_id=self.story_id)

    def throw_away(self) -> None:
        """End the recording and forget it."""
        draft, recorder, live = self._take_answer()
        live.cancel()
        recorder.stop()
        self._desk.archive.discard(draft)

    def rate(self, take: Take, rating: int) -> Take:
        """Keep how it felt, 1 to 5."""
        self._desk.archive.rate(take.id, rating)
        return replace(take, self_rating=rating)

    def report(self, take: Take, progress: Callable[[Progress], None] = no_progress) -> tuple[Take, Report]:
        """Judge the answer that was kept last, once its words are known.

        See `reporting.transcribe` for what it raises.
        """
        heard = None if self.live is None else self.live.result(progress)
        if heard is not None:
            return file_words(take, heard, self._desk)
        return transcribe(take, self._desk, progress)

    def _take_answer(self) -> tuple[Draft, Recorder, Live]:
        with self._lock:
            if self._answer is None or self.live is None:
                raise RuntimeError("no answer is being recorded")
            (draft, recorder), self._answer = self._answer, None
            self._answering = False
        return draft, recorder, self.live
