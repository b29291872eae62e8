"""What scripts rely on: the form of a report and of a take as JSON, held for tests of any part."""

from datetime import datetime
from itertools import pairwise
from math import isclose, isfinite
from typing import Any

PARTS = ("situation", "task", "action", "result", "reflection")
REPORT_FIELDS = {
    "schema", "source", "question", "engine", "transcript", "timing", "fillers", "metrics", "structure",
    "ownership", "findings", "follow_ups",
}  # fmt: skip
TAKE_FIELDS = {
    "schema", "id", "question", "started_at", "duration", "state", "engine", "fillers", "metrics", "verdict",
    "self_rating", "story", "audio",
}  # fmt: skip
TIMING_FIELDS = {
    "duration", "target", "delta", "verdict", "words", "wpm", "articulation_wpm", "start_delay", "pauses",
    "speaking",
}  # fmt: skip
WORD_FIELDS = {"text", "start", "end", "confidence", "span"}
FILLER_FIELDS = {"text", "kind", "certainty", "reason", "span", "start", "end"}
METRIC_FIELDS = {"text", "kind", "value", "unit", "from", "to", "span", "start", "end"}
METRIC_KINDS = {"percent", "money", "time", "count", "ratio", "score", "stat", "change"}
MENU_FIELDS = {"baseline", "change", "money", "time", "rate", "confidence", "p_value"}
ERROR_CODES = {"not-found", "not-readable", "not-sound", "empty", "no-speech", "not-text", "too-long"}
UNJUDGED_CODES = {"too-short", "not-an-answer", "headline"}
FINDING_CODES = {
    "no-metric", "vague-amount", "no-effect", "missing-situation", "missing-task", "missing-action",
    "missing-result", "missing-reflection", "long-situation", "long-task", "long-action", "long-result",
    "long-reflection", "we-not-i", "under-time", "over-time", "too-fast", "too-slow", "long-pause",
    "slow-start", "many-fillers", "repeats", "hedging", "passive", "hypothetical", "one-example",
    "rough-transcript",
    "very-quiet", "clipped", "overflow", "device-lost", "edited-text", *UNJUDGED_CODES,
}  # fmt: skip
LONG_PAUSE_S = 2.0
ROUNDED_S = 0.002
"""Times are written with three digits."""
ROUNDED_RATE = 0.01
Record = dict[str, Any]


def assert_take(record: Record) -> None:
    """Hold one line of `history --json` to the contract."""
    assert set(record) == TAKE_FIELDS
    assert record["schema"] == "rehearse.take/1"
    assert record["id"]
    assert record["duration"] >= 0
    assert record["state"] in ("reported", "untranscribed", "recovered")
    assert (record["engine"] is not None) == (record["state"] == "reported")
    assert (record["fillers"] is None) == (record["engine"] is None) == (record["metrics"] is None)
    if record["engine"] is not None:
        _assert_engine(record["engine"])
    started_at = datetime.fromisoformat(record["started_at"])
    offset = started_at.utcoffset()
    assert offset is not None
    assert not offset
    assert record["verdict"] in ("under", "on_target", "over")
    assert record["self_rating"] in (None, 1, 2, 3, 4, 5)
    assert record["story"] is None or isinstance(record["story"], str)
    assert isinstance(record["audio"], bool)


def assert_unusable(record: Record, code: str) -> None:
    """Hold what stands in the place of a report to the contract."""
    assert set(record) == {"schema", "source", "error"}
    assert record["schema"] == "rehearse.report/1"
    assert set(record["error"]) == {"code", "message"}
    assert record["error"]["code"] == code
    assert code in ERROR_CODES
    assert record["error"]["message"]


def assert_report(record: Record) -> None:
    """Hold one report to the contract."""
    assert set(record) - {"take"} == REPORT_FIELDS
    assert record["schema"] == "rehearse.report/1"
    assert record["question"] is None or isinstance(record["question"], str)
    _assert_finite(record)
    _assert_engine(record["engine"])
    text, words = record["transcript"]["text"], record["transcript"]["words"]
    _assert_words(words, text, record["timing"]["duration"])
    is_bare = record["engine"]["name"] == "none"
    assert is_bare == (not words)
    _assert_timing(record["timing"], is_bare)
    _assert_fillers(record, text, is_bare)
    _assert_metrics(record["metrics"], text, is_bare)
    codes = [finding["code"] for finding in record["findings"]]
    assert (record["structure"] is None) == bool(UNJUDGED_CODES & set(codes))
    if record["structure"] is not None:
        _assert_structure(record["structure"], text, record["timing"]["duration"], is_bare)
    _assert_ownership(record["ownership"], record["structure"], text)
    _assert_findings(record, codes, text)
    assert all(isinstance(follow_up, str) and follow_up for follow_up in record["follow_ups"])
    if "take" in record:
        assert_take(record["take"])
        assert record["take"]["id"] == record["source"]


