"""How fast this machine hears: one window of Whisper's smallest encoder, timed without any model."""

import os
import tempfile
from pathlib import Path

from rehearse.durable import draft_prefix
from rehearse.interview.errors import NoRecogniser
from rehearse.speech.whisper_engine import HANGS_AFTER_S, threads_for
from rehearse.speech.worker import Worker, WorkerLost


def measure_window(scratch: Path) -> float:
    """Give the seconds that a window of 30 seconds takes: the best of a few, as others may be at work.

    It is measured where Whisper works, in a process of its own. The encoder is put together in the scratch
    folder and leaves nothing there.

    Raises:
        NoRecogniser: CTranslate2 can't be used on this machine.
    """
    with tempfile.TemporaryDirectory(prefix=f"{draft_prefix('pace')}{os.getpid()}-", dir=scratch) as folder:
        try:
            worker = Worker("rehearse.speech.pace_worker", folder, str(threads_for(jobs=1)))
            reply = worker.reply(HANGS_AFTER_S)
        except WorkerLost as error:
            raise NoRecogniser(f"Whisper can't be used on this machine ({error}).") from error
        if "error" in reply:
            raise NoRecogniser(
                f"Whisper can't be used on this machine ({reply['error']}): install Rehearse again."
            )
        worker.end()
    return float(reply["window_s"])
