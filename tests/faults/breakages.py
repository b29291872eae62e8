"""What else goes wrong on people's machines: disks, databases, clocks, and two programs at once."""

import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from tests.faults.kills import ANSWER, filled, lost
from tests.faults.program import (
    Fault,
    Home,
    Outcome,
    end_of,
    ended,
    one_line,
    require,
    said,
    seconds,
    until,
)
from tests.sound.spoken import spoken

NEWER = 99
BACK = """
import datetime, sys
from rehearse.cli import furnish, main
class Earlier(datetime.datetime):
    @classmethod
    def now(cls, zone=None):
        return datetime.datetime.now(zone) - datetime.timedelta(days=400)
furnish.datetime = Earlier
sys.exit(main(sys.argv[1:]))
"""


class Unable(Exception):
    """This machine doesn't let the fault be made."""


def full_disk(home: Home, chance: random.Random) -> Outcome:
    """The disk has room for a part of what is to be written; afterwards there is room again."""
    answer = spoken(ANSWER)
    with _small_disk(home.root, chance.randrange(40, 400)) as grow:
        run = home.run("demo", "--input", answer)
        if run.code:
            one_line(run, (3, 4))
        grow()
        takes = home.starts_again()
        require(len(takes) <= 1, f"{takes}")
        require(bool(takes) or "full" in run.err, f"nothing is kept, and {run.err}")
        return Outcome(len(takes))


def full_disk_between(home: Home, chance: random.Random) -> Outcome:
    """The disk is filled up between takes: they are listed and deleted, and nothing new is begun."""
    with _small_disk(home.root, 6000) as grow:
        ids = filled(home, 10.0)
        filler = home.root / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(chance.randrange(256, 4096))):
                    pass
            except OSError:
                file.flush()
        one_line(home.run("demo", "--input", spoken(ANSWER)), (4,))
        listed = home.run("history", "--json")
        require({take["id"] for take in listed.records} == set(ids), listed.err)
        gone = chance.choice(ids)
        deleted = home.run("delete", gone, "--yes")
        require(deleted.code == 0, f"nothing can be deleted to make room: {deleted.err}")
        filler.unlink()
        grow()
        require({take["id"] for take in home.starts_again()} == set(ids) - {gone}, "others are gone")
        return Outcome(len(ids) - 1)


def read_only(home: Home, chance: random.Random) -> Outcome:
    """Nothing may be written: one line for whatever would, and what is there can be read."""
    ids = filled(home)
    pack, backup = home.root.parent / "mine.toml", home.root.parent / "all.zip"
    pack.write_text('title = "Mine"\n[[question]]\nid = "mine"\ntitle = "Mine"\nprompt = "Why?"\n')
    require(home.run("backup", backup).code == 0, "no backup")
    commands = (
        ("demo", "--input", spoken(ANSWER)),
        ("delete", ids[0], "--yes"),
        ("export", "--format", "html", "--output", home.root / "all.html"),
        ("questions", "add", pack),
        ("stories", "add", "--headline", "How I owned up"),
        ("backup", home.root / "all.zip"),
        ("restore", backup),
    )
    with _read_only(home.root):
        for command in commands:
            one_line(home.run(*command), (4,))
        listed = home.run("history", "--json")
        if listed.code:
            one_line(listed, (4,))
        else:
            require({take["id"] for take in listed.records} == set(ids), "not all is listed")
    require({take["id"] for take in home.starts_again()} == set(ids), "takes are gone")
    del chance
    return Outcome(len(ids))


def ruined_database(how: str, home: Home, chance: random.Random) -> Outcome:
    """It is said in one line, nothing is made worse, and one command mends it."""
    ids = filled(home)
    database = home.root / "rehearse.sqlite3"
    content = bytearray(database.read_bytes())
    if how == "cut short":
        del content[chance.randrange(1, len(content)) :]
    else:
        at = chance.randrange(len(content) - 4096)
        content[at : at + 4096] = chance.randbytes(4096)
    database.write_bytes(content)
    told = home.run("history", "--json")
    if told.code:
        one_line(told, (4,))
        require("doctor --repair" in told.err, told.err)
    mended = home.run("doctor", "--repair")
    require(mended.code == 0, mended.err)
    require({take["id"] for take in home.starts_again()} == set(ids), "takes are lost")
    return Outcome(len(ids))


