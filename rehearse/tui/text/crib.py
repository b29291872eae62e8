"""What the app says of the pages at hand that a question calls for."""

from textual.content import Content

from rehearse.interview.question import Question
from rehearse.practice.crib import CRIB, called_for
from rehearse.tui.text.figures import one_line

TITLE = "At hand"


def crib_lines(question: Question) -> tuple[Content, ...]:
    """Each page a question calls for on a line, by its terms; nothing where it calls for none."""
    return tuple(
        Content.styled(f"{one_line(topic)}  ", "$primary")
        + Content.styled(" · ".join(entry.term for entry in CRIB[topic]), "$text-muted")
        for topic in called_for(question)
    )


def crib_pages(question: Question) -> Content:
    """The same pages whole: each term, and when it is the one to name."""
    pages = []
    for topic in called_for(question):
        page = Content.styled(one_line(topic), "bold $primary")
        for entry in CRIB[topic]:
            page += Content.styled(f"\n{entry.term}", "bold") + Content.styled(
                f": {entry.use}", "$text-muted"
            )
        pages.append(page)
    return Content("\n\n").join(pages)
