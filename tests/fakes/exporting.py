"""A log of what was exported."""

from dataclasses import dataclass, field
from pathlib import Path

from rehearse.analysis.report import Report
from rehearse.interview.errors import RehearseError
from rehearse.interview.question import Question
from rehearse.practice.exporting import Form


@dataclass
class ExportLog:
    """Writes down what was to be exported, or fails with the error it was given."""

    error: RehearseError | None = None
    written: list[tuple[Report, str | None, Form, Path]] = field(default_factory=list)

    def __call__(
        self, report: Report, question: Question | None, take_id: str | None, form: Form, path: Path
    ) -> None:
        if self.error is not None:
            raise self.error
        self.written.append((report, take_id, form, path))
        path.write_text(form)
