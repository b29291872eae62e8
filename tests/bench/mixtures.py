"""Answers with hesitations whose places are known: synthetic voices, noises, and a recogniser's words.

`python -m tests.bench.mixtures FOLDER` writes them as WAV files, each with its words and hesitations as JSON.
"""

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import tempfile
import tomllib
import wave
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rehearse.interview.sound import SAMPLE_RATE, Interval
from rehearse.interview.transcript import HeardWord
from rehearse.resources import questions_folder
from tests.bench.noises import NOISES, Sound, room

ANSWER_S = 75.0
QUIET = 0.01
"""Of full scale: what a synthesiser leaves standing around its words is below."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A synthesiser and what it is told."""

    name: str
    command: tuple[str, ...]
    draws_out: tuple[str, ...]
    """What makes it speak at a pace and a pitch, with `{pace}` (1 as usual, 2 half as fast) and `{pitch}`."""


def _flite(voice: str) -> Voice:
    pitch = "int_f0_target_mean={hz}" if voice.startswith("kal") else "f0_shift={pitch}"
    return Voice(
        f"flite {voice}",
        ("flite", "-voice", voice),
        ("--setf", "duration_stretch={pace}", "--setf", pitch),
    )


def _espeak(voice: str) -> Voice:
    return Voice(f"espeak-ng {voice}", ("espeak-ng", "-v", voice), ("-s", "{wpm}", "-p", "{height}"))


TRAIN = (_flite("kal16"), _flite("awb"), _espeak("en-us+m3"), _espeak("en-gb+f2"), _espeak("en-us+klatt2"))
KEPT = (
    _flite("rms"),
    _flite("slt"),
    _espeak("en-us+f4"),
    _espeak("en-gb-scotland+m7"),
    _espeak("en-us+Andy"),
)
HESITATIONS = ("um", "uh", "umm", "er", "erm", "um")


@dataclass(frozen=True, slots=True)
class Mixture:
    """An answer, what a recogniser that leaves hesitations out gives of it, and where they are."""

    name: str
    voice: str
    samples: NDArray[np.int16]
    words: tuple[HeardWord, ...]
    hesitations: tuple[Interval, ...]

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return self.samples.size / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Chances:
    """How often what stands between two phrases."""

    hesitation: float = 0.3
    noise: float = 0.3
    lost_word: float = 0.03
    """A word that the recogniser missed."""


FLUENT = Chances(hesitation=0.0, noise=0.0, lost_word=0.0)
DISTRACTED = Chances(hesitation=0.0, noise=0.45, lost_word=0.0)


def mixtures(voices: Sequence[Voice], seed: int, chances: Chances, answers: int = 2) -> Iterator[Mixture]:
    """Answers by each of the voices; the same seed gives the same ones."""
    for voice in voices:
        for number in range(answers):
            yield mix(voice, f"{seed}-{voice.name}-{number}", chances)


def mix(voice: Voice, seed: str, chances: Chances) -> Mixture:
    """One answer."""
    digest = hashlib.sha256(seed.encode()).digest()
    return _Mixing(voice, np.random.default_rng(list(digest)), chances).mixture(seed)


