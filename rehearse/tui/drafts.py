"""Answers being written, kept for as long as the app runs."""

from dataclasses import dataclass, field

from rehearse.interview.question import Question
from rehearse.tui.text.without_microphone import ANY_ANSWER


@dataclass(slots=True)
class Draft:
    """One answer as far as it was written."""

    text: str = ""
    length: str = ""
    """How long it takes to say, as it was typed."""


@dataclass(slots=True)
class Drafts:
    """A draft for each question, so that looking away loses nothing."""

    _by_prompt: dict[str, Draft] = field(default_factory=dict)

    def of(self, question: Question) -> Draft:
        """The draft of an answer to a question, empty at first; follow-ups have theirs too."""
        return self._by_prompt.setdefault(question.prompt, Draft())

    def move(self, draft: Draft, question: Question) -> Draft:
        """What was written is meant for another question; where nothing was, give that one's own draft."""
        if not draft.text.strip():
            return self.of(question)
        self._by_prompt = {prompt: each for prompt, each in self._by_prompt.items() if each is not draft}
        self._by_prompt[question.prompt] = draft
        return draft


ANY_QUESTION = Question("", ANY_ANSWER, ANY_ANSWER, (), shape=(), follow_ups=(), pitfalls=())
"""What is answered where there is no question at all."""
