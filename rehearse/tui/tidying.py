"""What is deleted of takes, after asking, and how much of the disk they take."""

from textual import work
from textual.message import Message
from textual.screen import Screen

from rehearse.interview.errors import RehearseError
from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.ports import DiskUse
from rehearse.tui.messages import Failed, SoundForgotten, TakeDeleted
from rehearse.tui.text import history as text
from rehearse.tui.widgets.confirm import ConfirmDialog


class Tidying(Screen[None]):
    """A screen from which takes go; what is deleted is gone before anybody is told."""

    class Measured(Message):
        """How much of the disk the takes take is known."""

        def __init__(self, used: DiskUse) -> None:
            super().__init__()
            self.used = used

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @property
    def take_at_hand(self) -> TakeSummary | None:
        """The take that would go."""
        raise NotImplementedError

    def title_of(self, take: TakeSummary) -> str:
        """What a take answers."""
        raise NotImplementedError

    def before_deleting(self, take: TakeSummary) -> None:
        """Let go of whatever is done with it."""

    @work(thread=True, exclusive=True, exit_on_error=False, group="disk")
    def measure_disk(self) -> None:
        """Add up what the takes take."""
        try:
            self.post_message(self.Measured(self._desk.archive.disk_use()))
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))

    @work(exclusive=True, group="delete")
    async def action_delete(self) -> None:
        """Delete the take, after asking."""
        take = self.take_at_hand
        if take is None:
            return
        title = self.title_of(take)
        asked = text.delete_title(take, title, self._desk.now().astimezone())
        if await self.app.push_screen_wait(ConfirmDialog(asked, text.DELETE_BODY, "Delete it")):
            self.before_deleting(take)
            self._delete(take, text.deleted(title))

    @work(thread=True, exit_on_error=False, group="deleting")
    def _delete(self, take: TakeSummary, said: str) -> None:
        try:
            self._desk.archive.delete(take.id)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            self.app.post_message(TakeDeleted(take.id, said))

    @work(exclusive=True, group="delete")
    async def action_forget_sound(self) -> None:
        """Delete the sound of the take and keep its words, after asking."""
        take = self.take_at_hand
        if take is None:
            return
        title = self.title_of(take)
        asked = text.forget_title(take, title, self._desk.now().astimezone())
        if await self.app.push_screen_wait(ConfirmDialog(asked, text.FORGET_BODY, "Delete the sound")):
            self.before_deleting(take)
            self._forget_sound(take, text.forgotten(title))

    @work(thread=True, exit_on_error=False, group="deleting")
    def _forget_sound(self, take: TakeSummary, said: str) -> None:
        try:
            self._desk.archive.forget_sound(take.id)
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
        else:
            self.app.post_message(SoundForgotten(said))
