"""A report as a document to keep or to send."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rehearse.analysis.report import Report
    from rehearse.interview.question import Question


class Form(StrEnum):
    """What a document is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CSV = "csv"

    @property
    def suffix(self) -> str:
        """How names of such files end."""
        return ".md" if self is Form.MARKDOWN else f".{self}"


class Export(Protocol):
    """Writes a report to a file."""

    def __call__(
        self, report: "Report", question: "Question | None", take_id: str | None, form: Form, path: Path
    ) -> None:
        """Write it whole, over whatever was there; without a take only what the report itself knows.

        Raises:
            InputError: the take's sound is to go in and can't be used.
            StorageError: the file can't be written.
        """
