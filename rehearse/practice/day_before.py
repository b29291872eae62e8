"""The sheet for the day before: what is weakest, what has gone stale, three numbers to remember."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rehearse.analysis.evidence import Metric, MetricKind, Metrics
from rehearse.analysis.rubric import Rubric
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.story import Story, StoryBook
from rehearse.interview.take import TakeSummary
from rehearse.practice.checklist import Item, checklist
from rehearse.practice.ports import TakeArchive
from rehearse.practice.readiness import readiness
from rehearse.practice.reporting import report_on
from rehearse.practice.schedule import Choice, choose_next, weaknesses_of
from rehearse.practice.stories import (
    Freshness,
    PrincipleCoverage,
    StoryRecord,
    coverage,
    story_records,
)
from rehearse.practice.story_numbers import NumberTold, Telling, compare_numbers, numbers_of

NUMBERS = 3
WEAKEST = 3

_WEIGHT = (
    MetricKind.MONEY,
    MetricKind.CHANGE,
    MetricKind.PERCENT,
    MetricKind.RATIO,
    MetricKind.SCORE,
    MetricKind.TIME,
    MetricKind.STAT,
    MetricKind.COUNT,
)
"""Which of a story's numbers to remember first, where none was told wrongly."""
_URGENCY = (Telling.DIFFERENTLY, Telling.LEFT_OUT, Telling.PARTLY)


@dataclass(frozen=True, slots=True)
class WeakPrinciple:
    """A principle that is not ready, and why."""

    principle: Principle
    reasons: tuple[str, ...]
    question: Question | None
    """The question to rehearse for it; None where the bank has none."""


@dataclass(frozen=True, slots=True)
class NumberToRemember:
    """One number, whose story it is, and why it is on the sheet."""

    metric: Metric
    story: Story
    reason: str
    """Empty where it is only the story's weightiest."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet."""

    ready: tuple[Item, ...]
    weakest: tuple[WeakPrinciple, ...]
    stale: tuple[StoryRecord, ...]
    """Stories not said aloud for three weeks or ever, the most neglected first."""
    numbers: tuple[NumberToRemember, ...]
    next: Choice | None
    stories: int
    """How many stories can be told."""


def last_said(
    book: StoryBook, takes: Iterable[TakeSummary], archive: TakeArchive, bank: QuestionBank, rubric: Rubric
) -> Mapping[str, Metrics]:
    """Find the numbers of each story's newest take whose words are known, by the story's id.

    Raises:
        StorageError: a take can't be read.
    """
    said: dict[str, Metrics] = {}
    for summary in takes:
        story_id = summary.story_id
        if story_id is None or story_id in said or book.find(story_id) is None:
            continue
        take = archive.take(summary.id)
        if take.heard is not None:
            said[story_id] = report_on(take, take.heard, bank, rubric).metrics
    return said


def day_before(
    book: StoryBook,
    bank: QuestionBank,
    takes: Sequence[TakeSummary],
    said: Mapping[str, Metrics],
    now: datetime,
    rubric: Rubric,
    principles: Collection[Principle] = tuple(Principle),
) -> Sheet:
    """Put the sheet together; takes come newest first, `now` is in the person's own time zone.

    A story with blanks left from its template is no story yet: nothing is told of it.
    """
    records = story_records(book, takes, now)
    covered = coverage(records, principles)
    whole = StoryBook(tuple(story for story in book if not story.blanks))
    planned = {story.id: numbers_of(story, rubric) for story in whole}
    practice = readiness(takes, now.date(), now.tzinfo)
    neglected = [
        record for record in records if record.freshness is not Freshness.FRESH and not record.story.blanks
    ]
    return Sheet(
        ready=checklist(book, covered, practice, [metrics.menu for metrics in planned.values()]),
        weakest=weakest_principles(covered, bank, takes),
        stale=tuple(sorted(neglected, key=lambda record: (record.last_at or _EVER).timestamp())),
        numbers=numbers_to_remember(whole, planned, said),
        next=choose_next(bank, takes, now),
        stories=len(whole),
    )


_EVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def weakest_principles(
    covered: Iterable[PrincipleCoverage], bank: QuestionBank, takes: Sequence[TakeSummary]
) -> tuple[WeakPrinciple, ...]:
    """Find the principles that have least behind them: stories, and good last answers to their questions."""
    last: dict[str | None, TakeSummary] = {}
    for take in takes:
        last.setdefault(take.question_id, take)
    judged = [_judge(each, bank, last) for each in covered]
    weak = sorted((strength, index) for index, (strength, _) in enumerate(judged) if judged[index][1].reasons)
    return tuple(judged[index][1] for _, index in weak[:WEAKEST])


def _judge(
    covered: PrincipleCoverage, bank: QuestionBank, last: Mapping[str | None, TakeSummary]
) -> tuple[float, WeakPrinciple]:
    """Give a principle's strength, 0 to 2, and what is weak about it."""
    reasons = []
    stories = 1.0
    if not covered.stories:
        stories = 0.0
        reasons.append("no story speaks for it")
    elif not covered.told:
        stories = 0.5
        reasons.append(
            "its story was never said aloud"
            if len(covered.stories) == 1
            else "none of its stories was said aloud"
        )
    questions = [question for question in bank if covered.principle in question.principles]
    rehearsed = [last[question.id] for question in questions if question.id in last]
    weak = [take for take in rehearsed if weaknesses_of(take)]
    answers = (len(rehearsed) - len(weak)) / len(questions) if questions else 1.0
    if questions and not rehearsed:
        reasons.append("none of its questions was rehearsed")
    elif weak:
        which = (
            "its last answer wants another go"
            if len(rehearsed) == 1
            else f"{len(weak)} of {len(rehearsed)} last answers want another go"
        )
        reasons.append(f"{which} ({', '.join(weaknesses_of(weak[0]))})")
    return stories + answers, WeakPrinciple(covered.principle, tuple(reasons), _first(questions, last))


def _first(questions: Sequence[Question], last: Mapping[str | None, TakeSummary]) -> Question | None:
    """The question to rehearse: a weak one before one never rehearsed, and that before a good one."""

    def order(question: Question) -> int:
        if question.id not in last:
            return 1
        return 0 if weaknesses_of(last[question.id]) else 2

    return min(questions, key=order, default=None)


def numbers_to_remember(
    book: StoryBook, planned: Mapping[str, Metrics], said: Mapping[str, Metrics]
) -> tuple[NumberToRemember, ...]:
    """Choose three: of as many stories as there are, first those that were told wrongly or left out."""
    by_story = [list(_candidates(story, planned[story.id].items, said.get(story.id))) for story in book]
    ranked = sorted(
        (round_, urgency, at)
        for at, candidates in enumerate(by_story)
        for round_, (urgency, _) in enumerate(candidates[:NUMBERS])
    )
    return tuple(by_story[at][round_][1] for round_, _, at in ranked[:NUMBERS])


def _candidates(
    story: Story, planned: Sequence[Metric], said: Metrics | None
) -> Iterator[tuple[int, NumberToRemember]]:
    """A story's numbers, the one to remember first, each with how urgent that is."""
    told = compare_numbers(planned, () if said is None else said.items).numbers

    def urgency(number: NumberTold) -> int:
        if said is None or number.telling is Telling.SAID:
            return len(_URGENCY)
        return _URGENCY.index(number.telling)

    for number in sorted(told, key=lambda each: (urgency(each), _WEIGHT.index(each.planned.kind))):
        reason = number.reminder if urgency(number) < len(_URGENCY) else ""
        yield urgency(number), NumberToRemember(number.planned, story, reason)
