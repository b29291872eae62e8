"""An app that has ALSA complain while it is on the screen; run as a program: sound file, log or `loud`."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from textual import work
from textual.app import App, ComposeResult
from textual.widgets import Label

from rehearse.speech.quiet import libraries_write_to
from rehearse.speech.speaker import SoundDevicePlayback, SoundDeviceSpeaker


class Starving(App[None]):
    """Plays a sound whose callback comes too late."""

    def __init__(self, sound: Path) -> None:
        super().__init__()
        self.sound = sound

    def compose(self) -> ComposeResult:
        """One line."""
        yield Label("playing")

    def on_mount(self) -> None:
        """Begin at once."""
        self.play()

    @work(thread=True)
    def play(self) -> None:
        """Stop once all complaints have had time to be printed."""
        os.write(1, b"A LIBRARY ON 1\n")
        os.write(2, b"A LIBRARY ON 2\n")
        SoundDeviceSpeaker(None).play(self.sound).wait()
        size = self.size
        self.call_from_thread(self.query_one(Label).update, f"played at {size.width}x{size.height}")


def starve(fill: Callable[..., None]) -> Callable[..., None]:
    """Have the first calls of PortAudio's callback come too late."""
    late = iter(range(3))

    def starved(*arguments: object) -> None:
        if next(late, None) is not None:
            time.sleep(0.3)
        fill(*arguments)

    return starved


if __name__ == "__main__":
    SoundDevicePlayback._fill = starve(SoundDevicePlayback._fill)  # type: ignore[method-assign]
    quiet = nullcontext() if sys.argv[2] == "loud" else libraries_write_to(Path(sys.argv[2]))
    with quiet:
        Starving(Path(sys.argv[1])).run()
