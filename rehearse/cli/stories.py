"""`rehearse stories`: the person's stories, what they cover, and how they were told."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from rehearse import resources
from rehearse.cli.asking import ask_for_story, asked
from rehearse.cli.furnish import Furniture
from rehearse.cli.output import complain, note, say
from rehearse.cli.reports import form_meant, write_out
from rehearse.cli.story_options import FORMATS
from rehearse.interview.errors import InputError, MalformedFile, NotFound, UsageError
from rehearse.interview.part import Part
from rehearse.interview.story import Story, StoryBook
from rehearse.practice.reporting import report_on
from rehearse.practice.stories import StoryRecord, story_records
from rehearse.practice.stories import coverage as covered_by
from rehearse.practice.story_numbers import NumbersTold, compare_numbers, numbers_of
from rehearse.render import stories as render
from rehearse.render.json import line
from rehearse.render.wording import count


def run(arguments: argparse.Namespace) -> int:
    """List the stories."""
    furniture = Furniture.of_environment()
    _list(furniture, _records(furniture, furniture.stories().book()), arguments.json)
    return 0


def coverage(arguments: argparse.Namespace) -> int:
    """Say of each principle which stories speak for it."""
    furniture = Furniture.of_environment()
    covered = covered_by(_records(furniture, furniture.stories().book()))
    if not arguments.json:
        say("\n".join(render.coverage_lines(covered)))
        return 0
    bank = furniture.bank()
    for each in covered:
        say(line(render.coverage_record(each, bank)))
    return 0


def show(arguments: argparse.Namespace) -> int:
    """One story with everything that is known of it."""
    furniture = Furniture.of_environment()
    book = furniture.stories().book()
    story = book.get(arguments.story)
    record = next(each for each in _records(furniture, book) if each.story == story)
    numbers = numbers_of(story, furniture.rubric(furniture.settings())).items
    last = _last_telling(furniture, story)
    if arguments.json:
        say(line(render.story_page_record(record, numbers, last)))
    else:
        say("\n".join(render.story_page(record, numbers, last and last[1], _now())))
    return 0


def add(arguments: argparse.Namespace) -> int:
    """Add stories by their parts, from a file, or by asking."""
    furniture = Furniture.of_environment()
    shelf = furniture.stories()
    book = shelf.book()
    given: dict[str, Any] = {str(part): getattr(arguments, part) for part in Part}
    given |= {"headline": arguments.headline, "id": arguments.id}
    if arguments.principle:
        given["principles"] = tuple(dict.fromkeys(arguments.principle))
    given = {name: value for name, value in given.items() if value is not None}
    if arguments.file is not None:
        added = _read(Path(arguments.file))
    elif arguments.headline is not None:
        added = StoryBook((Story(arguments.id or book.new_id(arguments.headline), arguments.headline),))
    elif given:
        raise UsageError("a story needs a headline: give --headline.")
    elif not sys.stdin.isatty():
        raise UsageError("nothing to add: give --headline with the parts, or a FILE.")
    else:
        added = StoryBook((ask_for_story(book),))
    added = _changed(added, given)
    _refuse_taken(added, book, arguments.replace)
    kept = shelf.save_all(added.stories, added.rankings)
    ids = set(added.ids)
    records = [each for each in _records(furniture, kept) if each.story.id in ids]
    _list(furniture, records, getattr(arguments, "json", False))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Name every mistake in a file of stories."""
    from rehearse.storage.story_file import check_book

    mistakes = check_book(Path(arguments.file))
    for mistake in mistakes:
        complain(InputError(str(mistake)))
    if mistakes:
        return InputError.exit_code
    say(f"{arguments.file}: no mistakes")
    return 0


