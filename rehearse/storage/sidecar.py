"""The facts of a take as JSON: beside its sound as a second line, and in the database's rows."""

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from rehearse.durable import shown, write
from rehearse.interview.errors import StorageError
from rehearse.interview.review import Decision, Subject
from rehearse.interview.sound import Interval, SoundFacts
from rehearse.interview.take import Take, TakeState
from rehearse.interview.transcript import Engine, Heard, Transcript, Word

SCHEMA = "rehearse.sidecar/1"

_T = TypeVar("_T")

_MANY = 2**31

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TakeFacts:
    """Everything that is known of a take, also while it is being recorded."""

    id: str
    question_id: str | None
    prompt: str
    target_s: float
    started_at: datetime
    state: TakeState | None = None
    """None while it is being recorded."""
    sound: SoundFacts | None = None
    """None while it is being recorded."""
    heard: Heard | None = None
    self_rating: int | None = None
    story_id: str | None = None
    starred: bool = False
    decisions: tuple[Decision, ...] = ()
    original: Transcript | None = None
    note: str = ""

    def as_take(self, audio: Path | None) -> Take:
        """The take, once its recording is over."""
        if self.state is None or self.sound is None:
            raise ValueError(f"take {self.id} is still being recorded")
        return Take(
            self.id,
            self.question_id,
            self.prompt,
            self.target_s,
            self.started_at,
            self.state,
            self.sound,
            self.heard,
            self.self_rating,
            self.story_id,
            audio,
            self.starred,
            self.decisions,
            self.original,
            self.note,
        )


