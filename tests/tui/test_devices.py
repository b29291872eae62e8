import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from rehearse.interview.errors import DownloadFailed, NoMicrophone, NoVoice
from rehearse.interview.take import Take
from rehearse.practice.checkup import Check
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Device, Progress, Trouble
from rehearse.practice.settings import Settings
from rehearse.tui.app import RehearseApp
from rehearse.tui.screens.devices import DevicesScreen
from rehearse.tui.text import devices as words
from rehearse.tui.widgets.meters import LevelMeter
from rehearse.tui.widgets.models import ModelTable
from rehearse.tui.widgets.rows import PickRow
from tests.fakes import (
    POCKETSPHINX,
    ScriptedDevices,
    ScriptedModels,
    ScriptedTranscriber,
    ScriptedVoice,
    kept_take,
    write_silence,
)
from tests.tui.reports import TEXT
from tests.tui.stage import Stage, keys, said, seen
from tests.tui.waiting import settled, until

SIZE = (100, 45)
TWO_OF_EACH = ScriptedDevices(
    (Device("USB Audio", 48_000, 1, True), Device("Built-in", 44_100, 2, False)),
    (Device("Loudspeaker", 48_000, 2, True), Device("Headphones [left]", 48_000, 2, False)),
    ("Anna", "Bert"),
)


@dataclass
class GatedModels(ScriptedModels):
    """A shelf whose downloads wait to be told to go on."""

    gate: threading.Event = field(default_factory=threading.Event)

    def fetch(self, name, progress, cancelled):  # type: ignore[no-untyped-def]
        progress(Progress(25_000_000, 100_000_000, 90.0))
        while not self.gate.wait(timeout=0.01):
            if cancelled():
                return self._info(name)
        return super().fetch(name, progress, cancelled)


