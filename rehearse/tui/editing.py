"""A form over a screen: saved in a worker, and left after asking where something would be lost."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from rehearse.interview.errors import MalformedFile, RehearseError
from rehearse.tui.keys import LeftByEscape
from rehearse.tui.messages import BackRequested, Failed
from rehearse.tui.text import stories as words
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.labelled import LabelledForm


class Editing(LeftByEscape, Screen[None]):
    """What is written here is checked when it is saved, as a file's would be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Back", key_display="esc"),
    ]

    class Kept(Message):
        """What was written is in the file."""

        def __init__(self, news: Message) -> None:
            super().__init__()
            self.news = news
            """For the app, which tells it."""

    class Refused(Message):
        """What was written will not do, or could not be kept."""

        def __init__(self, mistakes: dict[str, str], reason: str | None) -> None:
            super().__init__()
            self.mistakes = mistakes
            """By field."""
            self.reason = reason
            """What isn't about a field."""

    def __init__(self, *, is_new: bool) -> None:
        super().__init__()
        self.is_new = is_new
        self._refused: dict[str, str] = {}
        self._keeping: Worker[None] | None = None
        self._is_kept = False

    @property
    def form(self) -> LabelledForm:
        """Where it is written."""
        return self.query_one(LabelledForm)

    def keeping(self) -> Callable[[], Message]:
        """Take what is written now; what this gives keeps it, in a worker, and gives the news of it."""
        raise NotImplementedError

    def unreadable(self) -> dict[str, str]:
        """What can't even be read, by field."""
        return {}

    def sorted_mistakes(self, mistakes: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
        """A shelf's mistakes by the fields they are about, and the others."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to save once something was written."""
        if action == "save":
            return self.is_new or any(form.is_changed for form in self.query(LabelledForm))
        return True

    @on(LabelledForm.Changed)
    def _something_written(self) -> None:
        # What the shelf refused stands until it is asked again; what can't be read is said at once.
        self.form.mark({**self._refused, **self.unreadable()})
        self.refresh_bindings()

    def action_save(self) -> None:
        """Check what is written, and keep it if it will do: once, however often the key is pressed."""
        unreadable = self.unreadable()
        if unreadable:
            self._show_refused(unreadable)
        elif not self._is_kept and (self._keeping is None or self._keeping.is_finished):
            self._keeping = self._keep(self.keeping())

    @work(thread=True, exclusive=True, exit_on_error=False, group="save")
    def _keep(self, keep: Callable[[], Message]) -> None:
        try:
            news = keep()
        except MalformedFile as error:
            fields, others = self.sorted_mistakes(error.mistakes)
            self.post_message(self.Refused(fields, str(error) if others else None))
        except RehearseError as error:
            self.post_message(self.Refused({}, str(error)))
        else:
            self._is_kept = True
            self.post_message(self.Kept(news))

    @on(Refused)
    def _was_refused(self, message: Refused) -> None:
        self._show_refused(message.mistakes)
        if message.reason is not None:
            self.post_message(Failed(message.reason))

    def _show_refused(self, mistakes: dict[str, str]) -> None:
        self._refused = mistakes
        self.form.mark(mistakes)
        self.form.go_to_first_mistake()

    @on(Kept)
    def _was_kept(self, message: Kept) -> None:
        self.post_message(message.news)
        self.post_message(BackRequested())

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Go back, asking first where something would be lost."""
        if self.form.is_changed:
            sure = ConfirmDialog(words.LEAVE_TITLE, words.LEAVE_BODY, "Leave", "Go on writing")
            if not await self.app.push_screen_wait(sure):
                return
        self.post_message(BackRequested())
