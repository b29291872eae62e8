"""`kill -9` at random moments of every phase."""

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from rehearse.storage.migrations import MIGRATIONS
from tests.faults.program import (
    Fault,
    Home,
    Outcome,
    children_of,
    ended,
    kill,
    pass_time,
    require,
    seconds,
    until,
)
from tests.hub import played_hub
from tests.sound.spoken import spoken
from tests.storage.disk import COUNTS, NOON, SOUND, archive_at, heard, record

ANSWER = "We cut the number of errors by forty percent and I was glad of it."

FETCH = """
import sys
from pathlib import Path
from rehearse.speech.models import HubModelShelf
print(HubModelShelf(Path(sys.argv[1]), sys.argv[2]).fetch("tiny.en", lambda _: None, lambda: False).present)
"""
MODEL = {
    "config.json": b"{}",
    "model.bin": b"0123456789" * 400_000,
    "tokenizer.json": b"{}",
    "vocabulary.txt": b"a\nb\n",
}


def killed_asking(home: Home, chance: random.Random) -> Outcome:
    """Before the first sound is recorded: nothing was said, nothing is listed."""
    with ended(home.start("demo", "--real-time")) as process:
        over = time.monotonic() + chance.uniform(0.2, 3.0)
        until(lambda: bool(home.parts()) or time.monotonic() > over, "the moment")
        kill(process)
    takes = home.starts_again()
    require(len(takes) <= 1, "more takes than answers")
    return Outcome(0)


def killed_recording(home: Home, chance: random.Random) -> Outcome:
    """While the answer is spoken: all but its last moment is there."""
    with ended(home.start("demo", "--real-time")) as process:
        until(lambda: bool(home.parts()), "a recording")
        began_s = time.monotonic()
        pass_time(chance.uniform(0.5, 4.0))
        recorded_s = time.monotonic() - began_s
        kill(process)
    takes = home.starts_again()
    require([take["state"] for take in takes] == ["recovered"], f"{takes}")
    return lost(recorded_s, takes[0]["duration"])


def killed_saving(home: Home, chance: random.Random) -> Outcome:
    """While the sound gets its name, its facts and its row."""
    answer = spoken(ANSWER)
    with ended(home.start("demo", "--input", answer)) as process:
        until(lambda: bool(home.parts() or home.sounds()), "a recording")
        until(lambda: bool(home.sounds()) or process.poll() is not None, "the sound to be kept")
        pass_time(chance.uniform(0.0, 0.05))
        kill(process)
    takes = home.starts_again()
    require(len(takes) == 1, f"{takes}")
    return lost(seconds(answer), takes[0]["duration"])


def killed_transcribing(home: Home, chance: random.Random) -> Outcome:
    """While its words are listened for: the sound is there, and what listened is gone."""
    answer = spoken(ANSWER)
    with ended(home.start("demo", "--input", answer)) as process:
        until(lambda: bool(home.sounds()), "the sound to be kept")
        workers = children_of(process.pid, "pocketsphinx_worker")
        pass_time(chance.uniform(0.05, 1.5))
        kill(process)
    until(lambda: not any(Path(f"/proc/{worker}/fd/0").exists() for worker in workers), "the worker to end")
    takes = home.starts_again()
    require(len(takes) == 1, f"{takes}")
    require((takes[0]["state"] == "reported") == (takes[0]["fillers"] is not None), f"{takes}")
    return lost(seconds(answer), takes[0]["duration"])


def killed_in(command: Callable[[Home, str], tuple[str, ...]], home: Home, chance: random.Random) -> Outcome:
    """While takes are read, changed or written elsewhere: each is there wholly, or was deleted wholly."""
    ids = filled(home)
    arguments = command(home, ids[0])
    began_s = time.monotonic()
    with ended(home.start(*arguments)) as process:
        pass_time(chance.uniform(0.1, 0.9))
        kill(process)
    require(time.monotonic() - began_s < 30, "it took too long to die")
    found = {take["id"] for take in home.starts_again()}
    gone = set(ids) - found
    require(gone <= ({ids[0]} if "delete" in arguments else set()), f"{gone} are lost")
    if gone:
        traces = [path for path in home.root.rglob("*") if path.is_file() and _names(path, ids[0])]
        require(not traces, f"of a deleted take is left: {traces}")
    return Outcome(len(found))


def killed_migrating(home: Home, chance: random.Random) -> Outcome:
    """While the database of an older version takes its next steps."""
    ids = filled(home)
    _as_first_version(home)
    with ended(home.start("history")) as process:
        pass_time(chance.uniform(0.1, 0.7))
        kill(process)
    found = {take["id"] for take in home.starts_again()}
    require(found == set(ids), f"{set(ids) - found} are lost")
    return Outcome(len(found))


