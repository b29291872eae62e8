"""What the app says of the pages at hand that a question calls for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from rehearse.practice.crib import CRAFT, CRIB, called_for
from rehearse.tui.text.figures import one_line

if TYPE_CHECKING:
    from rehearse.interview.question import Question
    from rehearse.practice.crib import Topic

TITLE = "At hand"
OF_DATA = "At hand, if you work with data"


def for_everybody(question: "Question") -> Content:
    """The pages that serve in any trade, whole; empty where the question calls for none."""
    pages = [topic for topic in called_for(question) if topic not in CRAFT]
    return _section(TITLE, [_page(topic) for topic in pages], "\n\n")


def asked_for(question: "Question", *, whole: bool) -> Content:
    """Every page, those for who works with data apart, whole or each on a line."""
    called = called_for(question)
    sections = [
        _section(
            title,
            [_page(topic) if whole else _line(topic) for topic in called if (topic in CRAFT) is is_craft],
            "\n\n" if whole else "\n",
        )
        for title, is_craft in ((TITLE, False), (OF_DATA, True))
    ]
    return Content("\n\n").join([section for section in sections if section.plain])


def _section(title: str, pages: Sequence[Content], between: str) -> Content:
    if not pages:
        return Content("")
    return Content.styled(f"{title}\n", "$secondary") + Content(between).join(pages)


def _line(topic: "Topic") -> Content:
    terms = " · ".join(entry.term for entry in CRIB[topic])
    return Content.styled(f"{one_line(topic)}  ", "$primary") + Content.styled(terms, "$text-muted")


def _page(topic: "Topic") -> Content:
    page = Content.styled(one_line(topic), "bold $primary")
    for entry in CRIB[topic]:
        page += Content.styled(f"\n{entry.term}", "bold") + Content.styled(f": {entry.use}", "$text-muted")
    return page
