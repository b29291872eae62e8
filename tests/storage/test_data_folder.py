"""Where everything is kept."""

import os
from pathlib import Path

import pytest

from rehearse.interview.errors import StorageError
from rehearse.storage.data_folder import DataFolder
from tests.storage.disk import as_nobody


def test_rehearse_home_names_the_folder_and_models_are_in_it() -> None:
    folder = DataFolder.find({"REHEARSE_HOME": "/somewhere/mine"})
    assert (folder.root, folder.models) == (Path("/somewhere/mine"), Path("/somewhere/mine/models"))


def test_rehearse_models_names_a_folder_of_its_own() -> None:
    folder = DataFolder.find({"REHEARSE_HOME": "/mine", "REHEARSE_MODELS": "/shared/models"})
    assert (folder.root, folder.models) == (Path("/mine"), Path("/shared/models"))


def test_a_home_given_from_here_stays_where_it_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert DataFolder.find({"REHEARSE_HOME": "mine/../kept"}).root == tmp_path / "kept"


def test_a_tilde_stands_for_the_persons_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    assert DataFolder.find({"REHEARSE_HOME": "~/practice"}).root == Path("/home/somebody/practice")


@pytest.mark.parametrize("environment", [{}, {"REHEARSE_HOME": ""}])
def test_without_a_name_the_platforms_own_folder_is_taken(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    root = DataFolder.find(environment).root
    assert root.name.lower() == "rehearse"
    assert root.is_relative_to(tmp_path)
    assert not root.exists()


def test_everything_else_is_in_the_folder() -> None:
    folder = DataFolder.at(Path("/home"))
    paths = [folder.database, folder.takes, folder.settings, folder.questions, folder.voice, folder.log]
    names = ["rehearse.sqlite3", "takes", "settings.toml", "questions", "voice", "rehearse.log"]
    assert paths == [Path("/home") / name for name in names]


def test_a_takes_files_bear_its_id() -> None:
    files = DataFolder.at(Path("/home")).take("abc")
    assert files.part == Path("/home/takes/abc/abc.part.wav")
    assert files.sound == Path("/home/takes/abc/abc.wav")
    assert files.sidecar == Path("/home/takes/abc/take.json")


def test_a_check_leaves_nothing_behind(tmp_path: Path) -> None:
    DataFolder.at(tmp_path / "home").check()
    assert os.listdir(tmp_path) == []


def test_a_check_tells_of_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine")
    with pytest.raises(StorageError, match="home stands in the way"):
        DataFolder.at(tmp_path / "home").check()
    assert (tmp_path / "home").read_text() == "mine"


def test_a_check_tells_of_a_folder_one_may_not_write_in() -> None:
    with as_nobody() as folder:
        folder.chmod(0o500)
        try:
            with pytest.raises(StorageError, match="can't be written"):
                DataFolder.at(folder / "home").check()
        finally:
            folder.chmod(0o700)
