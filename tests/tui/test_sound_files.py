from pathlib import Path

import pytest

from rehearse.tui.widgets.sound_files import completion, path_meant

TALL = (100, 40)


def test_paths_are_completed_to_folders_and_sound_files(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    (tmp_path / "song.TXT").touch()
    (tmp_path / "sonata.MP3").touch()
    (tmp_path / ".hidden.wav").touch()
    assert completion(f"{tmp_path}/so") == f"{tmp_path}/sounds/"
    assert completion(f"{tmp_path}/son") == f"{tmp_path}/sonata.MP3"
    assert completion(f"{tmp_path}/song") is None
    assert completion(f"{tmp_path}/") == f"{tmp_path}/sounds/"
    assert completion(f"{tmp_path}/.h") == f"{tmp_path}/.hidden.wav"
    assert completion("/no/such/folder/x") is None
    assert completion("a\0b") is None


def test_a_path_may_be_quoted_escaped_or_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    wanted = tmp_path / "it's me.wav"
    wanted.touch()
    for typed in (
        str(wanted),
        f'  "{wanted}"  ',
        str(wanted).replace("'", "\\'").replace(" ", "\\ "),
        f"file://{tmp_path}/it%27s%20me.wav",
        "~/it's me.wav",
    ):
        assert path_meant(typed) == wanted, typed
    assert path_meant("  ") is None
    assert path_meant("a\0b") is None
