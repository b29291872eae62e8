"""The person's stories, and stories in other files."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rehearse.interview.ranking import Ranking
    from rehearse.interview.story import Story, StoryBook


class StoryShelf(Protocol):
    """The person's stories. Every method reads what stands there now, and may raise MalformedFile."""

    def book(self) -> "StoryBook":
        """All stories and rankings as they stand now."""

    def save(self, story: "Story") -> "StoryBook":
        """Add a story or change the one with its id; gives the book that results.

        Raises:
            MalformedFile: the story has mistakes.
            StorageError: it can't be written.
        """

    def save_all(self, stories: Iterable["Story"], rankings: Iterable["Ranking"] = ()) -> "StoryBook":
        """Add or change several at once, all or none; raises as `save` does."""

    def save_ranking(self, ranking: "Ranking") -> "StoryBook":
        """Add a ranking or change the one with its id; raises as `save` does."""

    def remove(self, story_id: str) -> "StoryBook":
        """Take a story out; the takes that told it stay.

        Raises:
            UnknownStory: there is none.
        """

    def remove_ranking(self, ranking_id: str) -> "StoryBook":
        """Take a ranking out; that there is none is no error."""


class StoryFiles(Protocol):
    """Stories outside the person's own file."""

    def templates(self) -> Mapping[str, "StoryBook"]:
        """Stories with blanks to begin with, by name."""

    def read(self, path: Path) -> "StoryBook":
        """The stories in a file, to be taken in; who has no id is given one.

        Raises:
            MalformedFile: it has mistakes; carries all of them.
            InputError: it can't be read at all.
        """

    def write(self, book: "StoryBook", path: Path) -> None:
        """Write stories to a file, as its name says, over whatever was there.

        Raises:
            UsageError: nobody can tell from its name what it should be.
            StorageError: it can't be written.
        """
