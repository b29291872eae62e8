import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.speech.word_times import word_times
from tests.speech.sounds import Samples, silence, tone


def starts(text: str, *stretches: Samples) -> dict[str, float]:
    times = word_times(text, np.concatenate(stretches), SAMPLE_RATE)
    return {text[start:end]: round(interval.start_s, 2) for (start, end), interval in times}


def test_words_share_an_unbroken_sound_by_their_length() -> None:
    times = starts("a cat apologised", silence(0.5), tone(2.0), silence(0.5))
    assert times["a"] == 0.5
    assert 0.5 < times["cat"] < times["apologised"] < 1.5


def test_a_pause_falls_where_punctuation_stands() -> None:
    times = starts("Stop, and then go on.", tone(0.5), silence(0.4), tone(1.5))
    assert times["and"] == 0.9


def test_a_pause_without_punctuation_still_parts_words() -> None:
    times = starts("one thing more", tone(0.6), silence(0.5), tone(1.2))
    assert min(abs(start - 1.1) for start in times.values()) < 0.02


def test_a_pause_inside_a_word_parts_nothing() -> None:
    times = word_times("exasperatingly", np.concatenate([tone(0.5), silence(0.1), tone(0.5)]), SAMPLE_RATE)
    assert [(span, round(time.start_s, 2), round(time.end_s, 2)) for span, time in times] == [
        ((0, 14), 0.0, 1.1)
    ]


def test_numbers_and_acronyms_take_long() -> None:
    times = starts("by 1984 we had SQL it", tone(3.0))
    assert times["we"] - times["1984"] > 1.0
    assert times["it"] - times["SQL"] > 0.5


@pytest.mark.parametrize("text", ["", "…", " \n", "— !"])
def test_a_text_without_words_has_no_times(text: str) -> None:
    assert word_times(text, tone(1.0), SAMPLE_RATE) == ()


def test_silence_has_no_times() -> None:
    assert word_times("Tell me more.", silence(1.0), SAMPLE_RATE) == ()
    assert word_times("Tell me more.", silence(0), SAMPLE_RATE) == ()


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=60),
    pieces=st.lists(st.tuples(st.booleans(), st.floats(0.01, 0.4)), max_size=8),
)
def test_times_are_in_order_and_inside_the_sound(text: str, pieces: list[tuple[bool, float]]) -> None:
    sound = np.concatenate([silence(0.05), *(tone(s) if loud else silence(s) for loud, s in pieces)])
    times = word_times(text, sound, SAMPLE_RATE)
    edges = [edge for _, time in times for edge in (time.start_s, time.end_s)]
    assert all(before <= after + 1e-9 for before, after in pairwise(edges))
    assert all(0 <= edge <= sound.size / SAMPLE_RATE + 1e-9 for edge in edges)
    assert all(text[start:end].split() == [text[start:end]] for (start, end), _ in times)


def test_a_very_long_text_takes_no_more_than_moments() -> None:
    text = "so we went on, and on. " * 500
    sound = np.tile(np.concatenate([tone(0.4), silence(0.15), tone(0.3), silence(0.3)]), 500)
    began_s = time.perf_counter()
    times = word_times(text, sound, SAMPLE_RATE)
    assert time.perf_counter() - began_s < 10
    assert len(times) == 3000
    assert isinstance(times[-1][1], Interval)