def _at(text: str, span: list[int]) -> str:
    start, end = span
    assert 0 <= start <= end <= len(text)
    return text[start:end]


def _assert_finite(value: object) -> None:
    if isinstance(value, float):
        assert isfinite(value)
    elif isinstance(value, dict):
        for inner in value.values():
            _assert_finite(inner)
    elif isinstance(value, list):
        for inner in value:
            _assert_finite(inner)


def _assert_engine(engine: Record) -> None:
    assert set(engine) == {"name", "model"}
    assert engine["name"] in ("whisper", "pocketsphinx", "none")
    if engine["name"] == "none":
        assert engine["model"] is None
    elif engine["name"] == "pocketsphinx":
        assert engine["model"] == "en-us"
    else:
        assert "/" not in engine["model"]


def _assert_words(words: list[Record], text: str, duration_s: float | None) -> None:
    at, reached = 0.0, 0
    for word in words:
        assert set(word) == WORD_FIELDS
        assert at <= word["start"] <= word["end"]
        assert word["confidence"] is None or 0 <= word["confidence"] <= 1
        assert _at(text, word["span"]) == word["text"] != ""
        assert reached <= word["span"][0]
        at, reached = word["end"], word["span"][1]
    assert not words or duration_s is not None
    assert duration_s is None or at <= duration_s + ROUNDED_S


def _assert_timing(timing: Record, is_bare: bool) -> None:
    assert set(timing) == TIMING_FIELDS
    duration, target, words = timing["duration"], timing["target"], timing["words"]
    assert target > 0
    if duration is None:
        assert timing["delta"] is timing["wpm"] is timing["verdict"] is None
    else:
        assert timing["delta"] == _near(duration - target, ROUNDED_S)
        assert timing["wpm"] == _near(words * 60 / duration, words * 60 / duration * ROUNDED_S + ROUNDED_RATE)
        band = "under" if duration < target * 5 / 6 else "over" if duration > target * 7 / 6 else "on_target"
        assert timing["verdict"] == band
    speaking = timing["speaking"]
    if is_bare:
        assert speaking is timing["articulation_wpm"] is timing["start_delay"] is timing["pauses"] is None
        return
    assert 0 < speaking <= duration + ROUNDED_S
    fastest = words * 60 / speaking
    assert timing["articulation_wpm"] == _near(fastest, fastest * ROUNDED_S + ROUNDED_RATE)
    assert 0 <= timing["start_delay"] <= duration
    at = timing["start_delay"]
    for pause in timing["pauses"]:
        assert set(pause) == {"start", "end"}
        assert at <= pause["start"]
        assert pause["end"] - pause["start"] >= LONG_PAUSE_S - ROUNDED_S
        at = pause["end"]
    assert at <= duration


class _near:  # noqa: N801  # reads as a word in a comparison
    def __init__(self, value: float, within: float) -> None:
        self._value, self._within = value, within

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int | float) and isclose(other, self._value, rel_tol=0, abs_tol=self._within)

    def __repr__(self) -> str:
        return f"{self._value} ± {self._within}"


def _assert_times(item: Record, is_bare: bool) -> None:
    if is_bare:
        assert item["start"] is item["end"] is None
    else:
        assert 0 <= item["start"] <= item["end"]


def _assert_fillers(record: Record, text: str, is_bare: bool) -> None:
    fillers, duration = record["fillers"], record["timing"]["duration"]
    assert set(fillers) == {"count", "certain", "possible", "per_minute", "reliable", "items"}
    assert fillers["count"] == fillers["certain"] + fillers["possible"] == len(fillers["items"])
    told = [item["certainty"] for item in fillers["items"]]
    assert (fillers["certain"], fillers["possible"]) == (told.count("certain"), told.count("possible"))
    assert fillers["reliable"] == (record["engine"]["name"] != "pocketsphinx")
    if fillers["reliable"] and duration is not None:
        rate = fillers["count"] * 60 / duration
        assert fillers["per_minute"] == _near(rate, rate * ROUNDED_S + ROUNDED_RATE)
    else:
        assert fillers["per_minute"] is None
    for item in fillers["items"]:
        assert set(item) == FILLER_FIELDS
        assert _at(text, item["span"]) == item["text"]
        assert item["kind"] in ("filled_pause", "discourse", "unworded")
        assert (item["text"] == "") == (item["kind"] == "unworded")
        assert item["certainty"] in ("certain", "possible")
        assert item["reason"]
        _assert_times(item, is_bare)
    _assert_in_order(item["span"] for item in fillers["items"])


