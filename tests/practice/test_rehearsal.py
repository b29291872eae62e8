import threading
from pathlib import Path

import pytest

from rehearse.interview.errors import NoMicrophone, StorageError
from rehearse.practice.ports import Cue
from rehearse.practice.rehearsal import Rehearsal
from tests.fakes import (
    BANK,
    ManualClock,
    MemoryArchive,
    ScriptedMicrophone,
    ScriptedVoice,
    SilentSpeaker,
    desk,
    question,
)


def test_the_question_is_silent_before_the_microphone_opens(tmp_path: Path) -> None:
    clock = ManualClock()
    speaker = SilentSpeaker(clock)
    sounding: list[bool] = []
    microphone = ScriptedMicrophone(clock, before_recording=lambda: sounding.append(speaker.sounding))
    rehearsal = Rehearsal(BANK.get("apology"), desk(tmp_path, clock, speaker=speaker, microphone=microphone))
    rehearsal.ask()
    assert speaker.sounding
    rehearsal.listen()
    assert sounding == [False]


def test_a_cue_sounds_once_the_question_is_silent_and_before_the_microphone_opens(tmp_path: Path) -> None:
    clock = ManualClock()
    speaker = SilentSpeaker(clock)
    heard: list[object] = []
    microphone = ScriptedMicrophone(clock, before_recording=lambda: heard.append("microphone"))
    parts = desk(
        tmp_path,
        clock,
        speaker=speaker,
        microphone=microphone,
        cue=lambda cue: heard.append((cue, speaker.sounding)),
    )
    rehearsal = Rehearsal(BANK.get("apology"), parts)
    rehearsal.ask()
    rehearsal.listen()
    assert heard == [(Cue.START, False), "microphone"]


def test_a_question_hushed_while_it_is_rendered_never_sounds(tmp_path: Path) -> None:
    clock = ManualClock()
    speaker = SilentSpeaker(clock)
    voice = ScriptedVoice(gate=threading.Event())
    rehearsal = Rehearsal(BANK.get("apology"), desk(tmp_path, clock, speaker=speaker, voice=voice))
    given: list[object] = []
    asking = threading.Thread(target=lambda: given.append(rehearsal.ask()))
    asking.start()
    assert voice.waiting.wait(timeout=5)
    rehearsal.listen()
    assert voice.gate is not None
    voice.gate.set()
    asking.join(timeout=5)
    assert given == [None]
    assert speaker.played == []


def test_a_microphone_that_fails_leaves_no_take_behind(tmp_path: Path) -> None:
    clock = ManualClock()
    archive = MemoryArchive(tmp_path)
    microphone = ScriptedMicrophone(clock, error=NoMicrophone("Plug one in."))
    rehearsal = Rehearsal(BANK.get("apology"), desk(tmp_path, archive=archive, microphone=microphone))
    with pytest.raises(NoMicrophone):
        rehearsal.listen()
    assert archive.takes() == ()
    assert not rehearsal.is_listening


def test_an_answer_is_kept_then_reported_with_paused_time_left_out(tmp_path: Path) -> None:
    clock = ManualClock()
    parts = desk(tmp_path, clock)
    rehearsal = Rehearsal(BANK.get("apology"), parts)
    recorder = rehearsal.listen()
    clock.advance(40)
    recorder.pause()
    clock.advance(100)
    recorder.resume()
    clock.advance(48)
    take = rehearsal.keep()
    assert take.sound.duration_s == 88
    assert not rehearsal.is_listening
    assert rehearsal.rate(take, 4).self_rating == 4
    assert parts.archive.take(take.id).self_rating == 4


def test_a_follow_up_belongs_to_no_question_of_the_bank(tmp_path: Path) -> None:
    rehearsal = Rehearsal(question("", prompt="And then?"), desk(tmp_path))
    rehearsal.listen()
    take = rehearsal.keep()
    assert take.question_id is None
    assert take.prompt == "And then?"


def test_what_is_thrown_away_is_gone(tmp_path: Path) -> None:
    archive = MemoryArchive(tmp_path)
    rehearsal = Rehearsal(BANK.get("apology"), desk(tmp_path, archive=archive))
    rehearsal.listen()
    rehearsal.throw_away()
    assert archive.takes() == ()
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_cannot_be_tied_to_its_story_is_kept_all_the_same(tmp_path: Path) -> None:
    class Untying(MemoryArchive):
        def tie(self, take_id: str, story_id: str | None) -> None:
            raise StorageError("The disk is full: make room.")

    archive = Untying(tmp_path)
    rehearsal = Rehearsal(BANK.get("apology"), desk(tmp_path, archive=archive))
    rehearsal.story_id = "fraud"
    rehearsal.listen()
    take = rehearsal.keep()
    assert [kept.id for kept in archive.takes()] == [take.id]
    assert take.story_id is None
    assert str(rehearsal.not_tied) == "The disk is full: make room."
