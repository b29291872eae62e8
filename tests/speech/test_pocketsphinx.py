"""PocketSphinx on spoken answers: good enough to be called rough, and the same each time."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from rehearse.interview.errors import NoRecogniser
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.interview.transcript import Engine
from rehearse.speech.pocketsphinx_engine import PocketSphinxTranscriber
from tests.sound.spoken import can_speak
from tests.speech.recordings import ANSWER, heard_by, said, silence

pytest.importorskip("pocketsphinx", reason="PocketSphinx has no version for this Python")
needs_flite = pytest.mark.skipif(not can_speak(), reason="flite is not installed")


@pytest.fixture(scope="module")
def transcriber() -> PocketSphinxTranscriber:
    made = PocketSphinxTranscriber()
    made.load()
    return made


@pytest.fixture(scope="module")
def answer() -> bytes:
    return np.concatenate([silence(1.0), said(ANSWER), silence(1.0)]).tobytes()


def word_error_rate(said_words: Sequence[str], heard_words: Sequence[str]) -> float:
    """Words to change, add or take away, for each word that was said."""
    costs = list(range(len(heard_words) + 1))
    for row, said_word in enumerate(said_words, start=1):
        diagonal, costs[0] = costs[0], row
        for column, heard_word in enumerate(heard_words, start=1):
            substitution = diagonal + (said_word != heard_word)
            diagonal = costs[column]
            costs[column] = min(substitution, diagonal + 1, costs[column - 1] + 1)
    return costs[-1] / len(said_words)


def cpu_time_s(transcriber: PocketSphinxTranscriber) -> float:
    """What this process and the decoder's have used."""
    (decoder,) = transcriber._idle
    fields = Path(f"/proc/{decoder.pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


@needs_flite
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells another process' time")
def test_most_words_of_a_clear_answer_are_heard_in_less_time_than_it_took(
    transcriber: PocketSphinxTranscriber, answer: bytes
) -> None:
    began_s = cpu_time_s(transcriber)
    heard = heard_by(transcriber, answer)
    took_s = cpu_time_s(transcriber) - began_s
    spoken_words = re.findall(r"[a-z']+", ANSWER.lower())
    assert word_error_rate(spoken_words, heard.transcript.text.split()) < 0.3
    assert took_s < 0.8 * len(answer) / 2 / SAMPLE_RATE
    assert heard.transcript.engine == Engine("pocketsphinx", "en-us")


@needs_flite
def test_words_are_plain_and_have_confidences(transcriber: PocketSphinxTranscriber, answer: bytes) -> None:
    words = heard_by(transcriber, answer[: SAMPLE_RATE * 2 * 8]).transcript.words
    assert all(re.fullmatch(r"[a-z'.-]+", word.text) for word in words)
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in words)


@needs_flite
def test_an_answer_that_was_given_up_does_not_colour_the_next(
    transcriber: PocketSphinxTranscriber, answer: bytes
) -> None:
    first = heard_by(transcriber, answer[: SAMPLE_RATE * 2 * 8])
    abandoned = transcriber.listen()
    abandoned.feed(answer[: SAMPLE_RATE * 2 * 5])
    del abandoned
    assert heard_by(transcriber, answer[: SAMPLE_RATE * 2 * 8]) == first


@needs_flite
def test_two_answers_can_be_heard_at_the_same_time(
    transcriber: PocketSphinxTranscriber, answer: bytes
) -> None:
    half = answer[: SAMPLE_RATE * 2 * 4]
    alone = heard_by(transcriber, half)
    one, other = transcriber.listen(), transcriber.listen()
    for at in range(0, len(half), SAMPLE_RATE * 2):
        one.feed(half[at : at + SAMPLE_RATE * 2])
        other.feed(half[at : at + SAMPLE_RATE * 2])
    assert one.finish() == alone
    assert other.finish() == alone


@needs_flite
def test_a_decoder_that_was_killed_is_replaced_for_the_next_answer(answer: bytes) -> None:
    transcriber = PocketSphinxTranscriber()
    hearing = transcriber.listen()
    hearing.feed(answer[: SAMPLE_RATE * 2 * 3])
    del hearing
    (decoder,) = transcriber._idle
    os.kill(decoder.pid, signal.SIGKILL)
    while decoder.is_alive:
        time.sleep(0.001)
    assert heard_by(transcriber, answer[: SAMPLE_RATE * 2 * 4]).transcript.words


@needs_flite
def test_a_decoder_that_is_killed_in_mid_answer_is_said(answer: bytes) -> None:
    transcriber = PocketSphinxTranscriber()
    transcriber.load()
    (decoder,) = transcriber._idle
    hearing = transcriber.listen()
    hearing.feed(answer[: SAMPLE_RATE * 2 * 2])
    os.kill(decoder.pid, signal.SIGKILL)
    with pytest.raises(NoRecogniser, match="try again"):
        hearing.feed(answer[SAMPLE_RATE * 2 * 2 :])


def test_a_python_without_the_package_is_told_to_fetch_whisper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    with pytest.raises(NoRecogniser, match=r"rehearse models get base\.en"):
        PocketSphinxTranscriber().load()


@needs_flite
def test_a_file_in_the_current_folder_stands_in_for_no_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(tmp_path, "struct.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    PocketSphinxTranscriber().load()


def test_the_library_says_nothing_on_the_terminal(answer: bytes) -> None:
    listening = (
        "import sys\n"
        "from rehearse.speech.pocketsphinx_engine import PocketSphinxTranscriber\n"
        "hearing = PocketSphinxTranscriber().listen()\n"
        "hearing.feed(sys.stdin.buffer.read())\n"
        "assert hearing.finish().transcript.words\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", listening],
        input=answer[: SAMPLE_RATE * 2 * 5],
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert (finished.stdout, finished.stderr) == (b"", b"")
