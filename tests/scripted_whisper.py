"""A Whisper model that says a chosen sentence whatever it hears, built without any download.

faster-whisper loads it like any other, so that loading, prompts, word times, pieces and errors are tested
for real; how well it recognises is not. In the shape of a real model it costs what a real one costs.

The decoder's position encoding says two things in two ranges of its dimensions. The first is one-hot for
the place in the sentence, behind the prompt, and the projection maps it to the word. The second is one-hot
for the place in the text when words are aligned, which is done without the prompt; the encoder's position
encoding is one-hot for each stretch of frames, and the only head that is looked at compares these two.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs.whisper_spec import WhisperSpec
from numpy.typing import NDArray
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from rehearse.speech.whisper_worker import PROMPT

SENTENCE = ("So", "um,", "we", "cut", "latency", "by", "forty", "percent.")
MOST_WORDS = 58
STRETCHES = 64
"""Also the dimensions of each half, and of the head that is looked at."""
FRAME_S = 0.02
ENCODER_FRAMES = 1500
DECODER_POSITIONS = 448
SPECIAL = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
    *(f"<|{frame * FRAME_S:.2f}|>" for frame in range(ENCODER_FRAMES + 1)),
)

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a model is."""

    width: int
    layers: int
    heads: int
    vocabulary: int = 0
    """Tokens at least."""
    mels: int = 80


NANO = Shape(width=128, layers=1, heads=2)
NANO_128_MELS = Shape(width=128, layers=1, heads=2, mels=128)
BASE = Shape(width=512, layers=6, heads=8, vocabulary=51_864)


def build_whisper(
    folder: Path,
    words: Sequence[str],
    shape: Shape = NANO,
    *,
    frames_per_word: int = 25,
    prompt: str = PROMPT,
) -> Path:
    """Write a model that says the words each time it is asked with the prompt."""
    assert 0 < len(words) <= MOST_WORDS
    folder.mkdir(parents=True)
    tokenizer = _tokenizer(words, shape.vocabulary)
    end_s = min(30.0, (len(words) + 1) * frames_per_word * FRAME_S)
    said = ["<|0.00|>", *(f"Ġ{word}" for word in words), f"<|{end_s:.2f}|>", "<|endoftext|>"]
    # What is prompted comes first, behind a token of its own.
    first = 1 + len(tokenizer.encode(f" {prompt}").ids)
    spec = WhisperSpec(shape.layers, shape.heads, shape.layers, shape.heads)
    _fill_encoder(spec.encoder, shape, frames_per_word)
    _fill_decoder(spec.decoder, shape, said, first, tokenizer)
    spec.register_vocabulary(
        [token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda t: t[1])]
    )
    config = spec.config
    config.suppress_ids, config.suppress_ids_begin = [], []
    config.lang_ids, config.alignment_heads = [tokenizer.token_to_id("<|en|>")], [(0, 0)]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"))
    features = {"feature_size": shape.mels, "sampling_rate": 16_000, "hop_length": 160}
    (folder / "preprocessor_config.json").write_text(
        json.dumps({**features, "chunk_length": 30, "n_fft": 400})
    )
    return folder


def _tokenizer(words: Sequence[str], vocabulary: int) -> Tokenizer:
    text = sorted(pre_tokenizers.ByteLevel.alphabet()) + [f"Ġ{word}" for word in dict.fromkeys(words)]
    text += [f"Ġ¶{number}" for number in range(vocabulary - len(SPECIAL) - len(text))]
    made = Tokenizer(models.BPE(vocab={token: number for number, token in enumerate(text)}, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    return made


def _zeros(*shape: int) -> Weights:
    return np.zeros(shape, np.float32)


def _fill_encoder(encoder: Any, shape: Shape, frames_per_word: int) -> None:
    width = shape.width
    encoder.conv1.weight, encoder.conv1.bias = _zeros(width, shape.mels, 3), _zeros(width)
    encoder.conv2.weight, encoder.conv2.bias = _zeros(width, width, 3), _zeros(width)
    stretches = _zeros(ENCODER_FRAMES, width)
    frames = np.arange(ENCODER_FRAMES)
    stretches[frames, np.minimum(frames // frames_per_word, STRETCHES - 1)] = 1.0
    encoder.position_encodings.encodings = stretches
    _fill_norm(encoder.layer_norm, width)
    for layer in encoder.layer:
        _fill_attention(layer.self_attention, width, parts=(3, 1))
        _fill_feed_forward(layer.ffn, width)


def _fill_decoder(decoder: Any, shape: Shape, said: Sequence[str], first: int, tokenizer: Tokenizer) -> None:
    width, tokens = shape.width, tokenizer.get_vocab_size()
    positions, projection = _zeros(DECODER_POSITIONS, width), _zeros(tokens, width)
    for at, token in enumerate(said):
        positions[first + at, at] = 1.0
        projection[tokenizer.token_to_id(token), at] += 8.0
    for at, token in enumerate(said[1:-2]):
        # Confidences come from the alignment; that this speaks up while generating is drowned out.
        projection[tokenizer.token_to_id(token), STRETCHES + at] += 4.0
    for at in range(DECODER_POSITIONS - 1):
        positions[at + 1, STRETCHES + min(at, STRETCHES - 1)] = 1.0
    decoder.embeddings.weight = _zeros(tokens, width)
    decoder.position_encodings.encodings = positions
    decoder.projection.weight = projection
    _fill_norm(decoder.layer_norm, width)
    for layer in decoder.layer:
        _fill_attention(layer.self_attention, width, parts=(3, 1))
        _fill_attention(layer.attention, width, parts=(1, 2, 1))
        _fill_feed_forward(layer.ffn, width)
    looking = decoder.layer[0].attention
    queries, keys = _zeros(width, width), _zeros(2 * width, width)
    same = np.arange(STRETCHES)
    queries[same, STRETCHES + same] = keys[same, same] = 4.0
    looking.linear[0].weight, looking.linear[1].weight = queries, keys


def _fill_norm(layer: Any, width: int) -> None:
    layer.gamma, layer.beta = np.ones(width, np.float32), _zeros(width)


def _fill_linear(layer: Any, rows: int, columns: int) -> None:
    layer.weight, layer.bias = _zeros(rows, columns), _zeros(rows)


def _fill_attention(layer: Any, width: int, parts: Sequence[int]) -> None:
    _fill_norm(layer.layer_norm, width)
    for linear, times in zip(layer.linear, parts, strict=True):
        _fill_linear(linear, times * width, width)


def _fill_feed_forward(layer: Any, width: int) -> None:
    _fill_norm(layer.layer_norm, width)
    _fill_linear(layer.linear_0, 4 * width, width)
    _fill_linear(layer.linear_1, width, 4 * width)
