"""What a spoken rehearsal stands on, each part checked and said in a line."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.interview.errors import NoRecogniser, RehearseError
from rehearse.practice.pace import call_s, recommended

if TYPE_CHECKING:
    from rehearse.practice.ports import Device, ModelShelf, SoundDevices, Transcriber, Voice

UNHEARD = "until then questions are shown, not heard"
BETTER_WORDS = "“rehearse models get {model}” fetches Whisper, which also hears um and uh"


@dataclass(frozen=True, slots=True)
class Check:
    """One component: fine, or what to do about it."""

    component: str
    """`microphone`, `speaker`, `voice`, `recogniser`, `model` or `data folder`."""
    ok: bool
    detail: str
    fix: str | None = None
    """What to do, or what would be better; None when there is nothing."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """Checks each component by using it."""

    devices: "SoundDevices"
    microphone: str | None
    """The chosen one's name; None is the system's own choice."""
    speaker: str | None
    voice: "Voice"
    transcriber: "Transcriber"
    models: "ModelShelf"
    window_s: Callable[[], float]
    """Measures how fast this machine hears, see `practice.pace`. Raises RehearseError."""
    try_data_folder: Callable[[], str]
    """Writes and reads there; gives its name. Raises StorageError."""

    def run(self) -> Iterator[Check]:
        """All checks, one after another."""
        yield _check_device("microphone", self.devices.microphones, self.microphone, "connect one")
        yield _check_device("speaker", self.devices.speakers, self.speaker, f"connect one; {UNHEARD}")
        yield _tried("voice", self._try_voice)
        yield self._check_recogniser()
        for model in self.models.models():
            with suppress(NoRecogniser):  # it is offered, and not here
                yield _check_model(model.name, self.models.check(model.name))
        yield _tried("data folder", self.try_data_folder)

    def _try_voice(self) -> str:
        utterance = self.voice.render("Tell me about a time you learned something.")
        return f"a question was read in {utterance.duration_s:.1f} s of sound"

    def _check_recogniser(self) -> Check:
        def load() -> str:
            self.transcriber.load()
            engine = self.transcriber.engine
            rough = ", built in and rough" if engine.is_rough else ""
            return f"{engine.name} {engine.model or ''}".rstrip() + rough

        check = _tried("recogniser", load)
        if not check.ok:
            return check
        engine = self.transcriber.engine
        try:
            window_s = self.window_s()
        except RehearseError:  # nothing is amiss with who listens
            return check
        best = recommended(window_s)
        if engine.is_rough:
            return Check(check.component, True, check.detail, BETTER_WORDS.format(model=best))
        took_s = call_s(engine.model or "", window_s)
        if took_s is None:
            return check
        detail = f"{check.detail}, about {took_s:.1f} s for a piece"
        fix = None if best == engine.model else f"on this machine {best} is the best model that keeps up"
        return Check(check.component, True, detail, fix)


def _tried(component: str, attempt: Callable[[], str]) -> Check:
    try:
        return Check(component, True, attempt())
    except RehearseError as error:
        return _failed(component, error)


def _check_model(name: str, wrong: tuple[str, ...]) -> Check:
    if wrong:
        fix = f"“rehearse models get {name}” fetches it anew"
        return Check("model", False, f"{name} is damaged, {wrong[0]}", fix)
    return Check("model", True, f"{name}, every byte of it read")


def _failed(component: str, error: RehearseError) -> Check:
    what, _, fix = str(error).partition(": ")
    return Check(component, False, what, fix or None)


def _check_device(
    component: str, look: Callable[[], tuple["Device", ...]], chosen: str | None, without: str
) -> Check:
    try:
        found = look()
    except RehearseError as error:
        return _failed(component, error)
    if not found:
        return Check(component, False, f"no {component} was found", without)
    device = next((device for device in found if device.is_default), found[0])
    if chosen is not None:
        named = next((device for device in found if device.name == chosen), None)
        if named is None:
            fix = f"connect it, or choose another under Devices; there is {device.name}"
            return Check(component, False, f"“{chosen}” is not there", fix)
        device = named
    return Check(component, True, f"{device.name}, {device.sample_rate} Hz")