def killed_repairing(home: Home, chance: random.Random) -> Outcome:
    """While a damaged database is made anew: it is the old one, or a whole one and the old is kept."""
    ids = filled(home)
    database, damaged = home.root / "rehearse.sqlite3", b"damage" * 1000
    database.write_bytes(damaged)
    with ended(home.start("doctor", "--repair")) as process:
        pass_time(chance.uniform(0.1, 0.9))
        kill(process)
    if database.exists() and database.read_bytes() == damaged:
        require(home.run("doctor", "--repair").code == 0, "a second try fails")
    found = {take["id"] for take in home.starts_again()}
    require(found == set(ids), f"{set(ids) - found} are lost")
    kept = [path.read_bytes() for path in home.root.glob("rehearse.sqlite3.broken-*")]
    require(kept == [damaged], "the damaged one is not kept")
    return Outcome(len(found))


def killed_restoring(home: Home, chance: random.Random) -> Outcome:
    """While a backup is brought back: each take is back wholly or not at all, and a second try ends it."""
    ids = filled(home)
    backup = home.root.parent / "all.zip"
    require(home.run("backup", backup).code == 0, "no backup")
    there = Home.at(home.root.parent / "there")
    with ended(there.start("restore", backup)) as process:
        pass_time(chance.uniform(0.1, 0.9))
        kill(process)
    require({take["id"] for take in there.starts_again()} <= set(ids), "takes nobody recorded")
    require(there.run("restore", backup).code == 0, "a second try fails")
    require({take["id"] for take in there.starts_again()} == set(ids), "not all is back")
    return Outcome(len(ids))


def killed_exporting(home: Home, chance: random.Random) -> Outcome:
    """While takes are exported: what stood there before still does, or the new document, whole."""
    document = home.root.parent / f"{home.root.name}.html"
    document.write_text("before")
    outcome = killed_in(partial(_export, document), home, chance)
    text = document.read_text()
    require(text == "before" or text.rstrip().endswith("</html>"), "half a document")
    return outcome


def killed_downloading(home: Home, chance: random.Random) -> Outcome:
    """While a model comes: it is not called here before it is whole, and the next try ends it."""
    models = home.root / "models"
    with played_hub("Systran/faster-whisper-tiny.en", MODEL) as hub:
        with ended(home.start(models, hub.endpoint, program=FETCH)) as process:
            pass_time(chance.uniform(0.2, 0.6))
            kill(process)
        listed = {model["name"]: model["present"] for model in home.run("models", "--json").records}
        require(listed["tiny.en"] == (models / "tiny.en").exists(), "half a model is called whole")
        again = home.run(models, hub.endpoint, program=FETCH)
        require(again.out == "True\n", f"the download can't be gone on with: {again.err}")
    require((models / "tiny.en" / "model.bin").read_bytes() == MODEL["model.bin"], "other bytes came")
    return Outcome(0)


def _export(document: Path, _: Home, __: str) -> tuple[str, ...]:
    return "export", "--format", "html", "--output", str(document)


def _names(path: Path, take_id: str) -> bool:
    return take_id in str(path) or take_id.encode() in path.read_bytes()


def lost(recorded_s: float, kept_s: float) -> Outcome:
    lost_s = max(0.0, recorded_s - kept_s)
    require(lost_s <= 1.0, f"{lost_s:.2f} s are lost")
    return Outcome(1, lost_s)


def filled(home: Home, duration_s: float = 2.0) -> list[str]:
    """Keep a few takes, as the program does."""
    archive = archive_at(home.root)
    ids = []
    for number in range(8):
        draft = archive.begin("apology", "Whom did you owe an apology?", 90.0, NOON)
        record(draft.sound_path, duration_s)
        archive.keep(draft, replace(SOUND, duration_s=duration_s))
        archive.file(draft.take_id, heard(f"{number} I owned the review and said so"), COUNTS)
        ids.append(draft.take_id)
    return ids


def _as_first_version(home: Home) -> None:
    """Give the takes the database that the first version had made of them."""
    database, first = home.root / "rehearse.sqlite3", home.root / "first"
    with closing(sqlite3.connect(first, isolation_level=None)) as connection:
        MIGRATIONS[0](connection)
        connection.execute("ATTACH ? AS now", (str(database),))
        for table in ("takes", "heard"):
            names = ", ".join(name for _, name, *_ in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}")
        connection.execute("PRAGMA main.user_version = 1")
    first.replace(database)


KILLS: dict[str, Fault] = {
    "kill -9 while asking": killed_asking,
    "kill -9 while recording": killed_recording,
    "kill -9 while saving": killed_saving,
    "kill -9 while transcribing": killed_transcribing,
    "kill -9 while migrating": killed_migrating,
    "kill -9 while repairing": killed_repairing,
    "kill -9 while exporting": killed_exporting,
    "kill -9 while deleting": partial(killed_in, lambda _, take_id: ("delete", take_id, "--yes")),
    "kill -9 while backing up": partial(killed_in, lambda home, _: ("backup", f"{home.root}.zip")),
    "kill -9 while restoring": killed_restoring,
    "kill -9 while downloading": killed_downloading,
}
"""What is done, and to what end: each gives what was recorded and lost, or fails."""
