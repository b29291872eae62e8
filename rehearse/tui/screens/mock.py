"""Where a session is set up: a mock interview, a ladder, a quick round; or one that waits is gone on with."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Static

from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.interview.story import Story, StoryBook
from rehearse.practice.desk import Desk
from rehearse.practice.mock import Kind, Mode, Plan, Session, begin_interview, begin_ladder, begin_quick_round
from rehearse.tui.interview_messages import PlanChanged, SessionBegun, SessionEnded
from rehearse.tui.messages import Failed, HomeRequested
from rehearse.tui.text import mock as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.question_form import PrinciplesDialog
from rehearse.tui.widgets.rows import Form, PickRow
from rehearse.tui.widgets.status_line import StatusLine

T = TypeVar("T")
ALL_PACKS = ""
ROWS: dict[str, tuple[str, bool]] = {
    "kind": ("Kind", True),
    "count": ("Questions", True),
    "principles": ("Principles", False),
    "packs": ("Packs", False),
    "story": ("Story", False),
    "mode": ("Reports", False),
    "follow_ups": ("Follow-ups", False),
    "ends_after_s": ("Hands-free", True),
}
"""The rows of the form: what each is called, and whether its values have an order."""
SHOWN: dict[Kind, frozenset[str]] = {
    Kind.INTERVIEW: frozenset(ROWS) - {"story"},
    Kind.LADDER: frozenset({"kind", "story", "ends_after_s"}),
    Kind.QUICK: frozenset({"kind", "ends_after_s"}),
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What is on disk, and what is not on the desk."""

    book: StoryBook
    waiting: Session | None
    no_microphone: str
    """Why there is none; empty where there is one."""


