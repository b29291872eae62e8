"""What the app's export is made of: the documents of the command line, written for one report."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.analysis.report import Report
    from rehearse.interview.question import Question
    from rehearse.practice.exporting import Form
    from rehearse.practice.ports import TakeArchive


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes reports to files, with what the archive knows of their takes."""

    archive: "TakeArchive"

    def __call__(
        self, report: "Report", question: "Question | None", take_id: str | None, form: "Form", path: Path
    ) -> None:
        """Write a report whole, over whatever was there.

        Raises:
            InputError: the take is gone, or its sound is to go in and can't be used.
            StorageError: the file can't be written.
        """
        # Home is seen before anything is exported: it need not wait for this.
        from rehearse.cli.reports import Judged, document, write_out

        judged = Judged(report, question)
        if take_id is not None:
            audio = self.archive.take(take_id).audio
            summary = next((take for take in self.archive.takes_in_turn() if take.id == take_id), None)
            judged = Judged(report, question, summary, audio)
        write_out(document([judged], form), str(path))