def take_in(arguments: argparse.Namespace) -> int:
    """Add what a file holds; what is there already, the same, is no change."""
    shelf = Furniture.of_environment().stories()
    book = shelf.book()
    given = _read(Path(arguments.file))
    _refuse_taken(given, book, arguments.replace)
    shelf.save_all(given.stories, given.rankings)
    stories = count(len(given.stories), "story", "stories")
    say(f"{stories} and {count(len(given.rankings), 'ranking')} taken in.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write the stories as a file."""
    book = Furniture.of_environment().stories().book()
    if form_meant(arguments.format, arguments.output, FORMATS) == "markdown":
        from rehearse.storage.story_markdown import write_markdown

        write_out([write_markdown(book.stories)], arguments.output)
    else:
        from rehearse.storage.story_shelf import toml_of

        write_out([toml_of(book)], arguments.output)
    return 0


def template(arguments: argparse.Namespace) -> int:
    """Print a story with blanks."""
    templates = {path.stem: path for path in sorted(resources.templates_folder().glob("*.toml"))}
    if arguments.name is None:
        for name in templates:
            say(name)
        return 0
    if arguments.name not in templates:
        raise NotFound(f"No template is called “{arguments.name}”: there are {', '.join(templates)}.")
    say(templates[arguments.name].read_text(encoding="utf-8"), end="")
    return 0


def rankings(arguments: argparse.Namespace) -> int:
    """Show the decisions that were worked through."""
    for at, ranking in enumerate(Furniture.of_environment().stories().book().rankings):
        if arguments.json:
            say(line(render.ranking_record(ranking)))
        else:
            say(("\n" if at else "") + "\n".join(render.ranking_lines(ranking)))
    return 0


def tie(arguments: argparse.Namespace) -> int:
    """Keep which story a take told."""
    furniture = Furniture.of_environment()
    story = None if arguments.story is None else furniture.stories().book().get(arguments.story)
    archive = furniture.archive()
    archive.recover()
    archive.tie(arguments.take, None if story is None else story.id)
    note(f"{arguments.take} tells {'no story' if story is None else story.id}.")
    return 0


def remove(arguments: argparse.Namespace) -> int:
    """Take stories out of the file, after asking."""
    shelf = Furniture.of_environment().stories()
    book = shelf.book()
    going = [book.get(story_id) for story_id in arguments.stories]
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise UsageError("nothing was removed: say --yes where nobody can be asked.")
        for story in going:
            note(f"{story.id}  {story.headline}")
        if asked(f"Remove {len(going)} for good? [y/N] ").lower() not in ("y", "yes"):
            note("Nothing was removed.")
            return 0
    for story in dict.fromkeys(going):
        shelf.remove(story.id)
        note(f"{story.id} removed.")
    return 0


def _now() -> datetime:
    return datetime.now().astimezone()


def _records(furniture: Furniture, book: StoryBook) -> tuple[StoryRecord, ...]:
    archive = furniture.archive()
    archive.recover()
    return story_records(book, archive.takes(), _now())


def _list(furniture: Furniture, records: Sequence[StoryRecord], as_json: bool) -> None:
    if not as_json:
        for each in render.story_lines(records, _now()):
            say(each)
        if not records:
            note("no stories yet: “rehearse stories add” asks for the first.")
        return
    rubric = furniture.rubric(furniture.settings())
    for record in records:
        say(line(render.story_record(record, numbers_of(record.story, rubric).items)))


def _last_telling(furniture: Furniture, story: Story) -> tuple[str, NumbersTold] | None:
    archive, rubric = furniture.archive(), furniture.rubric(furniture.settings())
    for summary in archive.takes():
        if summary.story_id == story.id and summary.counts is not None:
            take = archive.take(summary.id)
            if take.heard is not None:
                said = report_on(take, take.heard, furniture.bank(), rubric).metrics.items
                return take.id, compare_numbers(numbers_of(story, rubric).items, said)
    return None


def _read(path: Path) -> StoryBook:
    from rehearse.storage.story_file import read_book

    return read_book(path)


def _changed(book: StoryBook, changes: dict[str, Any]) -> StoryBook:
    """Let what was given on the command line stand before what a file says."""
    if not changes:
        return book
    if len(book) != 1:
        raise UsageError(f"the file holds {len(book)} stories: give parts only with a file of one.")
    return replace(book, stories=(replace(book.stories[0], **changes),))


def _refuse_taken(given: StoryBook, book: StoryBook, replacing: bool) -> None:
    """Keep what is there from being written over unasked; the same story again is none."""
    already = book.taken_by(given)
    taken = [
        f"“{each.id}” is the id of a {noun} you already have: say --replace, or give it another id."
        for noun, those in (("story", already.stories), ("ranking", already.rankings))
        for each in those
    ]
    if taken and not replacing:
        raise MalformedFile(taken[0], tuple(taken))
