import resource
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from rehearse.interview.errors import EmptyInput, NotFound, StorageError, TooLong
from rehearse.interview.sound import SAMPLE_RATE, SoundFacts
from rehearse.practice.ports import Recorder, SoundSource
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.file_microphone import STEP_S, FileMicrophone
from tests.sound.virtual_card import wait_until
from tests.speech.sounds import encode, read_wav, silence, tone, write_wav

RAMP = np.arange(3 * SAMPLE_RATE, dtype=np.int32).astype(np.int16)


class SleepingClock:
    """A clock that moves only when someone sleeps, and tells each sleeper's end."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.slept: list[float] = []
        self.after_sleep: Callable[[float], None] = lambda elapsed_s: None

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, duration_s: float) -> None:
        self.slept.append(duration_s)
        self.now_s += duration_s
        self.after_sleep(self.now_s - 100.0)


def hear_all(recorder: Recorder) -> None:
    wait_until(lambda: recorder.ended, "the file to end")


def paced(path: Path, clock: SleepingClock) -> FileMicrophone:
    return FileMicrophone(path, PyAvReader(), real_time=True, clock=clock, sleep=clock.sleep)


def test_a_file_is_recorded_as_fast_as_it_can_be_read(tmp_path: Path) -> None:
    answer = write_wav(tmp_path / "answer.wav", tone(30.3))
    microphone = FileMicrophone(answer, PyAvReader(), real_time=False)
    recorder = microphone.record(tmp_path / "take.part.wav")
    hear_all(recorder)
    facts = recorder.stop()
    assert facts.duration_s == recorder.duration_s == 30.3
    assert facts.device == microphone.name == "answer.wav"
    assert facts.lost_at_s is None
    assert np.array_equal(read_wav(tmp_path / "take.part.wav"), tone(30.3))


def test_in_real_time_a_file_takes_as_long_as_it_was_spoken(tmp_path: Path) -> None:
    clock = SleepingClock()
    recorder = paced(write_wav(tmp_path / "answer.wav", RAMP), clock).record(tmp_path / "take.part.wav")
    hear_all(recorder)
    assert sum(clock.slept) == pytest.approx(3.0)
    assert max(clock.slept) <= STEP_S
    assert np.array_equal(read_wav(tmp_path / "take.part.wav"), RAMP)


def test_paused_sound_is_let_go_by(tmp_path: Path) -> None:
    clock = SleepingClock()
    recorders: list[Recorder] = []
    seen: list[tuple[bool, float | None]] = []

    def pause_for_the_second_second(elapsed_s: float) -> None:
        wait_until(lambda: bool(recorders), "the recorder")
        if 1.0 < elapsed_s <= 2.0 and not recorders[0].paused:
            recorders[0].pause()
            seen.append((recorders[0].paused, recorders[0].level.peak_dbfs))
        elif elapsed_s > 2.0:
            recorders[0].resume()

    clock.after_sleep = pause_for_the_second_second
    recorder = paced(write_wav(tmp_path / "answer.wav", RAMP), clock).record(tmp_path / "take.part.wav")
    recorders.append(recorder)
    hear_all(recorder)
    assert seen == [(True, None)]
    assert recorder.stop().duration_s == pytest.approx(2.0, abs=2 * STEP_S)
    kept = read_wav(tmp_path / "take.part.wav")
    assert np.array_equal(kept[:SAMPLE_RATE], RAMP[:SAMPLE_RATE])
    assert np.array_equal(kept[-SAMPLE_RATE // 2 :], RAMP[-SAMPLE_RATE // 2 :])


def test_stopping_is_prompt_and_gives_the_same_facts_again(tmp_path: Path) -> None:
    answer = write_wav(tmp_path / "answer.wav", tone(20.0))
    recorder = FileMicrophone(answer, PyAvReader(), real_time=True).record(tmp_path / "take.part.wav")
    wait_until(lambda: recorder.duration_s >= 0.3, "a bit of sound")
    assert recorder.level.peak_dbfs == pytest.approx(-12, abs=0.5)
    began_s = time.perf_counter()
    facts = recorder.stop()
    # Far above what it takes, far below what the file lasts.
    assert time.perf_counter() - began_s < 1.0
    assert recorder.stop() == facts
    assert recorder.ended
    assert read_wav(tmp_path / "take.part.wav").size == round(facts.duration_s * SAMPLE_RATE)
    assert facts.duration_s < 10


def test_any_kind_of_file_can_take_the_microphones_place(tmp_path: Path) -> None:
    answer = encode(tmp_path / "answer.m4a", "aac", tone(2.0, rate=44_100), 44_100)
    recorder = FileMicrophone(answer, PyAvReader(), real_time=False).record(tmp_path / "take.part.wav")
    hear_all(recorder)
    assert recorder.stop().duration_s == pytest.approx(2.0, abs=0.1)


def test_a_disk_that_takes_no_more_ends_the_recording_and_keeps_what_it_has(tmp_path: Path) -> None:
    answer = write_wav(tmp_path / "answer.wav", tone(10.0))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, before[1]))
    try:
        recorder = FileMicrophone(answer, PyAvReader(), real_time=False).record(tmp_path / "take.part.wav")
        hear_all(recorder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert recorder.trouble is not None
    assert recorder.trouble.code == "storage"
    assert recorder.stop().duration_s == 4.0
    assert np.array_equal(read_wav(tmp_path / "take.part.wav"), tone(4.0))


def test_a_file_that_turns_unusable_on_the_way_counts_as_lost(tmp_path: Path) -> None:
    class Breaking:
        total_s: float | None = None
        facts = SoundFacts(1.0)

        def open(self, path: Path) -> SoundSource:
            return self

        def blocks(self) -> Iterator[bytes]:
            yield tone(1.0).tobytes()
            raise TooLong("cut it")

    recorder = FileMicrophone(Path("a.wav"), Breaking(), real_time=False).record(tmp_path / "take.part.wav")
    hear_all(recorder)
    assert recorder.stop().lost_at_s == 1.0
    assert recorder.trouble is not None
    assert recorder.trouble.code == "device-lost"


def test_a_file_that_is_missing_begins_no_recording(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        FileMicrophone(tmp_path / "gone.wav", PyAvReader(), real_time=True).record(tmp_path / "take.part.wav")
    assert not (tmp_path / "take.part.wav").exists()


def test_a_file_without_sound_begins_no_recording(tmp_path: Path) -> None:
    answer = write_wav(tmp_path / "answer.wav", silence(0))
    with pytest.raises(EmptyInput):
        FileMicrophone(answer, PyAvReader(), real_time=True).record(tmp_path / "take.part.wav")
    assert not (tmp_path / "take.part.wav").exists()


def test_a_recording_is_never_written_over_another(tmp_path: Path) -> None:
    answer = write_wav(tmp_path / "answer.wav", tone(1.0))
    with pytest.raises(StorageError):
        FileMicrophone(answer, PyAvReader(), real_time=True).record(answer)
    assert np.array_equal(read_wav(answer), tone(1.0))
