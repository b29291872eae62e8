"""The person's stories in one file that they may edit by hand: added, changed, taken out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from rehearse.durable import write
from rehearse.interview.errors import EmptyInput, MalformedFile, NotFound
from rehearse.interview.ranking import Ranking
from rehearse.interview.story import Story, StoryBook
from rehearse.storage.story_file import fields_of_ranking, fields_of_story, parse_book
from rehearse.storage.story_form import RankingForm, StoryForm
from rehearse.storage.text_file import read_text
from rehearse.storage.toml_edit import append, by_hand_only, change, editable, find, locked, remove
from rehearse.storage.toml_form import Form, faults_of_form

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

    def save(self, story: Story) -> StoryBook:
        """Add a story or change the one with its id; the days of both are kept with it.

        Raises:
            MalformedFile: the story, or the file, has mistakes.
            StorageError: it can't be written.
        """
        return self.save_all((story,))

    def save_all(self, stories: Iterable[Story], rankings: Iterable[Ranking] = ()) -> StoryBook:
        """Add or change several at once, all or none; raises as `save` does."""
        with locked(self._path):
            text, book = self._read()
            document = editable(text, self._path)
            dated = [self._dated(story, book.find(story.id)) for story in stories]
            rankings = tuple(rankings)
            for story in dated:
                _put(document, "story", fields_of_story(story), StoryForm)
            for ranking in rankings:
                _put(document, "ranking", fields_of_ranking(ranking), RankingForm)
            return self._write(document)

    def save_ranking(self, ranking: Ranking) -> StoryBook:
        """Add a ranking or change the one with its id; raises as `save` does."""
        return self.save_all((), (ranking,))

    def remove(self, story_id: str) -> StoryBook:
        """Take a story out; the takes that told it stay.

        Raises:
            UnknownStory: there is none.
            MalformedFile: the file has mistakes.
            StorageError: it can't be written.
        """
        with locked(self._path):
            text, book = self._read()
            document = editable(text, self._path)
            remove(document, "story", book.get(story_id).id)
            return self._write(document)

    def remove_ranking(self, ranking_id: str) -> StoryBook:
        """Take a ranking out; that there is none is no error. Raises as `remove` does."""
        with locked(self._path):
            text, book = self._read()
            if all(ranking.id != ranking_id for ranking in book.rankings):
                return book
            document = editable(text, self._path)
            remove(document, "ranking", ranking_id)
            return self._write(document)

    def _dated(self, story: Story, before: Story | None) -> Story:
        if before is None:
            today = self._today()
            return replace(story, created_on=story.created_on or today, changed_on=story.changed_on or today)
        same = replace(before, created_on=story.created_on, changed_on=story.changed_on) == story
        changed_on = before.changed_on if same else self._today()
        return replace(story, created_on=before.created_on, changed_on=changed_on)

    def _read(self) -> tuple[str, StoryBook]:
        try:
            text = read_text(self._path)
        except (NotFound, EmptyInput):
            return _NEW_FILE, StoryBook()
        return text, parse_book(text, self._path)

    def _write(self, document: tomlkit.TOMLDocument) -> StoryBook:
        text = tomlkit.dumps(document)
        try:
            book = parse_book(text, self._path)
        except MalformedFile as error:  # a layout that tomlkit garbles: better unchanged than broken
            raise by_hand_only(self._path) from error
        write(self._path.resolve(), text.encode())
        return book


def toml_of(book: StoryBook) -> str:
    """Write a book as a new file."""
    document = tomlkit.parse("# Stories from Rehearse.\n")
    for story in book.stories:
        append(document, "story", fields_of_story(story))
    for ranking in book.rankings:
        append(document, "ranking", fields_of_ranking(ranking))
    return tomlkit.dumps(document)


def _put(document: tomlkit.TOMLDocument, key: str, fields: dict[str, Any], form: type[Form]) -> None:
    mistakes = tuple(f"{fault.key}: {fault.message}" for fault in faults_of_form(fields, form))
    if mistakes:
        raise MalformedFile(mistakes[0], mistakes)
    if any(table["id"] == fields["id"] for table in document.get(key, ())):
        change(find(document, key, fields["id"]), fields, form, _says_the_same)
    else:
        append(document, key, fields)


def _says_the_same(_: str, written: Any, value: Any) -> bool:
    return bool((written.strip() if isinstance(written, str) else written) == value)
