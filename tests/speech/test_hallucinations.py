"""What Whisper makes up goes; what people really say stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.interview.sound import Interval
from rehearse.interview.transcript import HeardWord
from rehearse.speech.hallucinations import PHRASES, Segment, believable, without_loops

PROMPT = "Um, uh, er, hmm."
ALL_VOICE = (Interval(0.0, 30.0),)
SURE, UNSURE = -0.2, -0.8


def segment(text: str, mean_log_probability: float = SURE, start_s: float = 0.0) -> Segment:
    words = tuple(
        HeardWord(word, start_s + 0.4 * at, start_s + 0.4 * at + 0.3) for at, word in enumerate(text.split())
    )
    return Segment(words, mean_log_probability)


def kept(*segments: Segment, voice: tuple[Interval, ...] = ALL_VOICE) -> str:
    return " ".join(word.text for word in believable(segments, voice, PROMPT))


def looped(text: str) -> str:
    return " ".join(word.text for word in without_loops(segment(text).words))


def test_a_real_thank_you_at_the_end_of_an_answer_lives() -> None:
    answer = segment("That cut the wait by half.")
    assert kept(answer, segment("Thank you.", start_s=3.0)) == "That cut the wait by half. Thank you."


@pytest.mark.parametrize("phrase", ["Thank you.", "Thanks for watching!", "You", "Please subscribe."])
def test_a_well_known_phrase_that_whisper_is_unsure_of_was_made_up(phrase: str) -> None:
    assert kept(segment(phrase, UNSURE)) == ""


def test_a_well_known_phrase_where_there_is_hardly_a_voice_was_made_up() -> None:
    assert kept(segment("Thanks for watching!"), voice=(Interval(0.0, 0.3),)) == ""


def test_a_phrase_within_a_sentence_is_no_hallucination() -> None:
    said = "She wrote thank you on the wall."
    assert kept(segment(said, UNSURE)) == said


def test_an_unsure_sentence_of_ones_own_stays() -> None:
    assert kept(segment("We moved the shelf.", UNSURE)) == "We moved the shelf."


def test_more_words_than_anybody_says_in_the_time_were_made_up_if_unsure() -> None:
    flood = segment("one two three four five six seven eight nine ten", UNSURE)
    assert kept(flood, voice=(Interval(0.0, 0.4),)) == ""


def test_the_prompt_said_back_is_not_what_was_said() -> None:
    assert kept(segment("Um, uh, er, hmm.")) == ""
    assert kept(segment("Um uh er hmm")) == ""


def test_fillers_of_ones_own_stay() -> None:
    assert kept(segment("Um, so we, uh, left.")) == "Um, so we, uh, left."


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("I I I went", "I I I went"),
        ("no, no, no, no, no, that was it", "no, that was it"),
        ("we did, we did, we did it", "we did, we did, we did it"),
        ("and so we went and so we went And so we went, and so we went home", "and so we went home"),
        ("the cost of the cost of the cost of the cost of", "the cost of"),
        ("", ""),
    ],
)
def test_stutters_stay_and_loops_are_said_once(said: str, left: str) -> None:
    assert looped(said) == left


@given(st.lists(st.sampled_from(["so", "we", "went"]), max_size=30))
def test_taking_loops_out_only_takes_away(words: list[str]) -> None:
    left = looped(" ".join(words)).split()
    rest = iter(words)
    assert all(word in rest for word in left)


def test_phrases_are_written_as_they_are_compared() -> None:
    assert all(phrase == phrase.casefold().strip() for phrase in PHRASES)
