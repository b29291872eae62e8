"""Which takes are listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rehearse.interview.take import TakeSummary
from rehearse.interview.transcript import Engine
from rehearse.tui.text import words
from rehearse.tui.text.figures import one_line
from rehearse.tui.text.history import NOBODY, title_of

ALL, QUESTION, ENGINE = "all", "question", "engine"


@dataclass(frozen=True, slots=True)
class TakeFilter:
    """What has to be true of a take; nothing at first."""

    said: str = ""
    """Words that are looked for."""
    found: frozenset[str] | None = None
    """The takes in which they were said; None while that isn't known."""
    key: str = ALL
    """`all`, or `question:` or `engine:` and what it has to be."""

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self != TakeFilter()

    def apply(self, takes: Iterable[TakeSummary]) -> tuple[TakeSummary, ...]:
        """Give the takes that are left, in the order they came."""
        return tuple(
            take
            for take in takes
            if (self.found is None or take.id in self.found) and (self.key == ALL or self.key in _keys(take))
        )

    def told(self, takes: Iterable[TakeSummary], titles: Mapping[str, str]) -> str:
        """What is narrowed, in a few words."""
        said = [f"“{one_line(self.said)}”"] if self.said.strip() else []
        if self.key != ALL:
            said += [label for key, label in filter_choices(takes, titles) if key == self.key]
        return " · ".join(said)


def filter_choices(takes: Iterable[TakeSummary], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """What there is to filter by among these takes: pairs of a key and what is shown for it."""
    questions: dict[str, str] = {}
    engines: dict[str, str] = {}
    for take in takes:
        question, engine = _keys(take)
        if question not in questions:
            questions[question] = title_of(take, titles)
        if engine not in engines:
            engines[engine] = _engine_label(take.engine)
    choices = [(ALL, "All takes"), *questions.items()]
    return choices + list(engines.items()) if len(engines) > 1 else choices


def _keys(take: TakeSummary) -> tuple[str, str]:
    return _question_key(take), _engine_key(take.engine)


def _question_key(take: TakeSummary) -> str:
    # A follow-up is no question of the bank: its words are all it is known by.
    return f"{QUESTION}:{take.question_id or take.prompt}"


def _engine_key(engine: Engine | None) -> str:
    return f"{ENGINE}:" if engine is None else f"{ENGINE}:{engine.name} {engine.model or ''}"


def _engine_label(engine: Engine | None) -> str:
    return f"Heard by {NOBODY if engine is None else one_line(words.engine_name(engine))}"
