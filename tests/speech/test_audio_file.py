import os
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest

from rehearse.durable import shown
from rehearse.interview.errors import EmptyInput, InputError, NotFound, NotReadable, NotSound, TooLong
from rehearse.interview.sound import SAMPLE_RATE, SoundFacts
from rehearse.speech import audio_file
from rehearse.speech.audio_file import PyAvReader
from tests.speech.sounds import Samples, encode, loudest_hz, silence, tone, write_wav


def decode(path: Path) -> tuple[Samples, SoundFacts]:
    source = PyAvReader().open(path)
    samples = np.frombuffer(b"".join(source.blocks()), np.int16)
    return samples, source.facts


@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout"),
    [
        ("answer.wav", "pcm_s16le", 16_000, "mono"),
        ("answer.wav", "pcm_s16le", 44_100, "stereo"),
        ("answer.wav", "pcm_s24le", 48_000, "mono"),
        ("answer.wav", "pcm_mulaw", 8_000, "mono"),
        ("answer.aiff", "pcm_s16be", 22_050, "mono"),
        ("answer.flac", "flac", 44_100, "stereo"),
        ("answer.mp3", "libmp3lame", 44_100, "stereo"),
        ("answer.m4a", "aac", 44_100, "stereo"),
        ("answer.ogg", "libopus", 48_000, "mono"),
    ],
)
def test_a_tone_survives_decoding(tmp_path: Path, name: str, codec: str, rate: int, layout: str) -> None:
    mono = tone(3.0, hz=440, rate=rate)
    samples = np.repeat(mono, 2) if layout == "stereo" else mono
    heard, facts = decode(encode(tmp_path / name, codec, samples, rate, layout))
    assert heard.size / SAMPLE_RATE == pytest.approx(3.0, abs=0.1)
    assert facts.duration_s == heard.size / SAMPLE_RATE
    assert loudest_hz(heard[SAMPLE_RATE : 2 * SAMPLE_RATE]) == pytest.approx(440, abs=2)
    assert facts.peak_dbfs == pytest.approx(-12, abs=1)
    assert facts.clipped_s == 0


def test_sound_at_16_khz_mono_comes_through_unchanged(tmp_path: Path) -> None:
    samples = tone(2.7)
    heard, facts = decode(write_wav(tmp_path / "answer.wav", samples))
    assert np.array_equal(heard, samples)
    assert facts.duration_s == 2.7


def test_a_voice_in_one_channel_is_heard(tmp_path: Path) -> None:
    left = np.column_stack([tone(1.0), silence(1.0)]).ravel()
    _, facts = decode(write_wav(tmp_path / "left.wav", left, channels=2))
    assert facts.peak_dbfs == pytest.approx(-18, abs=1)


def test_blocks_last_a_second_but_the_last(tmp_path: Path) -> None:
    source = PyAvReader().open(write_wav(tmp_path / "answer.wav", tone(2.5, rate=44_100), rate=44_100))
    assert source.total_s == pytest.approx(2.5)
    assert [round(len(block) / 2 / SAMPLE_RATE, 2) for block in source.blocks()] == [1.0, 1.0, 0.5]


def test_clipping_is_measured_also_through_resampling(tmp_path: Path) -> None:
    loud = np.clip(tone(1.0, rate=44_100).astype(np.int32) * 12, -32_768, 32_767).astype(np.int16)
    _, facts = decode(write_wav(tmp_path / "loud.wav", loud, rate=44_100))
    assert facts.peak_dbfs == pytest.approx(0, abs=0.1)
    assert 0.3 < facts.clipped_s < 1.0


def test_exact_silence_has_no_peak(tmp_path: Path) -> None:
    _, facts = decode(write_wav(tmp_path / "muted.wav", silence(1.0)))
    assert facts.peak_dbfs is None


def test_a_recording_cut_short_gives_what_is_there(tmp_path: Path) -> None:
    for path in (
        write_wav(tmp_path / "answer.wav", tone(10.0)),
        encode(tmp_path / "answer.mp3", "libmp3lame", tone(10.0, rate=44_100), 44_100),
    ):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 1])
        heard, _ = decode(path)
        assert heard.size / SAMPLE_RATE == pytest.approx(5.0, abs=0.3)


def test_a_damaged_middle_is_left_out(tmp_path: Path) -> None:
    path = encode(tmp_path / "answer.mp3", "libmp3lame", tone(10.0, rate=44_100), 44_100)
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 3000] = bytes(3000)
    path.write_bytes(whole)
    heard, _ = decode(path)
    assert 9.0 < heard.size / SAMPLE_RATE < 10.2


def test_a_sound_that_changes_its_rate_on_the_way_is_followed(tmp_path: Path) -> None:
    first = encode(tmp_path / "a.mp3", "libmp3lame", tone(2.0, rate=44_100), 44_100)
    second = encode(tmp_path / "b.mp3", "libmp3lame", tone(2.0, rate=22_050), 22_050)
    joined = tmp_path / "joined.mp3"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    heard, _ = decode(joined)
    assert heard.size / SAMPLE_RATE == pytest.approx(4.0, abs=0.3)
    assert loudest_hz(heard[-SAMPLE_RATE - 2000 : -2000]) == pytest.approx(440, abs=3)


