import threading
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.interview.errors import NotFound, NotSound, StorageError
from rehearse.interview.sound import SoundFacts
from rehearse.interview.take import TakeState
from rehearse.practice.ports import Progress
from rehearse.practice.reporting import report_on_text
from rehearse.practice.settings import Settings
from rehearse.practice.sound_file import take_in
from rehearse.resources import samples_folder
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.file_microphone import FileMicrophone
from tests.fakes import BANK, ManualClock, MemoryArchive, desk, question, write_silence

QUESTION = BANK.get("apology")


def test_a_file_becomes_a_take_like_any_other(tmp_path: Path) -> None:
    spoken = tmp_path / "spoken.wav"
    write_silence(spoken, 3.5)
    clock = ManualClock()
    parts = desk(tmp_path / "takes", clock)
    take = take_in(spoken, QUESTION, parts)
    assert take is not None
    assert parts.archive.take(take.id) == take
    assert (take.question_id, take.prompt) == (QUESTION.id, QUESTION.prompt)
    assert (take.state, take.started_at) == (TakeState.UNTRANSCRIBED, clock.moment())
    assert take.sound.duration_s == 3.5
    assert take.audio is not None
    with wave.open(str(take.audio)) as sound, wave.open(str(spoken)) as source:
        assert sound.readframes(10**6) == source.readframes(10**6)
    assert spoken.exists()


def test_any_kind_of_sound_file_will_do_and_takes_less_than_its_time(tmp_path: Path) -> None:
    sample = samples_folder() / "apology.flac"
    parts = desk(tmp_path, file_microphone=lambda path: FileMicrophone(path, PyAvReader(), real_time=False))
    seen: list[Progress] = []
    take = take_in(sample, QUESTION, parts, seen.append)
    assert take is not None
    assert take.sound.duration_s > 60
    assert take.sound.device == "apology.flac"
    assert seen == sorted(seen, key=lambda progress: progress.done)


@pytest.mark.parametrize(("name", "error"), [("gone.wav", NotFound), ("text.wav", NotSound)])
def test_a_file_that_cannot_be_used_leaves_no_take(tmp_path: Path, name: str, error: type[Exception]) -> None:
    (tmp_path / "text.wav").write_text("these are words, and no sound")
    parts = desk(tmp_path / "takes")
    with pytest.raises(error):
        take_in(tmp_path / name, QUESTION, parts)
    assert parts.archive.takes() == parts.archive.recover() == ()


def test_one_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    endless = FileMicrophone(Path("endless"), Endless(), real_time=False)
    parts = desk(tmp_path / "takes", file_microphone=lambda path: endless)
    given_up = threading.Event()

    def give_up_once_it_runs(progress: Progress) -> None:
        if progress.done > 0:
            given_up.set()

    assert take_in(Path("endless"), QUESTION, parts, give_up_once_it_runs, given_up.is_set) is None
    assert parts.archive.takes() == ()
    assert list((tmp_path / "takes").iterdir()) == []


def test_an_archive_that_takes_no_more_says_so(tmp_path: Path) -> None:
    spoken = tmp_path / "spoken.wav"
    write_silence(spoken, 1.0)
    archive = MemoryArchive(tmp_path / "takes")
    archive.error = StorageError("The disk is full.")
    with pytest.raises(StorageError):
        take_in(spoken, QUESTION, desk(tmp_path, archive=archive))


class Endless:
    """A reader of a file that never ends."""

    total_s: float | None = None

    def open(self, path: Path) -> "Endless":
        return self

    def blocks(self) -> Iterator[bytes]:
        while True:
            yield bytes(32_000)

    @property
    def facts(self) -> SoundFacts:
        raise AssertionError("it never ends")


def test_a_written_answer_is_judged_without_a_clock(tmp_path: Path) -> None:
    parts = desk(tmp_path)
    report = report_on_text("Um, rework fell by 40 percent.", QUESTION, None, Settings(), parts.rubric)
    assert report.question_id == QUESTION.id
    assert (report.timing.duration_s, report.timing.verdict, report.fillers.per_minute) == (None, None, None)
    assert report.fillers.count == 1
    assert report.metrics.stated


def test_a_written_answer_whose_length_is_known_is_held_against_the_target(tmp_path: Path) -> None:
    longer = question("long", target_s=120.0)
    report = report_on_text("We did it. " * 80, longer, 118.0, Settings(), desk(tmp_path).rubric)
    assert report.timing.target_s == 120.0
    assert str(report.timing.verdict) == "on_target"
    own = report_on_text("We did it.", None, 30.0, Settings(target_s=30.0), desk(tmp_path).rubric)
    assert (own.question_id, own.timing.target_s) == (None, 30.0)
