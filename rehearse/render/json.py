"""Reports and takes as plain objects for JSON, in the form that scripts rely on."""

import json
from collections.abc import Iterable
from typing import Any

from rehearse.analysis.evidence import Fillers, Metrics, Structure, Timing
from rehearse.analysis.report import Report
from rehearse.interview.errors import InputError
from rehearse.interview.part import Part
from rehearse.interview.sound import Interval
from rehearse.interview.take import TakeSummary
from rehearse.interview.transcript import Engine, Transcript

Record = dict[str, Any]

REPORT_SCHEMA = "rehearse.report/1"
TAKE_SCHEMA = "rehearse.take/1"


def line(record: Record) -> str:
    """One line of JSON Lines, in ASCII so that any terminal and pipe carries it."""
    return json.dumps(record)


def report_record(report: Report, take: TakeSummary | None = None) -> Record:
    """A report; with `take`, the take's own fields under that name."""
    record: Record = {
        "schema": REPORT_SCHEMA,
        "source": report.source,
        "question": report.question_id,
        "engine": _engine(report.transcript.engine),
        "transcript": _transcript(report.transcript),
        "timing": _timing(report.timing),
        "fillers": _fillers(report.fillers),
        "metrics": _metrics(report.metrics),
        "structure": None if report.structure is None else _structure(report.structure),
        "ownership": None
        if report.ownership is None
        else {
            "i": report.ownership.i,
            "we": report.ownership.we,
            "items": [
                {"text": item.text, "who": item.who, "span": list(item.span)}
                for item in report.ownership.items
            ],
        },
        "findings": [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "message": finding.message,
                "spans": [list(span) for span in finding.spans],
            }
            for finding in report.findings
        ],
        "follow_ups": list(report.follow_ups),
    }
    if take is not None:
        record["take"] = take_record(take)
    return record


def error_record(source: str, error: InputError) -> Record:
    """A source that can't be used, and why."""
    return {
        "schema": REPORT_SCHEMA,
        "source": source,
        "error": {"code": error.code, "message": str(error)},
    }


def take_record(take: TakeSummary) -> Record:
    """A take as `history` lists it."""
    counts = take.counts
    return {
        "schema": TAKE_SCHEMA,
        "id": take.id,
        "question": take.question_id,
        "started_at": take.started_at.isoformat(),
        "duration": round(take.duration_s, 3),
        "state": str(take.state),
        "engine": None if take.engine is None else _engine(take.engine),
        "fillers": None if counts is None else counts.fillers,
        "metrics": None if counts is None else counts.metrics,
        "verdict": str(take.verdict),
        "self_rating": take.self_rating,
        "story": take.story_id,
        "audio": take.has_audio,
    }


def _engine(engine: Engine) -> Record:
    return {"name": engine.name, "model": engine.model}


def _rounded(value: float | None, digits: int = 3) -> float | None:
    return None if value is None else round(value, digits)


def _times(time: Interval | None) -> Record:
    return {
        "start": None if time is None else round(time.start_s, 3),
        "end": None if time is None else round(time.end_s, 3),
    }


def _intervals(intervals: Iterable[Interval] | None) -> list[Record] | None:
    return None if intervals is None else [_times(interval) for interval in intervals]


def _transcript(transcript: Transcript) -> Record:
    return {
        "text": transcript.text,
        "words": [
            {
                "text": word.text,
                "start": round(word.start_s, 3),
                "end": round(word.end_s, 3),
                "confidence": _rounded(word.confidence),
                "span": list(word.span),
            }
            for word in transcript.words
        ],
    }


def _timing(timing: Timing) -> Record:
    return {
        "duration": _rounded(timing.duration_s),
        "target": timing.target_s,
        "delta": _rounded(timing.delta_s),
        "verdict": None if timing.verdict is None else str(timing.verdict),
        "words": timing.words,
        "wpm": _rounded(timing.wpm, 2),
        "articulation_wpm": _rounded(timing.articulation_wpm, 2),
        "start_delay": _rounded(timing.start_delay_s),
        "pauses": _intervals(timing.pauses),
        "speaking": _rounded(timing.speaking_s),
    }


def _fillers(fillers: Fillers) -> Record:
    return {
        "count": fillers.count,
        "certain": fillers.certain,
        "possible": fillers.possible,
        "per_minute": _rounded(fillers.per_minute, 2),
        "reliable": fillers.reliable,
        "items": [
            {
                "text": item.text,
                "kind": str(item.kind),
                "certainty": str(item.certainty),
                "reason": item.reason,
                "span": list(item.span),
                **_times(item.time),
            }
            for item in fillers.items
        ],
    }


def _metrics(metrics: Metrics) -> Record:
    menu = metrics.menu
    return {
        "stated": metrics.stated,
        "items": [
            {
                "text": item.text,
                "kind": str(item.kind),
                "value": item.value,
                "unit": item.unit,
                "from": item.from_value,
                "to": item.to_value,
                "span": list(item.span),
                **_times(item.time),
            }
            for item in metrics.items
        ],
        "menu": {
            "baseline": menu.baseline,
            "change": menu.change,
            "money": menu.money,
            "time": menu.time,
            "rate": menu.rate,
            "confidence": menu.confidence,
            "p_value": menu.p_value,
        },
        "vague": [{"text": item.text, "span": list(item.span)} for item in metrics.vague],
    }


def _structure(structure: Structure) -> Record:
    return {
        "parts": {
            str(part): {
                "seconds": _rounded(structure.parts[part].seconds),
                "share": _rounded(structure.parts[part].share, 4),
            }
            for part in Part
        },
        "missing": [str(part) for part in structure.missing],
        "sentences": [
            {
                "span": list(sentence.span),
                "part": None if sentence.part is None else str(sentence.part),
                **_times(sentence.time),
            }
            for sentence in structure.sentences
        ],
    }
