"""A line that is told what it says many times a second."""

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static


class SteadyLine(Static):
    """Drawn where it says something new: a line that is drawn again has the whole screen laid out anew."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Say something."""
        if not _same(content, self.content):
            super().update(content, layout=layout)


def _same(one: VisualType, other: VisualType) -> bool:
    """Contents count as equal whatever their colours."""
    if isinstance(one, Content) and isinstance(other, Content):
        return one.plain == other.plain and one.spans == other.spans
    return one is other
