"""Takes as rows of the database: the only place that speaks SQL about them."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rehearse.interview.sound import SoundFacts
from rehearse.interview.take import TakeCounts, TakeState, TakeSummary
from rehearse.interview.transcript import Engine, Heard, Transcript
from rehearse.interview.verdict import Verdict
from rehearse.storage.sidecar import (
    TakeFacts,
    decisions_from_json,
    decisions_to_json,
    intervals_from_json,
    intervals_to_json,
    storable,
    time_to_text,
    words_from_json,
    words_to_json,
)

if TYPE_CHECKING:
    from rehearse.interview.review import Decision

_RECORDING = "recording"
_STATES = {str(state): state for state in TakeState}

_FACTS = (
    "id, state, question_id, prompt, target_s, started_at, self_rating, story_id, starred, "
    "engine_name, engine_model, decisions, note, edited"
)
_SOUND = "duration_s, peak_dbfs, clipped_s, overflows, lost_at_s, device"
_COUNTS = "fillers, fillers_per_minute, metrics, word_count, wpm, missing_parts, analysis_version"
_SUMMARY = (
    "id, question_id, prompt, target_s, started_at, duration_s, state, engine_name, engine_model, "
    f"self_rating, story_id, starred, edited, {_COUNTS}"
)
_LISTED = "WHERE state != 'recording'"
_NEWEST_FIRST = "ORDER BY started_at DESC, id DESC"

_LATER_THAN_ALL = "~", "~"
PAGE = 500
"""Takes that are read at once."""

_WORD = re.compile(r"[^\W_]+")

Value = str | float | None


@contextmanager
def _read() -> Iterator[None]:
    """Take a row that can't have been written here for what it is: damage to the file."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        damage = sqlite3.DatabaseError("a row makes no sense")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage from error


def insert(connection: sqlite3.Connection, facts: TakeFacts) -> None:
    """Add a take with everything that is known of it."""
    columns = f"{_FACTS}, {_SOUND}"
    values = (
        facts.id,
        facts.state or _RECORDING,
        facts.question_id,
        facts.prompt,
        facts.target_s,
        time_to_text(facts.started_at),
        facts.self_rating,
        facts.story_id,
        facts.starred,
        *_engine_values(facts.heard),
        decisions_to_json(facts.decisions),
        facts.note,
        facts.original is not None,
        *_sound_values(facts.sound),
    )
    connection.execute(f"INSERT INTO takes ({columns}) VALUES ({_marks(values)})", _storable(values))
    if facts.heard is not None:
        _put_heard(connection, facts.id, facts.heard, facts.original)


def set_sound(connection: sqlite3.Connection, take_id: str, sound: SoundFacts, state: TakeState) -> bool:
    """End a take's recording; False when it wasn't being recorded."""
    values = (state, *_sound_values(sound), take_id, _RECORDING)
    changed = connection.execute(
        f"UPDATE takes SET (state, {_SOUND}) = ({_marks(values[:-2])}) WHERE id = ? AND state = ?",
        _storable(values),
    )
    return changed.rowcount == 1


def set_heard(
    connection: sqlite3.Connection,
    take_id: str,
    heard: Heard,
    decisions: tuple["Decision", ...] = (),
    original: Transcript | None = None,
) -> None:
    """Put a take's words, and what was made of them, in place of those it had."""
    values = (
        TakeState.REPORTED,
        *_engine_values(heard),
        decisions_to_json(decisions),
        original is not None,
        take_id,
    )
    connection.execute(
        "UPDATE takes SET (state, engine_name, engine_model, decisions, edited) = (?, ?, ?, ?, ?)"
        " WHERE id = ?",
        _storable(values),
    )
    _put_heard(connection, take_id, heard, original)


def set_note(connection: sqlite3.Connection, take_id: str, note: str) -> None:
    """Keep what was written about it."""
    connection.execute("UPDATE takes SET note = ? WHERE id = ?", (storable(note), take_id))


def set_counts(connection: sqlite3.Connection, take_id: str, counts: TakeCounts) -> None:
    """Put what lists show in place of what they showed."""
    values = _count_values(counts)
    connection.execute(f"UPDATE takes SET ({_COUNTS}) = ({_marks(values)}) WHERE id = ?", (*values, take_id))


