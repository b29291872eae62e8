"""Whether 10,000 takes are as quick to work with as 100: python -m tests.bench.history [--json].

Home and History are driven in the app itself, without a terminal; search, trends and playing are measured
on the real archive and the real speaker, on a virtual sound card.
"""

import asyncio
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from os import environ
from pathlib import Path
from typing import Any

import numpy as np
from textual.pilot import Pilot
from textual.screen import Screen

from rehearse.analysis.report import ANALYSIS_VERSION
from rehearse.interview.sound import SAMPLE_RATE, Interval, SoundFacts
from rehearse.interview.take import TakeCounts, TakeState
from rehearse.interview.transcript import Heard, Transcript
from rehearse.practice.trends import trends
from rehearse.speech.speaker import SoundDeviceSpeaker
from rehearse.storage import rows
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.database import Database
from rehearse.storage.sidecar import TakeFacts
from rehearse.storage.sqlite_archive import SqliteArchive
from rehearse.storage.take_ids import new_id
from rehearse.tui.app import RehearseApp
from rehearse.tui.messages import TakeRequested
from rehearse.tui.screens.history import HistoryScreen
from rehearse.tui.screens.report import ReportScreen
from rehearse.tui.widgets.take_list import TakeList
from rehearse.tui.widgets.trend_plot import MARGIN, TrendPlot
from tests.bench.measurement import Measurement, report
from tests.fakes import POCKETSPHINX, WHISPER, MemoryArchive, desk, kept_take, spoken
from tests.sound.virtual_card import VirtualCard, virtual_card
from tests.speech.sounds import tone, write_wav
from tests.tui.waiting import settled, until

FEW, MANY = 100, 10_000
WORDS = 200
TURNS = 5
SIZE = (120, 40)
MONITORED = ("--raw", "--format=s16le", "--rate=16000", "--channels=1")
CHUNK_BYTES = 320
LOUD = 300
_NEWEST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def measurements() -> Iterator[Measurement]:
    """Everything, one after another."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (filled(Path(name) / str(count), count) for count in (FEW, MANY))
        yield from _places(few, many)
        yield from _queries(many)
        with virtual_card() as card, card.in_this_process():
            yield from _playing(Path(name), card)


def filled(folder: Path, count: int) -> SqliteArchive:
    """An archive of so many answers, a few of whose words are in none of the others."""
    place = DataFolder.at(folder)
    with Database(place).writing() as connection:
        for index in range(count):
            take = _take(index)
            rows.insert(connection, take)
            rows.set_counts(connection, take.id, _counts(index))
    return SqliteArchive(place, mend=lambda _: None)


def _take(index: int) -> TakeFacts:
    started_at = _NEWEST - timedelta(hours=3 * index)
    said = " ".join(f"word{(index * 7 + nth * 13) % 4000}" for nth in range(WORDS - 1))
    engine = WHISPER if index % 5 else POCKETSPHINX
    words = spoken(f"{said} needle{index % 997}")
    heard = Heard(Transcript.of_words(words, engine), (Interval(words[0].start_s, words[-1].end_s),))
    question_id = ("apology", "being-wrong", "difficult-customer")[index % 3]
    return TakeFacts(
        new_id(started_at),
        question_id,
        "Tell me about a time you owed someone an apology.",
        90.0,
        started_at,
        TakeState.REPORTED,
        SoundFacts(60.0 + index % 61, peak_dbfs=-12.0),
        heard,
    )


def _counts(index: int) -> TakeCounts:
    return TakeCounts(
        index % 9, (index % 9) / 1.5, index % 4, WORDS, 120.0 + index % 50, (), ANALYSIS_VERSION
    )


# In the app


def _places(few: SqliteArchive, many: SqliteArchive) -> Iterator[Measurement]:
    """Each place with many takes beside the same with few, in turns, so that a noisy moment meets both."""
    homes = [(asyncio.run(_home(few)), asyncio.run(_home(many))) for _ in range(TURNS)]
    yield from _beside("Home", [(few_s, many_s) for (few_s, _), (many_s, _) in homes])
    yield from _beside(
        "Home, the takes on it,", [(few_s, many_s) for (_, few_s), (_, many_s) in homes], times_at_most=None
    )
    pairs = [(asyncio.run(_history(few)), asyncio.run(_history(many))) for _ in range(TURNS)]
    yield from _beside("History", pairs)
    pairs = [(asyncio.run(_trends(few)), asyncio.run(_trends(many))) for _ in range(TURNS)]
    yield from _beside("Trends", pairs, at_most_ms=300)


def _beside(
    place: str,
    pairs: list[tuple[float, float]],
    at_most_ms: float | None = None,
    times_at_most: float | None = 1.5,
) -> Iterator[Measurement]:
    few_s, many_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield Measurement(f"{place} with {MANY} takes, times with {FEW}", many_s / few_s, "×", times_at_most)
    yield Measurement(f"{place} with {MANY} takes", many_s * 1000, "ms", at_most_ms)


async def _home(archive: SqliteArchive) -> tuple[float, float]:
    """Seconds until Home shows its questions and obeys a key, and until it does so with the takes."""
    began_s = time.perf_counter()
    app = _app(archive)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.home.question_at_hand is not None)
        await _obeys(app, pilot)
        usable_s = time.perf_counter() - began_s
        await until(pilot, lambda: len(app.takes) in (FEW, MANY))
        await _obeys(app, pilot)
        return usable_s, time.perf_counter() - began_s


async def _obeys(app: RehearseApp, pilot: Pilot[None]) -> None:
    """Until Home has obeyed a key and shows it; the pilot's own press would wait for quiet as well."""
    before = app.home.question_at_hand
    app.simulate_key("down")
    await until(pilot, lambda: app.home.question_at_hand != before)
    await _shown(app.home)


