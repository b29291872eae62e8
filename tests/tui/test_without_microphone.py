import threading
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from rehearse.interview.errors import NoMicrophone, NotSound, StorageError
from rehearse.interview.question import QuestionBank
from rehearse.interview.sound import SoundFacts
from rehearse.resources import samples_folder
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.file_microphone import FileMicrophone
from rehearse.tui.drafts import Drafts
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.screens.rehearse import RehearseScreen
from rehearse.tui.screens.report import ReportScreen
from rehearse.tui.screens.without_microphone import WithoutMicrophoneScreen
from rehearse.tui.text.without_microphone import length_of
from rehearse.tui.widgets.answer_area import AnswerArea
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.question_table import QuestionTable
from rehearse.tui.widgets.sound_files import PathField, SoundFileDialog
from tests.fakes import BANK, question, write_silence
from tests.tui.reports import TEXT
from tests.tui.stage import SIZE, Stage, keys, report_of, said, seen
from tests.tui.waiting import settled, until

TALL = (100, 40)


async def go_to_write(pilot: Pilot[None], question_id: str = "apology") -> WithoutMicrophoneScreen:
    await settled(pilot)
    pilot.app.screen.query_one(QuestionTable).go_to(question_id)
    await pilot.press("w")
    await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, WithoutMicrophoneScreen)
    return screen