async def devices(pilot: Pilot[None]) -> DevicesScreen:
    """Go to the devices; everything was looked at when this returns."""
    await settled(pilot)
    await pilot.press("d")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, DevicesScreen)
    return screen


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Put the cursor on a row."""
    pilot.app.screen.set_focus(next(row for row in pilot.app.screen.query(PickRow) if row.name == name))
    await pilot.pause()


async def pick(pilot: Pilot[None], name: str, *presses: str) -> None:
    """Choose in the list behind a row."""
    await go_to(pilot, name)
    await pilot.press("enter")
    await until(pilot, lambda: bool(pilot.app.screen.query(OptionList)))
    await pilot.press(*presses, "enter")
    await settled(pilot)


def settings_of(pilot: Pilot[None]) -> Settings:
    assert isinstance(pilot.app, RehearseApp)
    return pilot.app.desk.settings


def rough_take(stage: Stage, folder: Path, take_id: str) -> Take:
    """A take that PocketSphinx heard, its sound still there."""
    audio = folder / f"{take_id}.wav"
    write_silence(audio, 1.0)
    take = kept_take(take_id, text="we cut a porous sent", audio=audio)
    assert take.heard is not None
    rough = replace(take.heard.transcript, engine=POCKETSPHINX)
    take = replace(take, heard=replace(take.heard, transcript=rough))
    stage.archive.add(take)
    return take


async def test_the_level_of_the_microphone_is_shown_and_nothing_is_recorded(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await devices(pilot)
        await until(pilot, lambda: words.SAY_SOMETHING in seen(pilot))
        assert "good" in seen(pilot)
        assert len(stage.microphone.monitors) == 1
        assert stage.microphone.recorders == []


async def test_leaving_lets_go_of_the_microphone(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await devices(pilot)
        (monitor,) = stage.microphone.monitors
        assert monitor.facts is None
        await pilot.press("escape")
        await until(pilot, lambda: monitor.facts is not None)


async def test_what_is_wrong_with_the_microphone_is_said_while_it_lasts(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await devices(pilot)
        stage.microphone.monitors[0].trouble = Trouble("blocked", "Nothing comes from the microphone.")
        await until(pilot, lambda: "Nothing comes from the microphone." in seen(pilot))
        stage.microphone.monitors[0].trouble = None
        await until(pilot, lambda: "Nothing comes" not in seen(pilot))


async def test_a_microphone_that_can_not_be_opened_says_why(stage: Stage) -> None:
    stage.microphone.error = NoMicrophone("No microphone was found: connect one.")
    async with stage.app(devices=ScriptedDevices(inputs=())).run_test(size=SIZE) as pilot:
        screen = await devices(pilot)
        assert "none was found" in seen(pilot)
        assert "No microphone was found: connect one." in seen(pilot)
        assert screen.query_one(LevelMeter).recorder is None


async def test_another_microphone_is_remembered_by_name_and_listened_to(stage: Stage) -> None:
    async with stage.app(devices=TWO_OF_EACH).run_test(size=SIZE) as pilot:
        await devices(pilot)
        assert "USB Audio, the system's choice" in seen(pilot)
        await pick(pilot, "microphone", "down", "down")
        assert settings_of(pilot).microphone == "Built-in"
        await until(pilot, lambda: len(stage.microphone.monitors) == 2)
        await until(pilot, lambda: stage.microphone.monitors[0].facts is not None)


async def test_the_remembered_microphone_that_is_gone_is_said(stage: Stage) -> None:
    app = stage.app(settings=Settings(microphone="Old headset"), devices=TWO_OF_EACH)
    async with app.run_test(size=SIZE) as pilot:
        await devices(pilot)
        assert "! “Old headset” is not there" in seen(pilot)
        assert settings_of(pilot).microphone == "Old headset"


async def test_what_was_plugged_in_since_is_found_by_looking_again(stage: Stage) -> None:
    plugged = replace(TWO_OF_EACH, inputs=list(TWO_OF_EACH.inputs[:1]))
    async with stage.app(settings=Settings(microphone="Built-in"), devices=plugged).run_test(
        size=SIZE
    ) as pilot:
        await devices(pilot)
        assert "is not there" in seen(pilot)
        plugged.inputs = TWO_OF_EACH.inputs
        await pilot.press("r")
        await settled(pilot)
        assert "is not there" not in seen(pilot)
        assert len(stage.microphone.monitors) == 2
        assert stage.microphone.monitors[0].facts is not None


async def test_a_devices_name_is_never_markup(stage: Stage) -> None:
    async with stage.app(devices=TWO_OF_EACH).run_test(size=SIZE) as pilot:
        await devices(pilot)
        await pick(pilot, "speaker", "down", "down")
        assert settings_of(pilot).speaker == "Headphones [left]"
        assert "Headphones [left]" in seen(pilot)


async def test_a_question_is_heard_on_the_speaker_and_stopped_with_the_same_key(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await devices(pilot)
        await pilot.press("h")
        await until(pilot, lambda: stage.speaker.sounding)
        assert stage.voice.rendered[-1] == words.TEST_SENTENCE
        await pilot.pause()
        await pilot.press("h")
        assert not stage.speaker.sounding


async def test_without_a_voice_the_test_says_so(stage: Stage) -> None:
    stage.voice = ScriptedVoice(error=NoVoice("Nothing on this machine can read aloud: install espeak-ng."))
    async with stage.app().run_test(size=SIZE) as pilot:
        await devices(pilot)
        await pilot.press("h")
        await settled(pilot)
        assert said(pilot) == ["Nothing on this machine can read aloud: install espeak-ng."]


async def test_a_voice_that_is_picked_is_heard_at_once(stage: Stage) -> None:
    async with stage.app(devices=TWO_OF_EACH).run_test(size=SIZE) as pilot:
        await devices(pilot)
        await pick(pilot, "voice", "down", "down")
        assert settings_of(pilot).voice == "Bert"
        await until(pilot, lambda: stage.speaker.sounding)


async def test_the_pace_goes_up_and_down_and_stays_within_its_range(stage: Stage) -> None:
    async with stage.app(settings=Settings(voice_wpm=390)).run_test(size=SIZE) as pilot:
        await devices(pilot)
        await go_to(pilot, "voice_wpm")
        assert keys(pilot)["right"] == "More"
        await pilot.press("right")
        await settled(pilot)
        await pilot.press("right")
        await settled(pilot)
        assert settings_of(pilot).voice_wpm == 400
        await pilot.press("left")
        await settled(pilot)
        assert settings_of(pilot).voice_wpm == 390


async def test_enter_uses_a_model_that_is_here_and_downloads_one_that_is_not(stage: Stage) -> None:
    models = ScriptedModels(present={"base.en", "tiny.en"})
    async with stage.app(models=models).run_test(size=SIZE) as pilot:
        screen = await devices(pilot)
        pilot.app.screen.set_focus(screen.query_one(ModelTable))
        await pilot.pause()
        assert "enter" not in keys(pilot)  # the one that listens already
        await pilot.press("up")
        await pilot.pause()
        assert keys(pilot)["enter"] == "Use this model"
        await pilot.press("enter")
        await settled(pilot)
        assert settings_of(pilot).model == "tiny.en"
        await pilot.press("down", "down")
        await pilot.pause()
        assert keys(pilot)["enter"] == "Download"


async def test_a_download_shows_bytes_and_time_left_and_goes_on_when_the_screen_is_left(
    stage: Stage,
) -> None:
    models = GatedModels()
    app = stage.app(models=models)
    async with app.run_test(size=SIZE) as pilot:
        screen = await devices(pilot)
        pilot.app.screen.set_focus(screen.query_one(ModelTable))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "25 of 100 MB · about 2 min left" in seen(pilot))
        assert keys(pilot)["x"] == "Cancel"
        await pilot.press("escape")
        models.gate.set()
        await settled(pilot)
        assert said(pilot) == [words.model_arrived("small.en")]
        assert settings_of(pilot).model == "small.en"
        screen = await devices(pilot)
        assert "● small.en" in seen(pilot)
        assert "x" not in keys(pilot)


async def test_a_download_can_be_cancelled_and_gone_on_with(stage: Stage) -> None:
    models = GatedModels()
    async with stage.app(models=models).run_test(size=SIZE) as pilot:
        screen = await devices(pilot)
        pilot.app.screen.set_focus(screen.query_one(ModelTable))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "25 of 100 MB" in seen(pilot))
        await pilot.press("x")
        await until(pilot, lambda: words.STOPPED in seen(pilot))
        assert settings_of(pilot).model == "base.en"
        models.gate.set()
        await until(pilot, lambda: keys(pilot).get("enter") == "Download")
        await pilot.press("enter")
        await until(pilot, lambda: settings_of(pilot).model == "small.en")


async def test_a_download_that_fails_says_what_to_do(stage: Stage) -> None:
    models = ScriptedModels(error=DownloadFailed("small.en can't be fetched: connect to the network."))
    async with stage.app(models=models).run_test(size=SIZE) as pilot:
        screen = await devices(pilot)
        pilot.app.screen.set_focus(screen.query_one(ModelTable))
        await pilot.press("down", "enter")
        await settled(pilot)
        await until(pilot, lambda: "! small.en can't be fetched: connect to the network." in seen(pilot))
        assert settings_of(pilot).model == "base.en"


async def test_rough_takes_are_heard_again_by_the_better_recogniser(stage: Stage, tmp_path: Path) -> None:
    rough_take(stage, tmp_path, "one")
    rough_take(stage, tmp_path, "two")
    async with stage.app().run_test(size=SIZE) as pilot:
        await devices(pilot)
        await until(pilot, lambda: words.worth_again(2) in seen(pilot))
        assert keys(pilot)["l"] == "Listen again"
        await pilot.press("l")
        await until(pilot, lambda: said(pilot) == ["2 takes have new words."])
        for take_id in ("one", "two"):
            heard = stage.archive.take(take_id).heard
            assert heard is not None
            assert heard.transcript.text == TEXT
        await until(pilot, lambda: "l" not in keys(pilot))


async def test_listening_again_shows_how_far_it_is_and_stops_when_told(stage: Stage, tmp_path: Path) -> None:
    before = rough_take(stage, tmp_path, "one")
    rough_take(stage, tmp_path, "two")
    stage.transcriber.gate = threading.Event()
    app = stage.app()
    async with app.run_test(size=SIZE) as pilot:
        await devices(pilot)
        await until(pilot, lambda: "l" in keys(pilot))
        await pilot.press("l")
        await until(pilot, lambda: "Listening again: 1 of 2" in seen(pilot))
        assert keys(pilot)["l"] == "Stop listening again"
        await pilot.press("l")
        stage.transcriber.gate.set()
        await until(pilot, lambda: said(pilot) == ["1 take has new words."])
        unchanged = [take for take in ("one", "two") if stage.archive.take(take).heard == before.heard]
        assert len(unchanged) == 1


async def test_a_rough_recogniser_is_not_offered_to_hear_rough_takes_again(
    stage: Stage, tmp_path: Path
) -> None:
    rough_take(stage, tmp_path, "one")
    stage.transcriber = ScriptedTranscriber(engine=POCKETSPHINX)
    async with stage.app().run_test(size=SIZE) as pilot:
        await devices(pilot)
        assert "l" not in keys(pilot)
        assert words.worth_again(1) not in seen(pilot)


async def test_the_check_up_says_of_each_part_that_it_is_fine_or_what_to_do(stage: Stage) -> None:
    checks = (
        Check("microphone", False, "“Old headset” is not there", "connect it; there is USB Audio"),
        Check("voice", True, "a question was read in 3.1 s of sound"),
    )
    async with stage.app(checkup=lambda: checks).run_test(size=SIZE) as pilot:
        await devices(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert "!!  microphone   “Old headset” is not there" in seen(pilot)
        assert "                 connect it; there is USB Audio" in seen(pilot)
        assert "ok  voice        a question was read in 3.1 s of sound" in seen(pilot)
        assert words.ALL_WELL not in seen(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert seen(pilot).count("Old headset") == 1


async def test_a_check_up_without_fault_says_so(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await devices(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert words.ALL_WELL in seen(pilot)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_the_arrows_reach_every_row_and_every_model(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.app().run_test(size=size) as pilot:
        screen = await devices(pilot)
        reached = []
        for _ in range(8):
            focused = pilot.app.focused
            model = focused.current if isinstance(focused, ModelTable) else None
            reached.append(model.name if model else focused.name if focused else None)
            await pilot.press("down")
            await pilot.pause()
        assert reached[:5] == ["microphone", "speaker", "voice", "voice_wpm", "engine"]
        # The cursor of the table begins at the model that listens.
        assert reached[5:] == ["base.en", "small.en", "microphone"]
        assert screen.query_one(ModelTable).current is not None


def test_times_and_sizes_are_said_as_a_person_would() -> None:
    assert words.size(145_000_000) == "145 MB"
    assert words.size(1_620_000_000) == "1.6 GB"
    assert words.bytes_come(Progress(0, 145_000_000)) == "0 of 145 MB"
    assert words.bytes_come(Progress(40_000_000, None)) == "40 MB"
    assert words.bytes_come(Progress(400_000_000, 1_620_000_000, 300)) == "0.4 of 1.6 GB · about 5 min left"
    assert words.time_left(0.2) == "about 1 s left"


def test_a_desk_without_the_parts_is_still_a_desk(stage: Stage) -> None:
    desk: Desk = stage.desk(devices=ScriptedDevices((), (), ()))
    assert words.device_said(None, desk.devices.microphones()) == ("none was found", False)
    said_of_voice, note = words.voice_said(None, desk.devices.voices())
    assert said_of_voice.plain == "! none was found"
    assert note == "questions are shown, not heard"
