"""Where an answer is cut, told as stories of speech and silence, and how words are joined again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.interview.sound import Interval
from rehearse.interview.transcript import HeardWord
from rehearse.speech.pieces import (
    CUT_WITHIN_S,
    LONGEST_S,
    OVERLAP_S,
    Cutter,
    Piece,
    join,
    settle,
)
from rehearse.speech.vad import FRAME_S

Story = list[tuple[str, float]]
"""What is to be heard and for how many seconds."""


def cut(story: Story, quietest_s: float | None = None) -> list[Piece]:
    """Tell a story to a cutter; where it must cut speech, the quietest moment is given."""
    cutter = Cutter(lambda within: within.start_s + 0.5 if quietest_s is None else quietest_s)
    pieces: list[Piece | None] = []
    for what, duration_s in story:
        pieces += [cutter.advance(what == "speech") for _ in range(round(duration_s / FRAME_S))]
    pieces.append(cutter.finish())
    return [piece for piece in pieces if piece is not None]


def near(*times_s: float) -> list[object]:
    return [pytest.approx(time_s, abs=2 * FRAME_S) for time_s in times_s]


def bounds(pieces: list[Piece]) -> list[list[float]]:
    return [[piece.sound.start_s, piece.sound.end_s] for piece in pieces]


def test_a_short_answer_is_one_piece_without_the_silence_around_it() -> None:
    story = [("silence", 2.0), ("speech", 5.0), ("silence", 1.0), ("speech", 4.0), ("silence", 2.0)]
    assert bounds(cut(story)) == [near(1.7, 12.2)]


def test_after_fifteen_seconds_a_clear_pause_ends_a_piece() -> None:
    story = [("speech", 16.0), ("silence", 0.7), ("speech", 5.0)]
    assert bounds(cut(story)) == [near(0.0, 16.2), near(16.4, 21.7)]


def test_before_fifteen_seconds_a_clear_pause_does_not() -> None:
    assert len(cut([("speech", 10.0), ("silence", 1.0), ("speech", 10.0)])) == 1


def test_after_twenty_two_seconds_any_pause_ends_a_piece() -> None:
    story = [("speech", 23.0), ("silence", 0.35), ("speech", 5.0)]
    assert bounds(cut(story)) == [near(0.0, 23.2), near(23.2, 28.35)]


def test_before_twenty_two_seconds_a_short_pause_does_not() -> None:
    assert len(cut([("speech", 18.0), ("silence", 0.4), ("speech", 5.0)])) == 1


def test_a_long_silence_ends_a_piece_of_any_length() -> None:
    story = [("speech", 4.0), ("silence", 6.0), ("speech", 4.0)]
    assert bounds(cut(story)) == [near(0.0, 4.2), near(9.7, 14.0)]


def test_unbroken_speech_is_cut_at_its_quietest_and_both_sides_hear_around_the_cut() -> None:
    first, second = cut([("speech", 40.0)], quietest_s=26.5)
    assert [first.sound.start_s, first.sound.end_s] == near(0.0, 27.0)
    assert [second.sound.start_s, second.sound.end_s] == near(26.0, 40.0)
    assert (first.cut_before_s, second.cut_before_s) == (None, 26.5)


def test_an_hour_without_a_breath_still_comes_in_pieces_that_whisper_can_hear() -> None:
    pieces = cut([("speech", 600.0)])
    assert max(piece.sound.duration_s for piece in pieces) <= LONGEST_S + FRAME_S
    for before, after in pairwise(pieces):
        assert before.sound.end_s - after.sound.start_s == pytest.approx(OVERLAP_S)


def test_a_click_is_a_piece_without_speech() -> None:
    (piece,) = cut([("silence", 1.0), ("speech", 0.1), ("silence", 1.0)])
    assert not piece.is_speech


def test_silence_gives_no_piece() -> None:
    assert cut([("silence", 60.0)]) == []


stories = st.lists(
    st.tuples(st.sampled_from(["speech", "silence"]), st.floats(0.05, 35.0)), min_size=1, max_size=12
)


@given(stories)
def test_whatever_is_told_every_second_of_speech_is_in_a_piece_of_bounded_length(story: Story) -> None:
    pieces = cut(story)
    for before, after in pairwise(pieces):
        assert before.sound.start_s < after.sound.start_s
        assert after.cut_before_s is not None or before.sound.end_s <= after.sound.start_s + 1e-9
    assert all(0 < piece.sound.duration_s <= LONGEST_S + FRAME_S for piece in pieces)
    frame = 0
    for what, duration_s in story:
        for _ in range(round(duration_s / FRAME_S)):
            middle_s = (frame + 0.5) * FRAME_S
            frame += 1
            if what == "speech":
                assert any(piece.sound.start_s <= middle_s <= piece.sound.end_s for piece in pieces)


@given(stories)
def test_a_piece_while_it_is_open_ends_where_nobody_says_another_word(story: Story) -> None:
    cutter = Cutter(lambda within: within.end_s - CUT_WITHIN_S / 2)
    for what, duration_s in story:
        for _ in range(round(duration_s / FRAME_S)):
            cutter.advance(what == "speech")
    assert cutter.open_piece == cutter.finish()


def words(*timed: tuple[str, float]) -> list[HeardWord]:
    return [HeardWord(text, start_s, start_s + 0.3) for text, start_s in timed]


def texts(found: list[HeardWord]) -> str:
    return " ".join(word.text for word in found)


def test_a_word_that_both_pieces_heard_is_said_once() -> None:
    earlier = words(("we", 25.5), ("cut", 26.0), ("costs", 26.4), ("buy", 26.8))
    later = words(("gut", 26.05), ("Costs,", 26.45), ("by", 26.8), ("half", 27.2))
    assert texts(join(earlier, later, cut_s=26.5)) == "we cut costs by half"


def test_without_a_common_word_each_piece_keeps_its_side() -> None:
    earlier = words(("we", 25.5), ("cut", 26.0), ("cough", 26.6))
    later = words(("ut", 26.1), ("costs", 26.6), ("by", 26.9))
    assert texts(join(earlier, later, cut_s=26.5)) == "we cut costs by"


def test_the_same_word_said_long_before_is_no_seam() -> None:
    earlier = words(("by", 20.0), ("then", 25.0))
    later = words(("by", 26.6), ("half", 27.0))
    assert texts(join(earlier, later, cut_s=26.3)) == "by then by half"


def test_a_repetition_after_the_cut_stays() -> None:
    earlier = words(
        ("the", 26.2),
    )
    later = words(("the", 26.2), ("the", 26.8), ("team", 27.1))
    assert texts(join(earlier, later, cut_s=26.4)) == "the the team"


def test_a_word_stretched_over_a_pause_keeps_to_the_voice_where_most_of_it_is() -> None:
    voice = (Interval(1.0, 2.0), Interval(5.0, 8.0))
    (word,) = settle([HeardWord("slow", 1.5, 5.1)], voice, 10.0)
    assert (word.start_s, word.end_s) == (1.5, 2.1)


def test_a_word_far_from_any_voice_was_not_said() -> None:
    assert settle([HeardWord("you", 4.0, 4.5)], (Interval(1.0, 2.0),), 10.0) == ()


def test_words_that_overlap_meet_in_the_middle() -> None:
    first, second = settle(
        [HeardWord("so", 1.0, 1.6), HeardWord("um", 1.4, 2.0)], (Interval(0.5, 3.0),), 10.0
    )
    assert (first.end_s, second.start_s) == (1.5, 1.5)


times = st.floats(-2.0, 30.0)


@given(
    st.lists(st.tuples(times, times), max_size=20),
    st.lists(st.floats(0.0, 20.0), max_size=8, unique=True),
)
def test_settled_words_are_in_order_apart_and_within_the_sound(
    spans: list[tuple[float, float]], edges: list[float]
) -> None:
    edges = sorted(edges)
    voice = tuple(Interval(*pair) for pair in zip(edges[::2], edges[1::2], strict=False))
    settled = settle((HeardWord("word", start_s, end_s) for start_s, end_s in spans), voice, 20.0)
    at_s = 0.0
    for word in settled:
        assert at_s <= word.start_s <= word.end_s <= 20.0
        at_s = word.end_s
