from collections.abc import Iterable
from dataclasses import replace
from threading import Event

import pytest
from textual.pilot import Pilot

from rehearse.analysis.report import Answer, Report
from rehearse.analysis.rubric import Rubric
from rehearse.practice import self_rating
from rehearse.practice.settings import Settings, Theme
from rehearse.practice.trends import Measure
from rehearse.tui.long_jobs import LongJobs
from rehearse.tui.messages import TakeRequested
from rehearse.tui.screens.compare import CompareScreen
from rehearse.tui.screens.history import HistoryScreen
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.screens.report import ReportScreen
from rehearse.tui.screens.trends import TrendsScreen
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.transcript import Transcript
from rehearse.tui.widgets.trend_plot import TrendPlot
from tests.fakes import kept_take
from tests.tui.reports import TEXT, find, judge
from tests.tui.stage import SIZE, Stage, keys, report_of, said, seen
from tests.tui.test_history import go_to_history, heard_roughly, practised, with_sound
from tests.tui.waiting import PATIENCE_S, settled, until

WIDE = (140, 45)
SHORTER = TEXT.replace("Then, you know, I said it again in front of the team. ", "")


async def compared(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
    await pilot.pause()


def two_takes(stage: Stage) -> None:
    stage.archive.add(kept_take("first", duration_s=121, days_ago=9, text=SHORTER), judge)
    stage.archive.add(kept_take("second", duration_s=88, days_ago=2, text=TEXT), judge)


async def test_takes_counted_by_other_rules_are_counted_anew_after_the_start(stage: Stage) -> None:
    two_takes(stage)
    archive = stage.archive
    now = {take.id: take.counts for take in archive.takes()}
    archive.recount(
        {take_id: replace(counts, fillers=99, version=-1) for take_id, counts in now.items() if counts}
    )
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await settled(pilot)
        assert "99" not in seen(pilot)
        assert not said(pilot)
    assert {take.id: take.counts for take in archive.takes()} == now


async def test_who_leaves_does_not_wait_for_takes_to_be_counted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = []

    def judge_slowly(answer: Answer, rubric: Rubric) -> Report:
        judged.append(answer.source)
        assert leaving.wait(PATIENCE_S)
        return judge(answer, rubric)

    leaving, cancel = Event(), LongJobs.cancel

    def cancel_and_tell(jobs: LongJobs) -> None:
        cancel(jobs)
        leaving.set()

    monkeypatch.setattr("rehearse.practice.reporting.analyse", judge_slowly)
    monkeypatch.setattr(LongJobs, "cancel", cancel_and_tell)
    for number in range(9):
        stage.archive.add(kept_take(f"take-{number}", text=TEXT))
    async with stage.app().run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(judged))
        pilot.app.exit()
    assert leaving.is_set()
    assert judged == ["take-0"]


# From the history


