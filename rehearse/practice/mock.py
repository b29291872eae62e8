"""Several questions in a row, as an interviewer would put them: a mock interview, a ladder, a quick round.

A session is a value. Each answer gives the session that follows, which is what is kept on disk: after a crash
it goes on where it was.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.interview.errors import UnknownQuestion, UsageError
from rehearse.interview.headline import HEADLINE_S
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question
from rehearse.practice.follow_up import FOLLOW_UP_S, follow_up_to

if TYPE_CHECKING:
    from rehearse.interview.question import QuestionBank
    from rehearse.interview.story import Story

LADDER_S = (30.0, 60.0, 90.0, 120.0)

Shuffle = Callable[[Sequence[Question]], Sequence[Question]]
"""Chance, handed in: gives the same questions in another order."""


class Kind(StrEnum):
    """What sort of session it is."""

    INTERVIEW = "interview"
    LADDER = "ladder"
    """One story, longer every time."""
    QUICK = "quick"
    """The headline of each story."""


class Mode(StrEnum):
    """When the reports are shown."""

    STUDY = "study"
    """After each answer."""
    REAL = "real"
    """All at the end."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is wished of a mock interview."""

    count: int = 5
    principles: tuple[Principle, ...] = ()
    """Only questions that probe one of these; empty for all."""
    packs: tuple[str, ...] = ()
    """Only questions of these packs; empty for all."""
    follow_ups: bool = False
    mode: Mode = Mode.REAL
    ends_after_s: float | None = None
    """Hands-free: the silence that ends an answer; None where a key does."""

    def fits(self, question: Question) -> bool:
        """Whether a question may be asked."""
        return (not self.packs or question.pack in self.packs) and (
            not self.principles or bool(set(self.principles) & set(question.principles))
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be answered."""

    prompt: str
    question_id: str | None = None
    """None for a follow-up and for a story told by itself."""
    target_s: float | None = None
    """None leaves it to the question and the settings."""
    story_id: str | None = None
    follows_up: bool = False
    """Whether it goes on from the question before it."""
    take_id: str | None = None
    """The answer; None while there is none, and for good where it was written or passed over."""
    written: str = ""
    """The answer where it was written: it is kept here, and only here."""
    written_s: float | None = None
    """How long it takes to say, where its writer told."""
    passed_over: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer, spoken or written."""
        return self.take_id is not None or bool(self.written)

    @property
    def is_done(self) -> bool:
        """Whether it was answered or passed over."""
        return self.is_answered or self.passed_over


@dataclass(frozen=True, slots=True)
class Session:
    """Where a session stands."""

    kind: Kind
    steps: tuple[Step, ...]
    mode: Mode = Mode.REAL
    follow_ups: bool = False
    ends_after_s: float | None = None

    @property
    def current(self) -> Step | None:
        """What is to be answered now; None once all is done."""
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.current is None

    @property
    def is_real(self) -> bool:
        """Whether all reports wait for its end."""
        return self.mode is Mode.REAL

    @property
    def number(self) -> int:
        """Which question it is, counted from 1 and without the follow-ups."""
        done = sum(step.is_done and not step.follows_up for step in self.steps)
        current = self.current
        return done if current is None or current.follows_up else done + 1

    @property
    def count(self) -> int:
        """How many questions there are, without the follow-ups."""
        return sum(not step.follows_up for step in self.steps)

    @property
    def progress(self) -> str:
        """Where one is, in words: “Question 3 of 5”."""
        noun = "Question" if self.kind is Kind.INTERVIEW else "Story" if self.kind is Kind.QUICK else "Round"
        going_on = ", follow-up" if self.current is not None and self.current.follows_up else ""
        return f"{noun} {self.number} of {self.count}{going_on}"

    @property
    def take_ids(self) -> tuple[str, ...]:
        """The answers so far, in order."""
        return tuple(step.take_id for step in self.steps if step.take_id is not None)

    @property
    def is_written(self) -> bool:
        """Whether the answer before was written: then the next is likely to be, too."""
        done = [step for step in self.steps if step.is_done]
        return bool(done) and bool(done[-1].written)

    def answered(self, take_id: str) -> "Session":
        """Keep the current step's answer."""
        return self._with_current(lambda step: replace(step, take_id=take_id))

    def answered_in_writing(self, text: str, length_s: float | None = None) -> "Session":
        """Keep the current step's answer, which was written; it counts like one that was spoken."""
        return self._with_current(lambda step: replace(step, written=text, written_s=length_s))

    def passed_over(self) -> "Session":
        """Go on without an answer to the current step."""
        return self._with_current(lambda step: replace(step, passed_over=True))

    def followed_up(self, prompt: str) -> "Session":
        """Ask a follow-up to the answer before next, where those are wanted; it has none of its own."""
        at = sum(step.is_done for step in self.steps)
        before = self.steps[at - 1] if at else None
        if before is None or not self.follow_ups or before.follows_up:
            return self
        asked = Step(prompt, target_s=FOLLOW_UP_S, story_id=before.story_id, follows_up=True)
        return replace(self, steps=(*self.steps[:at], asked, *self.steps[at:]))

    def _with_current(self, change: Callable[[Step], Step]) -> "Session":
        at = next((at for at, step in enumerate(self.steps) if not step.is_done), None)
        if at is None:
            raise UsageError("the session is over: there is nothing left to answer.")
        return replace(self, steps=(*self.steps[:at], change(self.steps[at]), *self.steps[at + 1 :]))


def begin_interview(plan: Plan, bank: "QuestionBank", shuffle: Shuffle) -> Session:
    """Draw the questions of a mock interview: by chance, but so that they probe as much as they can.

    Raises:
        UsageError: no question fits what is wished.
    """
    fitting = [question for question in bank if plan.fits(question)]
    if not fitting or plan.count < 1:
        raise UsageError("no question fits: choose more principles or packs.")
    drawn = _spread(shuffle(fitting), plan.count, plan.principles or tuple(Principle))
    steps = tuple(Step(question.prompt, question.id, question.target_s) for question in drawn)
    return Session(Kind.INTERVIEW, steps, plan.mode, plan.follow_ups, plan.ends_after_s)


def begin_ladder(story: "Story", targets_s: Sequence[float] = LADDER_S) -> Session:
    """One story, told in 30, 60, 90 and 120 seconds."""
    steps = tuple(
        Step(f"Tell this story in {target_s:.0f} seconds: {story.headline}", None, target_s, story.id)
        for target_s in targets_s
    )
    return Session(Kind.LADDER, steps, Mode.STUDY)


def begin_quick_round(stories: Sequence["Story"]) -> Session:
    """The headline of each story, in 20 seconds.

    Raises:
        UsageError: there is no story.
    """
    if not stories:
        raise UsageError("there is no story yet: write one first.")
    steps = tuple(
        Step(f"In {HEADLINE_S:.0f} seconds: {story.headline}", None, HEADLINE_S, story.id)
        for story in stories
    )
    return Session(Kind.QUICK, steps, Mode.REAL)


def question_of(step: Step, session: Session, bank: "QuestionBank") -> Question:
    """What is asked at a step, with its target; a follow-up keeps what the question before it probes."""
    if step.question_id is not None:
        try:
            known = bank.get(step.question_id)
            return replace(known, prompt=step.prompt, target_s=step.target_s or known.target_s)
        except UnknownQuestion:  # retired and gone since: its words are still here
            pass
    if step.follows_up:
        return follow_up_to(_question_before(step, session, bank), step.prompt)
    return Question(
        "", step.prompt, step.prompt, (), shape=(), follow_ups=(), pitfalls=(), target_s=step.target_s
    )


def _question_before(step: Step, session: Session, bank: "QuestionBank") -> Question | None:
    at = session.steps.index(step)
    asked = session.steps[at - 1] if at else step
    if asked.question_id is None:
        return None
    try:
        return bank.get(asked.question_id)
    except UnknownQuestion:
        return None


def _spread(questions: Sequence[Question], count: int, wanted: Collection[Principle]) -> tuple[Question, ...]:
    """Take one question after another that probes most of what none so far does."""
    left = list(questions)
    drawn: list[Question] = []
    unprobed = set(wanted)
    while left and len(drawn) < count:
        chosen = max(left, key=lambda question: len(unprobed & set(question.principles)))
        left.remove(chosen)
        drawn.append(chosen)
        unprobed -= set(chosen.principles)
        unprobed = unprobed or set(wanted)
    return tuple(drawn)
