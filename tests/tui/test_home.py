import gc
import re
import weakref
from dataclasses import replace

from textual.command import CommandPalette
from textual.widgets import Footer, Input

from rehearse.interview.question import QuestionBank
from rehearse.interview.take import Take, TakeState
from rehearse.interview.transcript import Transcript
from rehearse.tui.messages import TakeRequested
from rehearse.tui.phases import Phase
from rehearse.tui.places import PLACES
from rehearse.tui.screens.history import HistoryScreen
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.screens.rehearse import RehearseScreen
from rehearse.tui.screens.trends import TrendsScreen
from rehearse.tui.widgets.cards import Offer
from rehearse.tui.widgets.dialogs import HelpDialog, PickDialog
from rehearse.tui.widgets.question_table import QuestionTable
from tests.fakes import BANK, POCKETSPHINX, kept_take, question, write_silence
from tests.tui.reports import TEXT, judge
from tests.tui.stage import SIZE, Stage, keys, phase_of, report_of, said, seen
from tests.tui.waiting import settled, until

WIDE = (140, 45)
HOSTILE = "[bold]x[/] [/] \x1b[31mred\x07 😀 שלום [link=https://example.com]"


def practised(stage: Stage) -> None:
    for days_ago, question_id in ((1.0, "apology"), (2.0, "apology"), (3.0, "being-wrong")):
        take = kept_take(f"{question_id}-{days_ago}", question_id, days_ago=days_ago, text=TEXT)
        stage.archive.add(take, judge)


