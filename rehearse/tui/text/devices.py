"""What the app says of microphones, speakers, voices, recognisers and their models."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from rehearse.interview.errors import RehearseError
from rehearse.tui.text.figures import one_line, plural

if TYPE_CHECKING:
    from rehearse.practice.ports import Device, ModelInfo, Progress

SYSTEMS_CHOICE = "the system's choice"
ANY_VOICE = "an English one"
SAY_SOMETHING = "Say something: the bar follows. Nothing is kept."
OPENING = "Opening the microphone …"
STOPPING = "stopping …"
STOPPED = "stopped; what came is kept, enter goes on"
LISTENED_ENOUGH = "The microphone stopped. r looks again."
TEST_SENTENCE = "Tell me about a time you learned something the hard way."
SOUNDING = "Do you hear a question? h stops it."
SILENT = "h plays a question"
CHECKING = "Checking …"
CHECK_FIRST = "c tries the microphone, the speaker, the voice, the recogniser and the data folder."
ALL_WELL = "Everything a spoken rehearsal needs is here."


def device_said(chosen: str | None, devices: "Sequence[Device] | None") -> tuple[str, bool]:
    """Which device is used, and whether that one is there."""
    if devices is None:
        return one_line(chosen or SYSTEMS_CHOICE), True
    if not devices:
        return "none was found", False
    if chosen is None:
        default = next((device for device in devices if device.is_default), devices[0])
        return f"{one_line(default.name)}, {SYSTEMS_CHOICE}", True
    if any(device.name == chosen for device in devices):
        return one_line(chosen), True
    return f"“{one_line(chosen)}” is not there", False


def device_note(chosen: str | None, devices: "Sequence[Device] | None") -> str:
    """What is to be done about a device, or what it is like."""
    if devices is None:
        return "looking …"
    if not devices:
        return "connect one, then r"
    device = next((device for device in devices if device.name == chosen), None)
    if chosen is not None and device is None:
        return "enter chooses another"
    device = device or next((device for device in devices if device.is_default), devices[0])
    return f"{device.sample_rate / 1000:g} kHz"


def device_choice(device: "Device") -> str:
    """A device in a list to choose from."""
    default = "  (the system's choice)" if device.is_default else ""
    return f"{one_line(device.name)}{default}"


def size(size_bytes: int | None) -> str:
    """A model's size: 145 MB; nothing where it isn't known."""
    if size_bytes is None:
        return ""
    return f"{size_bytes / 1e9:.1f} GB" if size_bytes >= 1e9 else f"{size_bytes / 1e6:.0f} MB"


def time_left(eta_s: float | None) -> str:
    """How much longer it takes, about."""
    if eta_s is None:
        return ""
    if eta_s < 90:
        return f"about {max(1, round(eta_s))} s left"
    return f"about {round(eta_s / 60)} min left"


def bytes_come(progress: "Progress | None") -> str:
    """How much of a download is here, and how much longer it takes."""
    if progress is None:
        return "asking for it …"
    come = f"{progress.done / 1e6:.0f}"
    of = " MB" if progress.total is None else f" of {size(progress.total)}"
    if progress.total is not None and progress.total >= 1e9:
        come = f"{progress.done / 1e9:.1f}"
    left = time_left(progress.eta_s)
    return f"{come}{of}{f' · {left}' if left else ''}"


def model_said(model: "ModelInfo", *, chosen: bool) -> tuple[str, str, str, str]:
    """A model as a row: mark and name, whether it is here, size, what it is good for."""
    return (
        f"{'●' if chosen else ' '} {one_line(model.name)}",
        "here" if model.present else "–",
        size(model.size_bytes),
        one_line(model.note),
    )


def model_arrived(name: str) -> str:
    """Say that a model is here."""
    return f"{one_line(name)} is here, whole and checked. It listens from now on."


def worth_again(count: int) -> str:
    """Offer better words for old takes."""
    heard = (
        "take was heard roughly, or not at all" if count == 1 else "takes were heard roughly, or not at all"
    )
    return f"{count} {heard}. l listens again."


def hearing_again(done: int, total: int, prompt: str | None) -> str:
    """Say how far listening again has come."""
    return f"Listening again: {done + 1} of {total}{f' · {one_line(prompt)}' if prompt else ''}"


def heard_again(heard: int, errors: Sequence[RehearseError]) -> tuple[str, str]:
    """Say what listening again came to, and how grave that is."""
    said = f"{plural(heard, 'take has', 'takes have')} new words."
    if not errors:
        return said, "information"
    return f"{said} {plural(len(errors), 'problem')}: {one_line(str(errors[0]))}", "warning"


def voice_said(chosen: str | None, voices: Sequence[str] | None) -> tuple[Content, str]:
    """Which voice reads, and what is to be said beside it."""
    if voices is not None and not voices:
        return Content.styled("! none was found", "$warning"), "questions are shown, not heard"
    if chosen is not None and voices is not None and chosen not in voices:
        return Content.styled(f"! “{one_line(chosen)}” is not there", "$warning"), "choose another"
    return Content(one_line(chosen or ANY_VOICE)), "" if voices is None else f"{len(voices)} here"
