import json
import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.sound.virtual_card import (
    DEADLINE_S,
    VirtualCard,
    VirtualCardError,
    missing_commands,
    virtual_card,
    wait_until,
)

Samples = npt.NDArray[np.int16]

RATE = 16_000
BLOCK = RATE // 10
LOUD = 1_000

# What a process of its own does: opens the default microphone, says so, and tells what it heard.
LISTEN = """
import json, numpy, sounddevice, sys
heard = []
with sounddevice.RawInputStream(samplerate=16000, channels=1, dtype="int16") as stream:
    print("listening", flush=True)
    while sum(abs(block).max() > 1000 for block in heard) < 8 and len(heard) < 100:
        heard.append(numpy.frombuffer(bytes(stream.read(1600)[0]), "int16"))
loud = numpy.concatenate([block for block in heard if abs(block).max() > 1000][1:-1])
spectrum = abs(numpy.fft.rfft(loud))
print(json.dumps({"frequency": float(spectrum.argmax() * 16000 / len(loud))}))
"""


def tone(path: Path, frequency: float, duration_s: float = 1.2, rate: int = RATE) -> Path:
    times = np.arange(int(duration_s * rate)) / rate
    samples = (12_000 * np.sin(2 * np.pi * frequency * times)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


def read(path: Path) -> Samples:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def dominant_frequency(samples: Samples) -> float:
    return float(np.abs(np.fft.rfft(samples)).argmax()) * RATE / len(samples)


def loud_part(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > LOUD)
    assert loud.size, "nothing but silence"
    return samples[loud[0] : loud[-1]]


def listen_until(
    done: Callable[[list[Samples]], bool], once_open: Callable[[], object] = lambda: None
) -> list[Samples]:
    import sounddevice

    blocks: list[Samples] = []
    end = time.monotonic() + DEADLINE_S
    with sounddevice.RawInputStream(samplerate=RATE, channels=1, dtype="int16") as stream:
        once_open()
        while not done(blocks):
            assert time.monotonic() < end, "the microphone heard too little"
            blocks.append(np.frombuffer(bytes(stream.read(BLOCK)[0]), dtype=np.int16))
    return blocks


def samples_delivered(stream: Any, card: VirtualCard, folder: Path) -> int:
    """Counts what still comes while the speaker's clock goes on, after what was on its way has come."""
    for recording in ("settling.wav", "meanwhile.wav"):
        stream.read(stream.read_available)
        with card.hear(folder / recording):
            pass
    return int(stream.read_available)


def loud_blocks(blocks: list[Samples]) -> list[Samples]:
    return [block for block in blocks if np.abs(block).max() > LOUD]


def test_what_is_spoken_into_the_microphone_is_recorded_in_this_process(
    sound_card_here: VirtualCard, tmp_path: Path
) -> None:
    sound = tone(tmp_path / "a.wav", 440)
    blocks = listen_until(lambda blocks: len(loud_blocks(blocks)) >= 8, lambda: sound_card_here.speak(sound))
    heard = np.concatenate(loud_blocks(blocks)[1:-1])
    assert dominant_frequency(heard) == pytest.approx(440, abs=3)


def test_what_is_spoken_into_the_microphone_is_recorded_by_a_child(
    sound_card: VirtualCard, tmp_path: Path
) -> None:
    with subprocess.Popen(
        (sys.executable, "-c", LISTEN),
        env=os.environ | sound_card.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "listening\n"
        sound_card.speak(tone(tmp_path / "a.wav", 620))
        assert json.loads(child.stdout.readline())["frequency"] == pytest.approx(620, abs=3)


def test_a_microphone_into_which_nobody_speaks_hears_silence(sound_card_here: VirtualCard) -> None:
    blocks = listen_until(lambda blocks: len(blocks) == 5)
    assert not np.concatenate(blocks).any()


def test_what_is_played_is_heard(sound_card_here: VirtualCard, tmp_path: Path) -> None:
    import sounddevice

    samples = read(tone(tmp_path / "a.wav", 880, 0.5))
    with (
        sound_card_here.hear(tmp_path / "heard.wav"),
        sounddevice.RawOutputStream(samplerate=RATE, channels=1, dtype="int16", latency="low") as stream,
    ):
        stream.write(samples.tobytes())
        stream.stop()
    heard = loud_part(read(tmp_path / "heard.wav"))
    assert len(heard) / RATE == pytest.approx(0.5, abs=0.05)
    assert dominant_frequency(heard) == pytest.approx(880, abs=5)


def test_a_microphone_that_is_unplugged_falls_silent_for_good(
    spare_sound_card_here: VirtualCard, tmp_path: Path
) -> None:
    import sounddevice

    with sounddevice.RawInputStream(samplerate=RATE, channels=1, dtype="int16") as stream:
        stream.read(BLOCK)
        spare_sound_card_here.unplug()
        assert samples_delivered(stream, spare_sound_card_here, tmp_path) == 0
    with pytest.raises(VirtualCardError):
        spare_sound_card_here.suspend(True)


def test_a_microphone_that_is_plugged_in_again_hears_again(
    spare_sound_card_here: VirtualCard, tmp_path: Path
) -> None:
    spare_sound_card_here.unplug()
    spare_sound_card_here.plug()
    sound = tone(tmp_path / "a.wav", 440)
    blocks = listen_until(
        lambda blocks: len(loud_blocks(blocks)) >= 4, lambda: spare_sound_card_here.speak(sound)
    )
    assert dominant_frequency(np.concatenate(loud_blocks(blocks)[1:-1])) == pytest.approx(440, abs=5)


def test_a_suspended_microphone_delivers_nothing_and_then_goes_on(
    sound_card_here: VirtualCard, tmp_path: Path
) -> None:
    import sounddevice

    with sounddevice.RawInputStream(samplerate=RATE, channels=1, dtype="int16") as stream:
        stream.read(BLOCK)
        sound_card_here.suspend(True)
        assert samples_delivered(stream, sound_card_here, tmp_path) == 0
        sound_card_here.suspend(False)
        wait_until(lambda: stream.read_available > 0, "the microphone to go on")


def test_words_are_spoken_once_and_kept(say: Callable[..., Path]) -> None:
    first = say("We cut the queue by half.")
    changed_at = first.stat().st_mtime_ns
    assert len(loud_part(read(first))) / RATE > 0.8
    assert say("We cut the queue by half.") == first
    assert first.stat().st_mtime_ns == changed_at


def test_espeak_speaks_too(say: Callable[..., Path]) -> None:
    with wave.open(str(say("We cut the queue by half.", "espeak-ng")), "rb") as file:
        assert file.getnframes() / file.getframerate() > 1


def test_a_card_that_is_killed_takes_no_more_orders(spare_sound_card: VirtualCard, tmp_path: Path) -> None:
    spare_sound_card.kill()
    assert spare_sound_card.daemon.returncode == -9
    assert spare_sound_card.speak(tone(tmp_path / "a.wav", 440)).wait(DEADLINE_S) != 0


def test_the_environment_is_as_it_was_after_a_test_that_looked_at_the_card(sound_card: VirtualCard) -> None:
    before = dict(os.environ)
    with sound_card.in_this_process():
        assert os.environ["PULSE_SERVER"] == sound_card.environment["PULSE_SERVER"]
    assert dict(os.environ) == before


def test_a_card_leaves_neither_process_nor_folder(tmp_path: Path) -> None:
    if missing := missing_commands():
        pytest.skip(f"a virtual sound card needs {', '.join(missing)}")
    with virtual_card() as card:
        speaking = card.speak(tone(tmp_path / "a.wav", 440))
    assert not card.folder.exists()
    assert card.daemon.returncode is not None
    assert speaking.returncode is not None
