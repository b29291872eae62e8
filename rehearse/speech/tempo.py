"""Speech made slower or faster without changing its pitch."""

from collections.abc import Iterable, Iterator
from typing import Any

from rehearse.speech.loudness import SAMPLE_BYTES


def stretched(blocks: Iterable[bytes], rate: int, channels: int, speed: float) -> Iterator[bytes]:
    """Give 16-bit sound at another tempo, block by block; at its own nothing is touched or imported."""
    if speed == 1.0:
        yield from blocks
        return
    import av

    layout = "mono" if channels == 1 else "stereo"
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="s16", layout=layout)
    tempo, sink = graph.add("atempo", str(speed)), graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    at = 0
    for block in blocks:
        frame = av.AudioFrame("s16", layout, len(block) // SAMPLE_BYTES // channels, align=1)
        frame.planes[0].update(block)
        frame.sample_rate, frame.pts = rate, at
        at += frame.samples
        graph.push(frame)
        yield from _ready(graph, channels)
    graph.push(None)
    yield from _ready(graph, channels)


def _ready(graph: Any, channels: int) -> Iterator[bytes]:
    """Take what has come out of the filters; they end by saying that they have no more."""
    import av

    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        # A plane may be padded beyond its samples.
        yield bytes(frame.planes[0])[: frame.samples * channels * SAMPLE_BYTES]
