"""Speaks one text into a file, or lists the voices, in a process that ends afterwards.

pyttsx3 goes wrong after its first utterance on every platform, each in its own way, and its engines hang; a
process that is used once and can be killed is the cure. A request comes as JSON on standard input, the reply
goes as one line of JSON to standard output.
"""

import faulthandler
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from rehearse.speech.worker import far_end

ENGLISH_NAMES = ("samantha", "ava", "daniel", "zira", "david")
"""Voices that sound well where the system's own choice isn't English."""
SETTLED_S = 0.2
TAKEN_IN_S = 2.0


class InstalledVoice(Protocol):
    """What pyttsx3 says of a voice."""

    @property
    def id(self) -> str:
        """What the engine calls it."""

    @property
    def name(self) -> str | None:
        """What people call it."""

    @property
    def languages(self) -> Sequence[Any]:
        """Strings, or bytes with a priority before them."""


class NoSuchVoice(Exception):
    """The voice that was asked for is not installed."""


def main() -> None:
    """Answer the one request."""
    with far_end() as end:
        request = json.load(sys.stdin)
        # Whoever asked may be dead and unable to kill a hanging engine.
        faulthandler.dump_traceback_later(request["timeout_s"] * 2, exit=True)
        try:
            reply = _answer(request)
        except NoSuchVoice as error:
            reply = {"error": "no-such-voice", "detail": str(error)}
        except Exception as error:  # The edge of the worker: engines raise whatever they like.
            reply = {"error": "no-engine", "detail": f"{type(error).__name__}: {error}"}
        end.reply(reply)
    # Engines hang or crash on being taken down; nothing is left to be done.
    os._exit(0)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    import pyttsx3

    engine = pyttsx3.init()
    voices: list[InstalledVoice] = engine.getProperty("voices")
    if request["do"] == "list":
        return {"voices": [voice.name or voice.id for voice in for_questions(voices)]}
    voice_id = chosen(voices, request["voice"], engine.getProperty("voice"))
    _set(engine, voice_id, request["wpm"])
    finished = threading.Event()
    engine.connect("finished-utterance", lambda name, completed: finished.set())
    engine.save_to_file(request["text"], request["path"])
    engine.runAndWait()
    _wait_until_written(request["path"], finished)
    return {}


def _set(engine: Any, voice_id: str | None, wpm: int) -> None:
    if voice_id is not None:
        engine.setProperty("voice", voice_id)
    engine.setProperty("rate", wpm)
    if engine.driver_name == "espeak":
        # espeak-ng takes a pace in later, and pyttsx3 cancels what it hasn't taken in when its loop begins.
        engine.proxy.setBusy(False)
        _wait_for(lambda: engine.getProperty("rate") == wpm)
        engine.proxy.setBusy(True)


def _wait_for(done: Callable[[], bool]) -> None:
    until_s = time.monotonic() + TAKEN_IN_S
    while not done() and time.monotonic() < until_s:
        time.sleep(0.002)


def for_questions(voices: Sequence[InstalledVoice]) -> list[InstalledVoice]:
    """Leave the voices that can read English; all of them when none says so."""
    # pyttsx3 writes the sound of MBROLA's voices with a wrong rate.
    usable = [voice for voice in voices if not voice.id.startswith("mb/")]
    return [voice for voice in usable if speaks_english(voice)] or usable


def chosen(voices: Sequence[InstalledVoice], wanted: str | None, current_id: str | None) -> str | None:
    """Pick a voice: the one that is wanted, else the system's if it is English, else an English one.

    Raises:
        NoSuchVoice: the one that is wanted is not there.
    """
    if wanted is not None:
        for voice in voices:
            if wanted.casefold() in ((voice.name or "").casefold(), voice.id.casefold()):
                return voice.id
        raise NoSuchVoice(wanted)
    english = [voice for voice in for_questions(voices) if speaks_english(voice)]
    if not english or any(voice.id == current_id for voice in english):
        return current_id
    return min(english, key=_rank).id


def speaks_english(voice: InstalledVoice) -> bool:
    """Tell by its languages; where it names none, by its name."""
    languages = [
        language.decode("utf-8", "ignore").lstrip("\x00\x01\x02\x03\x04\x05\x06\x07")
        if isinstance(language, bytes)
        else str(language)
        for language in voice.languages
    ]
    if any(languages):
        return any(language.casefold().startswith("en") for language in languages)
    return "english" in f"{voice.name} {voice.id}".casefold()


def _rank(voice: InstalledVoice) -> int:
    name = f"{voice.name} {voice.id}".casefold()
    return next((place for place, known in enumerate(ENGLISH_NAMES) if known in name), len(ENGLISH_NAMES))


def _wait_until_written(path: str, finished: threading.Event) -> None:
    """Give engines time: they go on in a thread of their own, and not all tell when they have finished."""
    before = 0
    while not finished.wait(SETTLED_S):
        size = os.path.getsize(path) if os.path.exists(path) else 0
        if size and size == before:
            return
        before = size


if __name__ == "__main__":
    main()
