"""Reports as one HTML file that can be opened anywhere, with the sound inside."""

from rehearse.render.html.document import report_html
from rehearse.render.html.page import Audio, Page

__all__ = ["Audio", "Page", "report_html"]
