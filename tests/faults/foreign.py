"""What listens and what reads aloud is foreign code: it dies, hangs, stands still or gets no memory."""

import os
import random
import signal
import subprocess
from contextlib import suppress
from functools import partial
from pathlib import Path

from tests.faults.kills import ANSWER, lost
from tests.faults.program import (
    Fault,
    Home,
    Outcome,
    children_of,
    end_of,
    ended,
    one_line,
    pass_time,
    require,
    said,
    seconds,
    until,
)
from tests.scripted_whisper import SENTENCE, build_whisper
from tests.sound.spoken import spoken

HASTY_LISTENER = """
import sys
from rehearse.cli import main
from rehearse.speech import pocketsphinx_engine
pocketsphinx_engine.HANGS_AFTER_S = {patience_s}
sys.exit(main(sys.argv[1:]))
"""
HASTY_READER = """
import sys
from rehearse.cli import main
from rehearse.speech import pyttsx3_voice
pyttsx3_voice.Pyttsx3Voice.__init__.__defaults__ = (2.0,)
sys.exit(main(sys.argv[1:]))
"""
HASTY_WHISPER = """
import sys
from rehearse.cli import main
from rehearse.speech import whisper_engine
whisper_engine.HANGS_AFTER_S = 5.0
sys.exit(main(sys.argv[1:]))
"""
"""The program with less patience for what hangs: the long one would be waited for."""


def broken_recogniser(number: signal.Signals, home: Home, chance: random.Random) -> Outcome:
    """It dies or hangs over an answer: that is kept, and can be listened to later."""
    answer = spoken(ANSWER)
    process = home.start("demo", "--input", answer, program=HASTY_LISTENER.format(patience_s=2.0))
    del chance
    return _broken(home, process, "pocketsphinx_worker", number)


def stopped_for_long(home: Home, chance: random.Random) -> Outcome:
    """The program and its recogniser stand still for longer than one may hang: nobody hung, all is heard."""
    answer, still_s = spoken(ANSWER), 10.0
    patient = HASTY_LISTENER.format(patience_s=still_s)
    workers: set[int] = set()

    def is_over() -> bool:
        workers.update(children_of(process.pid, "pocketsphinx_worker"))
        return process.poll() is not None

    with ended(home.start("demo", "--input", answer, program=patient)) as process:
        until(lambda: is_over() or bool(workers), "the recogniser")
        pass_time(chance.uniform(0.0, 1.0))
        both = (process.pid, *workers)
        for number, then_s in ((signal.SIGSTOP, still_s + 1), (signal.SIGCONT, 0.0)):
            for each in both:
                os.kill(each, number)
            pass_time(then_s)
        until(is_over, "the program to end")
        told = said(*end_of(process))
    require(told.code == 0, told.err)
    require(len(workers) == 1, "a recogniser that had not hung was given up")
    takes = home.starts_again()
    require([take["state"] for take in takes] == ["reported"], f"{takes}")
    return lost(seconds(answer), takes[0]["duration"])


def broken_whisper(number: signal.Signals, home: Home, chance: random.Random) -> Outcome:
    """It dies or hangs over an answer: the program goes on, and the take can be listened to later."""
    process = home.start(*_by_whisper(home, spoken(ANSWER)), program=HASTY_WHISPER)
    del chance
    return _broken(home, process, "whisper_worker", number)


def _broken(home: Home, process: "subprocess.Popen[str]", name: str, number: signal.Signals) -> Outcome:
    def all_gone() -> bool:
        """Every one it starts meets the same end."""
        for worker in children_of(process.pid, name):
            with suppress(ProcessLookupError):
                os.kill(worker, number)
        return process.poll() is not None

    with ended(process):
        until(lambda: bool(children_of(process.pid, name)), "the recogniser")
        until(all_gone, "the program to end")
        told = said(*end_of(process))
    one_line(told, (4,))
    takes = home.starts_again()
    require([take["state"] for take in takes] == ["untranscribed"], f"{takes}")
    return lost(seconds(spoken(ANSWER)), takes[0]["duration"])


def whisper_without_memory(home: Home, chance: random.Random) -> Outcome:
    """Its process gets less than the model needs: the program goes on, the take is kept."""
    limit = chance.randrange(300, 500) << 20
    limited = (
        "import resource, subprocess\n"
        "class Limited(subprocess.Popen):\n"
        "    def __init__(self, command, **named):\n"
        "        super().__init__(command, **named)\n"
        "        if 'whisper_worker' in ' '.join(command):\n"
        f"            resource.prlimit(self.pid, resource.RLIMIT_AS, ({limit}, {limit}))\n"
        "subprocess.Popen = Limited\n"
    )
    answer = spoken(ANSWER)
    told = home.run(*_by_whisper(home, answer), program=limited + HASTY_WHISPER)
    one_line(told, (4,))
    takes = home.starts_again()
    require([take["state"] for take in takes] == ["untranscribed"], f"{takes}")
    return lost(seconds(answer), takes[0]["duration"])


def _by_whisper(home: Home, answer: Path) -> tuple[str | Path, ...]:
    """An answer, and a model to hear it."""
    (home.root.parent / "whisper").mkdir()
    model = build_whisper(home.root.parent / "whisper" / "scripted", SENTENCE)
    home.root.mkdir()
    (home.root / "settings.toml").write_text(f'engine = "whisper"\nmodel = "{model}"\n')
    return "demo", "--input", answer


def hanging_voice(home: Home, chance: random.Random) -> Outcome:
    """The question is shown instead, and the answer is recorded as ever."""
    answer = spoken(ANSWER)
    with ended(home.start("demo", "--input", answer, program=HASTY_READER)) as process:
        until(lambda: bool(children_of(process.pid, "tts_worker")), "the voice")
        for worker in children_of(process.pid, "tts_worker"):
            os.kill(worker, signal.SIGSTOP)
        told = said(*end_of(process))
    require(told.code == 0, told.err)
    require("no answer within" in told.err, told.err)
    takes = home.starts_again()
    require([take["state"] for take in takes] == ["reported"], f"{takes}")
    del chance
    return lost(seconds(answer), takes[0]["duration"])


def little_memory(home: Home, chance: random.Random) -> Outcome:
    """The system gives no more memory at some point: whatever ends, what was recorded is there."""
    answer = spoken(ANSWER)
    limit = chance.randrange(250, 1200) << 20
    hasty = HASTY_LISTENER.format(patience_s=2.0)
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))\n"
    with ended(home.start("demo", "--input", answer, program=limited + hasty)) as process:
        code, _, err = end_of(process)
    takes = home.starts_again()
    require(bool(takes) or code != 0, f"a success without a take: {err}")
    for take in takes:
        lost(seconds(answer), take["duration"])
    return Outcome(len(takes))


FOREIGN: dict[str, Fault] = {
    "recogniser crashes": partial(broken_recogniser, signal.SIGKILL),
    "recogniser hangs": partial(broken_recogniser, signal.SIGSTOP),
    "stopped for long and continued": stopped_for_long,
    "Whisper crashes": partial(broken_whisper, signal.SIGKILL),
    "Whisper hangs": partial(broken_whisper, signal.SIGSTOP),
    "Whisper has no memory left": whisper_without_memory,
    "too little memory": little_memory,
    "voice hangs": hanging_voice,
}
"""What is done, and to what end: each gives what was recorded and lost, or fails."""