def newer_database(home: Home, chance: random.Random) -> Outcome:
    """It is left as it is, by whatever is tried."""
    ids = filled(home)
    database = home.root / "rehearse.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version = {NEWER}")
    before = database.read_bytes()
    for command in (("history",), ("doctor", "--repair"), ("demo", "--input", spoken(ANSWER))):
        one_line(home.run(*command), (4,))
    require(database.read_bytes() == before, "it was changed")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    require({take["id"] for take in home.starts_again()} == set(ids), "takes are lost")
    del chance
    return Outcome(len(ids))


def clock_set_back(home: Home, chance: random.Random) -> Outcome:
    """An answer that began more than a year before those that are there."""
    answer = spoken(ANSWER)
    earlier = filled(home)
    run = home.run("demo", "--input", answer, program=BACK)
    require(run.code == 0, run.err)
    (new,) = (take for take in home.starts_again() if take["id"] not in earlier)
    a_year_ago = datetime.now(UTC) - timedelta(days=365)
    require(datetime.fromisoformat(new["started_at"]) < a_year_ago, f"{new}")
    del chance
    return lost(seconds(answer), new["duration"])


def two_at_once(home: Home, chance: random.Random) -> Outcome:
    """Two record into one folder, and a third looks and deletes meanwhile."""
    answer = spoken(ANSWER)
    first = filled(home)
    with ended(home.start("demo", "--real-time", "--input", answer)) as one:
        until(lambda: bool(home.parts()), "a recording")
        with ended(home.start("demo", "--real-time", "--input", answer)) as other:
            gone = chance.choice(first)
            require(home.run("delete", gone, "--yes").code == 0, "nothing is deleted beside a recording")
            for process in (one, other):
                told = said(*end_of(process))
                require(told.code == 0, told.err)
    takes = home.starts_again()
    new = [take for take in takes if take["id"] not in first]
    require((len(new), len(takes)) == (2, len(first) + 1), f"{takes}")
    return Outcome(2, max(lost(seconds(answer), take["duration"]).lost_s for take in new))


@contextmanager
def _small_disk(root: Path, kilobytes: int) -> Iterator[partial[None]]:
    root.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        raise Unable("mounting a small disk is not allowed here")
    options = f"size={kilobytes}k"
    if _system("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(root)):
        raise Unable("mounting a small disk is not allowed here")
    try:
        yield partial(_grow, root)
    finally:
        _system("umount", "-l", str(root))


def _grow(root: Path) -> None:
    require(_system("mount", "-o", "remount,size=64m", str(root)) == 0, "the disk can't be made larger")


@contextmanager
def _read_only(root: Path) -> Iterator[None]:
    """As a file system that is mounted so: permissions hold root back from nothing."""
    if os.geteuid() != 0 or _system("mount", "--bind", str(root), str(root)):
        raise Unable("mounting is not allowed here")
    try:
        require(_system("mount", "-o", "remount,bind,ro", str(root)) == 0, "it can't be made read-only")
        yield
    finally:
        _system("umount", "-l", str(root))


def _system(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode


BREAKAGES: dict[str, Fault] = {
    "full disk while recording": full_disk,
    "full disk between takes": full_disk_between,
    "read-only folder": read_only,
    "database cut short": partial(ruined_database, "cut short"),
    "database overwritten": partial(ruined_database, "overwritten"),
    "database of a newer version": newer_database,
    "clock set back a year": clock_set_back,
    "two recordings in one folder": two_at_once,
}
"""What is done, and to what end: each gives what was recorded and lost, or fails."""