def renew_counts(connection: sqlite3.Connection, take_id: str, counts: TakeCounts) -> None:
    """The same, where those that are there are not of this version: those belong to words filed since."""
    values = _count_values(counts)
    connection.execute(
        f"UPDATE takes SET ({_COUNTS}) = ({_marks(values)}) WHERE id = ? AND analysis_version IS NOT ?",
        (*values, take_id, counts.version),
    )


def set_rating(connection: sqlite3.Connection, take_id: str, rating: int) -> None:
    """Keep how it felt."""
    connection.execute("UPDATE takes SET self_rating = ? WHERE id = ?", (rating, take_id))


def set_story(connection: sqlite3.Connection, take_id: str, story_id: str | None) -> None:
    """Keep which story was told."""
    connection.execute(
        "UPDATE takes SET story_id = ? WHERE id = ?",
        (None if story_id is None else storable(story_id), take_id),
    )


def set_star(connection: sqlite3.Connection, take_id: str, starred: bool) -> None:
    """Keep whether it is called the best."""
    connection.execute("UPDATE takes SET starred = ? WHERE id = ?", (starred, take_id))


def remove(connection: sqlite3.Connection, take_id: str) -> None:
    """Delete a take's row and its words."""
    connection.execute("DELETE FROM takes WHERE id = ?", (take_id,))


def has_words(connection: sqlite3.Connection, take_id: str) -> bool:
    """Whether a take was transcribed."""
    return connection.execute("SELECT 1 FROM heard WHERE take_id = ?", (take_id,)).fetchone() is not None


def ids(connection: sqlite3.Connection) -> frozenset[str]:
    """Every id, also of takes being recorded."""
    return frozenset(take_id for (take_id,) in connection.execute("SELECT id FROM takes"))


