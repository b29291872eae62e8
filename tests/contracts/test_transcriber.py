"""What every recogniser promises, the doubles included."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rehearse.interview.errors import NoSpeech
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.interview.transcript import Heard
from rehearse.practice.ports import Transcriber
from rehearse.speech.pocketsphinx_engine import PocketSphinxTranscriber
from rehearse.speech.whisper_engine import WhisperTranscriber
from tests.fakes import ScriptedTranscriber
from tests.sound.spoken import can_speak
from tests.speech.recordings import ANSWER, heard_by, said, silence

pytestmark = pytest.mark.skipif(not can_speak(), reason="flite is not installed")


@pytest.fixture(scope="module")
def answer() -> bytes:
    opening, rest = said(ANSWER)[: 5 * SAMPLE_RATE], said("And it worked out well.")
    return np.concatenate([silence(0.5), opening, silence(3.3), rest, silence(0.77)]).tobytes()


@pytest.fixture(scope="module", params=["double", "whisper", "pocketsphinx"])
def transcriber(request: pytest.FixtureRequest) -> Transcriber:
    def whisper() -> Transcriber:
        folder: Path = request.getfixturevalue("scripted_whisper")
        return WhisperTranscriber(folder)

    def pocketsphinx() -> Transcriber:
        pytest.importorskip("pocketsphinx", reason="PocketSphinx has no version for this Python")
        return PocketSphinxTranscriber()

    made: dict[str, Callable[[], Transcriber]] = {
        "double": lambda: ScriptedTranscriber(
            text="We had a slow page and then I made it three times faster."
        ),
        "whisper": whisper,
        "pocketsphinx": pocketsphinx,
    }
    return made[request.param]()


@pytest.fixture(scope="module")
def heard(transcriber: Transcriber, answer: bytes) -> Heard:
    return heard_by(transcriber, answer)


def is_double(transcriber: Transcriber) -> bool:
    return isinstance(transcriber, ScriptedTranscriber)


def test_words_are_in_order_apart_and_within_the_sound(heard: Heard, answer: bytes) -> None:
    words = heard.transcript.words
    assert len(words) > 10
    at_s = 0.0
    for word in words:
        assert at_s <= word.start_s <= word.end_s <= len(answer) / 2 / SAMPLE_RATE
        at_s = word.end_s


def test_spans_point_at_the_words(transcriber: Transcriber, heard: Heard) -> None:
    transcript = heard.transcript
    assert transcript.engine == transcriber.engine
    for word in transcript.words:
        start, end = word.span
        assert transcript.text[start:end] == word.text
        assert word.text == word.text.strip() != ""


def test_voice_is_in_order_apart_and_within_the_sound(heard: Heard, answer: bytes) -> None:
    voice = heard.voice
    at_s = 0.0
    for each in voice:
        assert at_s <= each.start_s < each.end_s <= len(answer) / 2 / SAMPLE_RATE
        at_s = each.end_s


@pytest.mark.parametrize("block_s", [0.1, 0.77, 3600.0])
def test_the_size_of_the_blocks_makes_no_difference(
    transcriber: Transcriber, heard: Heard, answer: bytes, block_s: float
) -> None:
    assert heard_by(transcriber, answer, block_s) == heard


def test_loading_twice_is_loading_once(transcriber: Transcriber, heard: Heard, answer: bytes) -> None:
    transcriber.load()
    transcriber.load()
    assert heard_by(transcriber, answer) == heard


@pytest.mark.parametrize(
    "sound",
    [
        b"",
        b"\x00",
        silence(3.0).tobytes(),
        np.random.default_rng(5).normal(0, 800, 4 * SAMPLE_RATE).astype(np.int16).tobytes(),
    ],
    ids=["nothing", "half a sample", "a quiet room", "noise"],
)
def test_where_nobody_speaks_it_says_so(transcriber: Transcriber, sound: bytes) -> None:
    if is_double(transcriber):
        transcriber = ScriptedTranscriber(text="")
    with pytest.raises(NoSpeech):
        heard_by(transcriber, sound)


def test_a_fifth_of_a_second_of_voice_is_no_answer(transcriber: Transcriber) -> None:
    if is_double(transcriber):
        pytest.skip("the double hears its words in anything")
    blip = said("Ah.")[: SAMPLE_RATE // 5]
    with pytest.raises(NoSpeech):
        heard_by(transcriber, np.concatenate([silence(1.0), blip, silence(1.0)]).tobytes())


def test_closed_it_can_be_used_again(transcriber: Transcriber, heard: Heard, answer: bytes) -> None:
    transcriber.close()
    transcriber.close()
    assert heard_by(transcriber, answer) == heard