class _Mixing:
    """Puts an answer together, phrase by phrase."""

    def __init__(self, voice: Voice, chance: np.random.Generator, chances: Chances) -> None:
        self._voice = voice
        self._chance = chance
        self._chances = chances
        self._parts: list[Sound] = []
        self._length = 0
        self._words: list[HeardWord] = []
        self._hesitations: list[Interval] = []

    def mixture(self, name: str) -> Mixture:
        self._silence(self._chance.uniform(0.4, 1.5))
        phrases = phrases_of_samples()
        at = int(self._chance.integers(len(phrases)))
        while self._length < ANSWER_S * SAMPLE_RATE:
            if self._phrase(phrases[at % len(phrases)]):
                self._between()
            at += 1
        self._silence(0.6)
        sound = np.concatenate(self._parts)
        sound = sound + room(self._chance, sound.size, self._chance.uniform(-66, -52))
        words = _heard_like_whisper(self._words, self._hesitations, self._chance)
        samples = np.clip(np.round(sound * 32_767), -32_768, 32_767).astype(np.int16)
        return Mixture(name, self._voice.name, samples, words, tuple(self._hesitations))

    def _phrase(self, text: str) -> bool:
        sound = said(self._voice, text)
        words = aligned(text, sound)
        if words is None:
            return False
        start_s = self._append(self._loud(sound)).start_s
        self._words += [HeardWord(word, start_s + begin_s, start_s + end_s) for word, begin_s, end_s in words]
        return True

    def _between(self) -> None:
        what, chances = self._chance.random(), self._chances
        if what < chances.hesitation:
            self._silence(self._pause())
            self._hesitations.append(self._append(self._loud(self._hesitation())))
            self._silence(self._pause())
        elif what < chances.hesitation + chances.noise:
            self._silence(self._pause())
            self._append(NOISES[str(self._chance.choice(tuple(NOISES)))](self._chance))
            self._silence(self._pause())
        elif what < chances.hesitation + chances.noise + chances.lost_word:
            self._silence(self._pause())
            lost = str(
                self._chance.choice(("well", "really", "project", "anyway", "team", "the", "customers"))
            )
            self._append(self._loud(said(self._voice, lost)))
            self._silence(self._pause())
        else:
            self._silence(self._chance.uniform(0.02, 0.9))

    def _pause(self) -> float:
        """People go into a hesitation from the word before, or stop first."""
        chance = self._chance
        return chance.uniform(0.0, 0.08) if chance.random() < 0.3 else chance.uniform(0.08, 0.7)

    def _hesitation(self) -> Sound:
        text = str(self._chance.choice(HESITATIONS))
        while True:
            sound = said(self._voice, text, self._chance.uniform(0.8, 3.0), self._chance.uniform(0.8, 1.1))
            if 0.18 <= sound.size / SAMPLE_RATE <= 1.4:
                return sound

    def _loud(self, sound: Sound) -> Sound:
        return sound * 10 ** (self._chance.uniform(-5, 0) / 20)

    def _silence(self, duration_s: float) -> None:
        self._append(np.zeros(round(duration_s * SAMPLE_RATE)))

    def _append(self, sound: Sound) -> Interval:
        start = self._length
        self._parts.append(sound)
        self._length += sound.size
        return Interval(start / SAMPLE_RATE, self._length / SAMPLE_RATE)


def _heard_like_whisper(
    words: Sequence[HeardWord], hesitations: Sequence[Interval], chance: np.random.Generator
) -> tuple[HeardWord, ...]:
    """Blur the times as Whisper does: 50 ms mostly, up to 300 ms now and then.

    Beside a hesitation the next word begins early or the last one ends late in some of the cases.
    """
    times = [[word.start_s + _blur(chance), word.end_s + _blur(chance)] for word in words]
    for hesitation in hesitations:
        after = next((at for at, word in enumerate(words) if word.start_s >= hesitation.end_s - 1e-6), None)
        swallowed = chance.random()
        if after is not None and swallowed < 0.2:
            times[after][0] = hesitation.start_s + chance.uniform(-0.1, 1.0) * hesitation.duration_s
        elif after != 0 and 0.2 <= swallowed < 0.35:
            last = len(words) - 1 if after is None else after - 1
            times[last][1] = hesitation.start_s + chance.uniform(0.0, 1.1) * hesitation.duration_s
    heard = []
    before_s = 0.0
    for word, (start_s, end_s) in zip(words, times, strict=True):
        start_s = max(start_s, before_s)
        before_s = max(end_s, start_s + 0.02)
        heard.append(HeardWord(word.text, start_s, before_s))
    return tuple(heard)


def _blur(chance: np.random.Generator) -> float:
    if chance.random() < 0.1:
        return float(chance.choice((-1, 1)) * chance.uniform(0.1, 0.3))
    return float(chance.normal(0, 0.05))