def storable(text: str) -> str:
    """Replace what UTF-8 has no bytes for, code point by code point, so that spans stay true."""
    return text if text.isascii() else _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def time_to_text(moment: datetime) -> str:
    """Write a moment so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def words_to_json(words: Sequence[Word]) -> str:
    """Write words as a report gives them."""
    return _dump([_word_to_json(word) for word in words])


def words_from_json(text: str) -> tuple[Word, ...]:
    """Read words back."""
    return tuple(_word_from_json(word) for word in json.loads(text))


def intervals_to_json(intervals: Sequence[Interval]) -> str:
    """Write stretches of time."""
    return _dump(_intervals_to_json(intervals))


def intervals_from_json(text: str) -> tuple[Interval, ...]:
    """Read stretches of time back."""
    return _intervals(json.loads(text))


def write_sidecar(path: Path, facts: TakeFacts) -> None:
    """Put the facts beside the sound.

    Raises:
        StorageError: they can't be written.
    """
    # Drafted beside the folders of the takes, where a look at one folder finds what was never finished.
    write(path, facts_to_json(facts).encode(), path.parent.parent)


def read_sidecar(path: Path, take_id: str) -> TakeFacts:
    """Read the facts of a take back.

    Raises:
        FileNotFoundError: there is no sidecar.
        StorageError: it can't be read or makes no sense.
    """
    try:
        return facts_from_json(path.read_bytes().decode(), take_id)
    except FileNotFoundError:
        raise
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise StorageError(f"{shown(path)} doesn't tell what was rehearsed: {error}.") from error


def facts_to_json(facts: TakeFacts) -> str:
    """Write everything that is known of a take."""
    sound, heard = facts.sound, facts.heard
    return _dump(
        {
            "schema": SCHEMA,
            "id": facts.id,
            "question": facts.question_id,
            "prompt": facts.prompt,
            "target": facts.target_s,
            "started_at": time_to_text(facts.started_at),
            "state": facts.state,
            "sound": None if sound is None else _sound_to_json(sound),
            "heard": None if heard is None else _heard_to_json(heard),
            "self_rating": facts.self_rating,
            "story": facts.story_id,
            "starred": facts.starred,
            "decisions": [_decision_to_json(decision) for decision in facts.decisions],
            "original": None if facts.original is None else _transcript_to_json(facts.original),
            "note": facts.note,
        }
    )


def facts_from_json(text: str, take_id: str) -> TakeFacts:
    """Read everything back; ValueError, LookupError or TypeError where it makes no sense."""
    data = json.loads(text)
    state, sound, heard, rating = data["state"], data["sound"], data["heard"], data["self_rating"]
    if (state is None) is not (sound is None):
        raise ValueError("a state and a sound go together")
    if data["id"] != take_id:
        raise ValueError(f"it is about take {data['id']!r}")
    if rating not in (None, 1, 2, 3, 4, 5):
        raise ValueError(f"a rating is 1 to 5, not {rating!r}")
    return TakeFacts(
        id=take_id,
        question_id=_optional(_text, data["question"]),
        prompt=_text(data["prompt"]),
        target_s=_number(data["target"]),
        started_at=datetime.fromisoformat(data["started_at"]).astimezone(UTC),
        state=_optional(TakeState, state),
        sound=_optional(_sound_from_json, sound),
        heard=_optional(_heard_from_json, heard),
        self_rating=rating,
        story_id=_optional(_text, data["story"]),
        # Older sidecars don't say what follows.
        starred=data.get("starred") is True,
        decisions=tuple(_decision_from_json(decision) for decision in data.get("decisions", ())),
        original=_optional(_transcript_from_json, data.get("original")),
        note=_text(data.get("note", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _number(value: object) -> float:
    if not isinstance(value, float | int) or not math.isfinite(value):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _optional(read: Callable[[Any], _T], value: object) -> _T | None:
    return None if value is None else read(value)


def _interval(value: Sequence[object]) -> Interval:
    start_s, end_s = value
    return Interval(_number(start_s), _number(end_s))


def _intervals(data: Iterable[Sequence[object]]) -> tuple[Interval, ...]:
    return tuple(_interval(interval) for interval in data)


def _intervals_to_json(intervals: Sequence[Interval]) -> list[list[float]]:
    return [[interval.start_s, interval.end_s] for interval in intervals]


def _dump(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def _sound_to_json(sound: SoundFacts) -> dict[str, object]:
    return {
        "duration": sound.duration_s,
        "peak_dbfs": sound.peak_dbfs,
        "clipped": sound.clipped_s,
        "overflows": sound.overflows,
        "lost_at": sound.lost_at_s,
        "device": sound.device,
    }


def _sound_from_json(data: dict[str, Any]) -> SoundFacts:
    return SoundFacts(
        duration_s=_number(data["duration"]),
        peak_dbfs=_optional(_number, data["peak_dbfs"]),
        clipped_s=_number(data["clipped"]),
        overflows=min(int(data["overflows"]), _MANY),
        lost_at_s=_optional(_number, data["lost_at"]),
        device=_optional(_text, data["device"]),
    )


def decisions_to_json(decisions: Sequence[Decision]) -> str:
    """Write what was decided about words."""
    return _dump([_decision_to_json(decision) for decision in decisions])


def decisions_from_json(text: str) -> tuple[Decision, ...]:
    """Read decisions back."""
    return tuple(_decision_from_json(decision) for decision in json.loads(text))


def _decision_to_json(decision: Decision) -> dict[str, object]:
    return {
        "subject": decision.subject,
        "span": decision.span,
        "text": decision.text,
        "counts": decision.counts,
    }


def _decision_from_json(data: dict[str, Any]) -> Decision:
    start, end = data["span"]
    return Decision(
        Subject(data["subject"]), (int(start), int(end)), _text(data["text"]), data["counts"] is True
    )


def _heard_to_json(heard: Heard) -> dict[str, object]:
    return {
        **_transcript_to_json(heard.transcript),
        "voice": _intervals_to_json(heard.voice),
        "unworded": _intervals_to_json(heard.unworded),
    }


def _heard_from_json(data: dict[str, Any]) -> Heard:
    return Heard(
        _transcript_from_json(data),
        _intervals(data["voice"]),
        _intervals(data.get("unworded", ())),  # older sidecars don't say
    )


def _transcript_to_json(transcript: Transcript) -> dict[str, object]:
    return {
        "engine": {"name": transcript.engine.name, "model": transcript.engine.model},
        "text": transcript.text,
        "words": [_word_to_json(word) for word in transcript.words],
    }


def _transcript_from_json(data: dict[str, Any]) -> Transcript:
    engine = data["engine"]
    return Transcript(
        _text(data["text"]),
        tuple(_word_from_json(word) for word in data["words"]),
        Engine(_text(engine["name"]), _optional(_text, engine["model"])),
    )


def _word_to_json(word: Word) -> dict[str, object]:
    return {
        "text": word.text,
        "start": word.start_s,
        "end": word.end_s,
        "confidence": word.confidence,
        "span": word.span,
    }


def _word_from_json(data: dict[str, Any]) -> Word:
    start, end = data["span"]
    return Word(
        _text(data["text"]),
        _number(data["start"]),
        _number(data["end"]),
        _optional(_number, data["confidence"]),
        (int(start), int(end)),
    )
