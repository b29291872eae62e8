"""What the app says while a report is written to a file."""

from pathlib import Path

from rehearse.practice.exporting import Form
from rehearse.tui.text.figures import one_line

TITLE = "Export this report"
PATH = "To"
WRITE = "Write it"
BACK = "Back"
REPLACE_TITLE = "Replace the file?"
REPLACE = "Replace it"

FORMS = {
    Form.MARKDOWN: "Markdown: to read, or to paste into notes",
    Form.HTML: "HTML: one page that plays the answer word by word",
    Form.JSON: "JSON: every figure with its place, for scripts",
    Form.CSV: "CSV: one row, for a spreadsheet",
}
SILENT_HTML = "HTML: one page with everything, to open in a browser"


def form_said(form: Form, *, sounds: bool) -> str:
    """A form, and what it is good for."""
    return SILENT_HTML if form is Form.HTML and not sounds else FORMS[form]


def proposed(take_id: str | None, form: Form) -> str:
    """A name for the file, in the folder that the app was started in."""
    return f"./rehearse-{take_id or 'written-answer'}{form.suffix}"


def replace_body(path: Path) -> str:
    """Say what would go."""
    return f"{one_line(str(path))} is there already. What it holds would be lost."


def written(path: Path) -> str:
    """Say where the report is."""
    return f"The report is in {one_line(str(path))}"
