"""The sheet for the day before: three numbers, what is weakest, what went stale, how ready one is."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.interview.take import TakeSummary
from rehearse.practice.checklist import cared_for
from rehearse.practice.day_before import Sheet, day_before, last_said
from rehearse.practice.desk import Desk
from rehearse.tui.messages import Failed, HomeRequested, RehearseRequested, Told
from rehearse.tui.text import day_before as words
from rehearse.tui.text import export as words_of_export
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.path_dialog import PathDialog
from rehearse.tui.widgets.status_line import StatusLine


class DayBeforeScreen(Screen[None]):
    """One page to look at, with the answers to give once more a key away."""

    CSS_PATH = "day_before.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "write_down", "Write it down"),
        Binding("pagedown", "turn(1)", "Further down", show=False, priority=True),
        Binding("pageup", "turn(-1)", "Further up", show=False, priority=True),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class Read(Message):
        """The sheet is put together."""

        def __init__(self, sheet: Sheet) -> None:
            super().__init__()
            self.sheet = sheet

    def __init__(self, desk: Desk, takes: tuple[TakeSummary, ...], status: StatusLine) -> None:
        super().__init__()
        self._desk = desk
        self._takes = takes
        self._status = status
        self._sheet: Sheet | None = None
        self._questions: tuple[Question, ...] = ()
        """What each line of the list rehearses."""

    def compose(self) -> ComposeResult:
        """Lay out the sections."""
        yield self._status
        with VerticalScroll(id="sheet", can_focus=False):
            with VerticalGroup(id="left"):
                yield self._section("numbers", words.NUMBERS)
                rehearse = OptionList(id="rehearse", markup=False, compact=True)
                rehearse.border_title = Content(words.REHEARSE)
                rehearse.border_subtitle = Content("enter rehearses")
                yield rehearse
            with VerticalGroup(id="right"):
                yield self._section("ready", words.READY)
                yield self._section("stale", words.STALE)
        yield KeyFooter()

    @staticmethod
    def _section(name: str, title: str) -> Static:
        section = Static("", id=name, classes="section")
        section.border_title = Content(title)
        return section

    def on_mount(self) -> None:
        """Put the sheet together."""
        self.title = words.TITLE
        self.query_one(OptionList).focus(scroll_visible=False)
        self._read()

    def follow_takes(self, takes: tuple[TakeSummary, ...]) -> None:
        """Put it together from what is kept now."""
        self._takes = takes
        self._read()

    def refurnish(self, desk: Desk) -> None:
        """Put it together for another desk."""
        self._desk = desk
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a sheet that is there is written down."""
        return self._sheet is not None if action == "write_down" else True

    @work(thread=True, exclusive=True, exit_on_error=False, group="read")
    def _read(self) -> None:
        desk, takes = self._desk, self._takes
        now = desk.now().astimezone()
        try:
            book = desk.stories.book()
            said = last_said(book, takes, desk.archive, desk.bank, desk.rubric)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
            return
        sheet = day_before(
            book, desk.bank, takes, said, now, desk.rubric, cared_for(desk.settings.principles)
        )
        self.post_message(self.Read(sheet))

    @on(Read)
    def _have_read(self, message: Read) -> None:
        sheet, now = message.sheet, self._desk.now().astimezone()
        self._sheet = sheet
        self.query_one("#numbers", Static).update(words.numbers(sheet))
        self.query_one("#stale", Static).update(words.stale(sheet, now))
        checked = words.ready(sheet.ready)
        lacking = words.lacking(sheet.ready)
        if lacking.plain:
            checked += Content("\n\n") + lacking
        self.query_one("#ready", Static).update(checked)
        self.query_one("#ready").border_subtitle = Content(words.ready_count(sheet.ready))
        self._list(sheet)
        self.refresh_bindings()

    def _list(self, sheet: Sheet) -> None:
        now = self._desk.now().astimezone()
        lines = [(each.question, words.weak(each)) for each in sheet.weakest if each.question is not None]
        if sheet.next is not None and sheet.next.question not in [question for question, _ in lines]:
            lines.append((sheet.next.question, words.chosen(sheet.next, now)))
        self._questions = tuple(question for question, _ in lines)
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.clear_options()
        options.add_options([Option(line) for _, line in lines])
        options.highlighted = min(at, len(lines) - 1) if lines else None

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.post_message(RehearseRequested(self._questions[event.option_index]))

    @work(exclusive=True, group="files")
    async def action_write_down(self) -> None:
        """Write the sheet to a file as text."""
        dialog = PathDialog(words.EXPORT_TITLE, words.EXPORT_BODY, words.EXPORT_NAME)
        path = await self.app.push_screen_wait(dialog)
        if path is None:
            return
        if path.is_dir():
            path = path / words.EXPORT_NAME
        if path.exists():
            ask = ConfirmDialog(
                words_of_export.REPLACE_TITLE, words_of_export.replace_body(path), words_of_export.REPLACE
            )
            if not await self.app.push_screen_wait(ask):
                return
        if self._sheet is not None:
            self._write(self._sheet, path)

    @work(thread=True, exit_on_error=False, group="writing")
    def _write(self, sheet: Sheet, path: Path) -> None:
        try:
            self._desk.write_sheet(sheet, path)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            self.app.post_message(Told(words.written(str(path.absolute()))))

    def action_turn(self, step: int) -> None:
        """See what is further down, or up."""
        page = self.query_one("#sheet", VerticalScroll)
        if step > 0:
            page.scroll_page_down(animate=False)
        else:
            page.scroll_page_up(animate=False)

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())
