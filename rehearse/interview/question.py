"""What an interviewer asks, and the bank in which questions are found."""

from collections.abc import Iterator
from dataclasses import dataclass

from rehearse.interview.errors import AmbiguousId, UnknownQuestion
from rehearse.interview.ids import id_of
from rehearse.interview.part import Part
from rehearse.interview.principle import Principle


@dataclass(frozen=True, slots=True)
class SamplePart:
    """One part of a sample answer, as it would be said."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with what a strong answer to it looks like."""

    id: str
    title: str
    prompt: str
    """The question as an interviewer says it aloud."""
    principles: tuple[Principle, ...]
    shape: tuple[str, ...]
    """The steps of a strong answer, each a short imperative."""
    follow_ups: tuple[str, ...]
    pitfalls: tuple[str, ...]
    sample: tuple[SamplePart, ...] = ()
    """A strong answer in its parts; empty where the pack gives none."""
    examples: int = 1
    """How many examples are asked for."""
    target_s: float | None = None
    """The question's own target; None leaves it to the settings."""
    pack: str = ""
    """The title of the pack the question came in."""

    @property
    def sample_text(self) -> str:
        """The sample answer as one text, without its marks."""
        return " ".join(part.text for part in self.sample)


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """Questions in the order in which they are shown, each with an id of its own."""

    questions: tuple[Question, ...] = ()
    problems: tuple[str, ...] = ()
    """What kept some packs out of the bank, a line for each mistake."""
    retired: tuple[Question, ...] = ()
    """Questions no longer asked, kept for the takes that answered them."""

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the questions that are asked, in order."""
        return tuple(question.id for question in self.questions)

    @property
    def titles(self) -> dict[str, str]:
        """What each question is called, by its id; the retired ones too."""
        return {question.id: question.title for question in (*self.questions, *self.retired)}

    def taken(self, beside: str | None = None) -> frozenset[str]:
        """Every id that is in use, those of retired questions too, but for the ids of one pack."""
        return frozenset(
            question.id for question in (*self.questions, *self.retired) if question.pack != beside
        )

    def new_id(self, title: str) -> str:
        """Make an id from a title that no other question has."""
        return id_of(title, self.taken(), "question")

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs' titles, in order."""
        return tuple(dict.fromkeys(question.pack for question in self.questions))

    def get(self, question_id: str) -> Question:
        """Find a question by its id, which may be shortened while it is unique; a retired one by all of it.

        Raises:
            UnknownQuestion: no question has that id.
            AmbiguousId: a shortened id fits several.
        """
        for question in (*self.questions, *self.retired):
            if question.id == question_id:
                return question
        found = [question for question in self.questions if question.id.startswith(question_id)]
        if not found or not question_id:
            raise UnknownQuestion(f"No question has the id “{question_id}”: “rehearse questions” lists them.")
        if len(found) > 1:
            ids = ", ".join(question.id for question in found)
            raise AmbiguousId(f"“{question_id}” could be {ids}: give more of the id.")
        return found[0]

    def filter(self, *, principle: Principle | None = None, pack: str | None = None) -> "QuestionBank":
        """Keep the questions that probe a principle, that came in a pack, or both."""
        return QuestionBank(
            tuple(
                question
                for question in self.questions
                if (principle is None or principle in question.principles)
                and (pack is None or question.pack == pack)
            ),
            self.problems,
            self.retired,
        )
