"""Which recogniser listens, and what importing the choice costs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.interview.errors import NoRecogniser, UnknownModel, UsageError
from rehearse.interview.transcript import Engine
from rehearse.speech.engines import choose


@pytest.fixture
def shelf(scripted_whisper: Path, tmp_path: Path) -> Path:
    """A folder with one model."""
    folder = tmp_path / "models"
    shutil.copytree(scripted_whisper, folder / "base.en")
    return folder


def test_auto_takes_whisper_when_its_model_is_here(shelf: Path) -> None:
    assert choose("auto", "base.en", shelf).engine == Engine("whisper", "base.en")


def test_auto_takes_pocketsphinx_when_the_model_is_not(shelf: Path) -> None:
    assert choose("auto", "small.en", shelf).engine == Engine("pocketsphinx", "en-us")


def test_auto_takes_pocketsphinx_when_the_model_is_only_half_here(shelf: Path) -> None:
    (shelf / "base.en" / "tokenizer.json").unlink()
    assert choose("auto", "base.en", shelf).engine.name == "pocketsphinx"


def test_pocketsphinx_listens_when_it_is_asked_for(shelf: Path) -> None:
    assert choose("pocketsphinx", "base.en", shelf).engine.name == "pocketsphinx"


def test_whisper_without_its_model_says_how_to_get_it(shelf: Path) -> None:
    transcriber = choose("whisper", "tiny.en", shelf)
    with pytest.raises(NoRecogniser, match=r"rehearse models get tiny\.en"):
        transcriber.load()


@pytest.mark.parametrize("engine", ["auto", "whisper"])
def test_a_folder_of_ones_own_is_used_and_called_by_its_last_name(shelf: Path, engine: str) -> None:
    own = shelf.parent / "mine"
    (shelf / "base.en").rename(own)
    transcriber = choose(engine, f"{own}/", shelf)
    transcriber.load()
    assert transcriber.engine == Engine("whisper", "mine")


def test_a_folder_beside_where_one_stands_needs_no_path(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shelf / "base.en").rename(shelf.parent / "mine")
    monkeypatch.chdir(shelf.parent)
    assert choose("auto", "mine", shelf).engine == Engine("whisper", "mine")


def test_a_folder_put_on_the_shelf_is_found_by_its_name(shelf: Path) -> None:
    (shelf / "base.en").rename(shelf / "my-tuned-one")
    assert choose("auto", "my-tuned-one", shelf).engine == Engine("whisper", "my-tuned-one")


def test_a_folder_that_is_named_but_holds_no_model_is_not_passed_over(shelf: Path) -> None:
    transcriber = choose("auto", str(shelf.parent / "nothing"), shelf)
    with pytest.raises(NoRecogniser, match="nothing is not here"):
        transcriber.load()


def test_an_unknown_model_is_answered_with_those_there_are(shelf: Path) -> None:
    with pytest.raises(UnknownModel, match=r"enormous.*base\.en"):
        choose("auto", "enormous", shelf)


def test_an_unknown_engine_is_wrong_usage(shelf: Path) -> None:
    with pytest.raises(UsageError, match="pocketsphinx"):
        choose("psychic", "base.en", shelf)


def test_choosing_imports_nothing_heavy() -> None:
    checked = (
        "import sys\n"
        "import rehearse.speech.engines, rehearse.speech.models\n"
        "heavy = {'numpy', 'onnxruntime', 'faster_whisper', 'ctranslate2', 'pocketsphinx', 'av'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", checked], check=True, timeout=30)
