"""What a rehearsal does in the background: every step that blocks, and the news of how it went."""

import logging
from collections.abc import Callable
from contextlib import suppress

from textual import work
from textual.message import Message
from textual.screen import Screen

from rehearse.analysis.report import Report
from rehearse.interview.errors import RehearseError
from rehearse.interview.take import Take
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Cue, HeardSoFar, Playback, Recorder, Utterance
from rehearse.practice.rehearsal import Rehearsal
from rehearse.practice.reporting import report_so_far
from rehearse.tui.messages import AnswerKept, Failed, TakeChanged
from rehearse.tui.text import words

_log = logging.getLogger(__name__)


class Rehearsing(Screen[None]):
    """A screen that leads a rehearsal: its workers touch no widget, and save before they tell."""

    class Sounding(Message):
        """The question is being read."""

        def __init__(self, utterance: Utterance, playback: Playback) -> None:
            super().__init__()
            self.utterance = utterance
            self.playback = playback

    class Unspoken(Message):
        """The question can't be read aloud."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    class Recording(Message):
        """The microphone is open."""

        def __init__(self, recorder: Recorder) -> None:
            super().__init__()
            self.recorder = recorder

    class NotRecording(Message):
        """The microphone could not be opened."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    class Kept(Message):
        """The answer is whole and on disk."""

        def __init__(self, take: Take) -> None:
            super().__init__()
            self.take = take

    class NotKept(Message):
        """The answer could not be put away."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    class Cleared(Message):
        """Nothing is being recorded any more: the answer was thrown away, or kept aside."""

    class Counted(Message):
        """What was said until now is judged."""

        def __init__(self, report: Report | None) -> None:
            super().__init__()
            self.report = report

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__()
        self.rehearsal = rehearsal

    def on_unmount(self) -> None:
        """Leave nothing sounding and lose nothing that was said."""
        self.rehearsal.hush()
        if self.rehearsal.is_listening:
            with suppress(Exception):  # what can't be kept now is recovered at the next start
                take = self._end_answer()
                self.app.post_message(AnswerKept(take, self.rehearsal.live))

    def _end_answer(self) -> Take:
        take = self.rehearsal.keep()
        if self.rehearsal.not_tied is not None:
            self.app.post_message(Failed(words.not_tied_line(self.rehearsal.not_tied)))
        return take

    @work(thread=True, exclusive=True, exit_on_error=False, group="voice")
    def _ask(self) -> None:
        try:
            asked = self.rehearsal.ask()
        except RehearseError as error:
            self.post_message(self.Unspoken(str(error)))
            return
        if asked is not None and not self.post_message(self.Sounding(*asked)):
            self.rehearsal.hush()

    @work(thread=True, exclusive=True, exit_on_error=False, group="microphone")
    def _listen(self) -> None:
        try:
            recorder = self.rehearsal.listen()
        except Exception as error:
            self.post_message(self.NotRecording(_line(error, words.not_recording_line)))
            return
        if not self.post_message(self.Recording(recorder)):
            self.rehearsal.throw_away()

    @work(thread=True, exit_on_error=False, group="ticks")
    def _tick(self) -> None:
        self.rehearsal.cue(Cue.TICK)

    @work(thread=True, exit_on_error=False, group="keeping")
    def _keep(self) -> None:
        # Not exclusive: a take that is being kept is never given up for anything.
        try:
            take = self._end_answer()
        except Exception as error:
            self.post_message(self.NotKept(_line(error, words.not_kept_line)))
        else:
            self.post_message(self.Kept(take))
            self.rehearsal.cue(Cue.STOP)

    @work(thread=True, exit_on_error=False, group="keeping")
    def _keep_and_clear(self) -> None:
        try:
            take = self._end_answer()
        except Exception as error:
            self.post_message(self.NotKept(_line(error, words.not_kept_line)))
            return
        self.post_message(AnswerKept(take, self.rehearsal.live))
        self.post_message(self.Cleared())

    @work(thread=True, exit_on_error=False, group="keeping")
    def _discard(self) -> None:
        try:
            self.rehearsal.throw_away()
        except Exception as error:
            self.post_message(self.NotKept(_line(error, words.not_thrown_away_line)))
        else:
            self.post_message(self.Cleared())

    @work(thread=True, exclusive=True, exit_on_error=False, group="counting")
    def _count(self, so_far: HeardSoFar, desk: Desk) -> None:
        question, engine = self.rehearsal.question, desk.transcriber.engine
        report = None
        try:
            report = report_so_far(so_far, engine, question, self.rehearsal.target_s, desk.rubric)
        finally:  # who is not told counts no more
            self.post_message(self.Counted(report))

    @work(thread=True, exit_on_error=False, group="rating")
    def _keep_rating(self, take: Take, rating: int) -> None:
        try:
            self.rehearsal.rate(take, rating)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            self.app.post_message(TakeChanged(take.id))


def _line(error: Exception, otherwise: Callable[[Exception], str]) -> str:
    """What to tell of an error: one that nobody foresaw must not leave a screen waiting for good."""
    if isinstance(error, RehearseError):
        return str(error)
    _log.error("a step of the rehearsal broke off", exc_info=error)
    return otherwise(error)
