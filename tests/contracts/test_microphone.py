"""One suite for the port, run on the double, on the file in the microphone's place and on the real device."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.practice.ports import Microphone, Recorder
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.file_microphone import FileMicrophone
from rehearse.speech.microphone import SoundDeviceMicrophone
from tests.fakes import ManualClock, ScriptedMicrophone
from tests.sound.conftest import sound_card, sound_card_here
from tests.sound.virtual_card import VirtualCard, wait_until
from tests.speech.sounds import read_wav, tone, write_wav

__all__ = ["sound_card", "sound_card_here"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A microphone before which somebody speaks, and how time passes there."""

    microphone: Microphone
    let_pass: Callable[[float], None]


@pytest.fixture(params=["double", "file", "device"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    speech = tmp_path / "speech.wav"
    if request.param == "double":
        clock = ManualClock()
        yield Stage(ScriptedMicrophone(clock), clock.advance)
    elif request.param == "file":
        write_wav(speech, tone(30.0))
        yield Stage(FileMicrophone(speech, PyAvReader(), real_time=True), time.sleep)
    else:
        card: VirtualCard = request.getfixturevalue("sound_card_here")
        card.speak(write_wav(speech, tone(30.0)))
        yield Stage(SoundDeviceMicrophone(None), time.sleep)
        card.hush()


def wait_for(condition: Callable[[], bool], stage: Stage) -> None:
    def holds() -> bool:
        stage.let_pass(0.02)
        return condition()

    wait_until(holds, "the recorder")


def record_until(recorder: Recorder, duration_s: float, stage: Stage) -> None:
    wait_for(lambda: recorder.duration_s >= duration_s, stage)


def test_what_was_recorded_is_a_whole_file_of_16_khz_mono(stage: Stage, tmp_path: Path) -> None:
    recorder = stage.microphone.record(tmp_path / "take.part.wav")
    record_until(recorder, 0.5, stage)
    facts = recorder.stop()
    assert facts.duration_s >= 0.5
    assert read_wav(tmp_path / "take.part.wav").size == round(facts.duration_s * SAMPLE_RATE)
    assert facts.device


def test_stopping_twice_gives_the_same_facts(stage: Stage, tmp_path: Path) -> None:
    recorder = stage.microphone.record(tmp_path / "take.part.wav")
    record_until(recorder, 0.2, stage)
    facts = recorder.stop()
    stage.let_pass(0.1)
    assert recorder.stop() == facts


def test_a_recording_under_way_has_not_ended_and_says_how_loud_it_is(stage: Stage, tmp_path: Path) -> None:
    recorder = stage.microphone.record(tmp_path / "take.part.wav")
    wait_for(lambda: recorder.level.rms_dbfs is not None, stage)
    assert not recorder.ended
    assert not recorder.paused
    level = recorder.level
    assert level.rms_dbfs is not None
    assert level.peak_dbfs is not None
    assert level.rms_dbfs <= level.peak_dbfs <= 0
    recorder.stop()


def test_paused_sound_is_not_recorded(stage: Stage, tmp_path: Path) -> None:
    recorder = stage.microphone.record(tmp_path / "take.part.wav")
    record_until(recorder, 0.2, stage)
    recorder.pause()
    assert recorder.paused
    stage.let_pass(0.1)
    before_s = recorder.duration_s
    stage.let_pass(0.4)
    assert recorder.duration_s == before_s
    recorder.resume()
    assert not recorder.paused
    record_until(recorder, before_s + 0.2, stage)
    assert recorder.stop().duration_s >= before_s + 0.2


def test_what_is_recorded_can_be_read_behind_the_writer(stage: Stage, tmp_path: Path) -> None:
    recorder = stage.microphone.record(tmp_path / "take.part.wav")
    read = bytearray()

    def read_on(seconds: float) -> bool:
        read.extend(recorder.sound(len(read), 1000))
        return len(read) > seconds * 2 * SAMPLE_RATE

    wait_for(lambda: read_on(0.2), stage)
    facts = recorder.stop()
    while sound := recorder.sound(len(read), 100_000):
        read.extend(sound)
    assert len(read) == 2 * round(facts.duration_s * SAMPLE_RATE)
    assert bytes(read) == read_wav(tmp_path / "take.part.wav").tobytes()


def test_listening_in_keeps_nothing(stage: Stage, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    recorder = stage.microphone.listen_in()
    record_until(recorder, 0.2, stage)
    recorder.stop()
    assert set(tmp_path.iterdir()) == before


def test_a_microphone_records_again_after_it_was_stopped(stage: Stage, tmp_path: Path) -> None:
    for number in range(2):
        recorder = stage.microphone.record(tmp_path / f"{number}.part.wav")
        record_until(recorder, 0.2, stage)
        assert recorder.stop().duration_s >= 0.2
