"""What the app does for the stories: it opens their screens, and tells all of them what has changed."""

from textual import on

from rehearse.tui import screens
from rehearse.tui.looking_back import LookingBack
from rehearse.tui.messages import (
    ArchiveRead,
    CoverageRequested,
    RankingEditRequested,
    RankingsRequested,
    StoriesChanged,
    StoriesWritten,
    StoryEditRequested,
)
from rehearse.tui.reading_stories import ReadingStories


class Storytelling(LookingBack):
    """The app's stories; they stand in their file, and every screen reads them there."""

    home: "screens.HomeScreen"

    @on(StoryEditRequested)
    def _story_edit_requested(self, message: StoryEditRequested) -> None:
        status = self.status_line()
        self.push_screen(screens.StoryEditorScreen(message.story, self.desk, status, is_new=message.is_new))

    @on(RankingEditRequested)
    def _ranking_edit_requested(self, message: RankingEditRequested) -> None:
        status = self.status_line()
        self.push_screen(
            screens.RankingEditorScreen(message.ranking, self.desk, status, is_new=message.is_new)
        )

    @on(CoverageRequested)
    def _coverage_requested(self) -> None:
        self.push_screen(screens.CoverageScreen(self.desk, self.takes, self.status_line()))

    @on(RankingsRequested)
    def _rankings_requested(self) -> None:
        self.push_screen(screens.RankingsScreen(self.desk, self.takes, self.status_line()))

    @on(StoriesChanged)
    def _stories_changed(self, message: StoriesChanged) -> None:
        self.say(message.said)
        self.home.check_readiness()
        for screen in self.screen_stack:
            if isinstance(screen, ReadingStories):
                screen.go_to(message.changed_id)
                screen.read_book()

    @on(StoriesWritten)
    def _stories_written(self, message: StoriesWritten) -> None:
        self.say(message.said)

    @on(ArchiveRead)
    def _takes_read_for_stories(self, message: ArchiveRead) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ReadingStories):
                screen.show_takes(message.takes)
