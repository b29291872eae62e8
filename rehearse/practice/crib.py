"""What one keeps at hand, some of it only who works with data, and which of it a question calls for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.interview.question import Question


class Topic(StrEnum):
    """A page of the crib."""

    RANKING = "Ways to rank"
    GUARDRAILS = "Guardrails of an experiment"
    MODEL_METRICS = "Model metrics by goal"
    CAUSALITY = "How to show a cause"
    EVIDENCE = "The metric menu"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a page: the term, and when it is the one to name."""

    term: str
    use: str


CRIB: Mapping[Topic, tuple[Entry, ...]] = {
    Topic.RANKING: (
        Entry("RICE", "reach × impact × confidence ÷ effort, where many small requests compete"),
        Entry("Benefit against cost", "where both can be put in money or hours"),
        Entry("Risk × urgency", "where something breaks if nothing is done"),
    ),
    Topic.GUARDRAILS: (
        Entry("Conversion", "so that a better ranking doesn't sell less"),
        Entry("Latency", "a limit in milliseconds, and a switch that turns the change off"),
        Entry("Error rate", "so that the gain doesn't come from requests that failed"),
        Entry("Complaints, NPS", "what people feel before the figures show it"),
    ),
    Topic.MODEL_METRICS: (
        Entry("PR-AUC, then AUC", "where what you look for is rare"),
        Entry("MAE, MAPE, RMSE", "for forecasts: in units, in per cent, with large misses weighing more"),
        Entry("Precision or recall at a threshold", "where one kind of mistake costs more: say which"),
        Entry("Calibration", "where somebody acts on the probability itself"),
        Entry("Latency", "where the answer is waited for"),
    ),
    Topic.CAUSALITY: (
        Entry("A/B test", "where chance may decide who gets the change: give size, power and p-value"),
        Entry("CUPED", "the same with less noise, from what was known before"),
        Entry("Difference-in-differences", "where one group changed and a like one did not"),
        Entry("Propensity matching", "where people chose for themselves: compare those who were alike"),
    ),
    Topic.EVIDENCE: (
        Entry("Baseline and change", "from what to what, absolute and in per cent"),
        Entry("Money, time, rate", "what it was worth to somebody"),
        Entry("Range or p-value", "how sure you are"),
        Entry("A range or a ratio", "where the exact figure is confidential"),
    ),
}

_CALLS: Mapping[Topic, re.Pattern[str]] = {
    topic: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for topic, words in {
        Topic.RANKING: r"priorit|rank(?:s|ed|ing)?\b|comes? first|competing|at once|trade-?offs?\b|triage",
        Topic.GUARDRAILS: r"risk|experiment|a/b|roll(?:ed|ing)?[ -]?out|launch|guardrail|canary|pilot|bold",
        Topic.MODEL_METRICS: r"model|forecast|predict|machine learning|classif|algorithm|accuracy|metric",
        Topic.CAUSALITY: r"experiment|a/b|caus(?:e|al)|prove[ns]?\b|evidence|hypothes|pilot|"
        r"data (?:and|first|to|behind|that)\b",
        Topic.EVIDENCE: r"result|achiev|impact|improve|proud|measur|success|deliver|goal|target",
    }.items()
}


CRAFT = frozenset({Topic.GUARDRAILS, Topic.MODEL_METRICS, Topic.CAUSALITY})
"""Pages for who works with data; a sample answer that comes back to their words calls for them too."""


def called_for(question: "Question") -> tuple[Topic, ...]:
    """Find the pages a question calls for, by what it asks and by its strong answer's shape and craft."""
    asked = "\n".join((question.title, question.prompt, *question.shape))
    return tuple(
        topic
        for topic in Topic
        if _CALLS[topic].search(asked)
        or (topic in CRAFT and len(_CALLS[topic].findall(question.sample_text)) > 1)
    )
