from collections.abc import Iterator

import numpy as np
import pytest

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.tempo import stretched
from tests.speech.sounds import Samples, loudest_hz, tone


def blocks(samples: Samples) -> Iterator[bytes]:
    pcm = samples.tobytes()
    yield from (pcm[at : at + 3200] for at in range(0, len(pcm), 3200))


@pytest.mark.parametrize("speed", [0.75, 1.25])
def test_another_tempo_changes_the_length_and_not_the_pitch(speed: float) -> None:
    sound = tone(4.0, hz=220)
    made = np.frombuffer(b"".join(stretched(blocks(sound), SAMPLE_RATE, 1, speed)), np.int16)
    assert made.size / SAMPLE_RATE == pytest.approx(4.0 / speed, rel=0.02)
    assert loudest_hz(made) == pytest.approx(220, abs=3)


def test_at_its_own_tempo_every_sample_stays() -> None:
    sound = tone(0.35, hz=220)
    assert b"".join(stretched(blocks(sound), SAMPLE_RATE, 1, 1.0)) == sound.tobytes()


def test_two_channels_stay_two() -> None:
    left, right = tone(2.0, hz=220), tone(2.0, hz=660)
    both = np.stack([left, right], axis=1)
    made = np.frombuffer(b"".join(stretched(blocks(both), SAMPLE_RATE, 2, 1.25)), np.int16).reshape(-1, 2)
    assert loudest_hz(made[:, 0]) == pytest.approx(220, abs=3)
    assert loudest_hz(made[:, 1]) == pytest.approx(660, abs=3)


def test_silence_of_no_length_stays_nothing() -> None:
    assert b"".join(stretched([], SAMPLE_RATE, 1, 0.75)) == b""