@cache
def phrases_of_samples() -> tuple[str, ...]:
    """The strong samples of the bank, phrase by phrase, shuffled once and for all."""
    bank = tomllib.loads(Path(questions_folder(), "leadership-principles.toml").read_text())
    phrases: list[str] = []
    for question in bank["question"]:
        for clause in re.split(r"[.,;:?!]|\n\s*[STAR]: ", question["sample"]):
            words = re.findall(r"[a-z']+", clause.lower().replace("’", "'"))
            phrases += [" ".join(words[at : at + 6]) for at in range(0, len(words), 6)]
    random.Random(4).shuffle(phrases)
    return tuple(phrase for phrase in phrases if len(phrase) > 8)


def said(voice: Voice, text: str, pace: float = 1.0, pitch: float = 1.0) -> Sound:
    """Speak a text, without the silence around it; what was said once is kept."""
    values = {
        "pace": f"{pace:.2f}",
        "pitch": f"{pitch:.2f}",
        "hz": f"{105 * pitch:.0f}",
        "wpm": f"{max(80, 165 / pace):.0f}",
        "height": f"{50 * pitch**3:.0f}",
    }
    how = tuple(option.format(**values) for option in voice.draws_out)
    folder = Path(tempfile.gettempdir()) / f"rehearse-mixtures-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{hashlib.sha256(repr((voice.command, how, text)).encode()).hexdigest()[:20]}.wav"
    if not path.exists():
        out = "-o" if voice.command[0] == "flite" else "-w"
        spoken = ("-t", text) if voice.command[0] == "flite" else (text,)
        part = path.with_suffix(f".{os.getpid()}")
        subprocess.run([*voice.command, *how, out, str(part), *spoken], check=True, capture_output=True)
        part.rename(path)
    return _trimmed(_read(path))


def _read(path: Path) -> Sound:
    with wave.open(str(path), "rb") as file:
        rate = file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32_768
    if rate != SAMPLE_RATE:
        import soxr

        sound = soxr.resample(sound, rate, SAMPLE_RATE)
    return sound * (0.35 / max(1e-6, float(np.abs(sound).max())))


def _trimmed(sound: Sound) -> Sound:
    loud = np.flatnonzero(np.abs(sound) > QUIET)
    return sound[loud[0] : loud[-1] + 1]


@cache
def _aligner() -> Any:
    from pocketsphinx import Decoder

    return Decoder(lm=None, loglevel="FATAL")


def aligned(text: str, sound: Sound) -> tuple[tuple[str, float, float], ...] | None:
    """Lay a text on its sound; None where the dictionary lacks a word or it can't be laid."""
    aligner = _aligner()
    margin = np.zeros(SAMPLE_RATE // 10)
    samples = np.round(np.concatenate([margin, sound, margin]) * 32_767).astype(np.int16)
    try:
        aligner.set_align_text(text)
    except RuntimeError:
        return None
    aligner.start_utt()
    aligner.process_raw(samples.tobytes(), full_utt=True)
    aligner.end_utt()
    found = [word for word in aligner.seg() or () if not word.word.startswith(("<", "["))]
    if len(found) != len(text.split()):
        return None
    duration_s = sound.size / SAMPLE_RATE
    return tuple(
        (said, max(0.0, word.start_frame / 100 - 0.1), min(duration_s, word.end_frame / 100 - 0.09))
        for said, word in zip(text.split(), found, strict=True)
    )


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for group, voices, seed in (("train", TRAIN, 1), ("kept", KEPT, 2)):
        for mixture in mixtures(voices, seed, Chances()):
            path = folder / f"{group}-{mixture.name.replace(' ', '-')}.wav"
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(SAMPLE_RATE)
                file.writeframes(mixture.samples.tobytes())
            told = {
                "words": [asdict(word) for word in mixture.words],
                "hesitations": [asdict(each) for each in mixture.hesitations],
            }
            path.with_suffix(".json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
