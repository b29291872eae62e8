import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import alpha2digit

from rehearse.analysis.numbers import TENS, UNITS, find_numbers
from rehearse.analysis.tokens import Tokens


def values(text: str) -> list[float]:
    return [round(number.value, 6) for number in find_numbers(Tokens.of(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("forty", 40),
        ("forty-two", 42),
        ("one hundred and twenty three thousand four hundred and five", 123405),
        ("two point five million", 2_500_000),
        ("a hundred and fifty k", 150_000),
        ("half a million", 500_000),
        ("point oh five", 0.05),
        ("zero point nine nine", 0.99),
        ("nought point two", 0.2),
        ("four point six", 4.6),
        ("eleven hundred", 1100),
        ("one million two hundred thousand", 1_200_000),
        ("two fifty", 250),
        ("forty two lakh", 4_200_000),
        ("1,900", 1900),
        ("$1.2M", 1_200_000),
        ("50k", 50_000),
        ("0.05", 0.05),
    ],
)
def test_digits_and_words_are_one_number(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one, two, three", [1, 2, 3]),
        ("from eighteen to six", [18, 6]),
        ("six and seven", [6, 7]),
        ("two four", [2, 4]),
        ("S3 and B2B", []),
        ("nobody won", []),
    ],
)
def test_numbers_are_neither_run_together_nor_made_up(text: str, expected: list[float]) -> None:
    assert values(text) == expected


def spoken(number: int) -> str:
    names = {value: word for word, value in (UNITS | TENS).items() if word != "fourty"}
    if number in names and number < 100:
        return names[number]
    if number < 100:
        return f"{names[number // 10 * 10]} {names[number % 10]}"
    for scale, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            head = f"{spoken(number // scale)} {word}"
            return f"{head} {'and ' if scale == 100 else ''}{spoken(rest)}" if rest else head
    raise AssertionError(number)


@given(st.integers(0, 999_999_999))
def test_every_cardinal_is_read_back(number: int) -> None:
    assert values(spoken(number)) == [number]


@given(st.integers(1, 999_999))
def test_where_text2num_reads_a_number_whole_we_agree(number: int) -> None:
    theirs = alpha2digit(spoken(number), "en")
    if theirs.isdigit():
        assert values(spoken(number)) == [int(theirs)]