async def test_a_hit_of_a_search_opens_where_it_was_said(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("slash", *"calendar")
        await settled(pilot)
        await pilot.press("enter", "enter")
        await report_of(pilot)
        assert pilot.app.screen.query_one(Transcript).current == find("calendar")


async def test_two_takes_of_a_question_are_marked_and_compared(stage: Stage) -> None:
    two_takes(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("c")
        await until(pilot, lambda: "◆" in seen(pilot))
        assert any("side by side" in each for each in said(pilot))
        await pilot.press("down", "c")
        await compared(pilot)
        assert "take 1 · 21 Feb 09:00" in seen(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        assert "◆" not in seen(pilot)


async def test_a_take_of_another_question_is_marked_instead(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        takes = await go_to_history(pilot)
        await pilot.press("c", "end", "c")
        await settled(pilot)
        assert takes.marked is not None
        assert takes.marked.id == "old"
        await pilot.press("c")
        assert takes.marked is None


async def test_a_starred_take_is_seen_in_the_list(stage: Stage) -> None:
    stage.archive.add(replace(kept_take("best", text=TEXT), starred=True), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        assert "★" in seen(pilot)


async def test_sound_goes_alone_after_asking(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        assert "64 kB of sound" in seen(pilot)
        await pilot.press("X")
        await until(pilot, lambda: "its words, figures and notes" in seen(pilot))
        await pilot.press("escape")
        await settled(pilot)
        assert stage.archive.take("new").audio is not None
        await pilot.press("X")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: any("its words stay" in each for each in said(pilot)))
        await settled(pilot)
        assert "of sound" not in seen(pilot)
        assert stage.archive.take("new").audio is None
        assert "space" not in keys(pilot)


async def test_old_sound_goes_at_the_start_as_set_and_that_is_said(stage: Stage) -> None:
    old = with_sound(kept_take("old", days_ago=40, text=TEXT), stage.archive_folder)
    stage.archive.add(old, judge)
    stage.archive.add(with_sound(kept_take("unheard", days_ago=40), stage.archive_folder))
    async with stage.app(settings=Settings(keep_audio_days=30)).run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert any("The sound of 1 take older than 30 days is deleted" in each for each in said(pilot))
    assert {take.id for take in stage.archive.takes() if take.has_audio} == {"unheard"}


# Comparing


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_a_comparison_shows_both_and_what_changed(stage: Stage, size: tuple[int, int]) -> None:
    two_takes(stage)
    async with stage.app().run_test(size=size) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("second"))
        await report_of(pilot)
        await pilot.press("c")
        await compared(pilot)
        shown = seen(pilot)
        for expected in (
            "121 s OVER",
            "88 s ON TARGET",
            "−33 s better",
            "+3 better",
            "after · ",
            "Last spring",
        ):
            assert expected in shown


async def test_sentences_that_were_added_are_marked(stage: Stage) -> None:
    two_takes(stage)
    async with stage.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("second"))
        await report_of(pilot)
        await pilot.press("c")
        await compared(pilot)
        assert "+ Then, you know, I said it again" in seen(pilot)
        assert "+ I wrote down" not in seen(pilot)


async def test_different_ears_are_said(stage: Stage) -> None:
    stage.archive.add(heard_roughly(kept_take("rough", days_ago=9, text=SHORTER)), judge)
    stage.archive.add(kept_take("second", days_ago=2, text=TEXT), judge)
    async with stage.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("second"))
        await report_of(pilot)
        await pilot.press("c")
        await compared(pilot)
        assert "heard by PocketSphinx (rough) and Whisper base.en" in seen(pilot)


async def test_of_several_takes_one_is_picked_the_likeliest_first(stage: Stage) -> None:
    two_takes(stage)
    stage.archive.add(replace(kept_take("best", days_ago=20, text=TEXT), starred=True), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("second"))
        await report_of(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        assert "★ 10 Feb 09:00 · 88 s · The best of the others" in seen(pilot)
        assert "21 Feb 09:00 · 121 s · The take before" in seen(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))


async def test_the_only_take_has_nothing_to_stand_beside(stage: Stage) -> None:
    stage.archive.add(kept_take("only", text=TEXT), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("only"))
        await report_of(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "c compares" not in seen(pilot)


# Trends


def months_of_takes(stage: Stage, count: int) -> None:
    for index in range(count):
        take = kept_take(
            f"take-{index}",
            ("apology", "being-wrong")[index % 2],
            duration_s=120 - index % 40,
            days_ago=count - index,
            text=TEXT,
        )
        stage.archive.add(heard_roughly(take) if index < 3 else take, judge)


BRAILLE = frozenset(map(chr, range(0x2801, 0x2900)))


def rank(values: Iterable[float]) -> list[int]:
    """How many different ones are below each."""
    given = list(values)
    return [len({other for other in given if other < value}) for value in given]


async def trends_of(pilot: Pilot[None]) -> TrendsScreen:
    await settled(pilot)
    await pilot.press("p")
    await until(pilot, lambda: isinstance(pilot.app.screen, TrendsScreen))
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, TrendsScreen)
    return screen


def drawn(screen: TrendsScreen, measure: Measure) -> list[tuple[int, int, str, str]]:
    """The cells of a plot that are not empty: column, row, what stands there, and in which style."""
    plot = next(plot for plot in screen.query(TrendPlot) if plot.measure is measure)
    cells = [(x, y, *plot.get_pixel(x, y)) for x in range(plot.size.width) for y in range(plot.size.height)]
    return [cell for cell in cells if cell[2] != " "]


async def test_every_figure_is_drawn_where_there_is_room(stage: Stage) -> None:
    months_of_takes(stage, 12)
    async with stage.app().run_test(size=WIDE) as pilot:
        await trends_of(pilot)
        shown = seen(pilot)
        for expected in ("Length · ", "Fillers a minute · ", "Words a minute · ", "Metrics stated · 3"):
            assert expected in shown
        assert "Parts missing · 1" in shown
        assert "All questions · 12 takes" in shown
        assert "down" not in keys(pilot)


async def test_what_different_recognisers_heard_has_different_marks_and_is_never_joined(stage: Stage) -> None:
    months_of_takes(stage, 12)
    async with stage.app().run_test(size=WIDE) as pilot:
        screen = await trends_of(pilot)
        assert "● PocketSphinx (rough)   ◆ Whisper base.en" in seen(pilot)
        pace = drawn(screen, Measure.PACE)
        rough = [x for x, _, mark, _ in pace if mark == "●"]
        better = [x for x, _, mark, _ in pace if mark == "◆"]
        dotted = {x for x, _, mark, _ in pace if mark in BRAILLE}
        assert (len(rough), len(better)) == (3, 9)
        assert set(range(min(rough) + 1, max(rough))) & dotted
        assert not set(range(max(rough) + 1, min(better))) & dotted


async def test_in_a_small_terminal_one_figure_follows_another(stage: Stage) -> None:
    months_of_takes(stage, 6)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await trends_of(pilot)
        for number, name in enumerate(("Length", "Fillers a minute", "Words a minute"), start=1):
            assert name in seen(pilot)
            assert f"figure {number} of 6" in seen(pilot)
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("up", "up", "up", "up")
        await pilot.pause()
        assert "figure 6 of 6" in seen(pilot)


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_how_answers_felt_is_drawn_beside_how_they_measured(
    stage: Stage, size: tuple[int, int]
) -> None:
    months_of_takes(stage, 4)
    for number in range(3):
        stage.archive.rate(f"take-{number}", 5)
    async with stage.app().run_test(size=size) as pilot:
        screen = await trends_of(pilot)
        if size != WIDE:
            await pilot.press("up")
        felt = drawn(screen, Measure.FELT)
        points = [y for _, y, mark, _ in felt if mark == "●"]
        figures = [y for _, y, mark, _ in felt if mark == "◇"]
        measured = [self_rating.measure(take) for take in reversed(stage.archive.takes()[1:])]
        assert len(points) == len(figures) == 3
        assert len(set(points)) == 1
        assert max(points) < min(figures)
        assert [rank(-y for y in figures)] == [rank(value or 0.0 for value in measured)]
        below = "".join(mark for _, y, mark, _ in sorted(felt, key=lambda cell: cell[1]) if y > max(figures))
        assert below.endswith("pointsoverthefigures.")


async def test_one_question_is_followed_alone(stage: Stage) -> None:
    months_of_takes(stage, 12)
    async with stage.app().run_test(size=WIDE) as pilot:
        await trends_of(pilot)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        assert "An apology you owed · 6 takes" in seen(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TrendsScreen))
        await settled(pilot)
        assert " · 6 takes" in seen(pilot)


async def test_older_takes_are_a_key_away(stage: Stage) -> None:
    months_of_takes(stage, 130)
    async with stage.app().run_test(size=WIDE) as pilot:
        await trends_of(pilot)
        assert "takes 71–130 of 130" in seen(pilot)
        assert "right" not in keys(pilot)
        await pilot.press("left", "left", "left")
        await settled(pilot)
        assert "takes 1–10 of 130" in seen(pilot)
        assert "left" not in keys(pilot)


async def test_a_trend_follows_a_take_that_is_deleted(stage: Stage) -> None:
    months_of_takes(stage, 3)
    async with stage.app().run_test(size=WIDE) as pilot:
        await trends_of(pilot)
        stage.archive.delete("take-0")
        from rehearse.tui.app import RehearseApp

        app = pilot.app
        assert isinstance(app, RehearseApp)
        app.read_archive()
        await settled(pilot)
        assert "2 takes" in seen(pilot)


@pytest.mark.parametrize("count", [0, 1])
async def test_one_take_is_no_trend(stage: Stage, count: int) -> None:
    months_of_takes(stage, count)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await trends_of(pilot)
        assert "Two takes make a trend." in seen(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


async def test_takes_that_nobody_heard_have_a_length_and_no_more(stage: Stage) -> None:
    for index in range(3):
        stage.archive.add(kept_take(f"mute-{index}", days_ago=index))
    async with stage.app().run_test(size=WIDE) as pilot:
        await trends_of(pilot)
        assert "Length · 88 s" in seen(pilot)
        assert seen(pilot).count("nothing was measured in these takes") == 4


async def test_plots_take_the_colours_of_another_theme(stage: Stage) -> None:
    months_of_takes(stage, 4)
    async with stage.app().run_test(size=WIDE) as pilot:
        screen = await trends_of(pilot)
        before = {style for _, _, _, style in drawn(screen, Measure.DURATION)}
        await pilot.press("ctrl+t")
        await settled(pilot)
        after = {style for _, _, _, style in drawn(screen, Measure.DURATION)}
        assert len(before) == len(after)
        assert before.isdisjoint(after)
        assert pilot.app.theme.endswith(Theme.LIGHT)