class MockScreen(Screen[None]):
    """A form with what is wished, and beside it what will come of it."""

    CSS_PATH = "mock.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "begin", words.BEGIN),
        Binding("c", "go_on", "Go on with it"),
        Binding("x", "end", "End it", show=False),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class Read(Message):
        """What is on disk is known."""

        def __init__(self, found: _Found) -> None:
            super().__init__()
            self.found = found

    def __init__(self, desk: Desk, plan: Plan, status: StatusLine) -> None:
        super().__init__()
        self._desk = desk
        self._plan = plan
        self._status = status
        self._kind = Kind.INTERVIEW
        self._book = StoryBook()
        self._story: Story | None = None
        self._waiting: Session | None = None
        self._no_microphone = ""

    def compose(self) -> ComposeResult:
        """Lay out the form, and the outlook beside it."""
        yield self._status
        waiting = Static("", id="waiting")
        waiting.border_title = Content(words.WAITING_TITLE)
        yield waiting
        with Horizontal():
            with Form(id="form"):
                with VerticalGroup(id="wishes") as wishes:
                    wishes.border_title = Content(words.SETUP_TITLE)
                    for name, (label, steps) in ROWS.items():
                        yield PickRow(name, label, steps=steps)
                with Center():
                    begin = Content(f"{words.BEGIN}  b")
                    yield Button(begin, id="begin", variant="primary", compact=True)
            outlook = Static("", id="outlook")
            outlook.border_title = Content("What will come of it")
            yield outlook
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the wishes; look for stories, and for a session that waits."""
        self.title = words.TITLES[Kind.INTERVIEW]
        self._show()
        self.query(PickRow).first().focus()
        self._read()

    def on_resize(self) -> None:
        """Set it as wide as there is room."""
        self.call_after_refresh(self._show)

    def refurnish(self, desk: Desk) -> None:
        """Choose from another desk's questions."""
        self._desk = desk
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what waits is gone on with, and only what can begin begins."""
        if action in {"go_on", "end"}:
            return self._waiting is not None
        if action == "begin":
            return self._can_begin
        return True

    @work(thread=True, exclusive=True, exit_on_error=False, group="read")
    def _read(self) -> None:
        book, waiting, no_microphone = StoryBook(), None, ""
        # Stories that can't be read must not hide a session that waits: it would be begun over.
        try:
            waiting = self._desk.sessions.waiting()
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        try:
            book = self._desk.stories.book()
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        try:
            _ = self._desk.microphone.name
        except RehearseError as error:
            no_microphone = str(error)
        self.post_message(self.Read(_Found(book, waiting, no_microphone)))

    @on(Read)
    def _have_read(self, message: Read) -> None:
        self._book, self._waiting = message.found.book, message.found.waiting
        self._no_microphone = message.found.no_microphone
        self._story = next((story for story in self._stories), None)
        self._show()

    # What is shown

    @property
    def _stories(self) -> Sequence[Story]:
        """The stories that can be told: nothing is left blank in them."""
        return [story for story in self._book if not story.blanks]

    @property
    def _fitting(self) -> Sequence[Question]:
        return [question for question in self._desk.bank if self._plan.fits(question)]

    @property
    def _can_begin(self) -> bool:
        return bool(self._fitting if self._kind is Kind.INTERVIEW else self._stories)

    def _show(self) -> None:
        plan = self._plan
        values = {
            "kind": words.TITLES[self._kind],
            "count": words.count_said(plan.count),
            "principles": words.principles_said(plan.principles),
            "packs": words.packs_said(plan.packs),
            "story": words.NO_STORIES if self._story is None else one_line(self._story.headline),
            "mode": words.MODES[plan.mode],
            "follow_ups": words.FOLLOW_UPS[plan.follow_ups],
            "ends_after_s": words.silence_said(plan.ends_after_s),
        }
        for row in self.query(PickRow):
            row.display = row.name in SHOWN[self._kind]
            row.show(values[row.name or ""])
        said = words.outlook(
            self._kind,
            plan,
            self._desk.settings.target_s,
            len(self._fitting),
            len(self._stories),
            self._no_microphone,
        )
        between = "\n" if self.has_class("-narrow") else "\n\n"
        self.query_one("#outlook", Static).update(Content(between).join(said))
        waiting = self.query_one("#waiting", Static)
        waiting.display = self._waiting is not None
        if self._waiting is not None:
            waiting.update(words.waiting(self._waiting))
        self.query_one("#begin", Button).disabled = not self._can_begin
        self.refresh_bindings()

    # What is wished

    @on(PickRow.Picked)
    def _picked(self, message: PickRow.Picked) -> None:
        plan, step = self._plan, message.step
        match message.row.name:
            case "kind":
                self._kind = _beside(tuple(Kind), self._kind, step)
            case "count":
                self._wish(replace(plan, count=_beside(words.COUNTS, plan.count, step)))
            case "ends_after_s":
                silence_s = _beside(words.SILENCES_S, plan.ends_after_s, step)
                self._wish(replace(plan, ends_after_s=silence_s))
            case "mode":
                self._wish(replace(plan, mode=Mode.STUDY if plan.mode is Mode.REAL else Mode.REAL))
            case "follow_ups":
                self._wish(replace(plan, follow_ups=not plan.follow_ups))
            case "principles":
                self._pick_principles()
            case "packs":
                self._pick_pack()
            case _:
                self._pick_story()
        self._show()

    def _wish(self, plan: Plan) -> None:
        self._plan = plan
        self.post_message(PlanChanged(plan))
        self._show()

    @work(exclusive=True, group="pick")
    async def _pick_principles(self) -> None:
        picked = await self.app.push_screen_wait(PrinciplesDialog(self._plan.principles))
        if picked is not None:
            self._wish(replace(self._plan, principles=picked))

    @work(exclusive=True, group="pick")
    async def _pick_pack(self) -> None:
        choices = [(ALL_PACKS, "All of them"), *((pack, one_line(pack)) for pack in self._desk.bank.packs)]
        chosen = self._plan.packs[0] if self._plan.packs else ALL_PACKS
        numbered = [(str(at), label) for at, (_, label) in enumerate(choices)]
        at = next((str(at) for at, (pack, _) in enumerate(choices) if pack == chosen), "0")
        picked = await self.app.push_screen_wait(PickDialog("Questions of", numbered, at))
        if picked is not None:
            pack = choices[int(picked)][0]
            self._wish(replace(self._plan, packs=(pack,) if pack else ()))

    @work(exclusive=True, group="pick")
    async def _pick_story(self) -> None:
        if not self._stories:
            return
        choices = [(story.id, one_line(story.headline)) for story in self._stories]
        chosen = None if self._story is None else self._story.id
        picked = await self.app.push_screen_wait(PickDialog("Which story?", choices, chosen))
        if picked is not None:
            self._story = self._book.find(picked)
            self._show()

    # Going on

    @on(Button.Pressed)
    def action_begin(self) -> None:
        """Begin what is wished."""
        try:
            session = self._session()
        except RehearseError as error:
            self.post_message(Failed(str(error)))
        else:
            self.post_message(SessionBegun(session))

    def _session(self) -> Session:
        if self._kind is Kind.LADDER and self._story is not None:
            session = begin_ladder(self._story)
        elif self._kind is Kind.INTERVIEW:
            return begin_interview(self._plan, self._desk.bank, lambda each: random.sample(each, len(each)))
        else:
            session = begin_quick_round(self._stories)
        return replace(session, ends_after_s=self._plan.ends_after_s)

    def action_go_on(self) -> None:
        """Go on with the session that waits."""
        if self._waiting is not None:
            self.post_message(SessionBegun(self._waiting))

    def action_end(self) -> None:
        """Sum the session that waits up as it is."""
        if self._waiting is not None:
            self.post_message(SessionEnded(self._waiting))

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())


def _beside(values: Sequence[T], value: T, step: int) -> T:
    """The value before or after, round and round."""
    at = values.index(value) if value in values else 0
    return values[(at + step) % len(values)]
