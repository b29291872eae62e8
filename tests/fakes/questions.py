"""A small bank, and a shelf in memory."""

from dataclasses import dataclass, field, replace

from rehearse.interview.errors import UnknownQuestion
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank


def question(question_id: str = "apology", **changes: object) -> Question:
    """A small question, whole in every field."""
    made = Question(
        id=question_id,
        title=question_id.replace("-", " ").capitalize(),
        prompt="Tell me about a time you owed someone an apology.",
        principles=(Principle.EARN_TRUST, Principle.OWNERSHIP),
        shape=("Say sorry for the exact harm", "Mend it", "Check back later"),
        follow_ups=("How did you make sure it would not happen again?",),
        pitfalls=("Defending yourself",),
        pack="Tests",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


BANK = QuestionBank(
    (
        question("apology", title="An apology you owed"),
        question(
            "being-wrong",
            title="When you turned out to be wrong",
            prompt="When did you turn out to be wrong, and what came of it?",
            principles=(Principle.LEARN_AND_BE_CURIOUS, Principle.ARE_RIGHT_A_LOT),
        ),
        question(
            "difficult-customer",
            title="Your most difficult customer",
            prompt="Who was the hardest customer you ever had, and how did you handle them?",
            principles=(Principle.CUSTOMER_OBSESSION, Principle.DIVE_DEEP),
        ),
    )
)


@dataclass
class MemoryShelf:
    """Questions of the person's own, beside a bank that stays."""

    given: QuestionBank
    own: dict[str, Question] = field(default_factory=dict)
    retired: dict[str, Question] = field(default_factory=dict)

    def bank(self) -> QuestionBank:
        retired = (*self.given.retired, *self.retired.values())
        return QuestionBank((*self.given, *self.own.values()), self.given.problems, retired)

    def save(self, question: Question) -> QuestionBank:
        self.retired.pop(question.id, None)
        self.own[question.id] = question
        return self.bank()

    def retire(self, question_id: str) -> QuestionBank:
        if question_id not in self.own:
            raise UnknownQuestion(f"“{question_id}” is none of your own questions: it stays in the bank.")
        self.retired[question_id] = self.own.pop(question_id)
        return self.bank()

    def own_ids(self) -> frozenset[str]:
        return frozenset((*self.own, *self.retired))
