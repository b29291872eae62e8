"""What scripts rely on: the form of a report and of a take as JSON, held for tests of any part."""

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
FILLER_FIELDS = {"text", "kind", "certainty", "reason", "span", "start", "end"}
METRIC_FIELDS = {"text", "kind", "value", "unit", "from", "to", "span", "start", "end"}
MENU_FIELDS = {"baseline", "change", "money", "time", "rate", "confidence", "p_value"}
Record = dict[str, Any]


def assert_take(record: Record) -> None:
    """Hold one line of `history --json` to the contract."""
    assert set(record) == TAKE_FIELDS
    assert record["schema"] == "rehearse.take/1"
    assert record["state"] in ("reported", "untranscribed", "recovered")
    assert (record["fillers"] is None) == (record["engine"] is None) == (record["metrics"] is None)
    assert record["started_at"].endswith("+00:00")
    assert isinstance(record["audio"], bool)


def assert_report(record: Record) -> None:
    """Hold one report to the contract."""
    assert set(record) - {"take"} == REPORT_FIELDS
    assert record["schema"] == "rehearse.report/1"
    assert set(record["timing"]) == TIMING_FIELDS
    text = record["transcript"]["text"]
    for word in record["transcript"]["words"]:
        assert _at(text, word["span"]) == word["text"]
    _assert_words_in_order(record["transcript"]["words"], record["timing"]["duration"])
    _assert_fillers(record, text)
    _assert_metrics(record["metrics"], text)
    if record["structure"] is not None:
        _assert_structure(record["structure"], text)
    if record["ownership"] is not None:
        _assert_ownership(record["ownership"], text)
    for finding in record["findings"]:
        assert set(finding) == {"code", "severity", "message", "spans"}
        assert all(0 <= start <= end <= len(text) for start, end in finding["spans"])
    assert all(isinstance(follow_up, str) for follow_up in record["follow_ups"])


def _at(text: str, span: list[int]) -> str:
    start, end = span
    assert 0 <= start <= end <= len(text)
    return text[start:end]


def _assert_words_in_order(words: list[Record], duration_s: float | None) -> None:
    at = 0.0
    for word in words:
        assert at <= word["start"] <= word["end"]
        at = word["end"]
    assert duration_s is None or at <= duration_s + 0.001


def _assert_fillers(record: Record, text: str) -> None:
    fillers = record["fillers"]
    assert fillers["count"] == fillers["certain"] + fillers["possible"] == len(fillers["items"])
    assert fillers["reliable"] or fillers["per_minute"] is None
    for item in fillers["items"]:
        assert set(item) == FILLER_FIELDS
        assert _at(text, item["span"]) == item["text"]
        assert item["kind"] in ("filled_pause", "discourse", "unworded")
        assert item["certainty"] in ("certain", "possible")
        assert item["reason"]


def _assert_metrics(metrics: Record, text: str) -> None:
    assert metrics["stated"] == bool(metrics["items"])
    assert set(metrics["menu"]) == MENU_FIELDS
    for item in metrics["items"]:
        assert set(item) == METRIC_FIELDS
        assert _at(text, item["span"]) == item["text"]
        if item["kind"] == "change":
            assert item["value"] is None
            assert item["from"] is not None
            assert item["to"] is not None
    for vague in metrics["vague"]:
        assert _at(text, vague["span"]) == vague["text"]


def _assert_structure(structure: Record, text: str) -> None:
    assert tuple(structure["parts"]) == PARTS
    assert abs(sum(part["share"] for part in structure["parts"].values()) - 1) < 0.001
    assert structure["missing"] == [name for name in PARTS if structure["parts"][name]["share"] == 0]
    at = 0
    for sentence in structure["sentences"]:
        start, end = sentence["span"]
        assert not text[at:start].strip()
        assert start < end
        at = end
    assert not text[at:].strip()


def _assert_ownership(ownership: Record, text: str) -> None:
    for item in ownership["items"]:
        assert _at(text, item["span"]) == item["text"]
    told = [item["who"] for item in ownership["items"]]
    assert (ownership["i"], ownership["we"]) == (told.count("i"), told.count("we"))
