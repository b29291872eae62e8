"""Where a filler might stand, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rehearse.analysis.evidence import Certainty
from rehearse.analysis.tokens import Tokens

BREAK_S = 0.25
"""A silence from which on a word counts as set apart; stops within words stay below it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why a candidate is counted."""

    certainty: Certainty
    reason: str


def certain(reason: str) -> Judgement:
    """A filler in any reading."""
    return Judgement(Certainty.CERTAIN, reason)


def possible(reason: str) -> Judgement:
    """A filler in the likelier reading."""
    return Judgement(Certainty.POSSIBLE, reason)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Some words that may be a filler, seen in their surroundings; filled pauses are looked through."""

    tokens: Tokens
    first: int
    last: int
    before: Sequence[str]
    """The words before it, nearest first, empty past the start of the text."""
    after: Sequence[str]
    """The words after it, nearest first, empty past the end of the text."""
    classes_before: Sequence[str]
    classes_after: Sequence[str]
    opens: bool
    """Whether it begins the text or a sentence that punctuation shows."""
    begins_text: bool
    """Whether nothing but fillers stands before it."""
    comma_before: bool
    comma_after: bool
    ends: bool
    """Whether the text or a sentence ends after it."""
    beside_pause: bool
    """Whether an um, or a silence, stands right before or after it."""
    between_silences: bool
    """Whether silences stand on both sides, by the word times."""
    punctuated: bool
    """Whether the text bears punctuation at all."""

    @property
    def set_apart(self) -> bool:
        """Whether commas or silences stand on both sides."""
        return (self.between_silences) or (
            (self.comma_before or self.opens) and (self.comma_after or self.ends)
        )

    def phrase(self) -> str:
        """Its words, in lower case."""
        return " ".join(self.tokens[index].lower for index in range(self.first, self.last + 1))
