"""Sound that is odd, broken or not sound at all: a right report, or exit 3 and one line."""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.loudness import SAMPLE_BYTES
from tests.cli.conftest import Rehearse
from tests.contract import assert_report, assert_unusable
from tests.sound.spoken import can_speak, spoken

SAID = "We cut the number of errors by forty percent and I was glad of it."


@pytest.fixture(scope="module")
def answer() -> Path:
    if not can_speak():
        pytest.skip("flite is missing")
    return spoken(SAID)


def sox(*arguments: str | Path) -> None:
    if shutil.which("sox") is None:
        pytest.skip("sox is missing")
    subprocess.run(["sox", "-R", *map(str, arguments)], check=True, capture_output=True)


def encoded(source: Path, target: Path) -> None:
    """The same sound in another container, by the codecs that come with PyAV."""
    import av

    with av.open(str(source)) as given, av.open(str(target), "w") as made:
        stream: Any = made.add_stream({".mp3": "libmp3lame", ".m4a": "aac"}[target.suffix], rate=44_100)
        resampler = av.AudioResampler(
            format=stream.codec_context.format or "fltp", layout="mono", rate=44_100
        )
        for frame in given.decode(audio=0):
            for converted in resampler.resample(frame):
                made.mux(stream.encode(converted))
        made.mux(stream.encode(None))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("stereo.wav", lambda given, path: sox(given, "-r", "44100", "-c", "2", path)),
        ("8khz.wav", lambda given, path: sox(given, "-r", "8000", path)),
        ("a.mp3", encoded),
        ("a.m4a", encoded),
        ("it's “a\nname” [bold].wav", lambda given, path: shutil.copyfile(given, path)),
        (
            "cut.wav",
            lambda given, path: path.write_bytes(given.read_bytes()[: given.stat().st_size * 9 // 10]),
        ),
    ],
    ids=["stereo at 44.1 kHz", "8 kHz", "mp3", "m4a", "a name with quotes and a newline", "truncated"],
)
def test_a_usable_recording_is_reported_whatever_its_form(
    rehearse: Rehearse, answer: Path, tmp_path: Path, name: str, make: Callable[[Path, Path], object]
) -> None:
    path = tmp_path / name
    make(answer, path)
    run = rehearse("analyze", path, "--json")
    assert run.code == 0, run.err
    (record,) = run.records
    assert_report(record)
    assert record["source"] == str(path)
    assert record["engine"] == {"name": "pocketsphinx", "model": "en-us"}
    assert record["timing"]["duration"] == pytest.approx(3.4, abs=0.5)
    assert "percent" in record["transcript"]["text"] or name == "8khz.wav"


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("empty.wav", lambda path: path.write_bytes(b""), "empty"),
        ("header.wav", lambda path: sox("-n", "-r", "16000", "-c", "1", path, "trim", "0", "0"), "empty"),
        ("half a header.wav", lambda path: path.write_bytes(b"RIFF\x24\x00\x00\x00WAVEfm"), "not-sound"),
        ("text.wav", lambda path: path.write_text("not a sound\n"), "not-sound"),
        (
            "silence.wav",
            lambda path: sox("-n", "-r", "16000", "-c", "1", path, "trim", "0", "5"),
            "no-speech",
        ),
        (
            "noise.wav",
            lambda path: sox("-n", "-r", "16000", "-c", "1", path, "synth", "5", "whitenoise", "vol", "0.1"),
            "no-speech",
        ),
        ("folder.wav", lambda path: path.mkdir(), "not-readable"),
        ("pipe.wav", os.mkfifo, "not-readable"),
        ("missing.wav", lambda path: None, "not-found"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_used_is_exit_3_and_one_line(
    rehearse: Rehearse, tmp_path: Path, name: str, make: Callable[[Path], object], code: str
) -> None:
    path = tmp_path / name
    make(path)
    run = rehearse("analyze", path, "--json")
    assert run.code == 3
    assert run.err.count("\n") == 1
    assert name in run.err
    (record,) = run.records
    assert_unusable(record, code)
    assert record["source"] == str(path)


def test_a_device_is_never_read(rehearse: Rehearse) -> None:
    (record,) = rehearse("analyze", "/dev/zero", "--json").records
    assert record["error"]["code"] == "not-readable"


def test_a_long_silence_is_told_to_be_one_and_is_never_all_in_memory(
    rehearse: Rehearse, tmp_path: Path
) -> None:
    def analysed(minutes: float) -> int:
        """How much memory was needed at most until now."""
        path = tmp_path / f"{minutes}.flac"
        sox("-n", "-r", "16000", "-c", "1", path, "trim", "0", str(minutes * 60))
        (record,) = rehearse("analyze", path, "--json").records
        assert record["error"]["code"] == "no-speech"
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

    before = analysed(0.5)
    minutes = 12
    sound_bytes = minutes * 60 * SAMPLE_RATE * SAMPLE_BYTES
    assert analysed(minutes) - before < sound_bytes / 2


def test_demo_of_a_silent_file_keeps_the_take_and_says_why_there_is_no_report(
    rehearse: Rehearse, tmp_path: Path
) -> None:
    path = tmp_path / "silence.wav"
    sox("-n", "-r", "16000", "-c", "1", path, "trim", "0", "3")
    run = rehearse("demo", "--input", path, "--json")
    assert run.code == 3
    assert [record["error"]["code"] for record in run.records] == ["no-speech"]
    (take,) = rehearse("history", "--json").records
    assert (take["state"], take["duration"]) == ("untranscribed", 3.0)


def test_demo_of_no_sound_keeps_nothing(rehearse: Rehearse, tmp_path: Path) -> None:
    path = tmp_path / "text.wav"
    path.write_text("not a sound")
    assert rehearse("demo", "--input", path).code == 3
    assert rehearse("history", "--json").records == []
