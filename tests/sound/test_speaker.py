import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rehearse import resources
from rehearse.interview.errors import NoSpeaker, NotFound, NotSound
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.practice.ports import Cue
from rehearse.speech import portaudio
from rehearse.speech.cues import PlayedCues
from rehearse.speech.speaker import SoundDeviceSpeaker
from tests.sound.virtual_card import VirtualCard, wait_until
from tests.speech.sounds import Samples, loudest_hz, read_wav, silence, tone, write_wav

LOST_AT_MOST_S = 0.15
"""A busy machine may starve the virtual card; real silence in its place is not the speaker's doing."""


def loud_part(path: Path) -> Samples:
    samples = read_wav(path)
    loud = np.flatnonzero(np.abs(samples) > 500)
    assert loud.size, "nothing but silence"
    return samples[loud[0] : loud[-1]]


@pytest.fixture
def question(tmp_path: Path) -> Path:
    """A second at 300 Hz, then one at 600 Hz."""
    sound = np.concatenate([tone(1.0, hz=300, rate=22_050), tone(1.0, hz=600, rate=22_050)])
    return write_wav(tmp_path / "question.wav", sound, rate=22_050)


def test_what_is_played_is_heard_whole(sound_card_here: VirtualCard, tmp_path: Path, question: Path) -> None:
    with sound_card_here.hear(tmp_path / "heard.wav"):
        playback = SoundDeviceSpeaker(None).play(question)
        assert not playback.finished
        assert playback.wait(10)
    heard = loud_part(tmp_path / "heard.wav")
    assert 2.0 - LOST_AT_MOST_S < heard.size / SAMPLE_RATE < 2.05
    assert loudest_hz(heard[: SAMPLE_RATE // 2]) == pytest.approx(300, abs=3)
    assert loudest_hz(heard[-SAMPLE_RATE // 2 :]) == pytest.approx(600, abs=3)
    assert playback.finished
    assert playback.position_s == 2.0


def test_a_part_of_a_sound_is_played_alone(
    sound_card_here: VirtualCard, tmp_path: Path, question: Path
) -> None:
    with sound_card_here.hear(tmp_path / "heard.wav"):
        playback = SoundDeviceSpeaker(None).play(question, start_s=1.2, end_s=1.6)
        assert 1.2 <= playback.position_s < 1.6
        assert playback.wait(10)
    heard = loud_part(tmp_path / "heard.wav")
    assert 0.4 - LOST_AT_MOST_S < heard.size / SAMPLE_RATE < 0.45
    assert loudest_hz(heard) == pytest.approx(600, abs=5)
    assert playback.position_s == pytest.approx(1.6)


@pytest.mark.parametrize(("start_s", "end_s"), [(5.0, None), (1.0, 0.5), (-3.0, 0.0)])
def test_a_part_that_holds_nothing_ends_at_once(
    sound_card_here: VirtualCard, question: Path, start_s: float, end_s: float | None
) -> None:
    assert SoundDeviceSpeaker(None).play(question, start_s, end_s).wait(10)


def test_the_position_follows_what_is_heard(sound_card_here: VirtualCard, question: Path) -> None:
    began_s = time.monotonic()
    playback = SoundDeviceSpeaker(None).play(question)
    seen = []
    while not playback.wait(0.05):
        before_s = time.monotonic() - began_s
        position_s = playback.position_s
        seen.append((before_s, position_s, time.monotonic() - began_s))
    # A starved card plays late as a whole, so its position may be as late as its end was.
    ended_late_s = time.monotonic() - began_s - 2.0
    positions = [position_s for _, position_s, _ in seen]
    assert positions == sorted(positions)
    assert len(set(positions)) > 15
    playing = [each for each in seen if each[1] < 2.0]
    # A card may hold a little more than it says.
    assert min(after_s - position_s for _, position_s, after_s in playing) > -0.1
    assert max(before_s - position_s for before_s, position_s, _ in playing) < ended_late_s + 0.05


def test_stopping_is_silence_at_once(sound_card_here: VirtualCard, tmp_path: Path, question: Path) -> None:
    with sound_card_here.hear(tmp_path / "heard.wav"):
        playback = SoundDeviceSpeaker(None).play(question)
        wait_until(lambda: playback.position_s > 0.3, "some sound")
        playback.stop()
        assert playback.finished
        stopped_at_s = playback.position_s
    assert playback.wait(5)
    assert playback.position_s == stopped_at_s
    playback.stop()
    assert loud_part(tmp_path / "heard.wav").size / SAMPLE_RATE < stopped_at_s + 0.15


@pytest.mark.parametrize("refused", [{"samplerate": 22_050}, {"channels": 1}])
def test_a_device_that_wants_its_own_rate_or_channels_gets_them(
    sound_card_here: VirtualCard,
    tmp_path: Path,
    question: Path,
    monkeypatch: pytest.MonkeyPatch,
    refused: dict[str, float],
) -> None:
    import sounddevice

    class Choosy(sounddevice.RawOutputStream):  # type: ignore[misc]
        def __init__(self, **settings: Any) -> None:
            if refused.items() <= settings.items():
                code = portaudio.REFUSED_RATE if "samplerate" in refused else portaudio.REFUSED_CHANNELS
                raise sounddevice.PortAudioError("refused", code)
            super().__init__(**settings)

    monkeypatch.setattr(sounddevice, "RawOutputStream", Choosy)
    with sound_card_here.hear(tmp_path / "heard.wav"):
        assert SoundDeviceSpeaker(None).play(question).wait(10)
    heard = loud_part(tmp_path / "heard.wav")
    assert 2.0 - LOST_AT_MOST_S < heard.size / SAMPLE_RATE < 2.05
    assert loudest_hz(heard[: SAMPLE_RATE // 2]) == pytest.approx(300, abs=3)


def test_a_long_sound_is_read_as_it_is_played(sound_card_here: VirtualCard, tmp_path: Path) -> None:
    long = write_wav(tmp_path / "long.wav", silence(600.0))
    playback = SoundDeviceSpeaker(None).play(long)
    wait_until(lambda: playback.position_s > 0.2, "it to begin")
    playback.stop()
    assert playback.finished
    assert playback.position_s < 10
    assert playback.wait(5)


def test_a_device_that_goes_away_ends_the_sound(spare_sound_card_here: VirtualCard, tmp_path: Path) -> None:
    playback = SoundDeviceSpeaker(None).play(write_wav(tmp_path / "long.wav", tone(20.0)))
    wait_until(lambda: playback.position_s > 0.2, "it to begin")
    spare_sound_card_here.kill()
    assert playback.wait(5)
    playback.stop()
    wait_until(lambda: portaudio.refresh("output"), "the device to be let go")


def test_without_a_sound_server_one_line_says_so(spare_sound_card_here: VirtualCard, question: Path) -> None:
    spare_sound_card_here.kill()
    with pytest.raises(NoSpeaker) as caught:
        SoundDeviceSpeaker(None).play(question)
    assert "\n" not in str(caught.value)


def test_a_speaker_that_is_not_connected_is_named(sound_card_here: VirtualCard, question: Path) -> None:
    with pytest.raises(NoSpeaker, match="The speaker 'Headset' is not connected"):
        SoundDeviceSpeaker("Headset").play(question)


LEAVING = """
import sys
from pathlib import Path
from rehearse.speech.microphone import SoundDeviceMicrophone
from rehearse.speech.speaker import SoundDeviceSpeaker

sound, take = map(Path, sys.argv[1:])
recorder = SoundDeviceMicrophone(None).record(take)
playback = SoundDeviceSpeaker(None).play(sound)
while playback.position_s < 0.1:
    playback.wait(0.01)
"""


def test_leaving_while_it_plays_and_records_ends_the_process(sound_card: VirtualCard, tmp_path: Path) -> None:
    long = write_wav(tmp_path / "long.wav", tone(20.0))
    for number in range(5):
        subprocess.run(
            [sys.executable, "-c", LEAVING, str(long), str(tmp_path / f"{number}.wav")],
            env=os.environ | sound_card.environment,
            check=True,
            timeout=15,
        )


def test_what_is_no_sound_is_not_played(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        SoundDeviceSpeaker(None).play(tmp_path / "gone.wav")
    (tmp_path / "text.wav").write_text("no sound at all, only words")
    with pytest.raises(NotSound):
        SoundDeviceSpeaker(None).play(tmp_path / "text.wav")


def test_the_cue_that_opens_the_microphone_is_over_when_it_returns(
    sound_card_here: VirtualCard, tmp_path: Path
) -> None:
    cue = PlayedCues(resources.cues_folder(), SoundDeviceSpeaker(None), with_start_and_stop=True)
    with sound_card_here.hear(tmp_path / "heard.wav"):
        cue(Cue.START)
        assert all(thread.name != "speaker" for thread in threading.enumerate())
    assert loudest_hz(loud_part(tmp_path / "heard.wav")) == pytest.approx(880, abs=12)


def test_an_unwanted_cue_is_silent(sound_card_here: VirtualCard, tmp_path: Path) -> None:
    cue = PlayedCues(resources.cues_folder(), SoundDeviceSpeaker(None), with_start_and_stop=False)
    with sound_card_here.hear(tmp_path / "heard.wav"):
        cue(Cue.START)
    assert not np.any(np.abs(read_wav(tmp_path / "heard.wav")) > 500)


def test_a_cue_without_a_speaker_stops_nobody(sound_card_here: VirtualCard) -> None:
    nobody = SoundDeviceSpeaker("Headset")
    with pytest.raises(NoSpeaker):
        nobody.play(resources.cues_folder() / "start.wav")
    PlayedCues(resources.cues_folder(), nobody, with_start_and_stop=True)(Cue.START)
