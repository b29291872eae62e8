import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from rehearse.interview.errors import NoSpeaker, StorageError
from rehearse.interview.take import Take, TakeState
from rehearse.tui.screens.history import HistoryScreen
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.screens.report import ReportScreen
from rehearse.tui.text.history import take_row
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.take_list import TakeList
from tests.fakes import POCKETSPHINX, ManualClock, kept_take, summary_of, write_silence
from tests.tui.reports import TEXT, judge
from tests.tui.stage import SIZE, Stage, keys, report_of, said, seen
from tests.tui.waiting import settled, until

WIDE = (140, 45)
HOSTILE = "[bold]x[/] [/] \x1b[31mred\x07 😀 שלום [link=https://example.com]"


def heard_roughly(take: Take) -> Take:
    assert take.heard is not None
    rough = replace(take.heard.transcript, engine=POCKETSPHINX)
    return replace(take, heard=replace(take.heard, transcript=rough))


def with_sound(take: Take, folder: Path) -> Take:
    audio = folder / f"{take.id}.wav"
    write_silence(audio, 2.0)
    return replace(take, audio=audio)


def practised(stage: Stage) -> None:
    stage.archive.add(kept_take("old", "being-wrong", days_ago=400, duration_s=74, text=TEXT), judge)
    stage.archive.add(
        kept_take("mid", "apology", days_ago=3, duration_s=131, text="We saved the zebra."), judge
    )
    newest = kept_take("new", "apology", days_ago=0.1, text=TEXT)
    stage.archive.add(replace(with_sound(newest, stage.archive_folder), self_rating=4), judge)


async def go_to_history(pilot: Pilot[None]) -> TakeList:
    await settled(pilot)
    await pilot.press("t")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
    await settled(pilot)
    return pilot.app.screen.query_one(TakeList)


def rows(pilot: Pilot[None]) -> list[list[str]]:
    """The lines of the list in words, the frame left out."""
    lines = [line.split("│")[1] for line in seen(pilot).splitlines() if line.count("│") >= 2]
    return [line.split() for line in lines if line.strip()]


