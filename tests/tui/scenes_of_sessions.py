"""Scenes of mock interviews, to be drawn."""

from dataclasses import replace

from textual.pilot import Pilot

from rehearse.practice.desk import Desk
from rehearse.practice.follow_up import FOLLOW_UP_S
from rehearse.practice.mock import Kind, Mode, Session, Step
from rehearse.practice.ports import Level
from rehearse.tui.app import RehearseApp
from rehearse.tui.interview_messages import SessionBegun
from rehearse.tui.screens.interlude import InterludeScreen
from tests.fakes import ManualClock, MemoryArchive, MemorySessions, ScriptedMicrophone, kept_take
from tests.tui.reports import TEXT, judge
from tests.tui.waiting import settled, until

ASKED = ("apology", "being-wrong", "mentoring", "difficult-customer", "simplify")


def interview(parts: Desk, answered: int = 0, *, ends_after_s: float | None = 5.0) -> Session:
    """Five questions, some of them answered."""
    questions = [question for question in parts.bank if question.id in ASKED]
    archive = parts.archive
    assert isinstance(archive, MemoryArchive)
    steps = []
    for number, question in enumerate(questions):
        take_id = None
        if number < answered:
            take_id = f"answer-{number}"
            duration_s = (88, 131, 64, 92, 97)[number]
            archive.add(kept_take(take_id, question.id, duration_s=duration_s, text=TEXT), judge)
        step = Step(question.prompt, question.id, take_id=take_id)
        passed_over = number == 3 and answered > 3
        steps.append(replace(step, take_id=None, passed_over=True) if passed_over else step)
        if number == 1 and answered > 3:
            archive.add(kept_take("answer-f", None, duration_s=41, text=TEXT), judge)
            steps.append(
                Step(
                    "You said “40%”: compared with what?",
                    None,
                    FOLLOW_UP_S,
                    follows_up=True,
                    take_id="answer-f",
                )
            )
    return Session(Kind.INTERVIEW, tuple(steps), Mode.REAL, follow_ups=True, ends_after_s=ends_after_s)


def app_of(pilot: Pilot[None]) -> RehearseApp:
    """The app that is drawn."""
    app = pilot.app
    assert isinstance(app, RehearseApp)
    return app


async def setting_up(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    """An interview that waits, and wishes for another."""
    sessions = parts.sessions
    assert isinstance(sessions, MemorySessions)
    sessions.session = interview(parts, answered=2)
    await pilot.press("m")
    await settled(pilot)


async def mock_asking(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    pilot.app.post_message(SessionBegun(interview(parts, answered=2)))
    await pilot.pause(0.3)
    clock.advance(1.7)
    await pilot.pause(0.3)


async def falling_silent(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    """Hands-free: the answer is about to end."""
    await mock_asking(pilot, clock, parts)
    await pilot.press("space")
    microphone = parts.microphone
    assert isinstance(microphone, ScriptedMicrophone)
    await until(pilot, lambda: bool(microphone.recorders))
    clock.advance(84)
    await pilot.pause(0.3)
    microphone.recorder.level = Level(-70.0, -60.0)
    clock.advance(3.4)
    await pilot.pause(0.3)


async def interlude(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    app = app_of(pilot)
    question = next(iter(parts.bank))
    app.over_home(InterludeScreen(question.prompt, app.status_line()))
    await pilot.pause(0.3)


async def closing(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    app = app_of(pilot)
    session = interview(parts, answered=5)
    app.read_archive()
    await settled(pilot)
    app.post_message(SessionBegun(session))
    await settled(pilot)
    await settled(pilot)


SESSION_SCENES = (setting_up, mock_asking, falling_silent, interlude, closing)
