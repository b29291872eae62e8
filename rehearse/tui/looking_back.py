"""What the app leads to when takes are looked back at: they are changed, compared and followed over time."""

from threading import Lock
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import on, work

from rehearse.interview.errors import NotFound, RehearseError
from rehearse.tui import screens
from rehearse.tui.long_jobs import Recounting
from rehearse.tui.messages import (
    ArchiveRead,
    CompareRequested,
    CountsOutlived,
    Failed,
    SoundForgotten,
    TakeChanged,
    TakesCompared,
    TakesCounted,
    Told,
)
from rehearse.tui.text.words import NO_WORDS, old_sound_gone
from rehearse.tui.upkeep import Upkeep

if TYPE_CHECKING:
    from rehearse.analysis.report import Report
    from rehearse.interview.take import Take, TakeSummary
    from rehearse.practice.desk import Desk
    from rehearse.tui.widgets.status_line import StatusLine


@runtime_checkable
class Following(Protocol):
    """A screen that follows the takes as they become more."""

    def follow_takes(self, takes: tuple["TakeSummary", ...]) -> None:
        """Show what is kept now."""


class LookingBack(Upkeep):
    """The takes as they are known, and what is made of several of them."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self.takes: tuple[TakeSummary, ...] = ()
        self._reading = Lock()

    def status_line(self) -> "StatusLine":
        """A header for a screen."""
        raise NotImplementedError

    @work(thread=True, exclusive=True, exit_on_error=False, group="archive")
    def read_archive(self, *, recover: bool = False) -> None:
        """Read the takes anew; at the start, also find those whose recorder died."""
        from rehearse.analysis.report import ANALYSIS_VERSION
        from rehearse.practice.keeping import forget_old_sound

        try:
            recovered = self.desk.archive.recover() if recover else ()
            forgotten = forget_old_sound(self.desk) if recover else 0
            with self._reading:  # of two that read at once, the one who tells last knows what is newest
                self.post_message(ArchiveRead(self.desk.archive.takes(), recovered))
            if forgotten:
                self.post_message(Told(old_sound_gone(forgotten, self.desk.settings.keep_audio_days or 0)))
            if recover and self.desk.archive.uncounted(ANALYSIS_VERSION):
                self.post_message(CountsOutlived())
        except RehearseError as error:
            self.post_message(Failed(str(error)))

    @on(CountsOutlived)
    def _counts_outlived(self) -> None:
        if self.jobs.recounting is None or self.jobs.recounting.over:
            self.jobs.recounting = Recounting()
            self._recount(self.jobs.recounting)

    @work(thread=True, exit_on_error=False, group="recounting")
    def _recount(self, recounting: Recounting) -> None:
        recounting.run(self.desk)
        self.post_message(TakesCounted())

    @on(TakesCounted)
    def _takes_counted(self) -> None:
        self.read_archive()

    @on(ArchiveRead)
    def _takes_read(self, message: ArchiveRead) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Following):
                screen.follow_takes(message.takes)

    @on(Told)
    def _told(self, message: Told) -> None:
        self.say(message.said)

    @on(SoundForgotten)
    def _sound_forgotten(self, message: SoundForgotten) -> None:
        self.say(message.said)
        self.read_archive()

    @on(TakeChanged)
    def _take_changed(self) -> None:
        self.read_archive()

    @on(CompareRequested)
    def _compare_requested(self, message: CompareRequested) -> None:
        self._compare(message.take_id, message.other_id)

    @work(thread=True, exclusive=True, exit_on_error=False, group="compare")
    def _compare(self, *take_ids: str) -> None:
        from rehearse.practice.comparison import compare  # only who compares waits for it

        desk = self.desk
        try:
            found = (desk.archive.take(each) for each in take_ids)
            earlier, later = sorted(found, key=lambda take: take.started_at)
            reports = _report(earlier, desk), _report(later, desk)
        except RehearseError as error:
            self.post_message(Failed(str(error)))
            return
        self.post_message(TakesCompared((earlier, later), reports, compare(*reports)))

    @on(TakesCompared)
    def _takes_compared(self, message: TakesCompared) -> None:
        from rehearse.practice.reporting import question_answered
        from rehearse.tui.widgets.report_view import shown

        question = question_answered(message.takes[1], self.desk.bank)
        about = [shown(take, question, self.takes) for take in message.takes]
        now = self.desk.now().astimezone()
        self.push_screen(screens.CompareScreen(message, about, now, self.status_line()))


def _report(take: "Take", desk: "Desk") -> "Report":
    if take.heard is None:
        raise NotFound(NO_WORDS)
    from rehearse.practice.reporting import report_on

    return report_on(take, take.heard, desk.bank, desk.rubric)
