from dataclasses import fields, replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from rehearse import config
from rehearse.interview.errors import StorageError
from rehearse.practice.desk import Desk
from rehearse.practice.settings import Settings, Theme, setting_names, setting_notes
from rehearse.tui.screens.settings import SettingsScreen
from rehearse.tui.text import settings as words
from rehearse.tui.widgets.rows import Field, PickRow, TypeRow
from tests.fakes import ScriptedDevices
from tests.tui.stage import Stage, keys, said, seen
from tests.tui.waiting import settled, until

SIZE = (100, 45)


def test_the_form_has_every_setting_once_with_a_name_and_what_it_changes() -> None:
    shown = [name for names in words.groups().values() for name in names]
    assert sorted(shown) == sorted(setting_names())
    assert set(words.LABELS) == set(words.CHANGES) == set(setting_names())


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("target_s", "75", 75.0),
        ("target_s", "75,5", 75.5),
        ("target_s", "", 90.0),
        ("voice_wpm", "150", 150),
        ("keep_audio_days", "", None),
        ("keep_audio_days", "30", 30),
        ("own_fillers", " basically,  you  see , basically,", ("basically", "you see")),
        ("own_fillers", "", ()),
    ],
)
def test_what_is_typed_becomes_the_settings_own_kind(name: str, typed: str, value: object) -> None:
    assert words.value_of(name, typed) == value
    assert words.complaint(name, value, Settings()) is None


@pytest.mark.parametrize(
    ("name", "typed", "said_about_it"),
    [
        ("target_s", "5", "from 10 to 1800"),
        ("target_s", "ninety", "A number"),
        ("target_s", "nan", "A number"),
        ("voice_wpm", "150.5", "A whole number"),
        ("slow_below_wpm", "180", "stay below fast"),
        ("fast_above_wpm", "100", "stay below fast"),
        ("keep_audio_days", "0", "(days)"),
    ],
)
def test_what_will_not_do_is_said_kindly(name: str, typed: str, said_about_it: str) -> None:
    complaint = words.complaint(name, words.value_of(name, typed), Settings())
    assert complaint is not None
    assert said_about_it in complaint
    assert name not in complaint


def kept_on_disk(desk: Desk, path: Path) -> Desk:
    """A desk whose settings are kept as the real one keeps them."""

    def furnish(settings: Settings) -> Desk:
        config.save(path, settings)
        return replace(furnished, settings=settings)

    furnished = replace(desk, furnish=furnish)
    return furnished


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Put the cursor on a setting."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    for row in screen.query(PickRow):
        if row.name == name:
            pilot.app.screen.set_focus(row)
    for typed in screen.query(TypeRow):
        if typed.name == name:
            pilot.app.screen.set_focus(typed.query_one(Field))
    await pilot.pause()


async def test_a_number_is_judged_while_it_is_typed_and_kept_with_enter(stage: Stage, tmp_path: Path) -> None:
    app = stage.app()
    app.desk = kept_on_disk(app.desk, tmp_path / "settings.toml")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("comma", "backspace", "backspace", "5")
        assert "A number from 10 to 1800 (s) will do." in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.desk.settings.target_s == 90
        await pilot.press("0")
        assert "will do" not in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.desk.settings.target_s == 50
        assert config.load(tmp_path / "settings.toml") == Settings(target_s=50)


async def test_leaving_a_field_keeps_what_was_typed(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await go_to(pilot, "own_fillers")
        await pilot.press(*"kind of", "comma", *"sure", "down")
        await settled(pilot)
        assert app.desk.settings.own_fillers == ("kind of", "sure")


async def test_a_switch_turns_over_by_key_and_by_mouse(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await go_to(pilot, "ticks")
        assert keys(pilot)["enter"] == "Change"
        await pilot.press("enter")
        await settled(pilot)
        assert app.desk.settings.ticks
        assert "default off" in seen(pilot)
        row = next(row for row in app.screen.query(PickRow) if row.name == "ticks")
        await pilot.click(row)
        await settled(pilot)
        assert not app.desk.settings.ticks


async def test_the_theme_changes_at_once(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await go_to(pilot, "theme")
        await pilot.press("enter")
        await settled_on_dialog(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.desk.settings.theme is Theme.LIGHT
        assert not app.current_theme.dark


async def settled_on_dialog(pilot: Pilot[None]) -> None:
    """Until a list to pick from is shown."""
    for _ in range(50):
        if pilot.app.screen.query(OptionList):
            return
        await pilot.pause()
    raise AssertionError("nothing to pick from was shown")


async def test_a_device_is_picked_by_name_and_what_it_is_called_is_never_markup(stage: Stage) -> None:
    devices = ScriptedDevices(voice_names=("[bold]Anna[/]", "Bert"))
    app = stage.app(devices=devices)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await go_to(pilot, "voice")
        await pilot.press("enter")
        await settled_on_dialog(pilot)
        assert "[bold]Anna[/]" in seen(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.desk.settings.voice == "[bold]Anna[/]"
        assert "[bold]Anna[/]" in seen(pilot)


async def test_ctrl_r_sets_a_setting_back_and_is_only_there_when_it_can(stage: Stage) -> None:
    app = stage.app(settings=Settings(target_s=120.0))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await pilot.pause()
        assert "ctrl+r" in keys(pilot)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert app.desk.settings == Settings()
        assert "ctrl+r" not in keys(pilot)


async def test_two_quick_changes_are_both_kept(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await go_to(pilot, "ticks")
        await pilot.press("enter", "down", "enter")
        await settled(pilot)
        assert app.desk.settings == Settings(ticks=True, rate_first=False)


async def test_settings_that_can_not_be_kept_are_said_and_shown_as_they_are(stage: Stage) -> None:
    def refuse(settings: Settings) -> Desk:
        raise StorageError("settings.toml can't be written: the disk is full.")

    app = stage.app(furnish=refuse)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await go_to(pilot, "ticks")
        await pilot.press("enter")
        await settled(pilot)
        assert said(pilot) == ["settings.toml can't be written: the disk is full."]
        assert app.desk.settings == Settings()


async def test_each_row_says_what_it_does_and_its_default(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=(140, 45)) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        for field in fields(Settings):
            await go_to(pilot, field.name)
            shown = " ".join(app.screen.query_one("#help").render().plain.split())  # type: ignore[union-attr]
            assert setting_notes()[field.name].split(".")[0] in shown
            assert f"Default {words.value_said(field.name, field.default)}" in shown


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_every_row_can_be_reached_by_keys_alone(stage: Stage, size: tuple[int, int]) -> None:
    app = stage.app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await pilot.pause()
        form = app.screen.query_one("#form")
        reached = set()

        def in_view() -> bool:
            return app.focused is not None and form.region.contains_region(app.focused.region)

        for _ in setting_names():
            focused = app.focused
            assert focused is not None
            row = focused if isinstance(focused, PickRow) else focused.parent
            assert row is not None
            await until(pilot, in_view)
            reached.add(row.name)
            await pilot.press("down")
            await pilot.pause()
        assert reached == set(setting_names())
