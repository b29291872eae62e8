"""Scenes of the person's own questions, to be drawn."""

from dataclasses import replace

from textual.pilot import Pilot
from textual.widgets import TextArea

from rehearse.interview.part import Part
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, SamplePart
from rehearse.practice.desk import Desk
from rehearse.tui.app import RehearseApp
from tests.fakes import ManualClock, MemoryShelf
from tests.tui.waiting import settled

OWN = Question(
    "proud-of",
    "A thing you are proud of",
    "What have you made that you are proud of, and who uses it?",
    (Principle.DELIVER_RESULTS, Principle.OWNERSHIP),
    shape=("Say what it is in one breath", "Say what was hard", "Say who uses it and how much"),
    follow_ups=("What would you do differently?",),
    pitfalls=("Telling the team's story instead of yours",),
    sample=(
        SamplePart(Part.SITUATION, "Our clinic booked by telephone."),
        SamplePart(Part.RESULT, "Now 8 in 10 book alone."),
    ),
)


async def questions(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    app = pilot.app
    assert isinstance(app, RehearseApp)
    shelf = MemoryShelf(parts.bank, {OWN.id: OWN})
    app.refurnish(replace(parts, questions=shelf, bank=shelf.bank()))
    await pilot.press("b")
    await settled(pilot)


async def question(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await questions(pilot, clock, parts)
    await pilot.press("e")
    await settled(pilot)


async def mistakes(pilot: Pilot[None], clock: ManualClock, parts: Desk) -> None:
    await question(pilot, clock, parts)
    app = pilot.app
    sample = next(area for area in app.screen.query(TextArea) if area.name == "sample")
    sample.text = "Our clinic booked by telephone."
    pilot.app.screen.set_focus(sample)
    await pilot.pause(0.4)


QUESTION_SCENES = (questions, question, mistakes)