def ids_being_recorded(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The ids of takes whose recording has not ended, as far as the rows know, oldest first."""
    rows = connection.execute("SELECT id FROM takes WHERE state = 'recording' ORDER BY id")
    return tuple(take_id for (take_id,) in rows)


def ids_beginning(connection: sqlite3.Connection, beginning: str) -> tuple[str, ...]:
    """The ids of finished takes that begin so, oldest first."""
    rows = connection.execute(
        "SELECT id FROM takes WHERE id >= ? AND id < ? AND state != 'recording' ORDER BY id LIMIT 5",
        (beginning, beginning + "~"),  # "~" comes after every letter an id can have
    )
    return tuple(take_id for (take_id,) in rows)


@_read()
def facts_of(connection: sqlite3.Connection, take_id: str) -> TakeFacts | None:
    """Everything that is known of a take; None where there is none."""
    row = connection.execute(
        f"SELECT {_FACTS}, {_SOUND}, text, words, voice, unworded, original_text, original_words "
        "FROM takes LEFT JOIN heard ON heard.take_id = takes.id WHERE takes.id = ?",
        (take_id,),
    ).fetchone()
    if row is None:
        return None
    id_, state, question_id, prompt, target_s, started_at, rating, story_id, starred, engine, model = row[:11]
    decisions, note, _ = row[11:14]
    sound, (text, words, voice, unworded, first_text, first_words) = row[14:20], row[20:]
    heard = original = None
    if text is not None:
        transcript = Transcript(text, words_from_json(words), Engine(engine, model))
        heard = Heard(transcript, intervals_from_json(voice), intervals_from_json(unworded or "[]"))
    if first_text is not None:
        original = Transcript(first_text, words_from_json(first_words), Engine(engine, model))
    return TakeFacts(
        id=id_,
        question_id=question_id,
        prompt=prompt,
        target_s=target_s,
        started_at=_time(started_at),
        state=None if state == _RECORDING else TakeState(state),
        sound=None if sound[0] is None else SoundFacts(*sound),
        heard=heard,
        self_rating=rating,
        story_id=story_id,
        starred=bool(starred),
        decisions=() if decisions is None else decisions_from_json(decisions),
        original=original,
        note=note or "",
    )


def ids_uncounted(connection: sqlite3.Connection, version: int) -> tuple[str, ...]:
    """The ids of takes whose words are known and have no counts of this version, oldest first."""
    rows = connection.execute(
        "SELECT id FROM takes WHERE engine_name IS NOT NULL AND analysis_version IS NOT ? ORDER BY id",
        (version,),
    )
    return tuple(take_id for (take_id,) in rows)


def summaries(connection: sqlite3.Connection, has_audio: Callable[[str], bool]) -> Iterator[TakeSummary]:
    """All takes as lists show them, newest first, without those being recorded.

    Read page by page: whoever is slow to take them keeps nobody from changing the file.
    """
    query = (
        f"SELECT {_SUMMARY} FROM takes {_LISTED} AND (started_at, id) < (?, ?) {_NEWEST_FIRST} LIMIT {PAGE}"
    )
    after = _LATER_THAN_ALL
    while page := connection.execute(query, after).fetchall():
        with _read():
            found = [_summary(row, has_audio(row[0])) for row in page]
        yield from found
        after = page[-1][4], page[-1][0]


@_read()
def ids_saying(connection: sqlite3.Connection, query: str) -> frozenset[str]:
    """The takes in whose words all words of a query begin some word."""
    words = _WORD.findall(query)
    if not words:
        return frozenset()
    # The plus keeps SQLite from opening the wide row of each hit, most of a file that may be cold: going
    # through the narrow index of all ids takes milliseconds.
    rows = connection.execute(
        "SELECT take_id FROM heard WHERE +number IN (SELECT rowid FROM said WHERE said MATCH ?)",
        (" ".join(f'"{word}"*' for word in words),),
    )
    return frozenset(take_id for (take_id,) in rows)


@_read()
def summary_of(connection: sqlite3.Connection, take_id: str, *, has_audio: bool) -> TakeSummary:
    """One take as lists show it."""
    return _summary(
        connection.execute(f"SELECT {_SUMMARY} FROM takes WHERE id = ?", (take_id,)).fetchone(), has_audio
    )


def _summary(row: tuple[Any, ...], has_audio: bool) -> TakeSummary:
    id_, question_id, prompt, target_s, started_at, duration_s, state, engine, model = row[:9]
    rating, story_id, starred, edited = row[9:13]
    return TakeSummary(
        id=id_,
        question_id=question_id,
        prompt=prompt,
        target_s=target_s,
        started_at=_time(started_at),
        duration_s=duration_s,
        state=_STATES[state],
        verdict=Verdict.of(duration_s, target_s),
        engine=None if engine is None else _engine(engine, model),
        counts=_counts(*row[13:]),
        self_rating=rating,
        story_id=story_id,
        has_audio=has_audio,
        starred=bool(starred),
        edited=bool(edited),
    )


def _counts(
    fillers: int,
    fillers_per_minute: float | None,
    metrics: int,
    words: int,
    wpm: float | None,
    missing: str | None,
    version: int | None,
) -> TakeCounts | None:
    if version is None:
        return None
    return TakeCounts(fillers, fillers_per_minute, metrics, words, wpm, _parts(missing), version)


@lru_cache(maxsize=256)
def _engine(name: str, model: str | None) -> Engine:
    return Engine(name, model)


@lru_cache(maxsize=256)  # a list of thousands holds few different ones
def _parts(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def _put_heard(
    connection: sqlite3.Connection, take_id: str, heard: Heard, original: Transcript | None
) -> None:
    values = (
        take_id,
        heard.transcript.text,
        words_to_json(heard.transcript.words),
        intervals_to_json(heard.voice),
        intervals_to_json(heard.unworded),
        None if original is None else original.text,
        None if original is None else words_to_json(original.words),
    )
    connection.execute(
        "INSERT INTO heard (take_id, text, words, voice, unworded, original_text, original_words) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (take_id) DO UPDATE SET text = excluded.text, "
        "words = excluded.words, voice = excluded.voice, unworded = excluded.unworded, "
        "original_text = excluded.original_text, original_words = excluded.original_words",
        _storable(values),
    )


def _engine_values(heard: Heard | None) -> tuple[str | None, str | None]:
    if heard is None:
        return None, None
    engine = heard.transcript.engine
    return engine.name, engine.model


def _count_values(counts: TakeCounts) -> tuple[Value, ...]:
    return (
        counts.fillers,
        counts.fillers_per_minute,
        counts.metrics,
        counts.words,
        counts.wpm,
        None if counts.missing is None else json.dumps(counts.missing),
        counts.version,
    )


def _sound_values(sound: SoundFacts | None) -> tuple[Value, ...]:
    if sound is None:
        return (None,) * 6
    return (
        sound.duration_s,
        sound.peak_dbfs,
        sound.clipped_s,
        sound.overflows,
        sound.lost_at_s,
        sound.device,
    )


def _storable(values: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(storable(value) if isinstance(value, str) else value for value in values)


def _marks(values: tuple[Value, ...]) -> str:
    return ", ".join("?" * len(values))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)  # written with its offset, which is UTC's