async def write(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one(AnswerArea).text = text
    await pilot.pause()


async def name_file(pilot: Pilot[None], path: object) -> None:
    field = pilot.app.screen.query_one(PathField)
    field.value = str(path)
    pilot.app.screen.set_focus(field)
    await pilot.press("enter")


async def test_a_written_answer_is_judged_and_not_kept(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        assert "An apology you owed" in seen(pilot)
        assert "judged, not kept" in seen(pilot)
        assert "ctrl+s" not in keys(pilot)
        await write(pilot, TEXT)
        assert "100 words · judged, not kept" in seen(pilot)
        await pilot.press("ctrl+s")
        await report_of(pilot)
        assert "An apology you owed · written, not kept" in seen(pilot)
        assert "{um}" in seen(pilot)
        assert "ON TARGET" not in seen(pilot)
        assert "a minute" not in seen(pilot).replace("$400 k", "").split("Transcript")[0].split("I / we")[0]
        assert "space" not in keys(pilot)
    assert stage.archive.takes() == ()


async def test_a_length_that_is_told_is_held_against_the_target(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await write(pilot, TEXT)
        await pilot.press("tab", *"1:28", "ctrl+s")
        await report_of(pilot)
        assert "88 s  ON TARGET" in seen(pilot)


async def test_a_length_that_is_none_is_told_at_once_and_judges_nothing(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await write(pilot, TEXT)
        await pilot.press("tab", *"1:2")
        await pilot.pause()
        assert "A length is a number of seconds" in seen(pilot)
        await pilot.press("shift+tab", "ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WithoutMicrophoneScreen)
        assert "A length is a number of seconds" in seen(pilot)
        await pilot.press("8")  # ctrl+s led back to the length
        await pilot.pause()
        assert "A length is a number of seconds" not in seen(pilot)
        await pilot.press("ctrl+s")
        await report_of(pilot)
        assert "88 s  ON TARGET" in seen(pilot)


async def test_a_sentence_cannot_be_typed_where_a_length_belongs(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await write(pilot, TEXT)
        await pilot.press("tab", *"about 88 or more", "ctrl+s")
        await report_of(pilot)
        assert "88 s  ON TARGET" in seen(pilot)


@pytest.mark.parametrize(
    ("typed", "length_s"),
    [("", None), (" ", None), ("88", 88.0), ("88 s", 88.0), ("88,5", 88.5), ("1:28", 88.0), ("12:00", 720.0)],
)
def test_a_length_is_seconds_or_minutes_and_seconds(typed: str, length_s: float | None) -> None:
    assert length_of(typed) == length_s


@pytest.mark.parametrize("typed", ["a", "1:2", "1:2:3", "-5", "0", "nan", "inf", "1e9", ":30:", "1:5.5"])
def test_what_is_no_length_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"could not convert|A length is|no length"):
        length_of(typed)


async def test_again_goes_back_to_the_text_and_escape_loses_nothing(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await write(pilot, TEXT)
        await pilot.press("ctrl+s")
        await report_of(pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
        assert pilot.app.screen.query_one(AnswerArea).text == TEXT
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await go_to_write(pilot, "being-wrong")
        assert pilot.app.screen.query_one(AnswerArea).text == ""
        await pilot.press("escape")
        await go_to_write(pilot, "apology")
        assert pilot.app.screen.query_one(AnswerArea).text == TEXT


@pytest.mark.parametrize(("key", "asked"), [("f", "Follow-up: An apology"), ("n", "When you turned out")])
async def test_whoever_writes_goes_on_writing(stage: Stage, key: str, asked: str) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await write(pilot, TEXT)
        await pilot.press("ctrl+s")
        await report_of(pilot)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
        await pilot.pause()
        assert asked in seen(pilot)
        assert pilot.app.screen.query_one(AnswerArea).text == ""


async def test_letters_are_written_and_go_nowhere(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await pilot.press(*"gtdwq", "question_mark")
        assert pilot.app.screen.query_one(AnswerArea).text == "gtdwq?"


async def test_what_is_written_moves_along_to_another_question(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await write(pilot, "Meant for another.")
        await pilot.press("shift+tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "When did you turn out to be wrong" in seen(pilot))
        assert pilot.app.screen.query_one(AnswerArea).text == "Meant for another."
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await go_to_write(pilot, "apology")
        assert pilot.app.screen.query_one(AnswerArea).text == ""


def test_an_empty_draft_gives_way_to_the_one_that_is_there() -> None:
    drafts = Drafts()
    drafts.of(BANK.get("apology")).text = "Sorry."
    empty = drafts.of(BANK.get("being-wrong"))
    assert drafts.move(empty, BANK.get("apology")).text == "Sorry."


async def test_without_any_question_an_answer_can_still_be_judged(stage: Stage) -> None:
    async with stage.app(bank=QuestionBank()).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
        await write(pilot, TEXT)
        await pilot.press("ctrl+s")
        await report_of(pilot)
        assert "An answer of your own · written, not kept" in seen(pilot)


async def test_escape_sequences_that_are_pasted_are_shown_and_not_obeyed(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        screen = await go_to_write(pilot)
        pilot.app.post_message(Paste("[bold]one[/]\r\n\x1b[31mtwo\x07"))
        await until(pilot, lambda: "two" in seen(pilot))
        assert screen.query_one(AnswerArea).text == "[bold]one[/]\n␛[31mtwo␇"
        assert "[bold]one[/]" in seen(pilot)
        assert "\x1b" not in seen(pilot)


async def test_where_the_microphone_fails_writing_is_one_key_away(stage: Stage) -> None:
    stage.microphone.error = NoMicrophone("This machine has no microphone: connect one.")
    async with stage.app("being-wrong").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, RehearseScreen))
        await pilot.press("space")
        await until(pilot, lambda: "w takes your answer in writing" in seen(pilot))
        assert keys(pilot)["w"] == "Write"
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WithoutMicrophoneScreen))
        await pilot.pause()
        assert "When did you turn out to be wrong" in seen(pilot)


# A sound file


async def test_a_sound_file_becomes_a_take_with_its_report(stage: Stage, tmp_path: Path) -> None:
    spoken = tmp_path / "my answer.wav"
    write_silence(spoken, 88.0)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await name_file(pilot, f"'{spoken}'")
        await report_of(pilot)
        assert "88 s  ON TARGET" in seen(pilot)
        assert "An apology you owed · take 1" in seen(pilot)
        assert "{um}" in seen(pilot)
    (take,) = stage.archive.takes()
    assert (take.question_id, take.duration_s, take.has_audio) == ("apology", 88.0, True)


async def test_the_bundled_answer_is_taken_in_by_the_real_decoder(stage: Stage) -> None:
    reader = PyAvReader()
    parts: dict[str, Any] = {
        "reader": reader,
        "file_microphone": lambda path: FileMicrophone(path, reader, real_time=False),
    }
    async with stage.app(**parts).run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await name_file(pilot, samples_folder() / "apology.flac")
        await report_of(pilot)
    (take,) = stage.archive.takes()
    audio = stage.archive.take(take.id).audio
    assert audio is not None
    with wave.open(str(audio)) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(take.duration_s)


async def test_a_file_that_cannot_be_used_says_why_and_another_can_be_tried(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a long path would break the line that is looked for
    (tmp_path / "notes.wav").write_text("no sound")
    write_silence(tmp_path / "good.wav", 90.0)
    async with stage.app().run_test(size=TALL) as pilot:
        await go_to_write(pilot)
        await name_file(pilot, "notes.wav")
        await until(pilot, lambda: "is no sound file" in seen(pilot))
        assert stage.archive.takes() == ()
        await name_file(pilot, tmp_path / "good.wav")
        await report_of(pilot)


async def test_a_full_disk_is_told_and_the_text_stays(stage: Stage, tmp_path: Path) -> None:
    write_silence(tmp_path / "good.wav", 90.0)
    stage.archive.error = StorageError("The disk is full.")
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await write(pilot, TEXT)
        await name_file(pilot, tmp_path / "good.wav")
        await until(pilot, lambda: "The disk is full." in seen(pilot))
        assert pilot.app.screen.query_one(AnswerArea).text == TEXT


async def test_a_file_that_breaks_off_is_kept_up_to_there_and_that_is_told(
    stage: Stage, tmp_path: Path
) -> None:
    async with stage.app(
        file_microphone=lambda path: FileMicrophone(path, BreaksOff(), real_time=False)
    ).run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await name_file(pilot, tmp_path / "half.wav")
        await report_of(pilot)
        assert any("The file breaks off at 0:03." in each for each in said(pilot))


class BreaksOff:
    """A reader of a file whose second half is lost."""

    total_s: float | None = None

    def open(self, path: Path) -> "BreaksOff":
        return self

    def blocks(self) -> Iterator[bytes]:
        for _ in range(3):
            yield bytes(32_000)
        raise NotSound("The rest can't be decoded.")

    @property
    def facts(self) -> SoundFacts:
        raise AssertionError("it has no end")


class Endless(BreaksOff):
    """A reader of a file that ends only when it is let."""

    def __init__(self) -> None:
        self.asked = threading.Event()

    def blocks(self) -> Iterator[bytes]:
        while True:
            self.asked.set()
            yield bytes(32_000)


async def test_leaving_gives_up_a_file_that_is_still_being_read(stage: Stage, tmp_path: Path) -> None:
    endless = Endless()
    async with stage.app(
        file_microphone=lambda path: FileMicrophone(path, endless, real_time=False)
    ).run_test(size=SIZE) as pilot:
        await go_to_write(pilot)
        await name_file(pilot, tmp_path / "endless.wav")
        await until(pilot, lambda: "Taking it in" in seen(pilot))
        assert not {"ctrl+s", "ctrl+o"} & set(keys(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await settled(pilot)
    assert endless.asked.is_set()
    assert stage.archive.takes() == ()
    assert list(tmp_path.glob("*.wav")) == []


async def test_an_empty_folder_is_said_to_be_empty_and_what_is_looked_for(
    stage: Stage, tmp_path: Path
) -> None:
    folder = tmp_path / "nothing" / "here"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("not shown")
    async with stage.app().run_test(size=TALL) as pilot:
        screen = await go_to_write(pilot)
        screen.query_one(PathField).value = str(folder)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "Nothing to choose in here" in seen(pilot))
        assert "wav, mp3" in seen(pilot)
        await pilot.press("backspace")
        await until(pilot, lambda: "Folders and sound files are shown" in seen(pilot))


async def test_a_file_is_found_in_the_folders(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "[bold]answers[red]"
    folder.mkdir()
    write_silence(folder / "one.wav", 90.0)
    (folder / "notes.txt").write_text("not shown")
    async with stage.app().run_test(size=TALL) as pilot:
        screen = await go_to_write(pilot)
        screen.query_one(PathField).value = str(folder)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, SoundFileDialog))
        await until(pilot, lambda: "♪ one.wav" in seen(pilot))
        assert "notes.txt" not in seen(pilot)
        await pilot.press("backspace")
        await until(pilot, lambda: "▸ [bold]answers[red]" in seen(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "♪ one.wav" in seen(pilot))
        await pilot.press("down", "enter")
        await report_of(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)
    assert len(stage.archive.takes()) == 1


async def test_the_rest_of_a_path_is_suggested(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_silence(tmp_path / "answer.wav", 1.0)
    async with stage.app().run_test(size=TALL) as pilot:
        screen = await go_to_write(pilot)
        field = screen.query_one(PathField)
        pilot.app.screen.set_focus(field)
        field.value = "./ans"
        await until(pilot, lambda: "answer.wav" in seen(pilot))
        await pilot.press("right")
        assert field.value == "./answer.wav"


async def test_a_question_of_ones_own_says_nothing_as_markup(stage: Stage) -> None:
    hostile = question("odd", title="[red]odd[/]", prompt="[bold]Why?[/] \x1b[31m")
    async with stage.app(bank=QuestionBank((hostile,))).run_test(size=SIZE) as pilot:
        await go_to_write(pilot, "odd")
        assert "[red]odd[/]" in seen(pilot)
        assert "[bold]Why?[/]" in seen(pilot)
        assert "\x1b" not in seen(pilot)
