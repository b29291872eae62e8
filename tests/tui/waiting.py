"""Waiting for what a test needs to be true, with an end to patience."""

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot

PATIENCE_S = 10.0


async def settled(pilot: Pilot[None]) -> None:
    """Until all workers have ended and their news was heard."""
    await pilot.pause()  # some begin only when the first picture is seen
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[None], come_true: Callable[[], bool]) -> None:
    """Until a condition holds; timers run meanwhile."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_S
    while not come_true():
        assert asyncio.get_running_loop().time() < deadline, "it never came true"
        await pilot.pause(0.01)
