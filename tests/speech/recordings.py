"""Spoken recordings with known pauses, as the recognisers take them."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.interview.transcript import Heard
from rehearse.practice.ports import Transcriber
from tests.sound.spoken import spoken

ANSWER = (
    "In my last role I was the lead for our payments team. Our page was slow and customers were leaving "
    "before they paid. First I measured every step of the request. Then I wrote a small cache and tested it "
    "for two weeks. As a result the page became three times faster and we saved twelve thousand dollars a "
    "month. What I learned is that you should measure first and only then change the code."
)


def samples_of(path: Path) -> NDArray[np.int16]:
    """Read a 16 kHz mono WAV file."""
    with wave.open(str(path), "rb") as file:
        assert file.getframerate() == SAMPLE_RATE
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def said(text: str) -> NDArray[np.int16]:
    """Speak a text, without the silence that the synthesiser puts around it."""
    samples = samples_of(spoken(text))
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 330)
    return samples[loud[0] : loud[-1]]


def silence(duration_s: float) -> NDArray[np.int16]:
    """A quiet room."""
    noise = np.random.default_rng(7).normal(0, 12, round(duration_s * SAMPLE_RATE))
    return noise.astype(np.int16)


def blocks(pcm: bytes, block_s: float) -> Iterator[bytes]:
    """Cut sound as it would come in."""
    size = round(block_s * SAMPLE_RATE) * 2
    for at in range(0, len(pcm), size):
        yield pcm[at : at + size]


def heard_by(transcriber: Transcriber, pcm: bytes, block_s: float = 1.0) -> Heard:
    """Let a recogniser hear it all."""
    hearing = transcriber.listen()
    for block in blocks(pcm, block_s):
        hearing.feed(block)
    return hearing.finish()
