"""The person's stories in one file that they may edit by hand: added, changed, taken out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.interview.errors import EmptyInput, MalformedFile, NotFound
from rehearse.interview.story import StoryBook
from rehearse.storage.story_file import fields_of_ranking, fields_of_story, parse_book
from rehearse.storage.text_file import read_text

if TYPE_CHECKING:
    from rehearse.interview.ranking import Ranking
    from rehearse.interview.story import Story
    from rehearse.storage.toml_edit import TomlDocument
    from rehearse.storage.toml_form import Form

_NEW_FILE = "# Your stories. Rehearse writes here, and leaves what you write as it is.\n"


class TomlStoryShelf:
    """One TOML file; it is made when the first story is kept."""

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self._path = path
        self._today = today

    def book(self) -> StoryBook:
        """All stories as they stand now.

        Raises:
            MalformedFile: the file has mistakes; carries all of them.
            InputError: it can't be read.
        """
        return self._read()[1]

    def save(self, story: "Story") -> StoryBook:
        """Add a story or change the one with its id; the days of both are kept with it.

        Raises:
            MalformedFile: the story, or the file, has mistakes.
            StorageError: it can't be written.
        """
        return self.save_all((story,))

    def save_all(self, stories: Iterable["Story"], rankings: Iterable["Ranking"] = ()) -> StoryBook:
        """Add or change several at once, all or none; raises as `save` does."""
        from rehearse.storage.story_form import RankingForm, StoryForm

        with self._editing() as (document, book):
            dated = [self._dated(story, book.find(story.id)) for story in stories]
            rankings = tuple(rankings)
            for story in dated:
                _put(document, "story", fields_of_story(story), StoryForm)
            for ranking in rankings:
                _put(document, "ranking", fields_of_ranking(ranking), RankingForm)
            return document.keep(self._path, parse_book)

    def save_ranking(self, ranking: "Ranking") -> StoryBook:
        """Add a ranking or change the one with its id; raises as `save` does."""
        return self.save_all((), (ranking,))

    def remove(self, story_id: str) -> StoryBook:
        """Take a story out; the takes that told it stay.

        Raises:
            UnknownStory: there is none.
            MalformedFile: the file has mistakes.
            StorageError: it can't be written.
        """
        with self._editing() as (document, book):
            document.remove("story", book.get(story_id).id)
            return document.keep(self._path, parse_book)

    def remove_ranking(self, ranking_id: str) -> StoryBook:
        """Take a ranking out; that there is none is no error. Raises as `remove` does."""
        with self._editing() as (document, book):
            if all(ranking.id != ranking_id for ranking in book.rankings):
                return book
            document.remove("ranking", ranking_id)
            return document.keep(self._path, parse_book)

    def _dated(self, story: "Story", before: "Story | None") -> "Story":
        if before is None:
            today = self._today()
            return replace(story, created_on=story.created_on or today, changed_on=story.changed_on or today)
        same = replace(before, created_on=story.created_on, changed_on=story.changed_on) == story
        changed_on = before.changed_on if same else self._today()
        return replace(story, created_on=before.created_on, changed_on=changed_on)

    @contextmanager
    def _editing(self) -> Iterator[tuple["TomlDocument", StoryBook]]:
        """The file, for whoever changes it, and what it says now."""
        # Only who changes something waits for the library that can write.
        from rehearse.storage.toml_edit import TomlDocument, locked

        with locked(self._path):
            text, book = self._read()
            yield TomlDocument.of_file(text, self._path), book

    def _read(self) -> tuple[str, StoryBook]:
        try:
            text = read_text(self._path)
        except (NotFound, EmptyInput):
            return _NEW_FILE, StoryBook()
        return text, parse_book(text, self._path)


def toml_of(book: StoryBook) -> str:
    """Write a book as a new text."""
    from rehearse.storage.toml_edit import TomlDocument

    document = TomlDocument("# Stories from Rehearse.\n")
    for story in book.stories:
        document.append("story", fields_of_story(story))
    for ranking in book.rankings:
        document.append("ranking", fields_of_ranking(ranking))
    return document.text


def _put(document: "TomlDocument", key: str, fields: dict[str, Any], form: type["Form"]) -> None:
    from rehearse.storage.toml_form import faults_of_form

    mistakes = tuple(f"{fault.place}: {fault.message}" for fault in faults_of_form(fields, form))
    if mistakes:
        raise MalformedFile(mistakes[0], mistakes)
    if document.has(key, fields["id"]):
        document.change(key, fields, form.model_fields, _says_the_same)
    else:
        document.append(key, fields)


def _says_the_same(_: str, written: Any, value: Any) -> bool:
    return bool((written.strip() if isinstance(written, str) else written) == value)
