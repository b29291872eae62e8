"""The bank, and the person's own questions."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rehearse.interview.question import Question, QuestionBank


class QuestionShelf(Protocol):
    """The bank and the person's own questions."""

    def bank(self) -> "QuestionBank":
        """All questions as they stand now."""

    def save(self, question: "Question") -> "QuestionBank":
        """Add one of the person's own, or change it; gives the bank that results.

        Raises:
            MalformedFile: the question has mistakes.
            StorageError: it can't be written.
        """

    def retire(self, question_id: str) -> "QuestionBank":
        """Take one of the person's own out of the bank."""

    def own_ids(self) -> frozenset[str]:
        """The questions that the person wrote, the retired ones too: these can be changed."""
