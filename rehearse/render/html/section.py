"""What the sections of an answer have in common."""

from collections.abc import Iterator

from rehearse.analysis.report import Report
from rehearse.interview.transcript import Span
from rehearse.render.html.markup import Markup, element, join
from rehearse.render.html.page import place_of


def section(key: str, label: str, name: str, heading: str, *content: str | None) -> Markup:
    """A section with its heading, named by it."""
    return element(
        "section",
        element(heading, label, id=f"{name}-{key}"),
        *content,
        class_=key,
        aria_labelledby=f"{name}-{key}",
    )


def links(report: Report, spans: tuple[Span, ...], name: str) -> Iterator[Markup]:
    """Links to where something shows, one for each place."""
    places = dict.fromkeys(place for span in spans if (place := place_of(report, name, span)))
    for place in places:
        yield join(" ", element("a", place.label, href=f"#{place.anchor}", class_="place"))
