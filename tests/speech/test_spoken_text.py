import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.speech.spoken_text import LONGEST_WORD, spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tell me about yourself.", "Tell me about yourself."),
        ("One\n\n  question,\ttwo lines", "One question, two lines"),
        ("wait <break time='3s'/> here", "wait less than break time='3s'/ greater than here"),
        ("wait [[slnc 4000]] here", "wait slnc 4000 here"),
        ("cut\0short\x1b[31m", "cut short 31m"),
        ("latency <5 ms", "latency less than 5 ms"),
        ("half a pair \ud800 of two", "half a pair ? of two"),
        ("naïve café, 东京?", "naïve café, 东京?"),
        ("", ""),
        ("… ?!", ""),
        ("\u200b\n", ""),
    ],
)
def test_text_is_said_as_it_stands_and_never_obeyed(text: str, said: str) -> None:
    assert spoken(text) == said


@given(st.text())
def test_no_engine_finds_markup_or_endless_words_in_it(text: str) -> None:
    said = spoken(text)
    assert not set(said) & set("<>[]\0\n\r\x1b")
    assert said.isprintable()
    assert all(len(word) <= LONGEST_WORD for word in said.split())
