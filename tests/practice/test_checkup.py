"""Each part of a spoken rehearsal is checked, and what is missing comes with what to do."""

from collections.abc import Callable

import pytest

from rehearse.interview.errors import NoMicrophone, NoRecogniser, NoVoice, StorageError
from rehearse.interview.transcript import Engine
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
            "window_s": lambda: 0.3,
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


@pytest.mark.parametrize(("window_s", "model"), [(0.3, "base.en"), (2.0, "tiny.en")])
def test_beside_a_rough_recogniser_the_model_that_suits_the_machine_is_named(
    check: Callable[..., dict[str, Check]], window_s: float, model: str
) -> None:
    rough = ScriptedTranscriber(engine=Engine("pocketsphinx", "en-us"))
    found = check(transcriber=rough, window_s=lambda: window_s)["recogniser"]
    assert found.ok
    assert f"rehearse models get {model}" in (found.fix or "")


def test_a_model_too_large_for_the_machine_is_told_a_better_one(
    check: Callable[..., dict[str, Check]],
) -> None:
    whisper = ScriptedTranscriber(engine=Engine("whisper", "base.en"))
    well = check(transcriber=whisper, window_s=lambda: 0.3)["recogniser"]
    assert well == Check("recogniser", True, "whisper base.en, about 1.9 s for a piece")
    slow = check(transcriber=whisper, window_s=lambda: 0.8)["recogniser"]
    assert slow.fix == "on this machine tiny.en is the best model that keeps up"


def test_a_pace_that_cannot_be_measured_is_nobodys_fault(check: Callable[..., dict[str, Check]]) -> None:
    def unmeasurable() -> float:
        raise NoRecogniser("There is no CTranslate2: install it.")

    assert check(window_s=unmeasurable)["recogniser"] == Check("recogniser", True, "whisper base.en")
