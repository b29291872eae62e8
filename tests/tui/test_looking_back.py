from dataclasses import replace
from threading import Event

import pytest
from textual.pilot import Pilot

from rehearse.analysis.report import Answer, Report
from rehearse.analysis.rubric import Rubric
from rehearse.practice.settings import Settings
from rehearse.tui.long_jobs import LongJobs
from rehearse.tui.messages import TakeRequested
from rehearse.tui.screens.compare import CompareScreen
from rehearse.tui.screens.history import HistoryScreen
from rehearse.tui.screens.report import ReportScreen
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.transcript import Transcript
from tests.fakes import kept_take
from tests.tui.reports import TEXT, find, judge
from tests.tui.stage import SIZE, Stage, keys, report_of, said, seen
from tests.tui.test_history import go_to_history, heard_roughly, practised, with_sound
from tests.tui.waiting import PATIENCE_S, settled, until

WIDE = (140, 45)
SHORTER = TEXT.replace("Then, you know, I said it again in front of the team. ", "")


async def compared(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
    await pilot.pause()


def two_takes(stage: Stage) -> None:
    stage.archive.add(kept_take("first", duration_s=121, days_ago=9, text=SHORTER), judge)
    stage.archive.add(kept_take("second", duration_s=88, days_ago=2, text=TEXT), judge)


async def test_takes_counted_by_other_rules_are_counted_anew_after_the_start(stage: Stage) -> None:
    two_takes(stage)
    archive = stage.archive
    now = {take.id: take.counts for take in archive.takes()}
    archive.recount(
        {take_id: replace(counts, fillers=99, version=-1) for take_id, counts in now.items() if counts}
    )
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await settled(pilot)
        assert "99" not in seen(pilot)
        assert not said(pilot)
    assert {take.id: take.counts for take in archive.takes()} == now


async def test_who_leaves_does_not_wait_for_takes_to_be_counted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = []

    def judge_slowly(answer: Answer, rubric: Rubric) -> Report:
        judged.append(answer.source)
        assert leaving.wait(PATIENCE_S)
        return judge(answer, rubric)

    leaving, cancel = Event(), LongJobs.cancel

    def cancel_and_tell(jobs: LongJobs) -> None:
        cancel(jobs)
        leaving.set()

    monkeypatch.setattr("rehearse.practice.reporting.analyse", judge_slowly)
    monkeypatch.setattr(LongJobs, "cancel", cancel_and_tell)
    for number in range(9):
        stage.archive.add(kept_take(f"take-{number}", text=TEXT))
    async with stage.app().run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(judged))
        pilot.app.exit()
    assert leaving.is_set()
    assert judged == ["take-0"]


# From the history


async def test_a_hit_of_a_search_opens_where_it_was_said(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("slash", *"calendar")
        await settled(pilot)
        await pilot.press("enter", "enter")
        await report_of(pilot)
        assert pilot.app.screen.query_one(Transcript).current == find("calendar")


async def test_two_takes_of_a_question_are_marked_and_compared(stage: Stage) -> None:
    two_takes(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        await pilot.press("c")
        await until(pilot, lambda: "◆" in seen(pilot))
        assert any("side by side" in each for each in said(pilot))
        await pilot.press("down", "c")
        await compared(pilot)
        assert "take 1 · 21 Feb 09:00" in seen(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        assert "◆" not in seen(pilot)


async def test_a_take_of_another_question_is_marked_instead(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        takes = await go_to_history(pilot)
        await pilot.press("c", "end", "c")
        await settled(pilot)
        assert takes.marked is not None
        assert takes.marked.id == "old"
        await pilot.press("c")
        assert takes.marked is None


async def test_a_starred_take_is_seen_in_the_list(stage: Stage) -> None:
    stage.archive.add(replace(kept_take("best", text=TEXT), starred=True), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        assert "★" in seen(pilot)


async def test_sound_goes_alone_after_asking(stage: Stage) -> None:
    practised(stage)
    async with stage.app().run_test(size=SIZE) as pilot:
        await go_to_history(pilot)
        assert "64 kB of sound" in seen(pilot)
        await pilot.press("X")
        await until(pilot, lambda: "its words, figures and notes" in seen(pilot))
        await pilot.press("escape")
        await settled(pilot)
        assert stage.archive.take("new").audio is not None
        await pilot.press("X")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: any("its words stay" in each for each in said(pilot)))
        await settled(pilot)
        assert "of sound" not in seen(pilot)
        assert stage.archive.take("new").audio is None
        assert "space" not in keys(pilot)


async def test_old_sound_goes_at_the_start_as_set_and_that_is_said(stage: Stage) -> None:
    old = with_sound(kept_take("old", days_ago=40, text=TEXT), stage.archive_folder)
    stage.archive.add(old, judge)
    stage.archive.add(with_sound(kept_take("unheard", days_ago=40), stage.archive_folder))
    async with stage.app(settings=Settings(keep_audio_days=30)).run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert any("The sound of 1 take older than 30 days is deleted" in each for each in said(pilot))
    assert {take.id for take in stage.archive.takes() if take.has_audio} == {"unheard"}


# Comparing


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_a_comparison_shows_both_and_what_changed(stage: Stage, size: tuple[int, int]) -> None:
    two_takes(stage)
    async with stage.app().run_test(size=size) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("second"))
        await report_of(pilot)
        await pilot.press("c")
        await compared(pilot)
        shown = seen(pilot)
        for expected in (
            "121 s OVER",
            "88 s ON TARGET",
            "−33 s better",
            "+3 better",
            "after · ",
            "Last spring",
        ):
            assert expected in shown


async def test_sentences_that_were_added_are_marked(stage: Stage) -> None:
    two_takes(stage)
    async with stage.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("second"))
        await report_of(pilot)
        await pilot.press("c")
        await compared(pilot)
        assert "+ Then, you know, I said it again" in seen(pilot)
        assert "+ I wrote down" not in seen(pilot)


async def test_different_ears_are_said(stage: Stage) -> None:
    stage.archive.add(heard_roughly(kept_take("rough", days_ago=9, text=SHORTER)), judge)
    stage.archive.add(kept_take("second", days_ago=2, text=TEXT), judge)
    async with stage.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("second"))
        await report_of(pilot)
        await pilot.press("c")
        await compared(pilot)
        assert "heard by PocketSphinx (rough) and Whisper base.en" in seen(pilot)


async def test_of_several_takes_one_is_picked_the_likeliest_first(stage: Stage) -> None:
    two_takes(stage)
    stage.archive.add(replace(kept_take("best", days_ago=20, text=TEXT), starred=True), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("second"))
        await report_of(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        assert "★ 10 Feb 09:00 · 88 s · The best of the others" in seen(pilot)
        assert "21 Feb 09:00 · 121 s · The take before" in seen(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))


async def test_the_only_take_has_nothing_to_stand_beside(stage: Stage) -> None:
    stage.archive.add(kept_take("only", text=TEXT), judge)
    async with stage.app().run_test(size=SIZE) as pilot:
        await settled(pilot)
        pilot.app.post_message(TakeRequested("only"))
        await report_of(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "c compares" not in seen(pilot)
