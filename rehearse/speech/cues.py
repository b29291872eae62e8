"""Soft sounds that say when the microphone opens and closes, and how long it has been open."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.interview.errors import RehearseError
from rehearse.practice.ports import Cue

if TYPE_CHECKING:
    from rehearse.practice.ports import Speaker

LONGEST_S = 1.0
"""A cue takes a quarter of that; a device that hangs must not keep anybody from answering."""


class PlayedCues:
    """Cues played on the speaker; where there is none, the screen tells the same."""

    def __init__(self, folder: Path, speaker: "Speaker", *, with_start_and_stop: bool) -> None:
        """The folder holds `start.wav`, `stop.wav` and `tick.wav`; a tick sounds whenever it is asked for."""
        self._with_start_and_stop = with_start_and_stop
        self._folder = folder
        self._speaker = speaker

    def __call__(self, cue: Cue) -> None:
        """Sound one; the start's is over when this returns, so that it is not recorded."""
        if cue is not Cue.TICK and not self._with_start_and_stop:
            return
        with suppress(RehearseError):
            playback = self._speaker.play(self._folder / f"{cue}.wav")
            if cue is Cue.START:
                playback.wait(LONGEST_S)
                playback.stop()
