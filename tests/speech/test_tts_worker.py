from dataclasses import dataclass

import pytest

from rehearse.speech.tts_worker import NoSuchVoice, chosen, for_questions, speaks_english


@dataclass
class Listed:
    id: str
    name: str | None
    languages: list[str | bytes]


AMERICAN = Listed("gmw/en-us", "English (America)", ["en-us"])
BRITISH = Listed("gmw/en", "English (Great Britain)", ["en-gb"])
FRENCH = Listed("roa/fr", "French (France)", ["fr-fr"])
SAMANTHA = Listed("com.apple.voice.compact.en-US.Samantha", "Samantha", ["en_US"])
FRED = Listed("com.apple.speech.synthesis.voice.Fred", "Fred", ["en_US"])
ZIRA = Listed(r"HKEY_LOCAL_MACHINE\TTS_MS_EN-US_ZIRA", "Microsoft Zira - English", [])
HEDDA = Listed(r"HKEY_LOCAL_MACHINE\TTS_MS_DE-DE_HEDDA", "Microsoft Hedda - German", [])
OLD_ESPEAK = Listed("en", "default", [b"\x02en"])
MBROLA = Listed("mb/mb-us1", "us-mbrola-1", ["en-us"])


@pytest.mark.parametrize("voice", [AMERICAN, BRITISH, SAMANTHA, ZIRA, OLD_ESPEAK])
def test_a_voice_says_in_one_way_or_another_that_it_speaks_english(voice: Listed) -> None:
    assert speaks_english(voice)


@pytest.mark.parametrize("voice", [FRENCH, HEDDA])
def test_a_voice_of_another_language_does_not_speak_english(voice: Listed) -> None:
    assert not speaks_english(voice)


def test_the_systems_own_choice_stands_if_it_is_english() -> None:
    assert chosen([AMERICAN, BRITISH, FRENCH], None, BRITISH.id) == BRITISH.id


def test_an_english_voice_takes_the_place_of_another_language() -> None:
    assert chosen([FRENCH, AMERICAN], None, FRENCH.id) == AMERICAN.id


def test_a_voice_that_sounds_well_is_preferred() -> None:
    assert chosen([FRENCH, FRED, SAMANTHA], None, FRENCH.id) == SAMANTHA.id


def test_without_an_english_voice_the_systems_own_choice_stands() -> None:
    assert chosen([FRENCH, HEDDA], None, FRENCH.id) == FRENCH.id
    assert chosen([], None, None) is None


@pytest.mark.parametrize("wanted", ["English (America)", "english (america)", "gmw/en-us"])
def test_a_voice_is_found_by_its_name_or_its_id(wanted: str) -> None:
    assert chosen([BRITISH, AMERICAN], wanted, BRITISH.id) == AMERICAN.id


def test_a_voice_that_is_gone_is_not_replaced_in_silence() -> None:
    with pytest.raises(NoSuchVoice):
        chosen([BRITISH], "Samantha", BRITISH.id)


def test_questions_are_read_by_english_voices_whose_sound_is_right() -> None:
    assert for_questions([FRENCH, MBROLA, AMERICAN]) == [AMERICAN]
    assert for_questions([FRENCH, MBROLA]) == [FRENCH]
