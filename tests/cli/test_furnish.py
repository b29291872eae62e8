from dataclasses import replace
from pathlib import Path

import pytest

from rehearse import config
from rehearse.cli.furnish import Furniture
from rehearse.interview.errors import UnknownModel
from rehearse.practice.settings import Settings, Theme


@pytest.fixture
def furniture(home: Path) -> Furniture:
    """The real parts, on a data folder of their own."""
    return Furniture.of_environment()


def test_changed_settings_are_kept_and_furnish_another_desk(furniture: Furniture) -> None:
    desk = furniture.desk(Settings())
    changed = desk.furnish(replace(desk.settings, theme=Theme.LIGHT, slow_below_wpm=100.0))
    assert changed.settings == config.load(furniture.folder.settings)
    assert changed.rubric.slow_below_wpm == 100.0


def test_a_recogniser_that_stays_the_same_is_not_loaded_anew(furniture: Furniture) -> None:
    desk = furniture.desk(Settings(engine="pocketsphinx"))
    other_theme = desk.furnish(replace(desk.settings, theme=Theme.LIGHT))
    assert other_theme.transcriber is desk.transcriber
    other_model = other_theme.furnish(replace(other_theme.settings, model="tiny.en"))
    assert other_model.transcriber is not desk.transcriber


def test_settings_that_lead_to_no_desk_are_not_kept(furniture: Furniture) -> None:
    desk = furniture.desk(Settings())
    with pytest.raises(UnknownModel):
        desk.furnish(replace(desk.settings, model="basic.en"))
    assert config.load(furniture.folder.settings) == Settings()
