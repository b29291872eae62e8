import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.interview.errors import StorageError
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.recording import HEADER_BYTES, WavFile, mend
from tests.speech.sounds import read_wav, silence, tone, write_wav


def test_a_recording_is_whole_after_every_write(tmp_path: Path) -> None:
    path = tmp_path / "take.part.wav"
    file = WavFile(path)
    assert read_wav(path).size == 0
    for seconds in (1, 2, 3):
        file.write(tone(1.0).tobytes())
        assert read_wav(path).size == seconds * SAMPLE_RATE
    file.close()
    assert np.array_equal(read_wav(path), np.tile(tone(1.0), 3))


def test_a_recording_is_private(tmp_path: Path) -> None:
    WavFile(tmp_path / "take.wav").close()
    assert (tmp_path / "take.wav").stat().st_mode & 0o777 == 0o600


def test_closing_twice_does_nothing(tmp_path: Path) -> None:
    file = WavFile(tmp_path / "take.wav")
    file.close()
    file.close()


def test_a_file_that_exists_is_never_written_over(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "take.wav", tone(0.1))
    before = path.read_bytes()
    with pytest.raises(StorageError, match="File exists"):
        WavFile(path)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="No such file or directory") as caught:
        WavFile(tmp_path / "gone" / "take.wav")
    assert "\n" not in str(caught.value)


def test_what_a_full_disk_took_before_stays_whole(tmp_path: Path) -> None:
    limit = HEADER_BYTES + 2 * SAMPLE_RATE + 1001
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    file = WavFile(tmp_path / "take.wav")
    file.write(tone(1.0).tobytes())
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            file.write(tone(1.0).tobytes())
        file.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert np.array_equal(read_wav(tmp_path / "take.wav"), tone(1.0))
    assert (tmp_path / "take.wav").stat().st_size == HEADER_BYTES + 2 * SAMPLE_RATE


def test_a_whole_recording_is_not_changed_by_mending(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "take.part.wav", tone(1.5, level_dbfs=-6))
    before = path.read_bytes()
    facts = mend(path)
    assert facts is not None
    assert facts.duration_s == 1.5
    assert facts.peak_dbfs == pytest.approx(-6, abs=0.1)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(bytes(HEADER_BYTES), id="all zeros"),
        pytest.param(b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(28), id="sizes of the first second"),
        pytest.param(b"\xff" * HEADER_BYTES, id="garbage"),
    ],
)
def test_every_sample_is_found_again_whatever_the_header_says(tmp_path: Path, header: bytes) -> None:
    path = tmp_path / "take.part.wav"
    path.write_bytes(header + tone(3.0).tobytes())
    facts = mend(path)
    assert facts is not None
    assert facts.duration_s == 3.0
    assert np.array_equal(read_wav(path), tone(3.0))


def test_a_torn_last_sample_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "take.part.wav"
    path.write_bytes(bytes(HEADER_BYTES) + tone(1.0).tobytes() + b"\x01")
    facts = mend(path)
    assert facts is not None
    assert facts.duration_s == 1.0
    assert path.stat().st_size == HEADER_BYTES + 2 * SAMPLE_RATE


@pytest.mark.parametrize("size", [0, 1, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 1])
def test_nothing_is_found_where_no_sample_is(tmp_path: Path, size: int) -> None:
    path = tmp_path / "take.part.wav"
    path.write_bytes(write_wav(tmp_path / "whole.wav", silence(1.0)).read_bytes()[:size])
    assert mend(path) is None
    assert path.stat().st_size == size


def test_a_recording_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    assert mend(tmp_path / "take.part.wav") is None


def test_a_folder_in_a_recordings_place_is_an_error_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Is a directory"):
        mend(tmp_path)


@settings(max_examples=50)
@given(content=st.binary(max_size=400))
def test_mending_makes_any_file_readable_or_finds_nothing(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("mend") / "take.part.wav"
    path.write_bytes(content)
    facts = mend(path)
    samples = max(0, len(content) - HEADER_BYTES) // 2
    if facts is None:
        assert samples == 0
    else:
        assert read_wav(path).size == samples
        assert facts.duration_s == samples / SAMPLE_RATE
        assert mend(path) == facts


RECORDING = """
import sys
from pathlib import Path
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.file_microphone import FileMicrophone

recorder = FileMicrophone(Path(sys.argv[1]), PyAvReader(), real_time=True).record(Path(sys.argv[2]))
while True:
    print(recorder.duration_s, flush=True)
    recorder._stopping.wait(0.05)
"""


def test_a_killed_recorder_loses_less_than_a_second(tmp_path: Path) -> None:
    answer = write_wav(tmp_path / "answer.wav", tone(60.0))
    path = tmp_path / "take.part.wav"
    command = [sys.executable, "-c", RECORDING, str(answer), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        recorded_s = next(float(line) for line in child.stdout if float(line) >= 2.0)
        os.kill(child.pid, signal.SIGKILL)
    facts = mend(path)
    assert facts is not None
    assert facts.duration_s >= recorded_s
    assert np.array_equal(read_wav(path), tone(60.0)[: round(facts.duration_s * SAMPLE_RATE)])
