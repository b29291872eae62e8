"""Whisper through the real faster-whisper, with a model that says a scripted sentence."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from numpy.typing import NDArray

from rehearse.interview.errors import NoRecogniser, NoSpeech
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.interview.transcript import Engine
from rehearse.speech import whisper_engine
from rehearse.speech.model_folder import WEIGHTS, ModelFile, ModelRecord
from rehearse.speech.whisper_engine import WhisperTranscriber
from rehearse.speech.whisper_worker import NICENESS, PROMPT, Overtaken, load, transcribe
from rehearse.speech.worker import Worker
from tests.scripted_whisper import MOST_WORDS, NANO_128_MELS, SENTENCE, build_whisper
from tests.sound.spoken import can_speak
from tests.speech.recordings import ANSWER, heard_by, said, silence

needs_flite = pytest.mark.skipif(not can_speak(), reason="flite is not installed")


@pytest.fixture
def model(scripted_whisper: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(scripted_whisper, tmp_path / "base.en"))


@pytest.fixture(scope="module")
def opening() -> bytes:
    return np.concatenate([silence(2.0), said(ANSWER)[: 6 * SAMPLE_RATE], silence(1.0)]).tobytes()


@needs_flite
def test_words_come_with_times_confidences_and_their_punctuation(
    scripted_whisper: Path, opening: bytes
) -> None:
    transcriber = WhisperTranscriber(scripted_whisper)
    heard = heard_by(transcriber, opening)
    assert transcriber.engine == heard.transcript.engine == Engine("whisper", "scripted")
    assert heard.transcript.text == " ".join(SENTENCE)
    begin_s = heard.voice[0].start_s - 0.3
    for at, word in enumerate(heard.transcript.words):
        assert word.start_s == pytest.approx(begin_s + 0.5 * at, abs=0.35)
        assert word.confidence == pytest.approx(1.0, abs=0.01)


@needs_flite
def test_each_piece_is_prompted_so_that_fillers_are_heard_to_the_end(scripted_whisper: Path) -> None:
    part = said(ANSWER)[: 5 * SAMPLE_RATE]
    sound = np.concatenate([part, silence(3.5), part, silence(3.5), part]).tobytes()
    # Without the prompt the scripted model stammers.
    assert heard_by(WhisperTranscriber(scripted_whisper), sound).transcript.text == " ".join(SENTENCE * 3)


@needs_flite
def test_words_stay_within_the_piece_in_which_they_were_heard(tmp_path: Path) -> None:
    folder = build_whisper(tmp_path / "slow", ["we", "went", "far", "beyond", "it"], frames_per_word=75)
    part = said(ANSWER)[: 3 * SAMPLE_RATE]
    heard = heard_by(WhisperTranscriber(folder), np.concatenate([part, silence(5.0)]).tobytes())
    assert heard.transcript.words[-1].end_s <= heard.voice[-1].end_s + 0.4


@needs_flite
def test_a_piece_that_only_says_the_prompt_back_was_silent(tmp_path: Path, opening: bytes) -> None:
    folder = build_whisper(tmp_path / "echo", PROMPT.split())
    with pytest.raises(NoSpeech):
        heard_by(WhisperTranscriber(folder), opening)


@needs_flite
def test_a_loop_is_said_once(tmp_path: Path, opening: bytes) -> None:
    folder = build_whisper(tmp_path / "loop", ["we", "left"] * 4, frames_per_word=20)
    assert heard_by(WhisperTranscriber(folder), opening).transcript.text == "we left"


def test_the_model_is_called_by_its_folders_last_name(tmp_path: Path) -> None:
    assert WhisperTranscriber(tmp_path / "mine" / "").engine == Engine("whisper", "mine")


def test_a_model_that_is_not_here_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(NoRecogniser, match=r"small\.en is not here: “rehearse models get small\.en”"):
        WhisperTranscriber(tmp_path / "small.en").load()


@pytest.mark.parametrize("name", ["config.json", WEIGHTS, "tokenizer.json", "vocabulary.json"])
def test_a_missing_file_is_named_before_any_library_looks_for_it(model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(NoRecogniser, match=f"{name} is missing"):
        WhisperTranscriber(model).load()


def test_a_model_for_128_bands_without_its_preprocessor_is_not_whole(tmp_path: Path) -> None:
    folder = build_whisper(tmp_path / "turbo", SENTENCE, NANO_128_MELS)
    WhisperTranscriber(folder).load()
    (folder / "preprocessor_config.json").unlink()
    with pytest.raises(NoRecogniser, match="preprocessor_config"):
        WhisperTranscriber(folder).load()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def fill_with_text(path: Path) -> None:
    path.write_text("this is no model")


@pytest.mark.parametrize("spoil", [cut_off, fill_with_text])
@pytest.mark.parametrize("name", [WEIGHTS, "tokenizer.json", "preprocessor_config.json", "config.json"])
def test_a_broken_file_is_one_line_with_what_to_do(
    model: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    path = model / name
    if spoil is cut_off and path.stat().st_size < 1000:
        path.write_text("{")
    else:
        spoil(path)
    with pytest.raises(NoRecogniser, match=r"rehearse models get base\.en") as raised:
        WhisperTranscriber(model).load()
    assert "\n" not in str(raised.value)


@needs_flite
def test_a_model_whose_parts_do_not_fit_says_so_when_it_is_used(model: Path, opening: bytes) -> None:
    other = build_whisper(model.parent / "other", ["quite", "different"], NANO_128_MELS)
    shutil.copy(other / "tokenizer.json", model)
    config = json.loads((model / "config.json").read_text())
    config["alignment_heads"] = [[7, 7]]
    (model / "config.json").write_text(json.dumps(config))
    with pytest.raises(NoRecogniser, match="is broken"):
        heard_by(WhisperTranscriber(model), opening)


def test_a_fetched_model_must_have_the_sizes_that_were_kept(model: Path) -> None:
    files = tuple(
        ModelFile(path.name, path.stat().st_size, None, None) for path in model.iterdir() if path.is_file()
    )
    (model / "rehearse.json").write_text(ModelRecord("some/model", "abc", files).to_json())
    WhisperTranscriber(model).load()
    with (model / "config.json").open("a") as config:
        config.write("\n")
    with pytest.raises(NoRecogniser, match=r"config\.json has \d+ bytes instead of \d+"):
        WhisperTranscriber(model).load()


@pytest.mark.parametrize("text", ["", "[]", "null", json.dumps({"files": [{"name": 1}]})])
def test_a_broken_record_is_no_traceback(model: Path, text: str) -> None:
    (model / "rehearse.json").write_text(text)
    with pytest.raises(NoRecogniser, match=r"rehearse\.json can't be read"):
        WhisperTranscriber(model).load()


def test_a_piece_said_fast_is_heard_to_its_end(tmp_path: Path) -> None:
    words = tuple(f"{'abcde'[at % 5]}{at}" for at in range(40))
    model = load(build_whisper(tmp_path / "fast", words, frames_per_word=5), threads=1)
    hum = np.random.default_rng(7).normal(0, 500, 4 * SAMPLE_RATE) / 32_768
    (segment,) = transcribe(model, hum.astype(np.float32))
    assert segment.text.split() == list(words)


@pytest.mark.parametrize(
    ("frames_per_word", "is_heard_again"),
    [pytest.param(25, False, id="words to the end"), pytest.param(2, True, id="words at the beginning")],
)
def test_only_a_rest_that_can_hold_a_word_is_heard_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames_per_word: int, is_heard_again: bool
) -> None:
    # So many words that they are broken off: whether more follow is not known.
    words = tuple(f"{'abcde'[at % 5]}{at}" for at in range(MOST_WORDS))
    model = load(build_whisper(tmp_path / "w", words, frames_per_word=frames_per_word), threads=1)
    heard = []
    encode = model.encode

    def counted(features: NDArray[np.float32]) -> object:
        found = encode(features)
        heard.append(features)
        return found

    monkeypatch.setattr(model, "encode", counted)
    transcribe(model, np.random.default_rng(7).normal(0, 0.02, 4 * SAMPLE_RATE).astype(np.float32))
    assert (len(heard) > 1) is is_heard_again


@pytest.mark.skipif(not hasattr(os, "nice"), reason="no process gives way here")
def test_what_computes_gives_way_to_the_interface(scripted_whisper: Path) -> None:
    transcriber = WhisperTranscriber(scripted_whisper)
    transcriber.load()
    mine = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, worker_of(transcriber).pid) == min(19, mine + NICENESS)


@pytest.mark.skipif(sys.platform != "linux", reason="libgomp is Linux' own")
def test_threads_that_wait_for_each_other_leave_the_processors_to_others_soon() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from rehearse.speech.whisper_worker import _model_type; _model_type()"],
        env={**os.environ, "OMP_DISPLAY_ENV": "verbose"},
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert "GOMP_SPINCOUNT = '2000'" in told


def worker_of(transcriber: WhisperTranscriber) -> Worker:
    assert transcriber._worker is not None
    return transcriber._worker


def spoil(folder: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the model that a process loads from now on do this instead of finding words."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import os, time, faster_whisper\n"
        f"def fails(*_, **__):\n    {how}\n"
        "faster_whisper.WhisperModel.generate_with_fallback = fails\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(folder))


@needs_flite
@pytest.mark.parametrize(
    ("how", "line"),
    [
        ("raise MemoryError", "not enough memory for the Whisper model scripted"),
        ("raise RuntimeError('no\\nkernel')", r"is broken \(no kernel\)"),
        ("os.abort()", r"scripted can't be run now \(it broke down\)"),
    ],
)
def test_what_goes_wrong_is_one_line_and_the_next_answer_is_heard(
    how: str,
    line: str,
    scripted_whisper: Path,
    opening: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whisper = WhisperTranscriber(scripted_whisper)
    with monkeypatch.context() as broken:
        spoil(tmp_path / "spoilt", how, broken)
        with pytest.raises(NoRecogniser, match=line):
            heard_by(whisper, opening)
    worker_of(whisper).end()  # what is spoilt stays so
    assert heard_by(whisper, opening).transcript.words


@needs_flite
def test_one_that_hangs_is_given_up_and_the_next_answer_is_heard(
    scripted_whisper: Path, opening: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whisper = WhisperTranscriber(scripted_whisper)
    with monkeypatch.context() as broken:
        spoil(tmp_path / "spoilt", "time.sleep(600)", broken)
        whisper.load()
        broken.setattr(whisper_engine, "HANGS_AFTER_S", 0.5)
        with pytest.raises(NoRecogniser, match="has not answered for"):
            heard_by(whisper, opening)
    assert heard_by(whisper, opening).transcript.words


def test_where_no_thread_can_be_had_it_is_one_line_and_the_next_piece_is_heard(
    scripted_whisper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left(_: object) -> NoReturn:
        raise RuntimeError("can't start new thread")

    whisper = WhisperTranscriber(scripted_whisper)
    whisper.load()
    pcm = silence(1.0).tobytes()
    with monkeypatch.context() as broken:
        broken.setattr("rehearse.speech.worker.threading.Thread.start", none_left)
        with pytest.raises(NoRecogniser, match="can't be run now"):
            whisper._transcribe(pcm, lambda: False)
    assert whisper._transcribe(pcm, lambda: False)


def test_a_piece_that_is_no_longer_wanted_is_given_up_and_the_next_is_heard(scripted_whisper: Path) -> None:
    whisper = WhisperTranscriber(scripted_whisper)
    pcm = silence(1.0).tobytes()
    with pytest.raises(Overtaken):
        whisper._transcribe(pcm, lambda: True)
    assert whisper._transcribe(pcm, lambda: False)
