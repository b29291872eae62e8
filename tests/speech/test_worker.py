"""A process that listens, asked through pipes: what goes wrong ends it, and nobody waits for it in vain."""

import threading
from typing import NoReturn

import pytest

from rehearse.interview.errors import NoRecogniser
from rehearse.speech.pocketsphinx_engine import Decoder
from rehearse.speech.pocketsphinx_worker import GUESS, NEW_ANSWER, NEW_PIECE
from rehearse.speech.worker import Worker, WorkerLost

pytest.importorskip("pocketsphinx", reason="PocketSphinx has no version for this Python")

PATIENCE_S = 60.0


@pytest.fixture
def worker() -> Worker:
    started = Worker("rehearse.speech.pocketsphinx_worker")
    assert started.reply(PATIENCE_S) == {}
    return started


def test_who_waits_is_let_go_when_another_thread_ends_it(worker: Worker) -> None:
    lost: list[WorkerLost] = []

    def wait() -> None:
        try:
            worker.reply(PATIENCE_S)
        except WorkerLost as error:
            lost.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    worker.end()
    waiting.join(PATIENCE_S)
    assert [error.hung for error in lost] == [False]
    assert not worker.is_alive


def test_one_that_does_not_reply_in_time_is_ended_and_has_hung(worker: Worker) -> None:
    with pytest.raises(WorkerLost) as lost:
        worker.reply(patience_s=0.1)
    assert lost.value.hung
    assert not worker.is_alive


def test_a_module_that_is_not_there_is_a_lost_worker() -> None:
    with pytest.raises(WorkerLost):
        Worker("rehearse.speech.nobody").reply(PATIENCE_S)


def no_thread(_: object) -> NoReturn:
    raise RuntimeError("can't start new thread")


@pytest.mark.parametrize("fails_at", ["ask", "tell"])
def test_a_reply_that_nobody_took_is_never_the_next_one(
    fails_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoder = Decoder()
    decoder.wait_until_ready()
    decoder.tell(NEW_ANSWER)
    decoder.tell(NEW_PIECE)
    threads_had = 1 if fails_at == "ask" else 0
    start = threading.Thread.start

    def few(thread: threading.Thread) -> None:
        nonlocal threads_had
        threads_had -= 1
        (start if threads_had >= 0 else no_thread)(thread)

    with monkeypatch.context() as short:
        short.setattr(threading.Thread, "start", few)
        with pytest.raises(NoRecogniser):
            decoder.ask(GUESS)
    assert not decoder.is_alive