async def test_the_next_question_is_one_never_rehearsed_and_says_so(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "hardest customer you ever had" in seen(pilot)
        assert "never rehearsed" in seen(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)
        assert "hardest customer you ever had" in seen(pilot)


async def test_another_passes_the_next_question_over(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("n")
        assert "When did you turn out to be wrong" in seen(pilot)
        assert "weak the last time: no reflection" in seen(pilot)


async def test_the_table_shows_what_the_takes_came_to(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        (row,) = [line for line in seen(pilot).splitlines() if "● An apology you owed" in line]
        assert row.split("owed")[1].split("│")[0].split() == ["2", "88", "s", "88", "s", "2.0"]
        assert "○ Your most difficult customer" in seen(pilot)


async def test_search_narrows_and_escape_widens(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"wrong")
        assert isinstance(pilot.app.focused, Input)
        assert "An apology you owed" not in seen(pilot)
        assert set(keys(pilot)) >= {"escape"}
        assert not {"n", "f", "o", "q", "question_mark"} & set(keys(pilot))
        await pilot.press("enter")
        assert isinstance(pilot.app.focused, QuestionTable)
        await pilot.press("escape")
        assert "An apology you owed" in seen(pilot)
        assert "escape" not in keys(pilot)


async def test_a_search_that_finds_nothing_says_so_and_rehearses_nothing(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"zebra", "enter")
        assert "No question fits" in seen(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_questions_of_one_principle_alone(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await until(pilot, lambda: "When you turned out" not in seen(pilot))
        assert "An apology you owed" in seen(pilot)
        assert "Earn Trust" in seen(pilot)


async def test_the_cursor_stays_on_its_question_when_the_order_changes(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("o", "o")
        assert "least rehearsed first" in seen(pilot)
        table = pilot.app.screen.query_one(QuestionTable)
        assert table.current == "difficult-customer"
        assert table.cursor == 0


async def test_the_mouse_sorts_goes_to_a_question_and_opens_it(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.click(QuestionTable, offset=(10, 0))
        assert "by title" in seen(pilot)
        table = pilot.app.screen.query_one(QuestionTable)
        await pilot.click(QuestionTable, offset=(10, 3))
        assert table.cursor == 2
        await pilot.click(QuestionTable, offset=(10, 3))
        await until(pilot, lambda: isinstance(pilot.app.screen, RehearseScreen))


async def test_somebody_new_is_welcomed_and_told_how_to_get_a_better_ear(stage: Stage) -> None:
    stage.transcriber.engine = POCKETSPHINX
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "Nothing leaves this machine." in seen(pilot)
        assert "models get base.en" in seen(pilot).replace("\n", " ")
        assert "PocketSphinx (rough)" in seen(pilot)


async def test_somebody_who_practised_is_not_welcomed_again(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "Nothing leaves this machine." not in seen(pilot)


async def test_a_wide_screen_shows_how_practice_stands(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert re.search(r"On time +3 of the last 10", seen(pilot))
        assert "Day 3" in seen(pilot)
        pilot.app.screen.query_one(QuestionTable).go_to("apology")
        await pilot.pause()
        assert "yesterday    88 s  ON TARGET" in seen(pilot)
        assert "Check back later" in seen(pilot)


async def test_a_recovered_take_is_offered_and_seen_with_enter(stage: Stage) -> None:
    sound = stage.archive_folder / "dead.wav"
    stage.archive_folder.mkdir(exist_ok=True)
    write_silence(sound, 48)
    stage.archive.dead.append(kept_take("dead", duration_s=48, audio=sound))
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "was recovered: 0:48 of" in seen(pilot)
        await pilot.press("enter")
        await report_of(pilot)
        assert "48 s" in seen(pilot)
        assert "{um}" in seen(pilot)
    assert stage.archive.take("dead").state is TakeState.REPORTED


async def test_a_recovered_take_can_wait(stage: Stage) -> None:
    stage.archive.dead.append(kept_take("dead", duration_s=48))
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.focused, QuestionTable)
        assert not pilot.app.screen.query(Offer)


async def test_a_broken_pack_is_said_with_its_first_mistake(stage: Stage) -> None:
    bank = QuestionBank(BANK.questions, ("mine.toml, line 3: “prompt” is missing", "mine.toml, line 9: …"))
    async with stage.app(bank=bank).run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "mine.toml, line 3: “prompt” is missing (and 1 more mistake)" in seen(pilot)


async def test_an_empty_bank_is_no_error(stage: Stage) -> None:
    async with stage.app(bank=QuestionBank()).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "n", "o")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_help_lists_the_keys_that_work_here(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpDialog)
        assert "Another" in seen(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_the_palette_finds_a_question_by_its_title(stage: Stage) -> None:
    hostile = question("odd", title="Odd [bold]one[/] here")
    async with stage.app(bank=QuestionBank((hostile,))).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"odd")
        await until(pilot, lambda: "Rehearse: Odd [bold]one[/] here" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: phase_of(pilot) is Phase.ASKING)


async def test_the_palette_leads_to_every_place(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        home = app.screen
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        offered = {command.name for command in app.commands(home)}
        assert {place.title for place in PLACES} <= offered
        await pilot.press(*"trends")
        await until(pilot, lambda: "Key p" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TrendsScreen))


async def test_what_a_pack_says_is_shown_and_never_obeyed(stage: Stage) -> None:
    hostile = replace(question("odd"), title=HOSTILE, prompt=HOSTILE, shape=(HOSTILE,), pack=HOSTILE)
    async with stage.app(bank=QuestionBank((hostile,), (HOSTILE,))).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert seen(pilot).count("[bold]x[/] [/] ␛[31mred␇") >= 3
        assert "\x1b" not in seen(pilot)
        await pilot.press("enter", "h")
        await until(pilot, lambda: seen(pilot).count("[bold]x[/] [/] ␛[31mred␇") == 2)


async def test_what_a_person_said_is_shown_and_never_obeyed(stage: Stage) -> None:
    take: Take = kept_take("said", text=TEXT)
    assert take.heard is not None
    words = Transcript(HOSTILE, (), take.heard.transcript.engine)
    stage.archive.add(replace(take, heard=replace(take.heard, transcript=words), prompt=HOSTILE))
    async with stage.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("said"))
        await report_of(pilot)
        assert "[bold]x[/] [/] ␛[31mred␇ 😀" in seen(pilot)
        assert "\x1b" not in seen(pilot)


async def test_light_and_dark_change_with_one_key(stage: Stage) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert pilot.app.theme == "rehearse-dark"
        await pilot.press("ctrl+t")
        await until(pilot, lambda: pilot.app.theme == "rehearse-light")


async def test_a_small_terminal_can_still_be_used(stage: Stage) -> None:
    async with stage.app().run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: stage.speaker.sounding)
        await stage.answer_and_see(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "88 s" in seen(pilot)
        assert said(pilot) == []


async def test_every_place_is_named_behind_one_key_and_reached_from_there(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert keys(pilot)["g"] == "Go to"
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        for place in PLACES:
            assert place.title in seen(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, (PickDialog, HomeScreen)))


async def test_the_letters_behind_the_one_key_lead_straight_on(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))


async def test_the_footer_of_home_fits_into_eighty_columns(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        footer = pilot.app.screen.query_one(Footer)
        assert footer.virtual_size.width <= 80
        assert seen(pilot).splitlines()[-1].rstrip().endswith("q Quit")


async def test_a_footer_lets_go_of_the_keys_it_showed_before(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        footer = pilot.app.screen.query_one(Footer)
        before = [weakref.ref(key) for key in footer.query("FooterKey")]
        await pilot.press("slash")
        await until(pilot, lambda: "q Quit" not in seen(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "q Quit" in seen(pilot))

        def held() -> list[object]:
            gc.collect()
            return [key for key in before if key() is not None]

        await until(pilot, lambda: not held())
        assert before
        assert len(footer.query("FooterKey")) == len(before)


async def test_a_small_terminal_says_in_short_how_ready_one_is(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "ready · y" not in seen(pilot)
        stage.archive.add(kept_take("one", "apology", text=TEXT), judge)
        pilot.app.read_archive()  # type: ignore[attr-defined]
        await until(pilot, lambda: "0 of 6 ready · y says what is missing" in seen(pilot))
