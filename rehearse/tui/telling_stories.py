"""What a screen with a question knows of stories: which of them fit, and which one is told."""

from collections.abc import Mapping

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.interview.story import Story
from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.stories import Suggestion, fitting_first
from rehearse.tui.messages import Failed
from rehearse.tui.text import telling as words
from rehearse.tui.widgets.dialogs import PickDialog

NO_STORY = ""


class TellingStories(Screen[None]):
    """A screen on which one of the stories may be told."""

    class StoriesRead(Message):
        """The stories that can be told are known."""

        def __init__(self, stories: Mapping[str, tuple[Suggestion, str]]) -> None:
            """By their ids, those that fit first, each with what is said of it."""
            super().__init__()
            self.stories = stories

    stories: Mapping[str, tuple[Suggestion, str]] = {}  # replaced, never changed

    @property
    def told_id(self) -> str | None:
        """The story that is told now."""
        raise NotImplementedError

    def tell(self, story: Story | None) -> None:
        """Tell this story; None for no particular one."""
        raise NotImplementedError

    def show_stories(self) -> None:
        """Say what is known of the stories now."""
        raise NotImplementedError

    @work(thread=True, exclusive=True, exit_on_error=False, group="stories")
    def read_stories(self, desk: Desk, question: Question | None, takes: tuple[TakeSummary, ...]) -> None:
        """Find the stories that can be told."""
        try:
            found = fitting_first(desk.stories.book(), question, takes, desk.now())
        except RehearseError as error:
            self.app.post_message(Failed(str(error)))
            return
        now = desk.now().astimezone()
        self.post_message(
            self.StoriesRead({each.story.id: (each, words.suggested(each, now)) for each in found})
        )

    @on(StoriesRead)
    def _stories_read(self, message: StoriesRead) -> None:
        self.stories = message.stories
        self.show_stories()
        self.refresh_bindings()

    @work(exclusive=True, group="telling")
    async def action_tell(self) -> None:
        """Pick the story that is told."""
        choices = [(story_id, said) for story_id, (_, said) in self.stories.items()]
        choices.append((NO_STORY, words.NO_STORY))
        dialog = PickDialog(words.TELL_TITLE, choices, self.told_id or next(iter(self.stories)))
        picked = await self.app.push_screen_wait(dialog)
        if picked is not None:
            self.tell(self.stories[picked][0].story if picked in self.stories else None)
