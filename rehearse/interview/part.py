"""The parts of an answer: situation, task, action, result, and the reflection after them."""

from enum import StrEnum


class Part(StrEnum):
    """A part of an answer, in the order in which it is best told."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    REFLECTION = "reflection"

    @property
    def letter(self) -> str:
        """The mark of the part in STAR + R: S, T, A, R, and + for the reflection."""
        return "+" if self is Part.REFLECTION else self.value[0].upper()
