from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.interview.errors import Corrected, NoRecogniser, NoSpeech
from rehearse.interview.take import Take, TakeState
from rehearse.practice.ports import Progress
from rehearse.practice.reporting import correct
from rehearse.practice.second_hearing import hear_again, worth_hearing_again
from tests.fakes import (
    POCKETSPHINX,
    WHISPER,
    MemoryArchive,
    ScriptedTranscriber,
    desk,
    kept_take,
    write_silence,
)


def rough_take(take_id: str, folder: Path) -> Take:
    audio = folder / f"{take_id}.wav"
    write_silence(audio, 1.0)
    take = kept_take(take_id, text="we cut a porous sent", audio=audio)
    assert take.heard is not None
    transcript = replace(take.heard.transcript, engine=POCKETSPHINX)
    return replace(take, heard=replace(take.heard, transcript=transcript))


def test_rough_and_unheard_takes_whose_sound_is_there_are_worth_hearing_again(tmp_path: Path) -> None:
    rough = rough_take("rough", tmp_path)
    unheard = replace(rough, id="unheard", heard=None, state=TakeState.UNTRANSCRIBED)
    silent = replace(rough, id="sound-deleted", audio=None)
    well = kept_take("well-heard", text="We cut it by forty percent", audio=rough.audio)
    archive = MemoryArchive(tmp_path, [rough, unheard, silent, well])
    assert {take.id for take in worth_hearing_again(archive.takes())} == {"rough", "unheard"}


def test_takes_heard_again_have_the_better_words(tmp_path: Path) -> None:
    archive = MemoryArchive(tmp_path, [rough_take("one", tmp_path), rough_take("two", tmp_path)])
    better = desk(tmp_path, archive=archive, transcriber=ScriptedTranscriber("We cut it by forty percent"))
    heard = list(hear_again(archive.takes(), better))
    assert [(each.take_id, each.error) for each in heard] == [("one", None), ("two", None)]
    for take_id in ("one", "two"):
        words = archive.take(take_id).heard
        assert words is not None
        assert words.transcript.engine == WHISPER
        assert words.transcript.text == "We cut it by forty percent"
    assert worth_hearing_again(archive.takes()) == ()


def test_a_take_without_speech_stays_as_it_was_and_stops_nothing(tmp_path: Path) -> None:
    rough = rough_take("one", tmp_path)
    archive = MemoryArchive(tmp_path, [rough])
    deaf = desk(tmp_path, archive=archive, transcriber=ScriptedTranscriber(""))
    (outcome,) = hear_again(archive.takes(), deaf)
    assert isinstance(outcome.error, NoSpeech)
    assert archive.take("one") == rough


def test_words_put_right_while_a_take_is_heard_again_stand(tmp_path: Path) -> None:
    archive = MemoryArchive(tmp_path, [rough_take("one", tmp_path)])
    better = desk(tmp_path, archive=archive, transcriber=ScriptedTranscriber("We cut it by forty percent"))

    def put_right(_: Progress) -> None:
        if not archive.take("one").edited:
            correct(archive.take("one"), "we cut it by a percent", better)

    (outcome,) = hear_again(archive.takes(), better, put_right)
    assert isinstance(outcome.error, Corrected)
    words = archive.take("one").heard
    assert words is not None
    assert words.transcript.text == "we cut it by a percent"


def test_a_broken_recogniser_ends_it_at_once(tmp_path: Path) -> None:
    archive = MemoryArchive(tmp_path, [rough_take("one", tmp_path)])
    broken = ScriptedTranscriber(error=NoRecogniser("The model is broken."))
    with pytest.raises(NoRecogniser):
        list(hear_again(archive.takes(), desk(tmp_path, archive=archive, transcriber=broken)))
