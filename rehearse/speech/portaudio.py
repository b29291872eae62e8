"""The one door to PortAudio: loaded on first use, its devices found by name and looked at anew while idle."""

import atexit
import re
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar

from rehearse.interview.errors import MissingComponent, NoMicrophone, NoSpeaker

Direction = Literal["input", "output"]
S = TypeVar("S")

REFUSED_RATE = -9997
REFUSED_CHANNELS = -9998
SOUND_SERVERS = ("default", "pipewire", "pulse")
"""Names under which ALSA reaches the sound server, which shares a device and converts to what it can do."""

END_S = 1.0

_MISSING: dict[Direction, type[MissingComponent]] = {"input": NoMicrophone, "output": NoSpeaker}
_NOUN: dict[Direction, str] = {"input": "microphone", "output": "speaker"}
# A card's number changes with the order in which devices are plugged in: "USB Audio: - (hw:1,0)".
_CARD_NUMBER = re.compile(r" \((plug)?hw:\d+,\d+\)$")

_lock = threading.RLock()
_open_streams = 0
_ended = False


def library(direction: Direction) -> Any:
    """Give `sounddevice`.

    Raises:
        NoMicrophone, NoSpeaker: PortAudio is not on this machine, or doesn't start.
    """
    try:
        with _lock:
            started = "sounddevice" in sys.modules
            import sounddevice

            if not started:
                # Called before the library's own end, as it is registered after it.
                atexit.register(_end)
    except (OSError, ImportError) as error:
        raise _MISSING[direction](
            "The sound library PortAudio is missing: install it "
            "(Debian, Ubuntu: sudo apt install libportaudio2)."
        ) from error
    except Exception as error:  # PortAudioError has no name before the import succeeded.
        raise _MISSING[direction](f"The sound library doesn't start: {_reason(error)}.") from error
    return sounddevice


def devices(direction: Direction) -> list[dict[str, Any]]:
    """List what there is for one direction."""
    found = library(direction).query_devices()
    return [device for device in found if device[f"max_{direction}_channels"] > 0]


def default_device(direction: Direction) -> dict[str, Any] | None:
    """Give the system's choice; a sound server rather than a bare card, which only one program can use."""
    found = devices(direction)
    chosen = library(direction).default.device[direction]
    system = next((device for device in found if device["index"] == chosen), None)
    if system is None or "hw:" in system["name"]:
        shared = [device for name in SOUND_SERVERS for device in found if device["name"] == name]
        return shared[0] if shared else system or next(iter(found), None)
    return system


def find(direction: Direction, name: str | None) -> dict[str, Any]:
    """The device of that name, without a name the system's choice; what was plugged in since is found too.

    Raises:
        NoMicrophone, NoSpeaker: there is no such device.
    """
    with _lock:
        try:
            return _find(direction, name)
        except MissingComponent:
            if not refresh(direction):
                raise
            return _find(direction, name)


def open_stream(
    direction: Direction,
    name: str | None,
    make: Callable[[dict[str, Any], float, int], S],
    settings: Callable[[dict[str, Any]], Iterable[tuple[float, int]]],
) -> tuple[S, float, int]:
    """Open a stream with the first rate and number of channels that the device takes; give them with it.

    What was plugged in since PortAudio last looked is found too. `close_stream` is what it is given to later.

    Raises:
        NoMicrophone, NoSpeaker: there is no such device, or it can't be opened.
    """
    global _open_streams
    with _lock:
        try:
            opened = _open(direction, name, make, settings)
        except MissingComponent:
            if not refresh(direction):
                raise
            opened = _open(direction, name, make, settings)
        _open_streams += 1
    return opened


def start_stream(direction: Direction, stream: Any) -> None:
    """Start a stream.

    Raises:
        NoMicrophone, NoSpeaker: the device doesn't; the stream is closed.
    """
    try:
        stream.start()
    except library(direction).PortAudioError as error:
        close_stream(stream)
        raise _MISSING[direction](
            f"The {_NOUN[direction]} doesn't start ({_reason(error)}): see whether another program uses it."
        ) from error


def close_stream(stream: Any) -> None:
    """Close a stream; one whose device is gone closes too."""
    global _open_streams
    with _lock:
        if not _ended:
            stream.close()
        _open_streams -= 1


def _end() -> None:
    """Leave what is still open to the library's own end: streams must not be closed during or after it."""
    global _ended
    free = _lock.acquire(timeout=END_S)
    _ended = True
    if free:
        _lock.release()


def refresh(direction: Direction) -> bool:
    """Look at the machine anew; while a stream is open nothing is done, as it would be killed."""
    sounddevice = library(direction)
    with _lock:
        if _open_streams:
            return False
        sounddevice._terminate()
        sounddevice._initialize()
        return True


def _open(
    direction: Direction,
    name: str | None,
    make: Callable[[dict[str, Any], float, int], S],
    settings: Callable[[dict[str, Any]], Iterable[tuple[float, int]]],
) -> tuple[S, float, int]:
    sounddevice = library(direction)
    device = _find(direction, name)
    refusal: Exception | None = None
    for rate, channels in settings(device):
        try:
            return make(device, rate, channels), rate, channels
        except sounddevice.PortAudioError as error:
            refusal = error
            if error.args[1:2] not in ((REFUSED_RATE,), (REFUSED_CHANNELS,)):
                break
    raise _MISSING[direction](
        f"The {_NOUN[direction]} {device['name']!r} can't be opened ({_reason(refusal)}): "
        "see whether another program uses it, or choose another."
    ) from refusal


def _find(direction: Direction, name: str | None) -> dict[str, Any]:
    if name is None:
        device = default_device(direction)
        if device is None:
            raise _MISSING[direction](f"This machine has no {_NOUN[direction]}: connect one.")
        return device
    found = devices(direction)
    for known_by in (str, _without_card_number):
        for device in found:
            if known_by(device["name"]) == known_by(name):
                return device
    raise _MISSING[direction](
        f"The {_NOUN[direction]} {name!r} is not connected: connect it, or choose another in the settings."
    )


def _without_card_number(name: str) -> str:
    return _CARD_NUMBER.sub("", name)


def _reason(error: Exception | None) -> str:
    said = str(error.args[0]) if error is not None and error.args else "nothing it offers can be used"
    return " ".join(said.removeprefix("Error opening ").split())
