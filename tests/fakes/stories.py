"""Stories in memory, and files of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rehearse.interview.errors import NotFound
from rehearse.interview.principle import Principle
from rehearse.interview.ranking import Ranking
from rehearse.interview.story import Story, StoryBook


@dataclass
class MemoryStories:
    """Stories that last as long as the test."""

    kept: StoryBook = field(default_factory=StoryBook)

    def book(self) -> StoryBook:
        return self.kept

    def save(self, story: Story) -> StoryBook:
        return self.save_all((story,))

    def save_all(self, stories: Iterable[Story], rankings: Iterable[Ranking] = ()) -> StoryBook:
        by_id = {each.id: each for each in (*self.kept.stories, *stories)}
        ranked = {each.id: each for each in (*self.kept.rankings, *rankings)}
        self.kept = StoryBook(tuple(by_id.values()), tuple(ranked.values()))
        return self.kept

    def save_ranking(self, ranking: Ranking) -> StoryBook:
        return self.save_all((), (ranking,))

    def remove(self, story_id: str) -> StoryBook:
        gone = self.kept.get(story_id)
        self.kept = replace(self.kept, stories=tuple(each for each in self.kept if each != gone))
        return self.kept

    def remove_ranking(self, ranking_id: str) -> StoryBook:
        left = tuple(each for each in self.kept.rankings if each.id != ranking_id)
        self.kept = replace(self.kept, rankings=left)
        return self.kept


@dataclass
class ScriptedStoryFiles:
    """Files that hold what a test says, and those that were written."""

    files: dict[Path, StoryBook] = field(default_factory=dict)

    def templates(self) -> Mapping[str, StoryBook]:
        blank = Story("", "[What you changed] for [whom]", (Principle.DELIVER_RESULTS,), result="[Number].")
        return {"star": StoryBook((blank,))}

    def read(self, path: Path) -> StoryBook:
        if path not in self.files:
            raise NotFound(f"There is no file {path}.")
        return self.files[path]

    def write(self, book: StoryBook, path: Path) -> None:
        self.files[path] = book
