"""Sound made small for browsers: as long as it was, and as loud where it was loud."""

import math
import struct
import wave
from itertools import chain
from pathlib import Path

import pytest

from rehearse.interview.errors import NotFound, NotSound
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.compressed import compress

DELAY_S = 0.1
"""What the codec may put before the first sample."""


@pytest.fixture
def late_tone(tmp_path: Path) -> Path:
    """Two and a half silent seconds, then one in which a tone sounds."""
    silence = [0] * round(2.5 * SAMPLE_RATE)
    tone = [round(12_000 * math.sin(2 * math.pi * 440 * index / SAMPLE_RATE)) for index in range(SAMPLE_RATE)]
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in chain(silence, tone)))
    return path


def test_it_is_a_fraction_of_the_size_and_as_long_as_before(late_tone: Path) -> None:
    small = late_tone.with_suffix(".mp3")
    small.write_bytes(compress(late_tone))
    assert small.stat().st_size < late_tone.stat().st_size / 5
    source = PyAvReader().open(small)
    assert sum(len(block) for block in source.blocks()) / 2 / SAMPLE_RATE == pytest.approx(3.5, abs=DELAY_S)


def test_what_sounds_late_still_sounds_then(late_tone: Path) -> None:
    small = late_tone.with_suffix(".mp3")
    small.write_bytes(compress(late_tone))
    pcm = b"".join(PyAvReader().open(small).blocks())
    samples = struct.unpack(f"<{len(pcm) // 2}h", pcm)
    first = next(index for index, sample in enumerate(samples) if abs(sample) > 6000)
    assert first / SAMPLE_RATE == pytest.approx(2.5, abs=DELAY_S)


def test_what_is_no_sound_is_refused_as_everywhere(tmp_path: Path) -> None:
    words = tmp_path / "words.wav"
    words.write_text("no sound at all")
    with pytest.raises(NotSound):
        compress(words)
    with pytest.raises(NotFound):
        compress(tmp_path / "nothing.wav")