def _assert_in_order(spans: Any) -> None:
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start


def _assert_metrics(metrics: Record, text: str, is_bare: bool) -> None:
    assert set(metrics) == {"stated", "items", "menu", "vague"}
    assert metrics["stated"] == bool(metrics["items"])
    assert set(metrics["menu"]) == MENU_FIELDS
    assert all(isinstance(ticked, bool) for ticked in metrics["menu"].values())
    for item in metrics["items"]:
        assert set(item) == METRIC_FIELDS
        assert item["kind"] in METRIC_KINDS
        assert _at(text, item["span"]) == item["text"] != ""
        is_change = item["kind"] == "change"
        assert (item["value"] is None) == is_change
        assert (item["from"] is not None) == (item["to"] is not None) == is_change
        assert item["unit"] is None or item["unit"]
        _assert_times(item, is_bare)
    _assert_in_order(item["span"] for item in metrics["items"])
    for vague in metrics["vague"]:
        assert set(vague) == {"text", "span"}
        assert _at(text, vague["span"]) == vague["text"] != ""


def _assert_structure(structure: Record, text: str, duration: float | None, is_bare: bool) -> None:
    assert set(structure) == {"parts", "missing", "sentences"}
    assert tuple(structure["parts"]) == PARTS
    assert sum(part["share"] for part in structure["parts"].values()) == _near(1, 0.001)
    assert structure["missing"] == [name for name in PARTS if structure["parts"][name]["share"] == 0]
    for part in structure["parts"].values():
        assert set(part) == {"seconds", "share"}
        assert (part["seconds"] is None) == (duration is None)
        if is_bare and duration is not None:
            assert part["seconds"] == _near(part["share"] * duration, duration * 0.0001 + ROUNDED_S)
    at = 0
    for sentence in structure["sentences"]:
        assert set(sentence) == {"span", "part", "start", "end"}
        assert sentence["part"] in (None, *PARTS)
        start, end = sentence["span"]
        assert not text[at:start].strip()
        assert start < end
        at = end
        _assert_times(sentence, is_bare)
    assert not text[at:].strip()
    played = {sentence["part"] for sentence in structure["sentences"]} - {None}
    assert played == set(PARTS) - set(structure["missing"])


def _assert_ownership(ownership: Record | None, structure: Record | None, text: str) -> None:
    assert (ownership is None) == (structure is None or "action" in structure["missing"])
    if ownership is None or structure is None:
        return
    assert set(ownership) == {"i", "we", "items"}
    for item in ownership["items"]:
        assert set(item) == {"text", "who", "span"}
        assert _at(text, item["span"]) == item["text"] != ""
        assert any(
            sentence["span"][0] <= item["span"][0] and item["span"][1] <= sentence["span"][1]
            for sentence in structure["sentences"]
            if sentence["part"] == "action"
        )
    told = [item["who"] for item in ownership["items"]]
    assert (ownership["i"], ownership["we"]) == (told.count("i"), told.count("we"))
    assert len(told) == ownership["i"] + ownership["we"]


def _assert_findings(record: Record, codes: list[str], text: str) -> None:
    assert set(codes) <= FINDING_CODES
    assert len(codes) == len(set(codes))
    for finding in record["findings"]:
        assert set(finding) == {"code", "severity", "message", "spans"}
        assert finding["severity"] in ("info", "advice", "problem")
        assert finding["message"]
        assert all(0 <= start <= end <= len(text) for start, end in finding["spans"])
    is_rough = record["engine"]["name"] == "pocketsphinx"
    assert ("rough-transcript" in codes) == is_rough
    assert not (is_rough and "many-fillers" in codes)
    if record["structure"] is not None:
        missing = {code.removeprefix("missing-") for code in codes if code.startswith("missing-")}
        assert missing == set(record["structure"]["missing"])
        assert ("no-metric" in codes) == (not record["metrics"]["stated"])
    verdict = record["timing"]["verdict"]
    assert ("under-time" in codes, "over-time" in codes) == (verdict == "under", verdict == "over")
