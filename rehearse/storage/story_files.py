"""Files of stories besides the person's own: templates that come along, what is taken in or sent out."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.durable import deliver
from rehearse.interview.errors import UsageError
from rehearse.storage.story_file import is_markdown, read_book

if TYPE_CHECKING:
    from rehearse.interview.story import StoryBook


class TomlStoryFiles:
    """Reads and writes by a file's name: Markdown where it says so, TOML for the rest."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates

    def templates(self) -> Mapping[str, "StoryBook"]:
        """Stories with blanks, by name.

        Raises:
            InputError: one of them can't be read.
        """
        return {path.stem: read_book(path) for path in sorted(self._templates.glob("*.toml"))}

    def read(self, path: Path) -> "StoryBook":
        """The stories in a file.

        Raises:
            MalformedFile: it has mistakes; carries all of them.
            InputError: it can't be read at all.
        """
        return read_book(path)

    def write(self, book: "StoryBook", path: Path) -> None:
        """Write stories down, over whatever was there; Markdown has no room for rankings.

        Raises:
            UsageError: nobody can tell from its name what the file should be.
            StorageError: it can't be written.
        """
        if is_markdown(path):
            from rehearse.storage.story_markdown import write_markdown

            text = write_markdown(book.stories)
        elif path.suffix.lower() == ".toml":
            from rehearse.storage.story_shelf import toml_of

            text = toml_of(book)
        else:
            raise UsageError("give the file a name that ends in .md or .toml: that says what to write.")
        deliver(path, [text.encode()])
