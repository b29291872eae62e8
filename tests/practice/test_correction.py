from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.interview.review import Decision, Subject
from rehearse.interview.transcript import Transcript
from rehearse.practice.correction import carried, corrected
from tests.fakes import WHISPER, spoken

HEARD = Transcript.of_words(spoken("So um we cut a porous sent of the cost"), WHISPER)


def times(transcript: Transcript) -> dict[str, tuple[float, float]]:
    return {word.text: (round(word.start_s, 3), round(word.end_s, 3)) for word in transcript.words}


def test_words_that_stay_keep_their_time_and_their_confidence() -> None:
    words = corrected(HEARD, "So um we cut forty percent of the cost").words
    before = {word.text: word for word in HEARD.words}
    for word in words:
        if word.text in before:
            same = before[word.text]
            assert (word.start_s, word.end_s, word.confidence) == (same.start_s, same.end_s, same.confidence)


def test_words_in_the_place_of_others_share_their_time() -> None:
    now, before = times(corrected(HEARD, "So um we cut forty percent of the cost")), times(HEARD)
    assert now["forty"][0] == before["a"][0]
    assert now["forty"][1] == now["percent"][0]
    assert now["percent"][1] == before["sent"][1]


def test_a_word_that_changed_has_no_confidence() -> None:
    words = {word.text: word for word in corrected(HEARD, "So um we slashed a porous sent of the cost").words}
    assert words["slashed"].confidence is None
    assert times(HEARD)["cut"] == (round(words["slashed"].start_s, 3), round(words["slashed"].end_s, 3))


def test_a_word_that_was_missed_stands_between_its_neighbours() -> None:
    now = times(corrected(HEARD, "So um we really cut a porous sent of the cost"))
    assert now["we"][1] <= now["really"][0] <= now["really"][1] <= now["cut"][0]


def test_punctuation_and_case_are_no_other_words() -> None:
    words = corrected(HEARD, "So, um, we cut a porous sent of the COST.").words
    assert [word.start_s for word in words] == [word.start_s for word in HEARD.words]


def test_lines_stand_as_they_were_typed_and_spans_are_true() -> None:
    text = "So um\n\nwe  cut"
    made = corrected(HEARD, text)
    assert made.text == text
    assert [text[slice(*word.span)] for word in made.words] == ["So", "um", "we", "cut"]


def test_a_transcript_without_times_gets_none() -> None:
    assert corrected(Transcript("so we cut"), "So we cut it.") == Transcript("So we cut it.")


SAYABLE = ["so", "um", "we", "cut", "a", "porous", "sent", "of", "the", "cost", "zebra"]


@given(st.lists(st.sampled_from(SAYABLE), min_size=1))
def test_times_never_run_backwards(said: list[str]) -> None:
    words = corrected(HEARD, " ".join(said)).words
    assert [word.text for word in words] == said
    assert all(word.start_s <= word.end_s for word in words)
    assert all(before.end_s <= after.start_s + 1e-9 for before, after in pairwise(words))


def decided(text: str, word: str) -> Decision:
    at = text.index(word)
    return Decision(Subject.FILLER, (at, at + len(word)), word, counts=False)


@pytest.mark.parametrize(
    ("after", "still"),
    [
        ("Well, so we um went", ["um"]),
        ("so we went", []),
        ("so we uh went", []),
        ("so we Um went", []),
        ("so we um, went", ["um"]),
        ("um so we um went", ["um"]),
    ],
)
def test_a_decision_goes_with_its_word_and_dies_with_it(after: str, still: Iterable[str]) -> None:
    before = "so we um went"
    moved = carried([decided(before, "um")], before, after)
    assert [after[slice(*each.span)] for each in moved] == list(still)
    assert all(each.span[0] >= after.index("we") for each in moved)
