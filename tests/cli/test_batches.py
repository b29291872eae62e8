"""`analyze` on many sources: results as they come, from one process or several, kept when interrupted."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rehearse.cli.batch import Crew, Order
from rehearse.interview.errors import NoRecogniser
from rehearse.interview.sound import SAMPLE_RATE
from rehearse.speech.worker import Worker
from tests.cli.conftest import Rehearse
from tests.sound.spoken import can_speak
from tests.sound.virtual_card import wait_until
from tests.speech.recordings import said, silence
from tests.speech.sounds import write_wav

ANSWERS = 4

pytestmark = pytest.mark.skipif(not can_speak(), reason="flite is not installed")


@pytest.fixture
def answers(tmp_path: Path) -> list[Path]:
    words = said("I led the team, and we cut the errors by forty percent.")
    return [
        write_wav(tmp_path / f"answer-{number}.wav", np.concatenate([words, silence(0.3 + 0.1 * number)]))
        for number in range(ANSWERS)
    ]


@pytest.fixture
def long_answer(tmp_path: Path) -> Path:
    """One that takes longer to hear than anybody waits in a test."""
    words = np.concatenate([said("I led the team, and we cut the errors by forty percent."), silence(0.8)])
    return write_wav(tmp_path / "long.wav", np.resize(words, 1800 * SAMPLE_RATE))


def test_several_processes_report_what_one_reports(
    rehearse: Rehearse, answers: list[Path], tmp_path: Path, scripted_whisper: Path
) -> None:
    sources = [answers[0], tmp_path / "missing.wav", *answers[1:]]
    options = ("--json", "--model", scripted_whisper, "--engine", "whisper")
    alone = rehearse("analyze", *sources, *options)
    shared = rehearse("analyze", *sources, *options, "--jobs", "2")
    assert shared.records == alone.records
    assert [record["source"] for record in shared.records] == [str(source) for source in sources]
    assert (shared.code, alone.code) == (3, 3)
    assert shared.records[1]["error"]["code"] == "not-found"


def test_a_report_with_everything_in_it_comes_back_from_another_process(
    rehearse: Rehearse, tmp_path: Path
) -> None:
    text = (
        "Last year our page was slow and customers left. I was asked to mend it. I measured every step and I "
        "wrote a cache. As a result the errors fell by forty percent. I learned to measure first."
    )
    sources = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for source in sources:
        source.write_text(text)
    shared = rehearse("analyze", *sources, "--json", "--jobs", "2")
    assert shared.code == 0
    assert shared.records == rehearse("analyze", *sources, "--json").records
    assert shared.records[0]["structure"]["parts"]["action"]["share"] > 0
    assert shared.records[0]["metrics"]["stated"]


def test_one_model_hears_all_sources(
    rehearse: Rehearse, answers: list[Path], scripted_whisper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rehearse.speech import whisper_engine

    loaded = list[tuple[str, ...]]()

    def counted(module: str, *arguments: str) -> Worker:
        loaded.append(arguments)
        return Worker(module, *arguments)

    monkeypatch.setattr(whisper_engine, "Worker", counted)
    run = rehearse("analyze", *answers, "--json", "--model", scripted_whisper, "--engine", "whisper")
    assert len(run.records) == ANSWERS
    assert [folder for folder, _ in loaded] == [str(scripted_whisper)]


def started(*arguments: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "rehearse", "analyze", *map(str, arguments), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # an interrupt at a terminal meets every process of the command
    )


def anybody_in(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_who_interrupts_keeps_what_is_done(
    jobs: str, answers: list[Path], long_answer: Path, scripted_whisper: Path
) -> None:
    options = ("--engine", "whisper", "--model", scripted_whisper, "--jobs", jobs)
    with started(*answers[:2], long_answer, *answers[2:], *options) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        done = [json.loads(command.stdout.readline()) for _ in range(2)]
        os.killpg(command.pid, signal.SIGINT)
        rest, said_beside = command.stdout.read(), command.stderr.read()
    assert command.returncode == 130
    done += map(json.loads, rest.splitlines())
    assert [each["source"] for each in done[:2]] == [str(answer) for answer in answers[:2]]
    assert str(long_answer) not in [each["source"] for each in done]
    assert f"Interrupted: {len(done)} of 5 sources are reported." in said_beside
    assert "Traceback" not in said_beside
    wait_until(lambda: not anybody_in(command.pid), "everybody to end")


def test_what_was_done_out_of_order_is_kept_too(
    answers: list[Path], long_answer: Path, scripted_whisper: Path, order: Callable[..., Order]
) -> None:
    with Crew([str(long_answer), *map(str, answers)], order("whisper", scripted_whisper)) as crew:
        for future in crew._futures[1:]:
            future.result(timeout=60)
        assert [index for index, _ in crew.ahead(0)] == [1, 2, 3, 4]


def test_a_process_that_dies_is_said_in_a_line(
    answers: list[Path], long_answer: Path, scripted_whisper: Path, order: Callable[..., Order]
) -> None:
    with Crew([str(answers[0]), str(long_answer)], order("whisper", scripted_whisper)) as crew:
        outcomes = crew.outcomes()
        next(outcomes)
        for pid in crew._pool._processes:
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(NoRecogniser, match="fewer --jobs"):
            next(outcomes)


@pytest.fixture
def order() -> Callable[..., Order]:
    from rehearse.practice.settings import Settings

    def order(engine: str, model: Path) -> Order:
        return Order(engine, str(model), model.parent, Settings(), None, 90.0, None, False, jobs=2)

    return order
