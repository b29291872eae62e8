"""Each part of a spoken rehearsal is checked, and what is missing comes with what to do."""

from collections.abc import Callable

import pytest

from rehearse.interview.errors import NoMicrophone, NoRecogniser, NoVoice, StorageError
from rehearse.practice.checkup import Check, Checkup
from rehearse.practice.ports import Device
from tests.fakes import ScriptedDevices, ScriptedModels, ScriptedTranscriber, ScriptedVoice

HEADSET = Device("Headset", 48_000, 1, is_default=False)


@pytest.fixture
def check() -> Callable[..., dict[str, Check]]:
    def run(**parts: object) -> dict[str, Check]:
        everything: dict[str, object] = {
            "devices": ScriptedDevices(),
            "microphone": None,
            "speaker": None,
            "voice": ScriptedVoice(),
            "transcriber": ScriptedTranscriber(),
            "models": ScriptedModels(set()),
            "try_data_folder": lambda: "/home/somebody/rehearse",
            **parts,
        }
        return {check.component: check for check in Checkup(**everything).run()}  # type: ignore[arg-type]

    return run


def test_with_everything_there_all_is_well(check: Callable[..., dict[str, Check]]) -> None:
    checks = check()
    assert list(checks) == ["microphone", "speaker", "voice", "recogniser", "data folder"]
    assert all(each.ok for each in checks.values())
    assert checks["microphone"].detail == "Scripted microphone, 48000 Hz"


def test_without_devices_it_says_to_connect_some(check: Callable[..., dict[str, Check]]) -> None:
    checks = check(devices=ScriptedDevices((), ()))
    assert not checks["microphone"].ok
    assert checks["microphone"].fix == "connect one"
    assert not checks["speaker"].ok


def test_a_chosen_device_that_is_gone_is_named(check: Callable[..., dict[str, Check]]) -> None:
    gone = check(microphone="Headset")["microphone"]
    assert (gone.ok, gone.detail) == (False, "“Headset” is not there")
    assert "there is Scripted microphone" in (gone.fix or "")
    assert check(microphone="Headset", devices=ScriptedDevices((HEADSET,)))["microphone"].ok


def test_without_the_sound_library_it_says_to_install_it(check: Callable[..., dict[str, Check]]) -> None:
    class NoLibrary(ScriptedDevices):
        def microphones(self) -> tuple[Device, ...]:
            raise NoMicrophone("The sound library PortAudio is missing: install it.")

    missing = check(devices=NoLibrary())["microphone"]
    assert missing == Check("microphone", False, "The sound library PortAudio is missing", "install it.")


@pytest.mark.parametrize("component", ["voice", "recogniser", "data folder"])
def test_a_part_that_fails_is_said_with_its_remedy(
    check: Callable[..., dict[str, Check]], component: str
) -> None:
    def full() -> str:
        raise StorageError("The disk is full: make room.")

    broken: dict[str, dict[str, object]] = {
        "voice": {"voice": ScriptedVoice(error=NoVoice("Nothing can speak: install espeak-ng."))},
        "recogniser": {"transcriber": ScriptedTranscriber(error=NoRecogniser("It is broken: fetch it."))},
        "data folder": {"try_data_folder": full},
    }
    checks = check(**broken[component])
    assert [each.component for each in checks.values() if not each.ok] == [component]
    assert checks[component].fix in ("install espeak-ng.", "fetch it.", "make room.")
