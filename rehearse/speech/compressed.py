"""An answer's sound made small, in a form that every browser plays."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.loudness import SAMPLE_BYTES

if TYPE_CHECKING:
    from av import AudioFrame

MIME = "audio/mpeg"
BIT_RATE = 40_000
"""Speech at 16 kHz sounds whole; the rate is constant, for only so do browsers find a second exactly."""


def compress(path: Path) -> bytes:
    """Encode a sound file as MP3, about 0.4 MB for 90 seconds.

    Raises:
        InputError: the file can't be decoded.
    """
    import av

    out = io.BytesIO()
    with av.open(out, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=SAMPLE_RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        for frame in _frames(path):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def _frames(path: Path) -> "Iterator[AudioFrame]":
    from av import AudioFrame

    for pcm in PyAvReader().open(path).blocks():
        frame = AudioFrame("s16", "mono", len(pcm) // SAMPLE_BYTES)
        frame.sample_rate = SAMPLE_RATE
        frame.planes[0].update(pcm)
        yield frame
