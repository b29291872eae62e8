import pytest

from rehearse.practice.ports import Progress
from rehearse.tui.long_jobs import Fetching, Recounting
from rehearse.tui.messages import ModelRequested
from rehearse.tui.screens.devices import DevicesScreen
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.widgets.status_line import MANY_TAKES, model_arriving, takes_judged
from tests.fakes import POCKETSPHINX
from tests.tui.stage import SIZE, Stage, said, seen
from tests.tui.test_devices import GatedModels
from tests.tui.waiting import settled, until


async def test_somebody_new_is_one_key_away_from_a_better_ear(stage: Stage) -> None:
    stage.transcriber.engine = POCKETSPHINX
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Press d for a better ear" in seen(pilot)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(pilot.app.screen, DevicesScreen))
        assert "base.en" in seen(pilot)


async def test_nothing_is_said_of_a_microphone_before_it_was_looked_for(stage: Stage) -> None:
    line = stage.app().status_line()
    assert str(line._said()) == "voice English"


async def test_the_header_tells_of_a_model_on_its_way_while_practice_goes_on(stage: Stage) -> None:
    models = GatedModels()
    async with stage.app(models=models).run_test(size=SIZE) as pilot:
        await settled(pilot)
        pilot.app.post_message(ModelRequested("small.en"))
        await until(pilot, lambda: "↓ small.en 25 % · Whisper base.en" in seen(pilot))
        assert isinstance(pilot.app.screen, HomeScreen)
        models.gate.set()
        await until(pilot, lambda: any("small.en is here" in each for each in said(pilot)))
        await until(pilot, lambda: "↓" not in seen(pilot))


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (None, "↓ tiny"),
        (Progress(1, None), "↓ tiny"),
        (Progress(0, 9), "↓ tiny 0 %"),
        (Progress(2, 3), "↓ tiny 66 %"),
    ],
)
def test_as_much_is_told_of_a_download_as_is_known(progress: Progress | None, told: str) -> None:
    fetching = Fetching("tiny")
    fetching.progress = progress
    assert model_arriving(fetching) == told
    fetching.over = True
    assert model_arriving(fetching) == model_arriving(None) == ""


def test_takes_that_are_judged_anew_are_told_of_where_it_takes_its_time() -> None:
    recounting = Recounting()
    assert takes_judged(recounting) == takes_judged(None) == ""
    recounting.progress = Progress(1, MANY_TAKES - 1)
    assert takes_judged(recounting) == ""
    recounting.progress = Progress(MANY_TAKES, 4 * MANY_TAKES)
    assert takes_judged(recounting) == "judging takes anew 25 %"
    recounting.over = True
    assert takes_judged(recounting) == ""
