"""How prompt and how modest sound is, on the virtual card: `python -m tests.bench.sound [--json]`."""

import os
import resource
import statistics
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.file_microphone import FileMicrophone
from rehearse.speech.loudness import SAMPLE_BYTES
from rehearse.speech.microphone import SoundDeviceMicrophone
from rehearse.speech.pyttsx3_voice import Pyttsx3Voice
from rehearse.speech.speaker import SoundDeviceSpeaker
from tests.bench.measurement import Measurement, report
from tests.sound.virtual_card import VirtualCard, virtual_card, wait_until
from tests.speech.sounds import tone, write_wav

QUESTION = "When did you last have to apologise to someone at work? What had you done?"
ROUNDS = 10
LONG_MINUTES = 10
MONITOR_RATE = 16_000
MONITORED = ("--raw", "--format=s16le", f"--rate={MONITOR_RATE}", "--channels=1")
CHUNK_BYTES = MONITOR_RATE // 100 * SAMPLE_BYTES
LOUD = 300


def measurements() -> Iterator[Measurement]:
    """Everything, one after another."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # First, before anything else has made the process large.
        yield _memory_growth(folder)
        with virtual_card() as card, card.in_this_process():
            yield from _asking(folder, card)
            yield from _stopping(folder, card)


def _memory_growth(folder: Path) -> Measurement:
    def record(minutes: float) -> None:
        recorder = FileMicrophone(_hum(folder, minutes), PyAvReader(), real_time=False).record(
            folder / f"{minutes}.part.wav"
        )
        wait_until(lambda: recorder.ended, "the recording", within_s=120)
        recorder.stop()

    record(0.5)  # What is loaded once doesn't count.
    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    record(LONG_MINUTES)
    after_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Measurement(
        f"memory that {LONG_MINUTES} minutes take more", (after_kib - before_kib) / 1024, "MB", 10
    )


def _hum(folder: Path, minutes: float) -> Path:
    path, second = folder / f"{minutes}.wav", tone(1.0).tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(SAMPLE_RATE)
        for _ in range(round(60 * minutes)):
            file.writeframesraw(second)
    return path


def _asking(folder: Path, card: VirtualCard) -> Iterator[Measurement]:
    voice, speaker = Pyttsx3Voice(folder / "voice", None, 170), SoundDeviceSpeaker(None)
    began_s = time.perf_counter()
    voice.render(QUESTION)
    yield Measurement("a question rendered for the first time", time.perf_counter() - began_s, "s", None)

    def ask() -> float:
        with subprocess.Popen(
            ["parec", "--device=speaker.monitor", "--latency-msec=10", *MONITORED],
            env=os.environ | card.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as monitor:
            assert monitor.stdout is not None
            monitor.stdout.read(CHUNK_BYTES)
            began_s = time.perf_counter()
            playback = speaker.play(voice.render(QUESTION).path)
            while np.abs(np.frombuffer(monitor.stdout.read(CHUNK_BYTES), np.int16)).max() < LOUD:
                pass
            heard_s = time.perf_counter() - began_s
            playback.stop()
            playback.wait()
            monitor.terminate()
        return heard_s

    took_s = [ask() for _ in range(ROUNDS)]
    yield Measurement("a prepared question until it is heard, first", took_s[0], "s", 0.3)
    yield Measurement("a prepared question until it is heard, slowest", max(took_s[1:]), "s", 0.3)
    yield Measurement("a prepared question until it is heard, median", statistics.median(took_s), "s", None)

    def hush() -> float:
        playback = speaker.play(voice.render(QUESTION).path)
        wait_until(lambda: playback.position_s > 0.2, "the question to begin")
        began_s = time.perf_counter()
        playback.stop()
        took_s = time.perf_counter() - began_s
        playback.wait()
        return took_s

    yield Measurement("a question falls silent, slowest", max(hush() for _ in range(ROUNDS)), "s", 0.05)


def _stopping(folder: Path, card: VirtualCard) -> Iterator[Measurement]:
    def stop(number: int) -> float:
        recorder = SoundDeviceMicrophone(None).record(folder / f"take-{number}.part.wav")
        wait_until(lambda: recorder.duration_s > 1.0, "a second of sound")
        began_s = time.perf_counter()
        recorder.stop()
        return time.perf_counter() - began_s

    card.speak(write_wav(folder / "long.wav", tone(60.0)))
    took_s = [stop(number) for number in range(ROUNDS)]
    yield Measurement("a recording stopped and on disk, slowest", max(took_s), "s", 0.1)
    yield Measurement("a recording stopped and on disk, median", statistics.median(took_s), "s", None)


if __name__ == "__main__":
    report(__doc__, measurements)
