"""Where practice begins: the next question, all questions, and how it goes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalGroup
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from rehearse.interview.errors import RehearseError
from rehearse.practice.schedule import choose_next
from rehearse.tui.messages import Failed, QuestionsRequested, RehearseRequested, TakeRequested
from rehearse.tui.text import day_before as words_of_ready
from rehearse.tui.text import words
from rehearse.tui.text.figures import one_line, plural
from rehearse.tui.widgets.cards import Offer, QuestionCard, ReadyCard, TakesCard, WelcomeCard
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.question_table import Narrowing, QuestionTable

if TYPE_CHECKING:
    from rehearse.interview.question import Question
    from rehearse.interview.take import TakeSummary
    from rehearse.practice.checklist import Item
    from rehearse.practice.desk import Desk
    from rehearse.practice.readiness import QuestionRecord, Readiness
    from rehearse.practice.schedule import Choice
    from rehearse.tui.widgets.status_line import StatusLine

EVERYTHING = "everything"
SPARK_DAYS = 12


class HomeScreen(Screen[None]):
    """All questions, one of which is next."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "another", "Another"),
        Binding("slash", "search", "Search", key_display="/"),
        Binding("f", "filter", "Filter"),
        Binding("o", "order", "Sort"),
        Binding("e", "edit", "Change the question", show=False),
        Binding("escape", "widen", "Show all", key_display="esc"),
    ]

    class Checked(Message):
        """How ready one is is known."""

        def __init__(self, items: tuple["Item", ...], practice: "Readiness") -> None:
            super().__init__()
            self.items = items
            self.practice = practice

    def __init__(self, desk: "Desk", status: "StatusLine") -> None:
        super().__init__()
        self._desk = desk
        self._status = status
        self._takes: tuple[TakeSummary, ...] | None = None
        self._records: Mapping[str, QuestionRecord] = {}
        self._narrowing = Narrowing()
        self._passed_over: set[str] = set()
        self._choice: Choice | None = None
        self._ready: tuple[Item, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the cards around the table."""
        yield self._status
        yield VerticalGroup(id="offers")
        for problem in self._broken_packs():
            yield Static(problem, id="problem", markup=False)
        with Horizontal():
            with Vertical(id="left"):
                yield WelcomeCard()
                yield QuestionCard()
                with Vertical(id="questions") as questions:
                    questions.border_title = Content("Questions")
                    yield Input(placeholder="search the questions", id="search", compact=True)
                    yield QuestionTable()
            with Vertical(id="right"):
                yield ReadyCard()
                yield TakesCard()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the bank at once; what the takes say comes when the archive was read."""
        self.query_one("#search").display = False
        self._choose()
        self._show_questions()
        if self._choice is not None:
            self.query_one(QuestionTable).go_to(self._choice.question.id)
        self.query_one(QuestionTable).focus()

    @property
    def question_at_hand(self) -> "Question | None":
        """The question under the cursor, else the one that is offered next."""
        return self._current() or self.next_question

    @property
    def next_question(self) -> "Question | None":
        """The question that is offered next."""
        return None if self._choice is None else self._choice.question

    def refurnish(self, desk: "Desk") -> None:
        """Show another desk's bank."""
        self._desk = desk
        self._choose()
        self._show_questions()
        if self._takes is not None:
            self.check_readiness()

    def show_takes(self, takes: tuple["TakeSummary", ...], recovered: tuple["TakeSummary", ...]) -> None:
        """Show what the takes come to."""
        if not self.query(QuestionTable):
            return  # the app is being left
        from rehearse.practice.readiness import question_records

        first_time = self._takes is None
        self._takes = takes
        self._records = question_records(takes)
        at_the_choice = self._choice is not None and self._current() == self._choice.question
        self._choose()
        self._show_questions()
        if self._choice is not None and (first_time or at_the_choice):
            self.query_one(QuestionTable).go_to(self._choice.question.id)
        self.check_readiness()
        self.set_class(not takes, "-first-time")
        if recovered:
            self._offer(recovered)

    # How ready one is

    @work(thread=True, exclusive=True, exit_on_error=False, group="readiness")
    def check_readiness(self) -> None:
        """Go through the checklist anew."""
        from rehearse.practice.checklist import cared_for, how_ready
        from rehearse.practice.readiness import readiness

        desk, takes, now = self._desk, self._takes or (), self._now()
        practice = readiness(takes, now.date(), window_days=SPARK_DAYS)
        try:
            book, principles = desk.stories.book(), cared_for(desk.settings.principles)
            items = how_ready(book, takes, practice, now, desk.rubric, principles)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
            items = ()
        self.post_message(self.Checked(items, practice))

    @on(Checked)
    def _checked(self, message: Checked) -> None:
        self._ready = message.items
        self.query_one(ReadyCard).show(message.items, message.practice, len(self._desk.bank))
        self._say_ready()

    def on_resize(self) -> None:
        """Say how ready one is where there is no room for the whole checklist."""
        self.call_after_refresh(self._say_ready)

    def _say_ready(self) -> None:
        said = words_of_ready.in_short(self._ready) if self._takes and not self.has_class("-wide") else ""
        self.query_one(QuestionCard).border_subtitle = Content(said)

    def welcome(self, greeting: str) -> None:
        """Have a greeting ready for somebody who has no takes yet."""
        for card in self.query(WelcomeCard):
            card.update(Content(greeting))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to widen only where something is narrowed."""
        if action == "widen":
            return self._narrowing != Narrowing() or self._searching()
        if action in {"another", "search", "filter", "order", "edit"}:
            return not isinstance(self.focused, Input)
        return True

    # The choice

    def action_another(self) -> None:
        """Pass the next question over."""
        if self._choice is None:
            return
        self._passed_over.add(self._choice.question.id)
        if self._passed_over >= set(self._desk.bank.ids):
            self._passed_over = {self._choice.question.id}
        self._choose()
        self._widen()
        self.query_one(QuestionTable).go_to(self._choice.question.id)

    def _choose(self) -> None:
        self._choice = choose_next(self._desk.bank, self._takes or (), self._now(), self._passed_over)

    def _now(self) -> datetime:
        return self._desk.now().astimezone()

    # The table

    def _current(self) -> "Question | None":
        current = self.query_one(QuestionTable).current
        return None if current is None else self._desk.bank.get(current)

    def _show_questions(self) -> None:
        questions = self._narrowing.apply(self._desk.bank, self._records)
        self.query_one(QuestionTable).show(questions, self._records)
        frame = self.query_one("#questions", Vertical)
        frame.border_subtitle = Content(self._narrowing.said)
        self._show_current()
        self.refresh_bindings()

    def _show_current(self) -> None:
        current, now = self._current(), self._now()
        self.query_one(QuestionCard).show(current, self._choice, now)
        takes = [take for take in self._takes or () if current and take.question_id == current.id]
        self.query_one(TakesCard).show(current, takes, now)

    @on(QuestionTable.Reached)
    def _highlighted(self) -> None:
        self._show_current()

    @on(QuestionTable.Opened)
    def _selected(self) -> None:
        question = self._current()
        if question is not None:
            self.post_message(RehearseRequested(question))

    def action_edit(self) -> None:
        """Change the question under the cursor, or copy it where it isn't one's own."""
        question = self._current()
        if question is not None:
            self.post_message(QuestionsRequested(question.id))

    @on(QuestionTable.HeadingClicked)
    def action_order(self) -> None:
        """Sort in the next way."""
        self._narrowing = self._narrowing.cycled()
        self._show_questions()

    # Narrowing

    def _searching(self) -> bool:
        try:
            return bool(self.query_one("#search").display)
        except NoMatches:
            return False

    def action_search(self) -> None:
        """Type what to look for."""
        search = self.query_one("#search", Input)
        search.display = True
        search.focus()
        self.refresh_bindings()

    @on(Input.Changed, "#search")
    def _search_changed(self, event: Input.Changed) -> None:
        self._narrowing = replace(self._narrowing, search=event.value)
        self._show_questions()

    @on(Input.Submitted, "#search")
    def _search_done(self) -> None:
        self.query_one(QuestionTable).focus()

    @work(exclusive=True, group="filter")
    async def action_filter(self) -> None:
        """Pick a principle or a pack to see alone."""
        from rehearse.tui.widgets.dialogs import PickDialog

        bank = self._desk.bank
        principles = dict.fromkeys(principle for question in bank for principle in question.principles)
        choices = [(EVERYTHING, "All questions")]
        choices += [(f"principle:{name}", str(name)) for name in principles]
        if len(bank.packs) > 1:
            choices += [(f"pack:{name}", f"Pack: {one_line(name)}") for name in bank.packs]
        chosen = next(
            (
                f"{kind}:{name}"
                for kind, name in (("principle", self._narrowing.principle), ("pack", self._narrowing.pack))
                if name
            ),
            EVERYTHING,
        )
        picked = await self.app.push_screen_wait(PickDialog("Show only", choices, chosen))
        if picked is None:
            return
        kind, _, name = picked.partition(":")
        self._narrowing = replace(
            self._narrowing,
            principle=name if kind == "principle" else None,
            pack=name if kind == "pack" else None,
        )
        self._show_questions()

    def action_widen(self) -> None:
        """Show all questions again."""
        self._widen()

    def _widen(self) -> None:
        self.query_one("#search", Input).value = ""
        self.query_one("#search").display = False
        self._narrowing = Narrowing()
        self._show_questions()
        self.query_one(QuestionTable).focus()

    # What is offered and said at the start

    def _broken_packs(self) -> tuple[str, ...]:
        problems = self._desk.bank.problems
        return (words.broken_pack_line(problems),) if problems else ()

    def _offer(self, recovered: tuple["TakeSummary", ...]) -> None:
        offers = self.query_one("#offers", VerticalGroup)
        offers.remove_children()
        offer = Offer(recovered, self._now())
        offers.mount(offer)
        offer.focus()
        self.app.notify(
            f"{plural(len(recovered), 'take was', 'takes were')} cut short and recovered.", markup=False
        )

    @on(Offer.Accepted)
    def _accepted(self, event: Offer.Accepted) -> None:
        self._declined()
        self.post_message(TakeRequested(event.take_id))

    @on(Offer.Declined)
    def _declined(self) -> None:
        self.query_one("#offers", VerticalGroup).remove_children()
        self.query_one(QuestionTable).focus()
