"""Pictures of the places besides home; after a change that is meant: pytest --snapshot-update."""

from textual.pilot import Pilot

from rehearse.practice.checkup import Check
from rehearse.practice.ports import Progress
from rehearse.practice.settings import Settings, Theme
from rehearse.tui.app import RehearseApp
from rehearse.tui.long_jobs import Fetching
from rehearse.tui.text import devices as words
from tests.fakes import BANK, MemoryShelf, question
from tests.tui.stage import Stage, seen
from tests.tui.test_snapshots import SIZES, Compare
from tests.tui.waiting import settled, until


@SIZES
def test_settings(stage: Stage, snap_compare: Compare, size: tuple[int, int]) -> None:
    async def settings(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("comma", "down", "5")
        await until(pilot, lambda: "will do" in seen(pilot))
        await settled(pilot)

    app = stage.app(settings=Settings(theme=Theme.LIGHT, ticks=True))
    assert snap_compare(app, terminal_size=size, run_before=settings)


@SIZES
def test_devices(stage: Stage, snap_compare: Compare, size: tuple[int, int]) -> None:
    async def devices(pilot: Pilot[None]) -> None:
        app: object = pilot.app
        assert isinstance(app, RehearseApp)
        app.jobs.fetching = Fetching("small.en")
        app.jobs.fetching.progress = Progress(187_000_000, 484_000_000, 140.0)
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("c")
        await until(pilot, lambda: words.SAY_SOMETHING in seen(pilot) and "187 of 484 MB" in seen(pilot))
        await settled(pilot)

    checks = (
        Check("microphone", False, "“Old headset” is not there", "connect it; there is Scripted microphone"),
        Check("voice", True, "a question was read in 3.1 s of sound"),
    )
    app = stage.app(settings=Settings(microphone="Old headset"), checkup=lambda: checks)
    assert snap_compare(app, terminal_size=size, run_before=devices)


@SIZES
def test_questions(stage: Stage, snap_compare: Compare, size: tuple[int, int]) -> None:
    async def questions(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("b")
        await until(pilot, lambda: "A shed you built" in seen(pilot))
        await settled(pilot)

    shelf = MemoryShelf(BANK, {"shed": question("shed", title="A shed you built")})
    app = stage.app(questions=shelf, bank=shelf.bank())
    assert snap_compare(app, terminal_size=size, run_before=questions)
