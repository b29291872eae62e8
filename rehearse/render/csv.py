"""Takes as CSV: one row for each."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from rehearse.analysis.report import Report
from rehearse.interview.part import Part
from rehearse.interview.take import TakeSummary
from rehearse.render.json import take_record

_TAKE_COLUMNS = (
    "id", "question", "started_at", "duration", "state", "engine", "model",
    "verdict", "fillers", "metrics", "self_rating", "story", "audio",
)  # fmt: skip
_REPORT_COLUMNS = ("target", "words", "wpm", "fillers_per_minute", *map(str, Part), "missing", "text")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets."""


def takes_table(takes: Iterable[tuple[TakeSummary, Report | None]]) -> Iterator[str]:
    """The table, line by line, with its header; a take without words has empty cells."""
    yield _line((*_TAKE_COLUMNS, *_REPORT_COLUMNS))
    for take, report in takes:
        yield _line([_cell(value) for value in (*_take_cells(take), *_report_cells(report))])


def _line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _take_cells(take: TakeSummary) -> list[object]:
    record = take_record(take)
    engine = record["engine"] or {"name": None, "model": None}
    record |= {"engine": engine["name"], "model": engine["model"]}
    return [record[column] for column in _TAKE_COLUMNS]


def _report_cells(report: Report | None) -> list[object]:
    if report is None:
        return [None] * len(_REPORT_COLUMNS)
    timing, structure = report.timing, report.structure
    return [
        timing.target_s,
        timing.words,
        _tenth(timing.wpm),
        _tenth(report.fillers.per_minute),
        *(None if structure is None else _tenth(structure.parts[part].seconds) for part in Part),
        None if structure is None else " ".join(map(str, structure.missing)),
        report.transcript.text,
    ]


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