async def test_all_takes_are_listed_newest_first(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        head, *takes = rows(pilot)
        assert head == ["When", "Question", "Length", "Fillers", "Metrics", "Wpm", "Felt", "Heard", "by"]
        assert [" ".join(take) for take in takes] == [
            "today 06:36 An apology you owed 88 s ✓ 3 3 68 4/5 base.en",
            "27 Feb 09:00 An apology you owed 131 s + 0 0 46 – base.en",
            "26 Jan 2025 When you turned out to be w… 74 s − 3 3 81 – base.en",
        ]
        assert "3 takes" in seen(pilot)


async def test_takes_without_words_and_with_rough_ones_say_so(stage: Stage) -> None:
    stage.archive.add(kept_take("mute", days_ago=1))
    stage.archive.add(replace(kept_take("cut", days_ago=2), state=TakeState.RECOVERED))
    stage.archive.add(heard_roughly(kept_take("rough", days_ago=3, text=TEXT)), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        ends = [" ".join(row[-2:]) for row in rows(pilot)[1:]]
        assert ends == ["no words", "↺ recovered", "≈ rough"]


async def test_without_takes_that_is_said_and_nothing_is_offered(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        assert "No takes yet." in seen(pilot)
        assert not {"space", "l", "x", "enter", "slash", "f"} & set(keys(pilot))
        await pilot.press("enter", "space", "x", "down", "end")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_enter_shows_the_report_and_escape_comes_back_to_the_same_take(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        takes = await go_to_history(pilot)
        await pilot.press("end", "enter")
        await report_of(pilot)
        assert "When you turned out to be wrong · take 1" in seen(pilot)
        assert keys(pilot)["escape"] == "Back"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        assert takes.current is not None
        assert takes.current.id == "old"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


async def test_a_take_is_played_and_hushed_where_it_stands(stage: Stage) -> None:
    practised(stage)
    stage.speaker.length_s = 88
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        assert keys(pilot)["space"] == "Play"
        await pilot.press("space")
        await until(pilot, lambda: "♪" in seen(pilot))
        assert stage.speaker.played == [stage.archive_folder / "new.wav"]
        assert keys(pilot)["space"] == "Hush"
        await pilot.press("space")
        assert not stage.speaker.sounding
        await until(pilot, lambda: "♪" not in seen(pilot))


async def test_the_mark_goes_when_the_take_is_over(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "♪" in seen(pilot))
        stage.clock.advance(10)
        await until(pilot, lambda: "♪" not in seen(pilot))
        assert keys(pilot)["space"] == "Play"


async def test_leaving_stops_what_sounds(stage: Stage) -> None:
    practised(stage)
    stage.speaker.length_s = 88
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "♪" in seen(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: not stage.speaker.sounding)


async def test_sound_that_was_deleted_is_not_offered(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=WIDE) as pilot:
        await go_to_history(pilot)
        await pilot.press("end")
        assert "space" not in keys(pilot)
        assert "The sound of this take was deleted" in seen(pilot)


async def test_without_a_speaker_that_is_told(stage: Stage) -> None:
    practised(stage)
    stage.speaker.error = NoSpeaker("No speaker was found.")
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "No speaker was found." in said(pilot))


async def test_takes_are_found_by_what_was_said(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        takes = await go_to_history(pilot)
        await pilot.press("slash", *"zeb")
        await settled(pilot)
        assert "1 of 3 takes · “zeb”" in seen(pilot)
        assert takes.current is not None
        assert takes.current.id == "mid"
        assert not {"x", "f", "l", "space"} & set(keys(pilot))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: len(rows(pilot)) == 4)
        assert not pilot.app.screen.query_one("#search").display


async def test_letters_go_into_the_search_and_do_nothing_else(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("slash", *"x l t")
        await settled(pilot)
        assert pilot.app.screen.query_one("#search", Input).value == "x l t"
        assert "No take fits." in seen(pilot)


async def test_an_archive_that_cannot_be_searched_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(query: str) -> None:
        raise StorageError("The takes can't be read.")

    practised(stage)
    monkeypatch.setattr(stage.archive, "search", fail)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("slash", "z")
        await until(pilot, lambda: "The takes can't be read." in said(pilot))
        assert len(rows(pilot)) == 5


@pytest.mark.parametrize(
    ("downs", "shown", "label"),
    [
        (1, 2, "An apology you owed"),
        (2, 1, "When you turned out to be wrong"),
        (4, 1, "Heard by PocketSphinx"),
    ],
)
async def test_takes_of_one_question_or_one_recogniser_alone(
    stage: Stage, downs: int, shown: int, label: str
) -> None:
    stage.archive.add(heard_roughly(kept_take("rough", "being-wrong", days_ago=3, text=TEXT)), judge)
    stage.archive.add(kept_take("one", "apology", days_ago=1, text=TEXT), judge)
    stage.archive.add(kept_take("two", "apology", days_ago=2, text=TEXT), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press(*["down"] * downs, "enter")
        await until(pilot, lambda: f"{shown} of 3 takes · {label}" in seen(pilot))
        assert len(rows(pilot)) == 1 + shown
        assert keys(pilot)["escape"] == "All"


async def test_deleting_asks_first_and_then_leaves_nothing(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        assert "Delete “An apology you owed”, today 06:36?" in seen(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        assert len(stage.archive.takes()) == 3
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: len(rows(pilot)) == 3)
        assert [take.id for take in stage.archive.takes()] == ["mid", "old"]
        assert not (stage.archive_folder / "new.wav").exists()
        assert any("is deleted" in each for each in said(pilot))


async def test_a_take_that_cannot_be_deleted_stays_and_that_is_told(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        stage.archive.error = StorageError("The disk is full.")
        await pilot.press("x", "y")
        await until(pilot, lambda: "The disk is full." in said(pilot))
        assert len(rows(pilot)) == 4


async def test_a_rough_take_is_listened_to_again_and_its_line_follows(stage: Stage) -> None:
    rough = heard_roughly(kept_take("rough", days_ago=1, text="well"))
    stage.archive.add(with_sound(rough, stage.archive_folder), judge)
    stage.transcriber.gate = threading.Event()
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("t")
        await until(pilot, lambda: keys(pilot).get("l") == "Listen")
        await pilot.press("l")
        await until(pilot, lambda: "Listening again: 1 of 1 · An apology you owed" in seen(pilot))
        await pilot.press("l")
        await until(pilot, lambda: any("This one can follow." in each for each in said(pilot)))
        stage.transcriber.gate.set()
        await until(pilot, lambda: rows(pilot)[1][-1] == "base.en")
        assert "l" not in keys(pilot)
        await until(pilot, lambda: "Listening again" not in seen(pilot))


async def test_every_key_is_in_sight_at_eighty_columns(stage: Stage) -> None:
    rough = heard_roughly(kept_take("rough", days_ago=1, text="well"))
    stage.archive.add(with_sound(rough, stage.archive_folder), judge)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await go_to_history(pilot)
        footer = seen(pilot).splitlines()[-1]
        for description in ("Open", "Play", "Listen", "Find", "Filter", "Delete", "Home", "Go to", "Help"):
            assert description in footer


async def test_a_new_take_appears_without_being_asked_for(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        takes = await go_to_history(pilot)
        await pilot.press("down")
        stage.archive.add(kept_take("newer", days_ago=0, text=TEXT), judge)
        pilot.app.read_archive()  # type: ignore[attr-defined]
        await until(pilot, lambda: len(rows(pilot)) == 5)
        assert takes.current is not None
        assert takes.current.id == "mid"


async def test_a_wide_window_tells_all_about_the_take_under_the_cursor(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=WIDE) as pilot:
        await go_to_history(pilot)
        for expected in ("2 March 2026, 06:36", "1:28  ON TARGET  −2 of 90 s", "3, 2.0 a minute", "good"):
            assert expected in seen(pilot)


async def test_a_click_goes_to_a_take_and_a_click_on_it_opens_it(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        takes = await go_to_history(pilot)
        await pilot.click(TakeList, offset=(20, 0))
        assert takes.cursor == 0
        await pilot.click(TakeList, offset=(20, 3))
        assert takes.cursor == 2
        await pilot.click(TakeList, offset=(20, 3))
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))


async def test_ten_thousand_takes_are_walked_through_at_once(stage: Stage) -> None:
    summary = summary_of(kept_take("t", text=TEXT))
    many = tuple(
        replace(summary, id=f"t{number}", started_at=summary.started_at - timedelta(hours=number))
        for number in range(10_000)
    )
    async with stage.app().run_test(size=SIZE) as pilot:
        takes = await go_to_history(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        screen.show_takes(many)
        await pilot.press("end")
        assert takes.current == many[-1]
        assert takes.scroll_offset.y == 10_000 - (takes.size.height - 1)
        await pilot.press("pageup", "up", "home", "pagedown")
        assert takes.cursor == takes.size.height - 2
        assert takes.scroll_offset.y == 0
        assert not list(takes.query("*"))


async def test_nothing_that_was_asked_is_taken_for_markup(stage: Stage) -> None:
    stage.archive.add(replace(kept_take("odd", None, text=TEXT), prompt=HOSTILE), judge)
    async with stage.app().run_test(size=WIDE) as pilot:
        await go_to_history(pilot)
        assert "[bold]x[/] [/]" in seen(pilot)
        assert "\x1b" not in seen(pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        assert "Delete “[bold]x[/]" in seen(pilot)


@pytest.mark.parametrize("width", [20, 40, 74, 86, 120])
def test_a_line_is_as_wide_as_its_place(width: int) -> None:
    take = summary_of(replace(kept_take("wide", None), prompt="謝ることについて話してください。" * 3))
    row = take_row(take, {}, ManualClock.start, width)
    assert row.cell_length == max(width, take_row(take, {}, ManualClock.start, 10).cell_length)
