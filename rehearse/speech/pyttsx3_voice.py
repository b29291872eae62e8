"""Questions read aloud by pyttsx3: one short-lived process for each, its sound kept in a cache."""

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import wave
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.durable import draft_prefix, make_folder
from rehearse.interview.errors import NoVoice, StorageError
from rehearse.practice.ports import Utterance
from rehearse.speech.loudness import FULL_SCALE, SAMPLE_BYTES
from rehearse.speech.spoken_text import spoken
from rehearse.speech.word_times import word_times

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT_UTTERANCES = 300
NOTHING_TO_SAY_S = 0.2
QUIETEST_PEAK = FULL_SCALE * 10 ** (-50 / 20)
"""What stays below it is no speech, whatever the engine says."""
SECONDS_A_CHARACTER = 0.005
"""What a long text may take beyond the time limit: ten times as long as espeak-ng needs."""
LIST_TIMEOUT_S = 15.0
LEAST_FREE_BYTES = 4 << 20
"""A long question, before and after it is made plain."""

_INSTALL = (
    "install espeak-ng (Debian, Ubuntu: sudo apt install espeak-ng)"
    if sys.platform.startswith("linux")
    else "check the system's speech settings"
)


class Pyttsx3Voice:
    """Renders texts with one voice at one pace."""

    def __init__(self, cache_folder: Path, voice_name: str | None, wpm: int, timeout_s: float = 15.0) -> None:
        """Nothing is started or written yet; without a name an English voice is picked."""
        self._cache_folder = cache_folder
        self._voice_name = voice_name
        self._wpm = wpm
        self._timeout_s = timeout_s

    def render(self, text: str) -> Utterance:
        """Give the utterance, from the cache when it was rendered before.

        Raises:
            NoVoice: nothing on this machine can speak, it hung and was stopped, or its sound can't be kept.
        """
        path = self._cache_folder / f"{self._key(text)}.wav"
        sound = _read(path)
        if sound is None:
            try:
                self._render_into(path, text)
            except OSError as error:
                raise NoVoice(
                    f"The question can't be read aloud: {self._cache_folder} can't be written "
                    f"({error.strerror})."
                ) from error
            sound = _read(path)
        if sound is None:
            raise NoVoice(f"The question can't be read aloud: its sound in {path} was not kept.")
        samples, rate = sound
        return Utterance(path, samples.size / rate, word_times(text, samples, rate))

    def _key(self, text: str) -> str:
        said = f"{text}|{self._voice_name or ''}|{self._wpm}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()

    def _render_into(self, path: Path, text: str) -> None:
        try:
            make_folder(self._cache_folder)
        except StorageError as error:
            raise NoVoice(f"The question can't be read aloud: {error}") from error
        if shutil.disk_usage(self._cache_folder).free < LEAST_FREE_BYTES:  # engines hang on a full disk
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        mark = f"{draft_prefix('rendering')}{os.getpid()}-"  # by which it is cleared away after a crash
        with tempfile.TemporaryDirectory(prefix=mark, dir=self._cache_folder) as scratch:
            finished = Path(scratch, "finished.wav")
            said = spoken(text)
            if said:
                raw = Path(scratch, "spoken.wav")
                self._speak(said, raw)
                _as_wav(raw, finished)
            else:
                _write(finished, bytes(round(16_000 * NOTHING_TO_SAY_S) * SAMPLE_BYTES), 16_000)
            finished.chmod(0o600)
            finished.replace(path)
        _forget_oldest(self._cache_folder)

    def _speak(self, said: str, raw: Path) -> None:
        request = {
            "do": "speak",
            "text": said,
            "path": str(raw),
            "voice": self._voice_name,
            "wpm": self._wpm,
        }
        reply = _ask_worker(request, self._timeout_s + SECONDS_A_CHARACTER * len(said))
        if reply.get("error") == "no-such-voice":
            raise NoVoice(
                f"No voice is called {self._voice_name!r} on this machine: choose another in the settings."
            )
        _raise_on_error(reply)


def installed_voices() -> tuple[str, ...]:
    """Names of the voices that can read questions.

    Raises:
        NoVoice: nothing on this machine can speak.
    """
    reply = _ask_worker({"do": "list"}, LIST_TIMEOUT_S)
    _raise_on_error(reply)
    return tuple(reply["voices"])


def _ask_worker(request: dict[str, Any], timeout_s: float) -> dict[str, Any]:
    # -P: a file in the current folder must not stand in for a module.
    command = [sys.executable, "-P", "-m", "rehearse.speech.tts_worker"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as worker:
        try:
            replies, _ = worker.communicate(
                json.dumps(request | {"timeout_s": timeout_s}).encode(), timeout=timeout_s
            )
        except subprocess.TimeoutExpired:
            raise NoVoice(
                f"The voice gave no answer within {timeout_s:.0f} s and was stopped: {_INSTALL}."
            ) from None
        finally:
            _end(worker)
    try:
        reply = json.loads(replies)
    except ValueError:
        raise NoVoice(f"The voice broke down while it spoke: try again, or {_INSTALL}.") from None
    return dict(reply)


def _end(worker: "subprocess.Popen[bytes]") -> None:
    """Kill a worker that hangs, and what its engine may have started."""
    if worker.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)


def _raise_on_error(reply: dict[str, Any]) -> None:
    if "error" in reply:
        raise NoVoice(f"Nothing on this machine can read aloud: {_INSTALL}. ({_one_line(reply['detail'])})")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def _read(path: Path) -> "tuple[NDArray[np.int16], int] | None":
    import numpy as np

    try:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, SAMPLE_BYTES):
                return None
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
            return (samples, file.getframerate()) if samples.size else None
    except (OSError, EOFError, wave.Error):
        return None


def _as_wav(raw: Path, finished: Path) -> None:
    """Make what the engine wrote a plain WAV file: macOS writes AIFF whatever the file's name is.

    Raises:
        NoVoice: it is no sound, or nobody speaks in it.
    """
    import av
    import numpy as np

    blocks: list[bytes] = []
    try:
        with av.open(str(raw)) as container:
            rate = container.streams.audio[0].rate
            resampler = av.AudioResampler("s16", "mono", rate)
            for frame in (*container.decode(audio=0), None):
                for plain in resampler.resample(frame):
                    if plain is not None:
                        blocks.append(bytes(plain.planes[0])[: plain.samples * SAMPLE_BYTES])
    except (av.FFmpegError, IndexError, OSError) as error:
        raise NoVoice(f"The voice gave no sound: {_INSTALL}.") from error
    pcm = b"".join(blocks)
    samples = np.frombuffer(pcm, np.int16)
    if max(int(samples.max(initial=0)), -int(samples.min(initial=0))) < QUIETEST_PEAK:
        raise NoVoice(f"The voice gave nothing but silence: {_INSTALL}.")
    _write(finished, pcm, rate)


def _write(path: Path, pcm: bytes, rate: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(rate)
        file.writeframes(pcm)


def _forget_oldest(folder: Path) -> None:
    ages: list[tuple[float, Path]] = []
    for path in folder.glob("*.wav"):
        with suppress(FileNotFoundError):  # another process forgot it first
            ages.append((path.stat().st_mtime, path))
    for _, path in sorted(ages, reverse=True)[KEPT_UTTERANCES:]:
        path.unlink(missing_ok=True)