async def _shown(screen: Screen[Any]) -> None:
    """Until what has changed on a screen was drawn."""
    drawn = asyncio.Event()
    screen.call_after_refresh(drawn.set)
    await drawn.wait()


async def _history(archive: SqliteArchive) -> float:
    """Seconds from the key until History obeys the next one and shows it."""
    app = _app(archive)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        began_s = time.perf_counter()
        app.simulate_key("t")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen) and bool(app.screen.query(TakeList)))
        takes = app.screen.query_one(TakeList)
        await until(pilot, lambda: takes.current is not None)
        before = takes.current
        app.simulate_key("down")
        await until(pilot, lambda: takes.current != before)
        await _shown(app.screen)
        return time.perf_counter() - began_s


async def _trends(archive: SqliteArchive) -> float:
    """Seconds from the key until every figure is drawn and what was drawn is on the screen."""
    app = _app(archive)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        began_s = time.perf_counter()
        app.simulate_key("p")  # without the pilot's own waiting for quiet
        await until(pilot, lambda: _are_drawn(app))
        await _shown(app.screen)
        return time.perf_counter() - began_s


def _are_drawn(app: RehearseApp) -> bool:
    """Whether every plot stands on the screen with its scale, which is drawn with the figures."""
    plots = app.screen.query(TrendPlot)
    return bool(plots) and all(
        plot.size and plot.get_pixel(MARGIN, plot.size.height - 2)[0] in "─┬" for plot in plots
    )


def _app(archive: SqliteArchive) -> RehearseApp:
    parts = desk(Path("/nowhere"), archive=archive)
    return RehearseApp(replace(parts, now=lambda: _NEWEST + timedelta(hours=1)))


# On the archive


def _queries(archive: SqliteArchive) -> Iterator[Measurement]:
    for asked, name in (("needle7", "a rare word"), ("word7 word20", "two words"), ("word1", "a beginning")):
        found = archive.search(asked)
        assert found
        taken_s = _median(partial(archive.search, asked))
        yield Measurement(f"search for {name}: {len(found)} takes", taken_s * 1000, "ms", 50)
    takes = archive.takes()
    yield Measurement("trends of all takes reckoned", _median(lambda: trends(takes)) * 1000, "ms", None)
    yield Measurement("how much of the disk is used", _median(archive.disk_use) * 1000, "ms", None)


def _median(what: Callable[[], object]) -> float:
    taken_s = []
    for _ in range(TURNS):
        began_s = time.perf_counter()
        what()
        taken_s.append(time.perf_counter() - began_s)
    return statistics.median(taken_s)


# Aloud


def _playing(folder: Path, card: VirtualCard) -> Iterator[Measurement]:
    """From the key in the app to the sound at the card's other end."""
    path = write_wav(folder / "answer.wav", tone(60.0), SAMPLE_RATE)
    archive = MemoryArchive(folder, [kept_take("spoken", text="so we cut it in half " * 20, audio=path)])
    for keys, name in (((), "as fast as it was spoken"), (("less_than_sign",), "slower")):
        heard_s = asyncio.run(_heard_after_the_key(archive, card, keys))
        yield Measurement(f"a word after its key, {name}, slowest", max(heard_s) * 1000, "ms", 150)
        yield Measurement(
            f"a word after its key, {name}, median", statistics.median(heard_s) * 1000, "ms", None
        )


async def _heard_after_the_key(
    archive: MemoryArchive, card: VirtualCard, keys: tuple[str, ...]
) -> list[float]:
    """Seconds from each press until something is loud; the first, which imports, is left out."""
    parts = desk(Path("/nowhere"), archive=archive)
    app = RehearseApp(replace(parts, speaker=SoundDeviceSpeaker(None)))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.post_message(TakeRequested("spoken"))
        await until(pilot, lambda: isinstance(app.screen, ReportScreen) and app.screen.judged.done)
        await settled(pilot)
        await pilot.press(*keys)
        took_s = []
        for _ in range(1 + 2 * TURNS):
            await pilot.press("right")
            ear = asyncio.create_task(asyncio.to_thread(_when_loud, card, listening := threading.Event()))
            await asyncio.to_thread(listening.wait)
            began_s = time.perf_counter()
            await pilot.press("enter")
            took_s.append(await ear - began_s)
            await pilot.press("space")
            await settled(pilot)
        return took_s[1:]


def _when_loud(card: VirtualCard, listening: threading.Event) -> float:
    with subprocess.Popen(
        ["parec", "--device=speaker.monitor", "--latency-msec=10", *MONITORED],
        env=environ | card.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as monitor:
        assert monitor.stdout is not None
        while np.abs(np.frombuffer(monitor.stdout.read(CHUNK_BYTES), np.int16)).max() >= LOUD:
            pass  # the word before still rings
        listening.set()
        while np.abs(np.frombuffer(monitor.stdout.read(CHUNK_BYTES), np.int16)).max() < LOUD:
            pass
        loud_s = time.perf_counter()
        monitor.terminate()
    return loud_s


if __name__ == "__main__":
    report(__doc__, measurements)
