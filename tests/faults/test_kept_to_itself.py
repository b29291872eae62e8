"""What is said stays where it is kept: no network, no other folder, no other reader."""

import stat

import pytest

from tests.faults.watched import Watched, can_be_alone, can_be_watched, everything_watched
from tests.sound.spoken import can_speak


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    if not can_speak():
        pytest.skip("flite is missing")
    return everything_watched(tmp_path_factory.mktemp("watched"))


def test_everything_works_where_there_is_no_network(watched: Watched) -> None:
    if not can_be_alone():
        pytest.skip("this machine lets nobody make a network namespace")
    without_a_microphone = {"doctor": 4}
    wrong = {command: code for command, code in watched.ended.items() if code}
    assert wrong.items() <= without_a_microphone.items()


def test_nobody_is_ever_called(watched: Watched) -> None:
    if not can_be_watched():
        pytest.skip("this machine lets nobody trace")
    assert watched.connections == []


def test_nothing_is_written_elsewhere(watched: Watched) -> None:
    if not can_be_watched():
        pytest.skip("this machine lets nobody trace")
    assert watched.writes == []


def test_what_is_kept_is_its_owners_only(watched: Watched) -> None:
    home = watched.folder / "home"
    shown = {
        str(path): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (home, *home.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }
    assert shown == {}


def test_what_was_asked_for_is_its_owners_only(watched: Watched) -> None:
    for name in ("all.html", "all.zip"):
        assert stat.S_IMODE((watched.folder / name).stat().st_mode) == 0o600, name


def test_nothing_is_left_in_temporary_folders(watched: Watched) -> None:
    assert list((watched.folder / "elsewhere").rglob("*")) == []
