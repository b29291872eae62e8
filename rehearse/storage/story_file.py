"""Story files: TOML that a person may write by hand, read and checked as question packs are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rehearse.interview.ids import id_of
from rehearse.interview.principle import Principle
from rehearse.interview.ranking import Framework, Option, Ranking
from rehearse.interview.story import Story, StoryBook
from rehearse.storage.text_file import read_text
from rehearse.storage.toml_fault import Fault
from rehearse.storage.toml_mistakes import Mistake, malformed, mistakes_in, tables_of

CHECK = "rehearse stories check"


def is_markdown(path: Path) -> bool:
    """Whether a file's name says that Markdown stands in it."""
    return path.suffix.lower() in {".md", ".markdown"}


def read_book(path: Path) -> StoryBook:
    """Read a file of stories to take in, Markdown or TOML by its name; who has no id is given one.

    Raises:
        MalformedFile: it has mistakes; carries all of them.
        InputError: it can't be read at all.
    """
    text = read_text(path)
    if not is_markdown(path):
        return book_of(_with_ids(tables_of(text, path, _faults_but_for_ids, CHECK)))
    from rehearse.storage.story_markdown import parse_markdown

    tables, mistakes = parse_markdown(text, path, _faults_but_for_ids)
    if mistakes:
        raise malformed(mistakes, CHECK)
    return book_of(_with_ids(tables))


def check_book(path: Path) -> tuple[Mistake, ...]:
    """Find every mistake in a file of stories to take in, Markdown or TOML by its name.

    Raises:
        InputError: it can't be read at all.
    """
    text = read_text(path)
    if not is_markdown(path):
        return mistakes_in(text, path, _faults_but_for_ids)
    from rehearse.storage.story_markdown import parse_markdown

    return parse_markdown(text, path, _faults_but_for_ids)[1]


def parse_book(text: str, path: Path) -> StoryBook:
    """Read the text of the person's own file; the path is only named in what is wrong with it.

    Raises:
        MalformedFile: it has mistakes; carries all of them.
    """
    return book_of(tables_of(text, path, faults_of_book, CHECK))


def book_of(tables: dict[str, Any]) -> StoryBook:
    """Make the stories of tables that have no mistakes."""
    stories = tuple(map(_story, tables.get("story", ())))
    return StoryBook(stories, tuple(map(_ranking, tables.get("ranking", ()))))


def faults_of_book(tables: dict[str, Any]) -> tuple[Fault, ...]:
    """Say everything that is wrong with a file's tables."""
    from rehearse.storage.story_form import BookForm
    from rehearse.storage.toml_form import faults_of_form

    return (
        *faults_of_form(tables, BookForm),
        *_faults_of_ids(tables, "story"),
        *_faults_of_ids(tables, "ranking"),
    )


def _faults_but_for_ids(tables: dict[str, Any]) -> tuple[Fault, ...]:
    return faults_of_book(_with_ids(tables))


def _with_ids(tables: dict[str, Any]) -> dict[str, Any]:
    """Give those an id that have none, made of what they are called."""
    return tables | {
        key: _each_with_id(tables[key], called, key)
        for key, called in (("story", "headline"), ("ranking", "title"))
        if isinstance(tables.get(key), list)
    }


def _each_with_id(listed: list[Any], called: str, otherwise: str) -> list[Any]:
    taken = {table["id"] for table in listed if isinstance(table, dict) and isinstance(table.get("id"), str)}
    given: list[Any] = []
    for table in listed:
        if isinstance(table, dict) and "id" not in table:
            id_ = id_of(str(table.get(called, "")), taken, otherwise)
            taken.add(id_)
            given.append(table | {"id": id_})
        else:
            given.append(table)
    return given


def fields_of_story(story: Story) -> dict[str, Any]:
    """Write a story as the keys of its table, without those that say nothing."""
    fields: dict[str, Any] = {
        "id": story.id,
        "headline": story.headline.strip(),
        "principles": [principle.value for principle in story.principles],
        "situation": story.situation.strip(),
        "task": story.task.strip(),
        "action": story.action.strip(),
        "result": story.result.strip(),
        "reflection": story.reflection.strip(),
        "created": story.created_on,
        "changed": story.changed_on,
    }
    return {key: value for key, value in fields.items() if key in ("id", "headline") or value}


def fields_of_ranking(ranking: Ranking) -> dict[str, Any]:
    """Write a ranking as the keys of its table, without those that say nothing."""
    names = [factor.name for factor in ranking.framework.factors]
    fields: dict[str, Any] = {
        "id": ranking.id,
        "title": ranking.title.strip(),
        "framework": ranking.framework.value,
        "result": ranking.result.strip(),
        "options": [
            {"name": option.name.strip()} | dict(zip(names, map(_short, option.values), strict=True))
            for option in ranking.options
        ],
    }
    return {key: value for key, value in fields.items() if key != "result" or value}


def _story(table: dict[str, Any]) -> Story:
    return Story(
        id=table["id"],
        headline=table["headline"].strip(),
        principles=tuple(map(Principle, table.get("principles", ()))),
        situation=table.get("situation", "").strip(),
        task=table.get("task", "").strip(),
        action=table.get("action", "").strip(),
        result=table.get("result", "").strip(),
        reflection=table.get("reflection", "").strip(),
        created_on=table.get("created"),
        changed_on=table.get("changed"),
    )


def _ranking(table: dict[str, Any]) -> Ranking:
    framework = Framework(table["framework"])
    return Ranking(
        id=table["id"],
        title=table["title"].strip(),
        framework=framework,
        options=tuple(
            Option(option["name"].strip(), tuple(float(option[factor.name]) for factor in framework.factors))
            for option in table["options"]
        ),
        result=table.get("result", "").strip(),
    )


def _faults_of_ids(tables: dict[str, Any], key: str) -> Iterator[Fault]:
    """Find ids that stand twice; what isn't of the form is passed over here."""
    seen: set[str] = set()
    listed = tables.get(key)
    for index, table in enumerate(listed if isinstance(listed, list) else ()):
        id_ = table.get("id") if isinstance(table, dict) else None
        if not isinstance(id_, str):
            continue
        if id_ in seen:
            yield Fault((key, index, "id"), f"“{id_}” is the id of another {key} above")
        seen.add(id_)


def _short(value: float) -> float:
    return int(value) if value.is_integer() else value
