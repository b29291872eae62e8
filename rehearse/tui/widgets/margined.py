"""Sentences, each wrapped beside a margin of its own."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Margined(Widget):
    """Lines that hang beside what stands in their margin."""

    def __init__(self, lines: Sequence[tuple[Content, Content]], margin_width: int) -> None:
        """Each line is a margin of that width, and a body."""
        super().__init__()
        self._lines = lines
        self._margin_width = margin_width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the wrapped lines take."""
        return max(1, len(self._rows(width)))

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(self._rows(self.content_size.width))

    def _rows(self, width: int) -> list[Content]:
        rows = []
        for margin, body in self._lines:
            wrapped = body.wrap(max(10, width - self._margin_width))
            margins = [margin, *[Content(" " * self._margin_width)] * (len(wrapped) - 1)]
            rows += [each + row for each, row in zip(margins, wrapped, strict=True)]
        return rows
