"""Stories, coverage and rankings, as lines for a terminal and as objects for JSON."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from rehearse.analysis.evidence import Metric
from rehearse.interview.part import Part
from rehearse.interview.question import Question
from rehearse.interview.ranking import Ranking, figure
from rehearse.interview.story import Story
from rehearse.practice.stories import Freshness, PrincipleCoverage, StoryRecord
from rehearse.practice.story_numbers import NumbersTold, Telling
from rehearse.render.json import Record
from rehearse.render.visible import one_line, visible

WIDTH = 96

_FRESHNESS = {Freshness.NEVER: "never", Freshness.FRESH: "fresh", Freshness.STALE: "stale"}


def story_record(record: StoryRecord, numbers: Iterable[Metric]) -> Record:
    """A story as `stories` lists it."""
    story = record.story
    return {
        "id": story.id,
        "headline": story.headline,
        "principles": [str(principle) for principle in story.principles],
        "numbers": [number.text for number in numbers],
        "takes": record.takes,
        "last_told": None if record.last_at is None else record.last_at.isoformat(),
        "freshness": _FRESHNESS[record.freshness],
        "overused": record.overused,
        "missing": [str(part) for part in story.missing],
        "blanks": list(story.blanks),
        "created": _day(story.created_on),
        "changed": _day(story.changed_on),
    }


def story_page_record(
    record: StoryRecord, numbers: Iterable[Metric], last: tuple[str, NumbersTold] | None
) -> Record:
    """A story with its notes, and how its numbers were told in the last take, by that take's id."""
    return story_record(record, numbers) | {
        "notes": {str(part): record.story.note(part) for part in Part},
        "last": None
        if last is None
        else {
            "take": last[0],
            "numbers": [
                {
                    "text": number.planned.text,
                    "telling": str(number.telling),
                    "said": None if number.said is None else number.said.text,
                }
                for number in last[1].numbers
            ],
        },
    }


def coverage_record(covered: PrincipleCoverage, questions: Iterable[Question]) -> Record:
    """A principle with the stories and questions that belong to it."""
    return {
        "name": str(covered.principle),
        "stories": [story.id for story in covered.stories],
        "told": [story.id for story in covered.told],
        "gap": covered.is_gap,
        "questions": [question.id for question in questions if covered.principle in question.principles],
    }


def ranking_record(ranking: Ranking) -> Record:
    """A ranking in its order."""
    return {
        "id": ranking.id,
        "title": ranking.title,
        "framework": str(ranking.framework),
        "options": [
            {
                "name": place.option.name,
                "score": place.score,
                "place": place.place,
                **{
                    factor.name: value
                    for factor, value in zip(ranking.framework.factors, place.option.values, strict=True)
                },
            }
            for place in ranking.order
        ],
        "sentence": ranking.sentence,
    }


def story_lines(records: Sequence[StoryRecord], now: datetime) -> Iterator[str]:
    """One line for each story: its id, how it stands, its headline."""
    width = max((len(record.story.id) for record in records), default=0)
    for record in records:
        yield f"{record.story.id:<{width}}  {_standing(record, now):<24}  {one_line(record.story.headline)}"


def coverage_lines(covered: Iterable[PrincipleCoverage]) -> Iterator[str]:
    """One line for each principle: how many stories speak for it, and which."""
    for each in covered:
        told = {story.id for story in each.told}
        names = ", ".join(story.id + _how_ready(story, is_told=story.id in told) for story in each.stories)
        yield f"{each.principle:<44} {names or '– no story'}"


def _how_ready(story: Story, *, is_told: bool) -> str:
    if story.blanks:
        return " (blanks to fill in)"
    return "" if is_told else " (not said yet)"


def story_page(
    record: StoryRecord, numbers: Iterable[Metric], last: NumbersTold | None, now: datetime
) -> Iterator[str]:
    """A story whole."""
    story = record.story
    yield one_line(story.headline)
    yield " · ".join(story.principles) or "no principle yet"
    yield _standing(record, now)
    yield ""
    for part in Part:
        yield from _row(part.letter, story.note(part) or "–")
    yield ""
    yield from _row("#", " · ".join(number.text for number in numbers) or "no number yet")
    if story.blanks:
        yield from _row("", f"to fill in: {' '.join(story.blanks)}")
    if last is not None:
        yield ""
        said = len(last.of(Telling.SAID))
        yield f"The last time you said {said} of {len(last.numbers)} numbers."
        for number in last.numbers:
            if number.message:
                yield from _row("", number.message)


def ranking_lines(ranking: Ranking) -> Iterator[str]:
    """A ranking as a table in its order, and the sentence to say."""
    factors = ranking.framework.factors
    yield f"{one_line(ranking.title)} ({ranking.framework.formula})"
    width = max(len(one_line(option.name)) for option in ranking.options)
    yield f"     {'':<{width}}  {'score':>10}" + "".join(f"  {factor.name:>10}" for factor in factors)
    for place in ranking.order:
        values = "".join(f"  {figure(value):>10}" for value in place.option.values)
        yield f"  {place.place}. {one_line(place.option.name):<{width}}  {figure(place.score):>10}{values}"
    yield from textwrap.wrap(one_line(ranking.sentence), WIDTH)


def _standing(record: StoryRecord, now: datetime) -> str:
    if record.last_at is None:
        return str(record.freshness)
    days = (now.date() - record.last_at.astimezone(now.tzinfo).date()).days
    when = "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"
    state = "overused" if record.overused else str(record.freshness)
    return f"{state}, {record.takes}×, {when}"


def _row(label: str, text: str) -> Iterator[str]:
    first = f"  {label:<3}"
    for paragraph in visible(text).expandtabs(4).splitlines() or [""]:
        yield from textwrap.wrap(paragraph, WIDTH, initial_indent=first, subsequent_indent="     ") or [first]
        first = "     "


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
