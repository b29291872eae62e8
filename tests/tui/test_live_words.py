import threading

import pytest
from textual.content import Content
from textual.widgets import Static

from rehearse.interview.errors import NoRecogniser
from rehearse.practice.ports import HeardSoFar, Hearing
from rehearse.practice.settings import Settings
from rehearse.tui.phases import Phase
from rehearse.tui.rehearsing import Rehearsing
from rehearse.tui.widgets.live_view import LOOKS_FOR_A_COUNT, LiveView
from rehearse.tui.widgets.steady_line import SteadyLine
from tests.tui.stage import SIZE, Stage, keys, phase_of, report_of, seen
from tests.tui.waiting import until


async def test_words_and_counts_are_seen_while_one_speaks(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(12)
        await until(pilot, lambda: "our fraud lead out of a" in seen(pilot))
        await until(pilot, lambda: " wpm · " in seen(pilot))
        assert "metric" in seen(pilot)
        stage.clock.advance(8)
        await until(pilot, lambda: "apologised" in seen(pilot))


async def test_words_that_may_change_are_dim(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(12)
        line = pilot.app.screen.query_one("#live-words", Static)

        def dim() -> str:
            content = line.content
            assert isinstance(content, Content)
            dimmed = (span for span in content.spans if "dim" in str(span.style))
            return " ".join(content.plain[span.start : span.end] for span in dimmed)

        await until(pilot, lambda: "right was mine" in dim())
        assert "fraud lead" in seen(pilot)
        assert "fraud lead" not in dim()


async def test_eyes_up_hides_words_and_counts_until_they_are_wanted(stage: Stage) -> None:
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(12)
        await until(pilot, lambda: "fraud lead" in seen(pilot))
        assert keys(pilot)["e"] == "Eyes up"
        await pilot.press("e")
        await until(pilot, lambda: "fraud lead" not in seen(pilot))
        assert keys(pilot)["e"] == "Words"
        await pilot.press("e")
        await until(pilot, lambda: "fraud lead" in seen(pilot))


async def test_words_stay_hidden_where_that_is_set(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    look, looked = LiveView._pull, 0

    def counted(view: LiveView) -> None:
        nonlocal looked
        look(view)
        looked += 1

    monkeypatch.setattr(LiveView, "_pull", counted)
    async with stage.app("apology", Settings(live_counters=False)).run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(12)
        await until(pilot, lambda: stage.transcriber.heard_bytes > 11 * 32_000)
        known = looked
        await until(pilot, lambda: looked > known + 1)
        assert "fraud lead" not in seen(pilot)
        assert keys(pilot)["e"] == "Words"


async def test_nothing_is_counted_anew_before_the_last_count_is_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[HeardSoFar] = []
    looked = 0
    look = LiveView._pull

    def pull(view: LiveView) -> None:
        nonlocal looked
        look(view)
        looked += 1

    monkeypatch.setattr(LiveView, "_pull", pull)
    monkeypatch.setattr(Rehearsing, "_count", lambda _, so_far, __: asked.append(so_far))
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        stage.clock.advance(12)
        await until(pilot, lambda: bool(asked))
        stage.clock.advance(8)
        await until(pilot, lambda: "apologised" in seen(pilot))
        known = looked
        await until(pilot, lambda: looked > known + LOOKS_FOR_A_COUNT)
        assert len(asked) == 1
        pilot.app.screen.query_one(LiveView).count(None)
        await until(pilot, lambda: len(asked) == 2)


async def test_without_a_recogniser_it_is_said_that_the_words_follow(stage: Stage) -> None:
    stage.transcriber.error = NoRecogniser("No model is here.")
    async with stage.app("apology").run_test(size=SIZE) as pilot:
        await stage.begin_to_record(pilot)
        await until(pilot, lambda: "The words follow after the stop." in seen(pilot))


async def test_a_recogniser_slower_than_speech_is_said_and_its_words_follow(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    listen, slow = stage.transcriber.listen, threading.Event()

    def slowly() -> Hearing:
        hearing = listen()
        feed = hearing.feed

        def wait_and_feed(pcm: bytes) -> None:
            slow.wait(timeout=20)
            feed(pcm)

        monkeypatch.setattr(hearing, "feed", wait_and_feed)
        return hearing

    monkeypatch.setattr(stage.transcriber, "listen", slowly)
    try:
        async with stage.app("apology").run_test(size=SIZE) as pilot:
            await stage.begin_to_record(pilot)
            stage.clock.advance(60)
            await until(pilot, lambda: "can't keep up" in seen(pilot))
            assert "doctor" in seen(pilot)
            await pilot.press("space")
            await until(pilot, lambda: phase_of(pilot) is Phase.RATING)
            await pilot.press("4")
            slow.set()
            await report_of(pilot)
            assert "fraud lead" in seen(pilot)
    finally:
        slow.set()


async def test_pauses_are_known_before_the_words_are(stage: Stage) -> None:
    stage.transcriber.gate = threading.Event()
    try:
        async with stage.app("apology").run_test(size=SIZE) as pilot:
            await stage.answer(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: "listening back" in seen(pilot))
            await until(pilot, lambda: "started after 1.0 s" in seen(pilot))
            assert "wpm" not in seen(pilot)
            stage.transcriber.gate.set()
            await report_of(pilot)
            assert "wpm" in seen(pilot)
    finally:
        stage.transcriber.gate.set()


async def test_a_line_that_is_told_the_same_again_is_not_drawn_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.app().run_test(size=SIZE) as pilot:
        line = SteadyLine()
        await pilot.app.screen.mount(line)
        line.update(Content.styled("on target", "green"))
        drawn: list[bool] = []
        monkeypatch.setattr(line, "refresh", lambda *, layout: drawn.append(layout))
        line.update(Content.styled("on target", "green"))
        assert drawn == []
        line.update(Content.styled("on target", "red"))
        line.update(Content("well over"))
        assert drawn == [True, True]
