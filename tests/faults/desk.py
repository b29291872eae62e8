"""The app at a terminal with a sound card, harmed while an answer is recorded."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.faults.kills import lost
from tests.faults.program import Fault, Home, Outcome, children_of, pass_time, require, until
from tests.sound.spoken import spoken
from tests.sound.virtual_card import VirtualCard, virtual_card
from tests.terminal import Terminal, terminal

LONG_ANSWER = (
    "Last year I was late with a report for our support team. I went to them and I said I was sorry. "
    "I changed the plan, and the errors fell by forty percent. Now I ask first."
)


def microphone_lost(harm: Callable[[VirtualCard], None], home: Home, chance: random.Random) -> Outcome:
    """The app notices, says so, keeps what was said until then, and goes on."""
    with _answering(home) as (desk, card, there, began_s):
        pass_time(chance.uniform(1.5, 3.5))
        recorded_s = time.monotonic() - began_s  # until then it was surely there: the harm takes its time
        harm(card)
        desk.wait_for("how did it feel")
        _quit(desk)
        return _kept(there, recorded_s, ("untranscribed", "reported"))


def microphone_switched(home: Home, chance: random.Random) -> Outcome:
    """Another becomes the system's choice in mid-answer: the one in use is listened to until the end."""
    with _answering(home) as (desk, card, there, began_s):
        pass_time(chance.uniform(1.0, 2.0))
        card.prefer("speaker.monitor")
        pass_time(2.0)
        desk.press("space")
        recorded_s = time.monotonic() - began_s
        desk.wait_for("how did it feel")
        _quit(desk)
        return _kept(there, recorded_s, ("untranscribed", "reported"))


def app_killed_asking(home: Home, chance: random.Random) -> Outcome:
    """`kill -9` while the question is read aloud: nothing was said, nothing is listed."""
    with _at_the_desk(home) as (desk, _, there):
        desk.wait_for("apologise")
        pass_time(chance.uniform(0.0, 1.0))
        _kill(desk)
        takes = there.starts_again()
        require(len(takes) <= 1, f"{takes}")
        return Outcome(0)


def app_killed_recording(home: Home, chance: random.Random) -> Outcome:
    """`kill -9` while an answer is recorded."""
    with _answering(home) as (desk, _, there, began_s):
        pass_time(chance.uniform(0.5, 4.0))
        recorded_s = time.monotonic() - began_s
        _kill(desk)
        return _kept(there, recorded_s, ("recovered",))


def app_killed_transcribing(home: Home, chance: random.Random) -> Outcome:
    """`kill -9` while an answer is filed and understood."""
    with _answering(home) as (desk, _, there, began_s):
        pass_time(2.0)
        desk.press("space")
        recorded_s = time.monotonic() - began_s
        until(lambda: bool(there.sounds()), "the sound to be kept")
        pass_time(chance.uniform(0.0, 1.0))
        _kill(desk)
        return _kept(there, recorded_s, ("recovered", "untranscribed", "reported"))


def two_apps(home: Home, chance: random.Random) -> Outcome:
    """Two apps record into one folder at once: both takes are kept, each by its own."""
    with _answering(home) as (one, card, there, first_began_s):
        second = home.root / "second"
        second.mkdir()
        with terminal(second, there.environment, ["practice", "apology"]) as other:
            until(lambda: len(there.parts()) == 2, "both to record")
            second_began_s = time.monotonic()
            pass_time(chance.uniform(0.5, 2.0))
            card.speak(spoken(LONG_ANSWER))
            recorded_s = []
            for desk, began_s in ((one, first_began_s), (other, second_began_s)):
                pass_time(1.0)
                desk.press("space")
                recorded_s.append(time.monotonic() - began_s)
                desk.wait_for("how did it feel")
                _quit(desk)
    takes = there.starts_again()
    require([take["state"] for take in takes] == ["reported"] * 2, f"{takes}")
    kept_s = sorted(take["duration"] for take in takes)
    both = zip(sorted(recorded_s), kept_s, strict=True)
    return Outcome(2, max(lost(said_s, here_s).lost_s for said_s, here_s in both))


@contextmanager
def _at_the_desk(home: Home) -> Iterator[tuple[Terminal, VirtualCard, Home]]:
    """The app on a card of its own, asking."""
    home.root.mkdir()
    with virtual_card() as card:
        there = Home.at(home.root / "data", card.environment)
        with terminal(home.root, there.environment, ["practice", "apology"]) as desk:
            yield desk, card, there


@contextmanager
def _answering(home: Home) -> Iterator[tuple[Terminal, VirtualCard, Home, float]]:
    """The app recording an answer that is being spoken."""
    with _at_the_desk(home) as (desk, card, there):
        until(lambda: bool(there.parts()), "the app to record")
        began_s = time.monotonic()
        card.speak(spoken(LONG_ANSWER))
        yield desk, card, there, began_s


def _kill(desk: Terminal) -> None:
    (app,) = children_of(desk.process_id(), "rehearse")
    os.kill(app, signal.SIGKILL)
    desk.wait_for("rehearse ended with 137")


def _quit(desk: Terminal) -> None:
    """Leave by the keys that a person has."""
    desk.press("4")
    desk.wait_for("wpm")  # the words are known
    desk.press("Escape")
    desk.wait_for("Quit")
    desk.press("q")
    desk.wait_for("rehearse ended with 0")


def _kept(there: Home, recorded_s: float, states: tuple[str, ...]) -> Outcome:
    takes = there.starts_again()
    require(len(takes) == 1 and takes[0]["state"] in states, f"{takes}")
    log: Path = there.root / "rehearse.log"
    require("Traceback" not in log.read_text(errors="replace"), log.read_text(errors="replace"))
    return lost(recorded_s, takes[0]["duration"])


AT_THE_DESK: dict[str, Fault] = {
    "microphone unplugged": partial(microphone_lost, VirtualCard.unplug),
    "microphone suspended": partial(microphone_lost, lambda card: card.suspend(True)),
    "microphone switched": microphone_switched,
    "sound server killed": partial(microphone_lost, VirtualCard.kill),
    "two apps on one folder": two_apps,
    "kill -9 of the app asking": app_killed_asking,
    "kill -9 of the app recording": app_killed_recording,
    "kill -9 of the app transcribing": app_killed_transcribing,
}
"""What is done, and to what end: each gives what was recorded and lost, or fails."""
