"""Where there is a voice: Silero's network, run as the sound comes in, and what follows from it."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.interview.errors import NoRecogniser
from rehearse.interview.sound import SAMPLE_RATE, Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_SAMPLES = 512
"""The network judges this much at a time."""
FRAME_S = FRAME_SAMPLES / SAMPLE_RATE
STRIDE_FRAMES = 3
"""Frames for each call: a single one costs twice as much, and more are known later."""
CONTEXT_SAMPLES = 64
"""What the network sees of the frame before."""
MEMORY_SHAPE = (1, 1, 128)

VOICE_FROM = 0.5
"""A frame at least this likely is voice."""
SILENCE_BELOW = 0.35
"""Within voice, a frame must be less likely than this to count as silence."""
BRIDGED_S = 0.25
"""A shorter gap belongs to the speech around it."""
SHORTEST_VOICE_S = 0.1
"""Anything shorter is a click."""


class SileroVad:
    """Says how likely somebody speaks in each frame; remembers what went before."""

    def __init__(self) -> None:
        import numpy as np

        self._session = _session()
        self._memory = np.zeros(MEMORY_SHAPE, np.float32), np.zeros(MEMORY_SHAPE, np.float32)
        self._context = np.zeros(CONTEXT_SAMPLES, np.float32)

    def probabilities(self, samples: "NDArray[np.int16]") -> list[float]:
        """Judge the next samples; what is left of a last frame is filled up with silence."""
        import numpy as np

        fill = -samples.size % FRAME_SAMPLES
        new = np.pad(samples.astype(np.float32) / np.float32(32_768), (0, fill))
        sound = np.concatenate([self._context, new])
        frames = np.lib.stride_tricks.sliding_window_view(sound, CONTEXT_SAMPLES + FRAME_SAMPLES)
        h, c = self._memory
        spoken, h, c = self._session.run(
            None, {"input": np.ascontiguousarray(frames[::FRAME_SAMPLES]), "h": h, "c": c}
        )
        self._memory = h, c
        self._context = sound[-CONTEXT_SAMPLES:]
        return [float(one) for one in spoken.reshape(-1)]


class VoiceTracker:
    """From likelihoods, frame by frame, to the stretches in which somebody speaks."""

    def __init__(self) -> None:
        self._closed: list[Interval] = []
        self._frames = 0
        self._voiced = False
        self._start_s: float | None = None
        self._end_s = 0.0

    @property
    def now_s(self) -> float:
        """Up to where all is judged."""
        return self._frames * FRAME_S

    def advance(self, probability: float) -> bool:
        """Take the next frame and tell whether there is voice in it."""
        start_s = self.now_s
        self._frames += 1
        self._voiced = probability >= (SILENCE_BELOW if self._voiced else VOICE_FROM)
        if self._voiced:
            if self._start_s is None:
                self._start_s = start_s
            self._end_s = self.now_s
        elif self._start_s is not None and self.now_s - self._end_s >= BRIDGED_S:
            self._close()
        return self._voiced

    def voice(self, until_s: float = float("inf")) -> tuple[Interval, ...]:
        """All stretches so far, none reaching past the given end of the sound."""
        found = (*self._closed, *self._open())
        if not found or found[-1].end_s <= until_s:
            return found  # asked many times a second, also after hours
        return tuple(
            Interval(each.start_s, min(each.end_s, until_s)) for each in found if each.start_s < until_s
        )

    def _close(self) -> None:
        self._closed += self._open()
        self._start_s = None

    def _open(self) -> tuple[Interval, ...]:
        if self._start_s is None or self._end_s - self._start_s < SHORTEST_VOICE_S:
            return ()
        return (Interval(round(self._start_s, 3), round(self._end_s, 3)),)


@cache
def _session() -> Any:
    """The network as faster-whisper brings it; its own wrapper wants all the sound at once."""
    try:
        import onnxruntime
        from faster_whisper.utils import get_assets_path
    except (ImportError, OSError) as error:
        raise NoRecogniser(
            f"Voices can't be told from silence on this machine ({error}): install Rehearse again."
        ) from error
    network = Path(get_assets_path(), "silero_vad_v6.onnx")
    if not network.is_file():
        raise NoRecogniser(f"faster-whisper came without {network.name}: install Rehearse again.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
