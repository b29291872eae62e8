"""Times one window of Whisper's smallest encoder, in a process of its own.

What a window costs doesn't depend on what the weights are: the encoder is made of zeros, in a moment.
"""

import sys
import time
from pathlib import Path
from typing import Any

from rehearse.speech.whisper_worker import give_way
from rehearse.speech.worker import far_end

WIDTH, LAYERS, HEADS = 384, 4, 6
"""The shape of `tiny`; its decoder is not asked, and has a single layer."""
MELS, FRAMES, POSITIONS = 80, 3000, 448
ROUNDS = 3


def main() -> None:
    """Build the encoder in the folder that is named, run it with so many threads and tell the seconds."""
    folder, threads = Path(sys.argv[1]), int(sys.argv[2])
    give_way()
    with far_end() as end:
        try:
            end.reply({"window_s": _window_s(folder, threads)})
        except (ImportError, OSError, RuntimeError) as error:
            end.reply({"error": " ".join(str(error).split())})


def _window_s(folder: Path, threads: int) -> float:
    import numpy as np
    from ctranslate2 import StorageView
    from ctranslate2.models import Whisper

    _build(folder)
    model = Whisper(str(folder), device="cpu", compute_type="int8", intra_threads=threads)
    sound = StorageView.from_array(np.zeros((1, MELS, FRAMES), np.float32))
    took_s = []
    for _ in range(ROUNDS):
        began_s = time.perf_counter()
        model.encode(sound)
        took_s.append(time.perf_counter() - began_s)
    return min(took_s)


def _build(folder: Path) -> None:
    from ctranslate2.specs.whisper_spec import WhisperSpec

    spec = WhisperSpec(LAYERS, HEADS, 1, HEADS)
    encoder, decoder = spec.encoder, spec.decoder
    _fill(encoder.conv1, WIDTH, MELS, 3)
    _fill(encoder.conv2, WIDTH, WIDTH, 3)
    encoder.position_encodings.encodings = _zeros(FRAMES // 2, WIDTH)
    decoder.embeddings.weight = decoder.projection.weight = _zeros(1, WIDTH)
    decoder.position_encodings.encodings = _zeros(POSITIONS, WIDTH)
    for part in (encoder, decoder):
        _fill_norm(part.layer_norm)
        for layer in part.layer:
            _fill_attention(layer.self_attention, 3, 1)
            _fill_norm(layer.ffn.layer_norm)
            _fill(layer.ffn.linear_0, 4 * WIDTH, WIDTH)
            _fill(layer.ffn.linear_1, WIDTH, 4 * WIDTH)
    for layer in decoder.layer:
        _fill_attention(layer.attention, 1, 2, 1)
    spec.register_vocabulary(["<|endoftext|>"])
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], []
    spec.config.lang_ids, spec.config.alignment_heads = [0], [(0, 0)]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _fill_attention(attention: Any, *times: int) -> None:
    _fill_norm(attention.layer_norm)
    for linear, rows in zip(attention.linear, times, strict=True):
        _fill(linear, rows * WIDTH, WIDTH)


def _fill(layer: Any, *shape: int) -> None:
    layer.weight, layer.bias = _zeros(*shape), _zeros(shape[0])


def _fill_norm(norm: Any) -> None:
    norm.gamma, norm.beta = _zeros(WIDTH), _zeros(WIDTH)


def _zeros(*shape: int) -> Any:
    import numpy as np

    return np.zeros(shape, np.float32)


if __name__ == "__main__":
    main()
