import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rehearse.interview.errors import NoMicrophone, NoVoice
from rehearse.practice.ports import Device
from rehearse.speech import portaudio, pyttsx3_voice
from rehearse.speech.devices import SoundDeviceCatalogue
from rehearse.speech.microphone import SoundDeviceMicrophone
from tests.sound.virtual_card import VirtualCard, wait_until


def described(name: str, index: int, inputs: int = 1) -> dict[str, Any]:
    return {
        "name": name,
        "index": index,
        "max_input_channels": inputs,
        "max_output_channels": 0,
        "default_samplerate": 48_000.0,
    }


class StandIn:
    """A library that lists what it is told to."""

    def __init__(self, default: int, *devices: dict[str, Any]) -> None:
        self.default = type("Default", (), {"device": {"input": default, "output": -1}})
        self.devices = devices

    def query_devices(self) -> tuple[dict[str, Any], ...]:
        return self.devices

    def _terminate(self) -> None: ...

    def _initialize(self) -> None: ...


USB = described("USB Audio: - (hw:1,0)", 0)
PULSE = described("pulse", 1)
DEFAULT = described("default", 2)
SPEAKER_ONLY = described("HDMI", 3, inputs=0)


@pytest.mark.parametrize(
    ("default", "listed", "expected"),
    [
        (2, (USB, PULSE, DEFAULT), "default"),
        (0, (USB, PULSE, DEFAULT), "default"),
        (0, (USB, PULSE), "pulse"),
        (0, (USB,), "USB Audio: - (hw:1,0)"),
        (-1, (SPEAKER_ONLY, USB), "USB Audio: - (hw:1,0)"),
        (-1, (SPEAKER_ONLY,), None),
        (-1, (), None),
    ],
)
def test_a_sound_server_is_preferred_to_a_bare_card(
    monkeypatch: pytest.MonkeyPatch,
    default: int,
    listed: tuple[dict[str, Any], ...],
    expected: str | None,
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", StandIn(default, *listed))
    chosen = [device.name for device in SoundDeviceCatalogue().microphones() if device.is_default]
    assert chosen == ([expected] if expected else [])


def test_a_card_is_found_again_under_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = described("USB Audio: - (hw:3,0)", 0)
    monkeypatch.setitem(sys.modules, "sounddevice", StandIn(0, moved))
    assert portaudio._find("input", "USB Audio: - (hw:1,0)") is moved
    with pytest.raises(NoMicrophone, match="'USB Video' is not connected"):
        portaudio._find("input", "USB Video")


def test_a_machine_without_a_microphone_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", StandIn(-1))
    with pytest.raises(NoMicrophone, match="This machine has no microphone: connect one"):
        SoundDeviceMicrophone(None).record(tmp_path / "take.part.wav")


def test_a_microphone_is_named_only_while_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", StandIn(0, described("USB Audio: - (hw:3,0)", 0)))
    assert SoundDeviceMicrophone(None).name == "USB Audio: - (hw:3,0)"
    with pytest.raises(NoMicrophone, match="'USB Video' is not connected"):
        _ = SoundDeviceMicrophone("USB Video").name


def test_the_cards_ends_are_listed(sound_card_here: VirtualCard) -> None:
    catalogue = SoundDeviceCatalogue()
    assert Device("default", 44_100, 32, is_default=True) in catalogue.microphones()
    assert [speaker.name for speaker in catalogue.speakers() if speaker.is_default] == ["default"]


def test_listing_devices_while_recording_disturbs_nothing(
    sound_card_here: VirtualCard, tmp_path: Path
) -> None:
    recorder = SoundDeviceMicrophone(None).record(tmp_path / "take.part.wav")
    wait_until(lambda: recorder.duration_s > 0.1, "sound")
    assert SoundDeviceCatalogue().microphones()
    before_s = recorder.duration_s
    wait_until(lambda: recorder.duration_s > before_s + 0.2, "more sound")
    assert recorder.stop().lost_at_s is None


def test_voices_are_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []

    def listed() -> tuple[str, ...]:
        asked.append(None)
        return ("Samantha",)

    monkeypatch.setattr(pyttsx3_voice, "installed_voices", listed)
    catalogue = SoundDeviceCatalogue()
    assert (catalogue.voices(), catalogue.voices(), len(asked)) == (("Samantha",), ("Samantha",), 1)


def test_without_a_voice_the_list_is_empty_until_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> tuple[str, ...]:
        raise NoVoice("nothing speaks")

    catalogue = SoundDeviceCatalogue()
    monkeypatch.setattr(pyttsx3_voice, "installed_voices", missing)
    assert catalogue.voices() == ()
    monkeypatch.setattr(pyttsx3_voice, "installed_voices", lambda: ("Ava",))
    assert catalogue.voices() == ("Ava",)


WITHOUT_LIBRARY = """
import sys
from pathlib import Path
from rehearse.interview.errors import MissingComponent
from rehearse.speech.devices import SoundDeviceCatalogue
from rehearse.speech.microphone import SoundDeviceMicrophone

for attempt in (
    SoundDeviceCatalogue().microphones,
    SoundDeviceCatalogue().speakers,
    lambda: SoundDeviceMicrophone(None).record(Path("take.wav")),
):
    try:
        attempt()
    except MissingComponent as error:
        print(type(error).__name__, error)
"""


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("raise OSError('PortAudio library not found')", "PortAudio is missing: install it"),
        ("raise Exception('Error initializing PortAudio: no host')", "doesn't start: Error initializing"),
    ],
)
def test_without_the_sound_library_one_line_says_why(tmp_path: Path, module: str, message: str) -> None:
    (tmp_path / "sounddevice.py").write_text(module)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBRARY],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    said = done.stdout.splitlines()
    assert [line.split()[0] for line in said] == ["NoMicrophone", "NoSpeaker", "NoMicrophone"]
    assert all(message in line for line in said)


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    script = (
        "import sys; from rehearse.speech import devices, microphone, speaker, pyttsx3_voice, audio_file,"
        " file_microphone, quiet, recording;"
        "devices.SoundDeviceCatalogue(); microphone.SoundDeviceMicrophone(None);"
        "speaker.SoundDeviceSpeaker(None);"
        "print({'numpy', 'sounddevice', 'soxr', 'av', 'pyttsx3'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
