"""What a report does in the background: the take is heard; what is decided, written and starred is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from rehearse.analysis.report import Report
from rehearse.interview.errors import RehearseError
from rehearse.interview.take import Take, TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Playback
from rehearse.practice.reporting import correct, decide
from rehearse.practice.reviewing import Item, call_best, counts, found_at, played_from, turned_in
from rehearse.tui.listening import Judged, Listening
from rehearse.tui.messages import Failed, TakeChanged
from rehearse.tui.text import review as words
from rehearse.tui.text.figures import visible
from rehearse.tui.widgets.report_view import ReportView
from rehearse.tui.widgets.transcript import Transcript
from rehearse.tui.widgets.words_dialog import WordsDialog

SPEEDS = (0.75, 1.0, 1.25)


class Reviewing(Screen[None]):
    """A screen on which one answer is worked through; it keeps what is done before it shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play"),
        Binding("space", "hush", "Hush"),
        Binding("enter", "play_here", "Hear from here", show=False),
        Binding("less_than_sign", "pace(-1)", "Slower", show=False, key_display="<"),
        Binding("greater_than_sign", "pace(1)", "Faster", show=False, key_display=">"),
        Binding("x", "reject", "It does not count", show=False),
        Binding("x", "accept", "It counts", show=False),
        Binding("E", "edit", "Correct the words", show=False),
        Binding("N", "note", "Note", show=False),
        Binding("asterisk", "star", "Best take", show=False, key_display="*"),
        Binding("asterisk", "unstar", "Not the best take", show=False, key_display="*"),
    ]

    class Playing(Message):
        """The take can be heard."""

        def __init__(self, playback: Playback) -> None:
            super().__init__()
            self.playback = playback

    class Revised(Message):
        """The take is another one now, and kept so."""

    def __init__(self, judged: Judged, desk: Desk, takes: Callable[[], tuple[TakeSummary, ...]]) -> None:
        """`takes` gives all takes as they are known now."""
        super().__init__()
        self._judged = judged
        self._desk = desk
        self._takes = takes
        self._playback: Playback | None = None
        self._speed = 1.0

    def on_unmount(self) -> None:
        """Leave nothing sounding."""
        if self._playback is not None:
            self._playback.stop()

    def may_review(self, action: str) -> bool | None:
        """Whether something can be done with this take now; None for what is not about reviewing."""
        take, item = self._judged.take, self._item
        kept = take is not None and self._judged.report is not None
        answers = {
            "play": self._audio is not None and not self._sounding,
            "hush": self._sounding,
            "play_here": kept and self._audio is not None and bool(self._report_words),
            "pace": self._audio is not None,
            "reject": kept and item is not None and self._counts(item),
            "accept": kept and item is not None and not self._counts(item),
            "edit": kept,
            "note": take is not None,
            "star": take is not None and not take.starred,
            "unstar": take is not None and take.starred,
        }
        return answers.get(action)

    # Hearing

    @property
    def _audio(self) -> Path | None:
        return None if self._judged.take is None else self._judged.take.audio

    @property
    def _sounding(self) -> bool:
        return self._playback is not None and not self._playback.finished

    @property
    def _report_words(self) -> bool:
        report = self._judged.report
        return report is not None and bool(report.transcript.words)

    def action_hush(self) -> None:
        """Stop hearing the take."""
        if self._playback is not None:
            self._playback.stop()
            self.refresh_bindings()

    def action_play(self) -> None:
        """Hear the take."""
        self._play(0.0)

    @on(Transcript.Picked)
    def action_play_here(self) -> None:
        """Hear the take from the word under the cursor."""
        take, at = self._judged.take, self.query_one(Transcript).current
        report = self._judged.report
        if take is None or report is None or at is None:
            return
        start_s = played_from(report, at, () if take.heard is None else take.heard.voice)
        if start_s is not None:
            self._play(start_s)

    def action_pace(self, step: int) -> None:
        """Hear it slower or faster, from where it is."""
        at = max(0, min(SPEEDS.index(self._speed) + step, len(SPEEDS) - 1))
        self._speed = SPEEDS[at]
        self.query_one(ReportView).show_speed(self._speed)
        if self._playback is not None and not self._playback.finished:
            self._play(self._playback.position_s)

    @work(thread=True, exclusive=True, exit_on_error=False, group="playback")
    def _play(self, start_s: float) -> None:
        audio, before = self._audio, self._playback
        if audio is None:
            return
        if before is not None:
            before.stop()
        try:
            playback = self._desk.speaker.play(audio, start_s, speed=self._speed)
        except RehearseError as error:
            self.post_message(Failed(str(error)))
            return
        if not self.post_message(self.Playing(playback)):
            playback.stop()

    @on(Playing)
    def _playing(self, message: Playing) -> None:
        if self._playback is not None:
            self._playback.stop()
        self._playback = message.playback
        self.query_one(ReportView).follow(message.playback)
        self.refresh_bindings()

    @on(Transcript.PlayedOut)
    def _played_out(self) -> None:
        self.refresh_bindings()

    # Deciding

    @property
    def _item(self) -> Item | None:
        """What was found at the cursor."""
        report = self._judged.report
        at = self.query_one(Transcript).current if self.is_mounted else None
        return None if report is None or at is None else found_at(report, at)

    def _counts(self, item: Item) -> bool:
        report = self._judged.report
        return report is not None and counts(report, item)

    @on(Transcript.Moved)
    def _moved(self) -> None:
        report = self._judged.report
        if report is not None and self._judged.take is not None:
            self.query_one(ReportView).offer(words.offers(report, self._item, self._can))
        self.refresh_bindings()

    def _can(self, action: str) -> bool:
        return self.check_action(action, ()) is True

    def action_reject(self) -> None:
        """Count what is under the cursor no longer."""
        self._turn()

    def action_accept(self) -> None:
        """Count it again, for certain."""
        self._turn()

    def _turn(self) -> None:
        report, item = self._judged.report, self._item
        if report is not None and item is not None:
            self._revise(lambda take: decide(take, turned_in(take, report, item), self._desk))

    @work(exclusive=True, group="words")
    async def action_edit(self) -> None:
        """Put the words right; the judgement follows them."""
        report, take = self._judged.report, self._judged.take
        if report is None or take is None:
            return
        shown = visible(report.transcript.text)
        heard = None if take.original is None else visible(take.original.text)
        dialog = WordsDialog(words.EDIT_TITLE, words.EDIT_BODY, shown, heard=heard)
        text = await self.app.push_screen_wait(dialog)
        if text is not None and text != shown:
            self._revise(lambda take: correct(take, text, self._desk))

    @work(thread=True, exit_on_error=False, group="revising")
    def _revise(self, how: Callable[[Take], tuple[Take, Report]]) -> None:
        judged = self._judged
        if not isinstance(judged, Listening):
            return
        try:
            judged.change(how)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
            return
        self.post_message(self.Revised())
        self.app.post_message(TakeChanged(judged.take.id))

    # What is written and starred

    @work(exclusive=True, group="words")
    async def action_note(self) -> None:
        """Write something about the take."""
        take = self._judged.take
        if take is None:
            return
        note = await self.app.push_screen_wait(WordsDialog(words.NOTE_TITLE, words.NOTE_BODY, take.note))
        if note is not None and note.strip() != take.note:
            self._keep(lambda: self._desk.archive.annotate(take.id, note.strip()))

    def action_star(self) -> None:
        """Call it the best take of its question."""
        self._star(best=True)

    def action_unstar(self) -> None:
        """Call it so no longer."""
        self._star(best=False)

    def _star(self, *, best: bool) -> None:
        take, takes = self._judged.take, self._takes()
        if take is not None:
            self._keep(lambda: call_best(take.id, takes, self._desk.archive, best=best))

    @work(thread=True, exit_on_error=False, group="revising")
    def _keep(self, write: Callable[[], None]) -> None:
        judged = self._judged
        if not isinstance(judged, Listening):
            return
        try:
            write()
            judged.reread()
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
            return
        self.post_message(self.Revised())
        self.app.post_message(TakeChanged(judged.take.id))
