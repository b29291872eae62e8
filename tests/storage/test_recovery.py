"""Whatever kills a recorder, and whenever: what was said is found again, once."""

import os
import queue
import subprocess
import threading
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearse.interview.errors import StorageError
from rehearse.interview.sound import SAMPLE_RATE, SoundFacts
from rehearse.interview.take import TakeState
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.recording_lock import RecordingLock
from rehearse.storage.sqlite_archive import SqliteArchive
from rehearse.storage.take_ids import time_of
from tests.storage.disk import COUNTS, NOON, SOUND, archive_at, child, heard, record

RECORDER = """
import sys
from pathlib import Path
from rehearse.speech.recording import WavFile
from tests.storage.disk import *

archive = archive_at(Path(sys.argv[1]))
draft = archive.begin("apology", "Whom did you owe an apology?", 90.0, NOON)
file = WavFile(draft.sound_path)
for _ in range(int(sys.argv[2])):
    file.write(bytes(range(200)) * 16)
print(draft.take_id, flush=True)
sys.stdin.readline()
"""
"""Records tenths of a second, tells the id, and then waits to be killed."""

DYING = """
import os, signal, sys
from pathlib import Path
from tests.storage.disk import *

SYSTEM_CALLS = {
    "open", "os.rename", "os.mkdir", "os.remove", "os.chmod", "os.rmdir", "os.listdir", "shutil.rmtree",
    "fcntl.flock", "sqlite3.connect", "sqlite3.connect/handle",
}
before_death = 0

def mortal(event, arguments):
    # Audit events are raised before the system is asked: each is a moment at which power may go.
    global before_death
    if before_death and event in SYSTEM_CALLS:
        before_death -= 1
        if before_death == 0:
            os.kill(os.getpid(), signal.SIGKILL)

def live(root, fatal_step, at):
    global before_death
    archive = archive_at(root)
    draft = None
    for step in ("begin", "record", "discard", "keep", "file", "delete"):
        before_death = at if step == fatal_step else 0
        if step == "begin":
            draft = archive.begin("apology", "Whom did you owe an apology?", 90.0, NOON)
        elif step == "record":
            record(draft.sound_path)
        elif step == "discard" == fatal_step:
            archive.discard(draft)
        elif step == "keep":
            archive.keep(draft, SOUND)
        elif step == "file":
            archive.file(draft.take_id, heard("I owned it"), COUNTS)
        elif step == "delete" == fatal_step:
            archive.delete(draft.take_id)
        before_death = 0
        if step == fatal_step:
            return

sys.addaudithook(mortal)
for at in range(1, 60):
    if os.fork() == 0:
        live(Path(sys.argv[1]) / f"{at:02}", sys.argv[2], at)
        os._exit(0)
    _, status = os.wait()
    if status == 0:
        break
    assert os.WTERMSIG(status) == signal.SIGKILL, status
else:
    sys.exit("the step never came to its end")
"""
"""Lives through a take again and again, and dies before the nth system call of a step until it survives."""


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that has recorded five seconds and goes on; and the id of its take."""
    process = child(RECORDER, tmp_path, "50")
    assert process.stdout is not None
    yield process, process.stdout.readline().strip()
    process.kill()
    process.communicate()


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()


def test_a_take_that_a_live_process_records_is_left_alone(
    tmp_path: Path, recorder: tuple[subprocess.Popen[str], str]
) -> None:
    archive = archive_at(tmp_path)
    assert archive.recover() == ()
    assert archive.takes() == ()
    assert (tmp_path / "takes" / recorder[1] / f"{recorder[1]}.part.wav").exists()


def test_a_take_whose_recorder_was_killed_is_found_with_all_its_sound(
    tmp_path: Path, recorder: tuple[subprocess.Popen[str], str]
) -> None:
    process, take_id = recorder
    kill(process)
    archive = archive_at(tmp_path)
    (found,) = archive.recover()
    assert (found.id, found.state, found.duration_s, found.has_audio) == (
        take_id,
        TakeState.RECOVERED,
        5.0,
        True,
    )
    assert archive.takes() == (found,)
    take = archive.take(take_id)
    assert (take.question_id, take.started_at, take.target_s) == ("apology", NOON, 90.0)
    assert take.audio == tmp_path / "takes" / take_id / f"{take_id}.wav"
    with wave.open(str(take.audio)) as sound:
        assert sound.getnframes() == 5 * SAMPLE_RATE
    assert {path.name for path in take.audio.parent.iterdir()} == {"take.json", f"{take_id}.wav"}


def test_recovering_again_finds_nothing_new_and_changes_nothing(
    tmp_path: Path, recorder: tuple[subprocess.Popen[str], str]
) -> None:
    kill(recorder[0])
    archive = archive_at(tmp_path)
    (found,) = archive.recover()
    assert archive.recover() == ()
    assert archive.takes() == (found,)


def test_a_recovered_take_is_reported_once_it_is_transcribed(
    tmp_path: Path, recorder: tuple[subprocess.Popen[str], str]
) -> None:
    kill(recorder[0])
    archive = archive_at(tmp_path)
    archive.recover()
    assert archive.file(recorder[1], heard("I owned it"), COUNTS).state is TakeState.REPORTED


def test_of_processes_that_recover_at_once_one_finds_the_take_and_all_list_it(
    tmp_path: Path, recorder: tuple[subprocess.Popen[str], str]
) -> None:
    kill(recorder[0])
    program = (
        "import sys; from pathlib import Path; from tests.storage.disk import *; sys.stdin.readline();"
        "archive = archive_at(Path(sys.argv[1])); found = len(archive.recover());"
        "print(found, [take.state for take in archive.takes()])"
    )
    children = [child(program, tmp_path) for _ in range(4)]
    for process in children:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = sorted(process.communicate()[0].strip() for process in children)
    listed = "[<TakeState.RECOVERED: 'recovered'>]"
    assert said == [f"0 {listed}", f"0 {listed}", f"0 {listed}", f"1 {listed}"]


@pytest.mark.parametrize("tenths", ["0", "1"])
def test_a_take_in_which_there_is_nothing_is_removed(tmp_path: Path, tenths: str) -> None:
    process = child(RECORDER, tmp_path, tenths)
    assert process.stdout is not None
    process.stdout.readline()
    kill(process)
    process.communicate()
    archive = archive_at(tmp_path)
    assert archive.recover() == archive.takes() == ()
    assert os.listdir(tmp_path / "takes") == ["recovery.lock"]


def test_a_take_whose_row_was_lost_is_found_by_its_sidecar(
    tmp_path: Path, recorder: tuple[subprocess.Popen[str], str]
) -> None:
    kill(recorder[0])
    (tmp_path / "rehearse.sqlite3").unlink()
    archive = archive_at(tmp_path)
    (found,) = archive.recover()
    assert (found.id, found.question_id, found.started_at) == (recorder[1], "apology", NOON)


@pytest.mark.parametrize("sidecar", [None, "", "{}", "[1]", '{"id": 3}', "\0", '{"state": "flying"}'])
def test_sound_is_found_even_where_nothing_tells_what_it_answers(
    tmp_path: Path, recorder: tuple[subprocess.Popen[str], str], sidecar: str | None
) -> None:
    process, take_id = recorder
    kill(process)
    (tmp_path / "rehearse.sqlite3").unlink()
    path = tmp_path / "takes" / take_id / "take.json"
    path.unlink() if sidecar is None else path.write_text(sidecar)
    (found,) = archive_at(tmp_path).recover()
    assert (found.id, found.question_id, found.prompt, found.duration_s) == (take_id, None, "", 5.0)
    assert found.started_at == time_of(take_id)


def test_a_sidecar_that_makes_no_sense_is_left_for_its_owner_to_read(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path)
    audio = archive.keep(draft, SOUND).audio
    assert audio is not None
    audio.unlink()
    sidecar = audio.with_name("take.json")
    sidecar.write_text("{ my notes")
    (tmp_path / "rehearse.sqlite3").unlink()
    assert archive.recover() == archive.takes() == ()
    assert sidecar.read_text() == "{ my notes"


def test_what_is_no_take_is_left_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "takes" / "my notes").mkdir(parents=True)
    (tmp_path / "takes" / "readme.txt").write_text("mine")
    assert archive_at(tmp_path).recover() == ()
    assert set(os.listdir(tmp_path / "takes")) == {"my notes", "readme.txt"}


def test_a_take_that_can_not_be_mended_keeps_no_other_from_being_found(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    processes = [child(RECORDER, tmp_path, "10") for _ in range(2)]
    ids = []
    for process in processes:
        assert process.stdout is not None
        ids.append(process.stdout.readline().strip())
        kill(process)
        process.communicate()

    def mend(path: Path) -> SoundFacts | None:
        if ids[0] in path.name:
            raise StorageError("The disk is failing.")
        return SoundFacts(1.0)

    archive = SqliteArchive(DataFolder.at(tmp_path), mend)
    assert [take.id for take in archive.recover()] == [ids[1]]
    assert "The disk is failing" in caplog.text
    assert sorted(take.id for take in archive_at(tmp_path).recover()) == [ids[0]]


def test_a_row_without_a_folder_is_dropped(
    tmp_path: Path, recorder: tuple[subprocess.Popen[str], str]
) -> None:
    process, take_id = recorder
    kill(process)
    subprocess.run(["rm", "-r", str(tmp_path / "takes" / take_id)], check=True)
    archive = archive_at(tmp_path)
    assert archive.recover() == archive.takes() == ()


def test_a_take_kept_at_the_last_moment_is_not_taken_for_a_dead_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = archive_at(tmp_path)
    draft = recorder.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path, 0.1)
    take_lock = RecordingLock.take

    def keep_and_take_lock(path: Path) -> RecordingLock | None:
        recorder.keep(draft, SoundFacts(0.1))
        return take_lock(path)

    monkeypatch.setattr("rehearse.storage.recovery.RecordingLock.take", keep_and_take_lock)
    archive = archive_at(tmp_path)
    assert archive.recover() == ()
    assert [take.state for take in archive.takes()] == [TakeState.UNTRANSCRIBED]
    assert not (draft.sound_path.parent / "recording.lock").exists()


def test_recoveries_beside_rehearsals_take_nothing_from_them(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    # One recovery for each step, beside it: endless ones would leave the disk to nobody else.
    due: queue.SimpleQueue[bool] = queue.SimpleQueue()
    found: list[object] = []

    def recover_when_due() -> None:
        while due.get():
            found.extend(archive.recover())

    thread = threading.Thread(target=recover_when_due)
    thread.start()
    try:
        for at in range(25):
            due.put(True)
            draft = archive.begin("apology", "Whom?", 90.0, NOON)
            due.put(True)
            record(draft.sound_path, 0.1)  # so short that a recovery would remove it
            if at % 5:
                archive.keep(draft, SoundFacts(0.1))
            else:
                archive.discard(draft)
    finally:
        due.put(False)
        thread.join()
    assert found == []
    assert len(archive.takes()) == 20


@pytest.mark.parametrize("step", ["begin", "keep", "file", "discard", "delete"])
def test_dying_before_any_step_loses_nothing_that_was_said_and_brings_back_nothing_deleted(
    tmp_path: Path, step: str
) -> None:
    process = child(DYING, tmp_path, step)
    process.communicate()
    assert process.returncode == 0
    *died, _ = sorted(tmp_path.iterdir())
    assert len(died) > 5, "too few moments were tried"
    for root in died:
        archive = archive_at(root)
        found = archive.recover()
        takes = archive.takes()
        states = {take.state for take in takes}
        assert all(take.has_audio for take in takes)
        match step:
            case "begin":
                assert takes == ()
            case "keep":
                assert len(takes) == 1
                assert states <= {TakeState.RECOVERED, TakeState.UNTRANSCRIBED}
                assert states != {TakeState.RECOVERED} or found == takes
            case "file":
                assert len(takes) == 1
                assert states <= {TakeState.UNTRANSCRIBED, TakeState.REPORTED}
        left = {path.name for path in root.glob("takes/*")} - {"recovery.lock"}
        assert left == {take.id for take in takes}, root
        assert archive.recover() == ()
