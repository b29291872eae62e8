"""Every take that is kept: found again, heard again, opened, deleted."""

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from rehearse.interview.errors import NotFound, RehearseError
from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.keeping import can_go
from rehearse.practice.ports import DiskUse, Playback
from rehearse.practice.second_hearing import worth_hearing_again
from rehearse.tui.long_jobs import LongJobs
from rehearse.tui.messages import (
    CompareRequested,
    Failed,
    HearAgainRequested,
    HomeRequested,
    TakeRequested,
    Told,
)
from rehearse.tui.text import history as text
from rehearse.tui.text import words
from rehearse.tui.text.devices import hearing_again
from rehearse.tui.tidying import Tidying
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.status_line import StatusLine
from rehearse.tui.widgets.take_filter import TakeFilter, filter_choices
from rehearse.tui.widgets.take_list import TakeList

LOOKS_A_SECOND = 5
"""How often what sounds, and what is listened to again, is looked at."""


class HistoryScreen(Tidying):
    """All takes, newest first."""

    CSS_PATH = "history.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play"),
        Binding("space", "hush", "Hush"),
        Binding("l", "listen", "Listen"),
        Binding("slash", "search", "Find", key_display="/"),
        Binding("f", "filter", "Filter"),
        Binding("x,delete", "delete", "Delete", key_display="x"),
        Binding("X", "forget_sound", "Delete its sound alone", show=False),
        Binding("c", "mark", "Compare: mark this take", show=False),
        Binding("c", "compare", "Compare with the marked take", show=False),
        Binding("escape", "widen", "All", key_display="esc"),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class Searched(Message):
        """The takes in which something was said are known."""

        def __init__(self, said: str, found: frozenset[str]) -> None:
            super().__init__()
            self.said = said
            self.found = found

    class Playing(Message):
        """A take can be heard."""

        def __init__(self, take_id: str, playback: Playback) -> None:
            super().__init__()
            self.take_id = take_id
            self.playback = playback

    def __init__(
        self, desk: Desk, takes: tuple[TakeSummary, ...], jobs: LongJobs, status: StatusLine
    ) -> None:
        super().__init__(desk)
        self._takes = takes
        self._used: DiskUse | None = None
        self._count = ""
        self._jobs = jobs
        self._status = status
        self._filter = TakeFilter()
        self._playback: Playback | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list, and what is known of one take beside it."""
        yield self._status
        with Horizontal():
            with Vertical(id="takes") as frame:
                frame.border_title = Content("History")
                yield Input(placeholder=text.SEARCH, id="search", compact=True)
                yield TakeList()
                yield Static("", id="job", markup=False)
            with VerticalScroll(id="preview", can_focus=False) as preview:
                preview.border_title = Content("This take")
                yield Static("", id="about")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what is known now; whoever reads the archive tells when it is more."""
        self.title = "History"
        self.query_one("#search").display = False
        self._show()
        self.measure_disk()
        self.query_one(TakeList).focus()
        self.set_interval(1 / LOOKS_A_SECOND, self._look)

    def on_unmount(self) -> None:
        """Leave nothing sounding."""
        if self._playback is not None:
            self._playback.stop()

    def show_takes(self, takes: tuple[TakeSummary, ...]) -> None:
        """Show what is kept now."""
        self._takes = takes
        self.measure_disk()
        if self._filter.said:
            self._search(self._filter.said)
        self._show()

    def refurnish(self, desk: Desk) -> None:
        """Go on with another desk."""
        self._desk = desk
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can't be done with this take is not offered."""
        typing, take = isinstance(self.focused, Input), self._current
        if action in {"search", "filter"}:
            return not typing and bool(self._takes)
        if action == "widen":
            return self._narrowed
        if action == "home":
            return not self._narrowed
        if action == "hush":
            return not typing and self._sounding
        if action in {"play", "listen", "delete", "forget_sound", "mark", "compare"} and (
            typing or take is None
        ):
            return False
        if action == "forget_sound":
            return take is not None and can_go(take)
        if action in {"mark", "compare"}:
            return take is not None and (action == "compare") is self._is_comparable(take)
        if action == "play":
            return take is not None and take.has_audio and not self._sounding
        if action == "listen":
            return take is not None and bool(worth_hearing_again([take]))
        return True

    # The list

    @property
    def _current(self) -> TakeSummary | None:
        return self.query_one(TakeList).current if self.is_mounted else None

    def _show(self) -> None:
        titles = self._desk.bank.titles
        shown = self._filter.apply(self._takes)
        empty = text.NOTHING_FITS if self._takes else text.NO_TAKES
        self.query_one(TakeList).show(shown, titles, self._desk.now().astimezone(), empty)
        self._count = text.shown_of(len(shown), len(self._takes), self._filter.told(self._takes, titles))
        self._say_how_much()

    def _say_how_much(self) -> None:
        used = "" if self._used is None else text.disk_said(self._used)
        self.query_one("#takes").border_subtitle = Content(f"{self._count} · {used}" if used else self._count)

    @on(Tidying.Measured)
    def _measured(self, message: Tidying.Measured) -> None:
        self._used = message.used
        self._say_how_much()

    @on(TakeList.Reached)
    def _show_preview(self) -> None:
        take = self._current
        now = self._desk.now().astimezone()
        about = Content("") if take is None else text.preview(take, self._desk.bank.titles, now)
        self.query_one("#about", Static).update(about)
        self.refresh_bindings()

    @on(TakeList.Opened)
    def _opened(self, message: TakeList.Opened) -> None:
        self.post_message(TakeRequested(message.take.id, self._filter.said))

    # Narrowing

    @property
    def _narrowed(self) -> bool:
        return self._filter.narrows or bool(self.is_mounted and self.query_one("#search").display)

    def action_search(self) -> None:
        """Type what was said."""
        search = self.query_one("#search", Input)
        search.display = True
        search.focus()
        self.refresh_bindings()

    @on(Input.Changed, "#search")
    def _search_changed(self, event: Input.Changed) -> None:
        self._filter = replace(self._filter, said=event.value)
        if event.value.strip():
            self._search(event.value)
        else:
            self._filter = replace(self._filter, found=None)
            self._show()

    @on(Input.Submitted, "#search")
    def _search_done(self) -> None:
        self.query_one(TakeList).focus()

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _search(self, said: str) -> None:
        try:
            found = self._desk.archive.search(said)
        except RehearseError as error:
            self.post_message(Failed(str(error)))
        else:
            self.post_message(self.Searched(said, found))

    @on(Searched)
    def _searched(self, message: Searched) -> None:
        if message.said == self._filter.said:
            self._filter = replace(self._filter, found=message.found)
            self._show()

    @work(exclusive=True, group="filter")
    async def action_filter(self) -> None:
        """Pick a question or a recogniser to see alone."""
        choices = filter_choices(self._takes, self._desk.bank.titles)
        picked = await self.app.push_screen_wait(PickDialog("Show only", choices, self._filter.key))
        if picked is not None:
            self._filter = replace(self._filter, key=picked)
            self._show()

    def action_widen(self) -> None:
        """Show all takes again."""
        self._filter = TakeFilter()
        search = self.query_one("#search", Input)
        with self.prevent(Input.Changed):
            search.value = ""
        search.display = False
        self._show()
        self.query_one(TakeList).focus()

    # Hearing

    @property
    def _sounding(self) -> bool:
        return self._playback is not None and not self._playback.finished

    def action_play(self) -> None:
        """Hear the take."""
        if self._current is not None:
            self._play(self._current.id)

    @work(thread=True, exclusive=True, exit_on_error=False, group="playback")
    def _play(self, take_id: str) -> None:
        try:
            audio = self._desk.archive.take(take_id).audio
            if audio is None:
                raise NotFound(words.AUDIO_GONE)
            playback = self._desk.speaker.play(audio)
        except RehearseError as error:
            self.post_message(Failed(str(error)))
            return
        if not self.post_message(self.Playing(take_id, playback)):
            playback.stop()

    @on(Playing)
    def _playing(self, message: Playing) -> None:
        self.action_hush()
        self._playback = message.playback
        self.query_one(TakeList).sounding = message.take_id
        self.refresh_bindings()

    def action_hush(self) -> None:
        """Stop hearing it."""
        if self._playback is not None:
            self._playback.stop()
            self._look()

    def _look(self) -> None:
        if self._playback is not None and self._playback.finished:
            self._playback = None
            self.query_one(TakeList).sounding = None
            self.refresh_bindings()
        job, line = self._jobs.rehearing, self.query_one("#job", Static)
        at_work = job is not None and not job.over
        line.display = at_work
        if job is not None and at_work:
            prompt = None if job.current is None else text.title_of(job.current, self._desk.bank.titles)
            line.update(Content(hearing_again(job.done, len(job.takes), prompt)))

    # Comparing

    def _is_comparable(self, take: TakeSummary) -> bool:
        """Whether another take of its question is marked."""
        marked = self.query_one(TakeList).marked
        return marked is not None and marked.id != take.id and marked.question_id == take.question_id

    def action_mark(self) -> None:
        """Mark the take, or take the mark away; another of its question can then be put beside it."""
        takes, take = self.query_one(TakeList), self._current
        if take is None:
            return
        if takes.marked is not None and takes.marked.id == take.id:
            takes.marked = None
        else:
            takes.marked = take
            self.app.post_message(Told(text.MARKED))
        self.refresh_bindings()

    def action_compare(self) -> None:
        """Put the take beside the marked one."""
        takes, take = self.query_one(TakeList), self._current
        if take is not None and takes.marked is not None:
            self.post_message(CompareRequested(takes.marked.id, take.id))
            takes.marked = None

    # What changes a take

    @property
    def take_at_hand(self) -> TakeSummary | None:
        """The take under the cursor."""
        return self._current

    def title_of(self, take: TakeSummary) -> str:
        """What a take answers."""
        return text.title_of(take, self._desk.bank.titles)

    def before_deleting(self, take: TakeSummary) -> None:
        """Stop hearing it."""
        if self.query_one(TakeList).sounding == take.id:
            self.action_hush()

    def action_listen(self) -> None:
        """Have its words written down, again or for the first time."""
        take, job = self._current, self._jobs.rehearing
        if take is None:
            return
        if job is not None and not job.over:
            self.post_message(Failed(text.BUSY))
        else:
            self.post_message(HearAgainRequested((take,)))

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())
