import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from rehearse import resources
from rehearse.speech.speaker import SoundDeviceSpeaker
from tests.sound.virtual_card import VirtualCard
from tests.speech.sounds import read_wav

CUES = ("start.wav", "stop.wav", "tick.wav")


@pytest.mark.parametrize("name", CUES)
def test_a_cue_is_short_and_soft_and_begins_and_ends_without_a_click(name: str) -> None:
    path = resources.cues_folder() / name
    with wave.open(str(path)) as file:
        assert file.getnframes() / file.getframerate() < 0.3
    samples = read_wav(path)
    peak_dbfs = 20 * np.log10(np.abs(samples).max() / 32_768)
    assert -26 < peak_dbfs < -15
    assert abs(int(samples[0])) < 10
    assert abs(int(samples[-1])) < 100


def test_the_cues_are_what_their_maker_makes(tmp_path: Path) -> None:
    maker = resources.cues_folder().parent / "make_cues.py"
    subprocess.run([sys.executable, str(maker), str(tmp_path)], check=True)
    for name in CUES:
        made, kept = read_wav(tmp_path / name), read_wav(resources.cues_folder() / name)
        # Another machine's arithmetic may round the last bit differently.
        assert np.abs(made.astype(int) - kept).max() <= 1


def test_a_cue_is_heard(sound_card_here: VirtualCard, tmp_path: Path) -> None:
    with sound_card_here.hear(tmp_path / "heard.wav"):
        assert SoundDeviceSpeaker(None).play(resources.cues_folder() / "start.wav").wait(5)
    assert np.abs(read_wav(tmp_path / "heard.wav")).max() > 1000
