from collections.abc import Iterable

import pytest
from textual.pilot import Pilot

from rehearse.practice import self_rating
from rehearse.practice.settings import Theme
from rehearse.practice.trends import Measure
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.screens.trends import TrendsScreen
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.trend_plot import TrendPlot
from tests.fakes import kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.stage import Stage, keys, seen
from tests.tui.test_history import heard_roughly
from tests.tui.waiting import settled, until

WIDE = (140, 45)


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
