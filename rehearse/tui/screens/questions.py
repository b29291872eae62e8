"""All questions, of which a person's own can be written, changed and retired."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.practice.desk import Desk
from rehearse.tui.messages import EditRequested, Failed, HomeRequested, QuestionsChanged
from rehearse.tui.text import questions as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.status_line import StatusLine


class QuestionsScreen(Screen[None]):
    """One's own questions first, then all others; the one under the cursor is shown whole."""

    CSS_PATH = "questions.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("e,enter", "edit", "Change", key_display="e"),
        Binding("c", "copy", "Copy into your own"),
        Binding("x", "retire", "Retire"),
        Binding("x", "bring_back", "Bring back"),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class OwnFound(Message):
        """Which questions are the person's own is known."""

        def __init__(self, own: frozenset[str]) -> None:
            super().__init__()
            self.own = own

    def __init__(self, desk: Desk, status: StatusLine, question_id: str | None = None) -> None:
        """With a question, the cursor begins there."""
        super().__init__()
        self._desk = desk
        self._status = status
        self._go_to = question_id
        self._own: frozenset[str] = frozenset()
        self._shown: tuple[Question, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list, and the question beside it."""
        yield self._status
        with Horizontal():
            questions = OptionList(id="questions", markup=False)
            questions.border_title = Content(words.OWN_TITLE)
            yield questions
            with VerticalScroll(id="preview", can_focus=True):
                yield Static("", id="whole")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Look up which are the person's own."""
        self.title = words.OWN_TITLE
        self.query_one(OptionList).focus()
        self._find_own()

    def refurnish(self, desk: Desk) -> None:
        """Show another desk's questions."""
        self._desk = desk
        self._find_own()

    def go_to(self, question_id: str) -> None:
        """Put the cursor on a question, now or when it is known."""
        self._go_to = question_id
        if self._shown:
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only one's own are changed; what is retired is brought back."""
        current = self.current
        own = current is not None and current.id in self._own
        retired = current is not None and current in self._desk.bank.retired
        if action == "edit":
            return own and not retired
        if action == "retire":
            return own and not retired
        if action == "bring_back":
            return own and retired
        if action == "copy":
            return current is not None
        return True

    @property
    def current(self) -> Question | None:
        """The question under the cursor."""
        for options in self.query(OptionList):
            highlighted = options.highlighted_option
            if highlighted is not None:
                return next((each for each in self._shown if each.id == highlighted.id), None)
        return None

    @work(thread=True, exclusive=True, exit_on_error=False, group="own")
    def _find_own(self) -> None:
        try:
            own = self._desk.questions.own_ids()
        except RehearseError as error:
            self.post_message(Failed(str(error)))
        else:
            self.post_message(self.OwnFound(own))

    @on(OwnFound)
    def _own_found(self, message: OwnFound) -> None:
        self._own = message.own
        self._show()

    def _show(self) -> None:
        current = self._go_to or (self.current.id if self.current else None)
        bank = self._desk.bank
        own = [each for each in bank if each.id in self._own]
        retired = [each for each in bank.retired if each.id in self._own]
        others = [each for each in bank if each.id not in self._own]
        self._shown = (*own, *retired, *others)
        options = self.query_one(OptionList)
        options.clear_options()
        if not own and not retired:
            options.add_option(Option(Content.styled(words.NONE_YET, "$text-muted"), disabled=True))
        options.add_options([Option(Content(f"● {one_line(each.title)}"), id=each.id) for each in own])
        gone = [Content.styled(f"○ {one_line(each.title)}  retired", "$text-muted") for each in retired]
        options.add_options([Option(said, id=each.id) for said, each in zip(gone, retired, strict=True)])
        pack = None
        for each in others:
            if each.pack != pack:
                pack = each.pack
                title = Content.styled(f"\n{one_line(pack)}", "$text-muted")
                options.add_option(Option(title, disabled=True))
            options.add_option(Option(Content(f"  {one_line(each.title)}"), id=each.id))
        ids = [option.id for option in options.options]
        if current is not None and current in ids:
            options.highlighted = ids.index(current)
            self._go_to = None
        elif self._shown:
            options.highlighted = ids.index(self._shown[0].id)
        self._show_whole()

    @on(OptionList.OptionHighlighted)
    def _show_whole(self) -> None:
        current = self.current
        whole = Content("") if current is None else words.preview(current)
        if current is not None and current.id not in self._own:
            whole += Content.styled(f"\n\n{words.BUNDLED_ONLY_COPIED}", "$text-muted")
        self.query_one("#whole", Static).update(whole)
        preview = self.query_one("#preview")
        preview.border_title = Content("" if current is None else one_line(current.id))
        preview.scroll_home(animate=False)
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        if self.check_action("edit", ()):
            self.action_edit()

    def action_new(self) -> None:
        """Begin a question."""
        self.post_message(EditRequested(words.new_question(self._desk.bank), is_new=True))

    def action_edit(self) -> None:
        """Change the question under the cursor."""
        if self.current is not None:
            self.post_message(EditRequested(self.current, is_new=False))

    def action_copy(self) -> None:
        """Begin a question with what another says."""
        if self.current is not None:
            self.post_message(EditRequested(words.copied(self.current, self._desk.bank), is_new=True))

    @work(exclusive=True, group="retire")
    async def action_retire(self) -> None:
        """Stop asking the question under the cursor."""
        question = self.current
        if question is None:
            return
        body = f"“{one_line(question.title)}”\n{words.RETIRE_BODY}"
        if await self.app.push_screen_wait(ConfirmDialog(words.RETIRE_TITLE, body, "Retire")):
            self._change(question, retire=True)

    def action_bring_back(self) -> None:
        """Ask the question under the cursor again."""
        if self.current is not None:
            self._change(self.current, retire=False)

    @work(thread=True, exclusive=True, exit_on_error=False, group="change")
    def _change(self, question: Question, *, retire: bool) -> None:
        shelf, title = self._desk.questions, one_line(question.title)
        try:
            if retire:
                shelf.retire(question.id)
            else:
                shelf.save(question)
        except RehearseError as error:
            self.post_message(Failed(str(error)))
        else:
            said = f"“{title}” is retired." if retire else f"“{title}” is asked again."
            self.post_message(QuestionsChanged(question.id, said))

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())
