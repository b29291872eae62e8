"""Effect: whether an outcome says who felt it."""

from collections.abc import Iterable

from rehearse.analysis.evidence import MetricKind, Metrics
from rehearse.analysis.lexicon import words
from rehearse.analysis.tokens import Tokens
from rehearse.interview.transcript import Span

AUDIENCE = words(
    "customer customers client clients user users patient patients guest guests member members people "
    "person everyone "
    "everybody nobody somebody family families parent parents student students pupil pupils child "
    "children kids resident "
    "residents visitor visitors tenant tenants reader readers passenger passengers driver drivers seller "
    "sellers buyer "
    "buyers subscriber subscribers owner owners team teams colleague colleagues staff crew manager "
    "managers director "
    "boss lead leadership executives ceo cfo company business firm board department branch site store "
    "stores shop shops "
    "stakeholder stakeholders partner partners supplier suppliers sponsor engineers analysts nurses "
    "doctors teachers "
    "analyst engineer nurse doctor teacher investor investors auditor auditors regulator lady gentleman "
    "man woman girl "
    "boy mum mother dad father daughter son couple he she they him her them we us trainee apprentice "
    "intern mentee "
    "revenue profit sales cost costs budget money savings orders complaints churn retention nps "
    "satisfaction trust "
    "subscriptions renewals bookings donations traffic support"
)
"""Those who can feel a result, and the figures of a business that stand for them."""


def effect_is_told(tokens: Tokens, results: Iterable[Span], metrics: Metrics) -> bool:
    """Whether the outcome names somebody who felt it, or what it was worth."""
    if any(item.kind is MetricKind.MONEY for item in metrics.items):
        return True
    return any(tokens.word(index) in AUDIENCE for span in results for index in tokens.between(span))
