"""Voice activity: the network against faster-whisper's own run of it, and the pauses that follow."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.speech.vad import FRAME_S, FRAME_SAMPLES, STRIDE_FRAMES, SileroVad, VoiceTracker
from tests.sound.spoken import can_speak
from tests.speech.recordings import said, silence

needs_flite = pytest.mark.skipif(not can_speak(), reason="flite is not installed")


def voice_in(samples: NDArray[np.int16]) -> tuple[Interval, ...]:
    tracker, vad = VoiceTracker(), SileroVad()
    for at in range(0, samples.size, STRIDE_FRAMES * FRAME_SAMPLES):
        for probability in vad.probabilities(samples[at : at + STRIDE_FRAMES * FRAME_SAMPLES]):
            tracker.advance(probability)
    return tracker.voice(samples.size / SAMPLE_RATE)


def voice_told(story: str) -> tuple[Interval, ...]:
    """Each sign is a tenth of a second: # voice, . silence, ? in between."""
    tracker = VoiceTracker()
    likely = {"#": 0.9, ".": 0.05, "?": 0.4}
    for frame in range(round(len(story) / 10 / FRAME_S)):
        tracker.advance(likely[story[min(int(frame * FRAME_S * 10), len(story) - 1)]])
    return tracker.voice()


@needs_flite
@pytest.mark.parametrize("stride_frames", [1, STRIDE_FRAMES, 100])
def test_running_the_network_step_by_step_gives_what_faster_whisper_gets_from_the_whole(
    stride_frames: int,
) -> None:
    from faster_whisper.vad import get_vad_model

    sound = said("We cut the waiting time by half, and nobody complained again.")
    sound = sound[: sound.size // FRAME_SAMPLES * FRAME_SAMPLES]
    whole = get_vad_model()(sound.astype(np.float32) / 32_768).reshape(-1)
    vad, step = SileroVad(), stride_frames * FRAME_SAMPLES
    ours = [one for at in range(0, sound.size, step) for one in vad.probabilities(sound[at : at + step])]
    # faster-whisper blanks the end of the very last frame.
    assert ours[:-1] == pytest.approx(whole[:-1], abs=1e-4)


@needs_flite
def test_pauses_are_as_long_as_they_were() -> None:
    pauses_s = [0.4, 0.5, 1.0, 2.2]
    sentences = [
        "We had a slow page.",
        "So I measured every request.",
        "Then we cut it by half.",
        "Nobody complained again.",
        "That was the end of it.",
    ]
    parts, edges, at_s = [silence(1.5)], [], 1.5
    for sentence, pause_s in zip(sentences, [*pauses_s, 1.0], strict=True):
        sound = said(sentence)
        parts += [sound, silence(pause_s)]
        edges.append((at_s, at_s + sound.size / SAMPLE_RATE))
        at_s = edges[-1][1] + pause_s
    voice = voice_in(np.concatenate(parts))
    found_s = [after.start_s - before.end_s for before, after in pairwise(voice)]
    assert found_s == pytest.approx(pauses_s, abs=0.15)
    assert voice[0].start_s == pytest.approx(1.5, abs=0.15)
    assert voice[-1].end_s == pytest.approx(edges[-1][1], abs=0.15)


@pytest.mark.parametrize("level", [0, 12, 600])
def test_silence_and_noise_are_no_voice(level: int) -> None:
    noise = np.random.default_rng(3).normal(0, level, 5 * SAMPLE_RATE).astype(np.int16)
    assert voice_in(noise) == ()


def test_a_short_gap_belongs_to_the_speech_around_it() -> None:
    assert len(voice_told("..#####..#####..")) == 1


def test_a_pause_of_three_tenths_parts_two_stretches() -> None:
    first, second = voice_told("..#####...#####.....")
    assert first.end_s == pytest.approx(0.7, abs=FRAME_S)
    assert second.start_s == pytest.approx(1.0, abs=FRAME_S)


def test_doubtful_frames_go_on_with_what_was_before() -> None:
    (voice,) = voice_told("??????#####??????....")
    assert voice.start_s == pytest.approx(0.6, abs=FRAME_S)
    assert voice.end_s == pytest.approx(1.7, abs=FRAME_S)


def test_a_click_is_no_voice() -> None:
    tracker = VoiceTracker()
    for probability in [0.0] * 10 + [0.9] * 3 + [0.0] * 20:
        tracker.advance(probability)
    assert tracker.voice() == ()


def test_voice_ends_with_the_sound() -> None:
    tracker = VoiceTracker()
    for probability in [0.9] * 20:
        tracker.advance(probability)
    assert tracker.voice(0.5) == (Interval(0.0, 0.5),)
