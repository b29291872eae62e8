"""The stories a person has to tell, kept short enough to look up while thinking."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rehearse.interview.blanks import blanks_in
from rehearse.interview.errors import AmbiguousId, UnknownStory
from rehearse.interview.ids import id_of
from rehearse.interview.part import Part
from rehearse.interview.principle import Principle
from rehearse.interview.ranking import Ranking

LONGEST_HEADLINE = 160
"""Two lines of a terminal: a headline is what comes to mind first, not the story."""


@dataclass(frozen=True, slots=True)
class Story:
    """Something that happened, as notes to speak from."""

    id: str
    headline: str
    principles: tuple[Principle, ...] = ()
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    reflection: str = ""
    created_on: date | None = None
    changed_on: date | None = None

    def note(self, part: Part) -> str:
        """What is noted for a part; empty where nothing is."""
        notes = {
            Part.SITUATION: self.situation,
            Part.TASK: self.task,
            Part.ACTION: self.action,
            Part.RESULT: self.result,
            Part.REFLECTION: self.reflection,
        }
        return notes[part]

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that nothing is noted for."""
        return tuple(part for part in Part if not self.note(part))

    @property
    def text(self) -> str:
        """The headline and the notes, a paragraph each."""
        return "\n".join(filter(None, (self.headline, *map(self.note, Part))))

    @property
    def blanks(self) -> tuple[str, ...]:
        """What a template left to be filled in."""
        return blanks_in(self.text)


@dataclass(frozen=True, slots=True)
class StoryBook:
    """All stories in the order in which they were written, and the decisions worked through."""

    stories: tuple[Story, ...] = ()
    rankings: tuple[Ranking, ...] = ()

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the stories, in order."""
        return tuple(story.id for story in self.stories)

    def new_id(self, headline: str) -> str:
        """Make an id from a headline that no other story has."""
        return id_of(headline, self.ids, "story")

    def get(self, story_id: str) -> Story:
        """Find a story by its id, which may be shortened while it is unique.

        Raises:
            UnknownStory: no story has that id.
            AmbiguousId: a shortened id fits several.
        """
        for story in self.stories:
            if story.id == story_id:
                return story
        found = [story for story in self.stories if story.id.startswith(story_id)]
        if not found or not story_id:
            raise UnknownStory(f"No story has the id “{story_id}”: “rehearse stories” lists them.")
        if len(found) > 1:
            ids = ", ".join(story.id for story in found)
            raise AmbiguousId(f"“{story_id}” could be {ids}: give more of the id.")
        return found[0]

    def find(self, story_id: str | None) -> Story | None:
        """The story with exactly that id; None where it has gone."""
        return next((story for story in self.stories if story.id == story_id), None)

    def taken_by(self, given: "StoryBook") -> "StoryBook":
        """What of a given book has an id that is taken here, by something else than the same once more."""
        stories = tuple(
            story
            for story in given
            if (there := self.find(story.id)) is not None
            and story != replace(there, created_on=story.created_on, changed_on=story.changed_on)
        )
        kept = {ranking.id: ranking for ranking in self.rankings}
        rankings = tuple(each for each in given.rankings if kept.get(each.id, each) != each)
        return StoryBook(stories, rankings)