def test_a_header_that_was_never_finished_does_not_say_how_long(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "stream.wav", tone(1.0))
    content = bytearray(path.read_bytes())
    content[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    source = PyAvReader().open(path)
    heard = b"".join(source.blocks())
    assert source.total_s is None or source.total_s == pytest.approx(1.0, abs=0.01)
    assert len(heard) == 2 * SAMPLE_RATE


def test_sound_past_twelve_hours_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audio_file, "MAX_S", 2.0)
    path = write_wav(tmp_path / "long.wav", tone(3.0))
    with pytest.raises(TooLong, match="longer than 12 hours"):
        decode(path)


def test_sound_whose_header_hides_its_length_is_found_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio_file, "MAX_S", 2.0)
    path = write_wav(tmp_path / "long.wav", tone(3.0))
    source = PyAvReader().open(path)
    monkeypatch.setattr(source, "_total_s", None)
    blocks = source.blocks()
    assert len(next(blocks)) + len(next(blocks)) == 4 * SAMPLE_RATE
    with pytest.raises(TooLong):
        next(blocks)


def folder(path: Path) -> None:
    path.mkdir()


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def no_bytes(path: Path) -> None:
    path.touch()


def text(path: Path) -> None:
    path.write_text("So last spring I was asked to lead the move.\n" * 400)


def noise_bytes(path: Path) -> None:
    path.write_bytes(np.random.default_rng(1).bytes(200_000))


def part_of_a_header(path: Path) -> None:
    write_wav(path, tone(1.0))
    path.write_bytes(path.read_bytes()[:30])


def header_only(path: Path) -> None:
    write_wav(path, silence(0))


def image(path: Path) -> None:
    import av

    picture = path.with_suffix(".png")
    with av.open(str(picture), "w", format="image2") as container:
        stream = container.add_stream("png", rate=1)
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = 16
        stream.pix_fmt = "rgb24"
        frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    picture.rename(path)


def playlist_of_files(path: Path) -> None:
    write_wav(path.with_name("other.wav"), tone(1.0))
    path.write_text("ffconcat version 1.0\nfile other.wav\n")


def nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (nothing, NotFound),
        (folder, NotReadable),
        (fifo, NotReadable),
        (device, NotReadable),
        (no_bytes, EmptyInput),
        (header_only, EmptyInput),
        (text, NotSound),
        (noise_bytes, NotSound),
        (part_of_a_header, NotSound),
        (image, NotSound),
        (playlist_of_files, NotSound),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line_that_names_it(
    tmp_path: Path, make: Callable[[Path], None], error: type[InputError]
) -> None:
    path = tmp_path / "answer.wav"
    make(path)
    with pytest.raises(error) as caught:
        decode(path)
    assert type(caught.value) is error
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "private.wav", tone(0.1))
    path.chmod(0)
    with pytest.raises(NotReadable, match="Permission denied"):
        decode(path)


def test_a_playlist_fetches_nothing(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        path = tmp_path / "answer.m3u8"
        address = f"http://127.0.0.1:{server.server_port}/sound.wav"
        path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{address}\n#EXT-X-ENDLIST\n")
        with pytest.raises(NotSound):
            decode(path)
        server.shutdown()
    assert asked == []


def test_an_address_is_only_a_name() -> None:
    with pytest.raises(NotFound):
        PyAvReader().open(Path("http://127.0.0.1/answer.wav"))


def test_a_name_with_a_zero_byte_cannot_be_read() -> None:
    with pytest.raises(NotReadable, match=r"'an\\x00swer\.wav'"):
        PyAvReader().open(Path("an\0swer.wav"))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("my answer.wav", "my answer.wav"),
        ("réponse.wav", "réponse.wav"),
        ("two\nlines.wav", r"'two\nlines.wav'"),
        ('quo"ted.wav', "'quo\"ted.wav'"),
        ("\x1b[31mred.wav", r"'\x1b[31mred.wav'"),
        ("undecodable\udcff.wav", r"'undecodable\udcff.wav'"),
        (" ", "' '"),
    ],
)
def test_a_name_stands_in_one_line(name: str, line: str) -> None:
    assert shown(Path(name)) == line


def test_a_long_file_is_decoded_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "hour.flac"
    encode(path, "flac", np.tile(tone(10.0), 120), SAMPLE_RATE)
    source = PyAvReader().open(path)
    blocks = source.blocks()
    next(blocks)
    tracemalloc.start()
    duration_s = 1 + sum(len(block) for block in blocks) / 2 / SAMPLE_RATE
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert duration_s == 1200
    assert peak_bytes < 2_000_000


def test_the_decoder_says_nothing_by_itself(tmp_path: Path) -> None:
    path = encode(tmp_path / "answer.mp3", "libmp3lame", tone(3.0, rate=44_100), 44_100)
    path.write_bytes(path.read_bytes()[:9_000] + bytes(500) + path.read_bytes()[9_500:-700])
    script = (
        "import sys; from pathlib import Path; from rehearse.speech.audio_file import PyAvReader;"
        "print(sum(len(b) for b in PyAvReader().open(Path(sys.argv[1])).blocks()) > 0)"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("True\n", "")
