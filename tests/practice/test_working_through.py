from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.analysis.evidence import Certainty, Filler, FillerKind
from rehearse.analysis.report import Answer
from rehearse.analysis.rubric import Rubric
from rehearse.interview.review import Decision, Subject
from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Word
from rehearse.practice.reviewing import (
    call_best,
    counts,
    found_at,
    heard_from,
    marked_stops,
    places_said,
    played_from,
    stops,
    turned,
    word_at,
    word_heard_at,
)
from tests.fakes import MemoryArchive, kept_take
from tests.tui.reports import TEXT, find, judge, report

MADE = report()


def word(start_s: float, end_s: float) -> Word:
    return Word("said", start_s, end_s, 0.9, (0, 4))


@pytest.mark.parametrize(
    ("start_s", "end_s", "heard_s"),
    [
        (2.5, 2.9, 2.42),  # amid speech: a little early
        (2.02, 2.4, 2.0),  # the first word of a stretch: not before the voice
        (1.6, 2.3, 2.0),  # its time begins in the silence before the voice
        (4.2, 4.6, 4.12),  # nothing is heard there at all
        (0.05, 0.3, 0.0),
    ],
)
def test_a_word_is_heard_from_where_the_voice_is(start_s: float, end_s: float, heard_s: float) -> None:
    voice = (Interval(2.0, 4.0), Interval(6.0, 8.0))
    assert heard_from(word(start_s, end_s), voice) == pytest.approx(heard_s)


def test_without_voice_activity_a_word_is_heard_from_its_own_time() -> None:
    assert heard_from(word(1.0, 1.4), ()) == pytest.approx(0.92)


def test_the_cursor_stops_at_every_word_and_at_a_wordless_filler() -> None:
    wordless = Filler("", FillerKind.UNWORDED, Certainty.POSSIBLE, "a sound", (find("So")[0],) * 2)
    made = replace(MADE, fillers=replace(MADE.fillers, items=(*MADE.fillers.items, wordless)))
    assert len(stops(made)) == len(TEXT.split()) + 1
    assert found_at(made, wordless.span) is wordless
    assert found_at(made, find("So")) is None


def test_a_wordless_filler_is_heard_from_its_own_time_and_a_word_from_its() -> None:
    at = find("So")[0]
    time = Interval(0.5, 0.9)
    wordless = Filler("", FillerKind.UNWORDED, Certainty.POSSIBLE, "a sound", (at, at), time)
    made = replace(MADE, fillers=replace(MADE.fillers, items=(*MADE.fillers.items, wordless)))
    assert played_from(made, wordless.span, ()) == pytest.approx(0.42)
    word = word_at(made.transcript, find("So"))
    assert word is not None
    assert played_from(made, find("So"), ()) == heard_from(word, ())


def test_a_bare_transcript_has_stops_too() -> None:
    bare = replace(MADE, transcript=replace(MADE.transcript, words=()))
    assert stops(bare) == stops(MADE)
    assert word_at(bare.transcript, (0, 4)) is None


def test_every_word_of_a_metric_stands_for_the_whole() -> None:
    metric = MADE.metrics.items[2]
    assert found_at(MADE, find("late")) is metric
    assert find("from") in marked_stops(MADE)
    assert find("late") not in marked_stops(MADE)


def test_the_word_that_sounds_is_found() -> None:
    words = MADE.transcript.words
    assert word_heard_at(MADE.transcript, words[3].start_s + 0.01) == words[3]
    assert word_heard_at(MADE.transcript, words[3].end_s + 0.001) is None
    assert word_heard_at(MADE.transcript, 0.0) is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("review", ["review", "review"]),
        ("design rev", ["design review"]),
        ("REVIEW, design!", ["design", "review", "review", "design"]),
        ("zebra", []),
        ("–", []),
    ],
)
def test_what_was_searched_is_found_together_or_else_word_by_word(query: str, found: list[str]) -> None:
    assert [TEXT[slice(*span)] for span in places_said(TEXT, query)] == found


def test_accents_make_no_other_word() -> None:
    assert places_said("Das Café von José", "cafe jose") == ((4, 8), (13, 17))


def test_a_filler_is_rejected_and_taken_back() -> None:
    um = MADE.fillers.items[0]
    decisions = turned(MADE, um, ())
    assert decisions == (Decision(Subject.FILLER, um.span, "um", counts=False),)
    after = judge(Answer("take", MADE.transcript, 90.0, 88.0, decisions=decisions), Rubric())
    assert not counts(after, um)
    assert after.fillers.count == MADE.fillers.count - 1
    assert turned(after, um, decisions) == ()


def test_a_possible_filler_taken_back_is_one_for_certain() -> None:
    like = MADE.fillers.items[2]
    rejected = turned(MADE, like, ())
    after = judge(Answer("take", MADE.transcript, 90.0, 88.0, decisions=rejected), Rubric())
    accepted = turned(after, like, rejected)
    assert [each.counts for each in accepted] == [True]
    again = judge(Answer("take", MADE.transcript, 90.0, 88.0, decisions=accepted), Rubric())
    assert again.fillers.possible == 0
    assert again.fillers.count == MADE.fillers.count


def test_one_take_of_a_question_is_the_best(tmp_path: Path) -> None:
    takes = [
        kept_take("first", days_ago=3),
        kept_take("second", days_ago=2),
        replace(kept_take("other", "being-wrong", days_ago=1), starred=True),
    ]
    archive = MemoryArchive(tmp_path, takes)
    for take_id in ("first", "second"):
        call_best(take_id, archive.takes(), archive, best=True)
    assert {take.id for take in archive.takes() if take.starred} == {"second", "other"}
    call_best("second", archive.takes(), archive, best=False)
    assert {take.id for take in archive.takes() if take.starred} == {"other"}


def test_follow_ups_have_no_best_among_them(tmp_path: Path) -> None:
    archive = MemoryArchive(tmp_path, [kept_take("one", None), kept_take("two", None)])
    for take_id in ("one", "two"):
        call_best(take_id, archive.takes(), archive, best=True)
    assert {take.id for take in archive.takes() if take.starred} == {"one", "two"}
