"""What trying the devices does in the background: every step that blocks, and the news of how it went."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock

from textual import work
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from rehearse.interview.errors import RehearseError
from rehearse.interview.transcript import Engine
from rehearse.practice.checkup import Check
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Device, ModelInfo, Playback, Recorder
from rehearse.tui.messages import Failed
from rehearse.tui.text import devices as words


class Trying(Screen[None]):
    """A screen that tries what is there; it leaves nothing open, sounding or on disk."""

    class DevicesFound(Message):
        """What there is to hear and speak with is known."""

        def __init__(self, microphones: tuple[Device, ...], speakers: tuple[Device, ...]) -> None:
            super().__init__()
            self.microphones = microphones
            self.speakers = speakers

    class VoicesFound(Message):
        """The voices are known."""

        def __init__(self, voices: tuple[str, ...]) -> None:
            super().__init__()
            self.voices = voices

    class ModelsFound(Message):
        """The models are known, and who listens by now."""

        def __init__(self, models: tuple[ModelInfo, ...], engine: Engine | None) -> None:
            super().__init__()
            self.models = models
            self.engine = engine

    class ListeningIn(Message):
        """The microphone is open."""

        def __init__(self, monitor: Recorder) -> None:
            super().__init__()
            self.monitor = monitor

    class NotListening(Message):
        """The microphone can't be opened."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    class Sounding(Message):
        """A question is to be heard."""

        def __init__(self, playback: Playback) -> None:
            super().__init__()
            self.playback = playback

    class Checked(Message):
        """One part was checked."""

        def __init__(self, checks: Sequence[Check], *, over: bool) -> None:
            super().__init__()
            self.checks = tuple(checks)
            self.over = over

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.playback: Playback | None = None
        self._monitor: Recorder | None = None
        self._gone = False
        self._one_look_at_a_time = Lock()

    async def on_unmount(self) -> None:
        """Let go of the microphone and leave nothing sounding."""
        self._gone = True
        if self.playback is not None:
            self.playback.stop()
        await asyncio.to_thread(self._close_monitor)

    @work(thread=True, exclusive=True, exit_on_error=False, group="devices")
    def look_for_devices(self) -> None:
        """List the devices anew, then listen in."""
        worker = get_current_worker()
        with self._one_look_at_a_time:
            # A stream that is open would keep the system from listing what was plugged in since.
            self._close_monitor()
            devices = self.desk.devices
            try:
                microphones, speakers = devices.microphones(), devices.speakers()
            except RehearseError as error:
                self.post_message(self.DevicesFound((), ()))
                self.post_message(self.NotListening(str(error)))
                return
            self.post_message(self.DevicesFound(microphones, speakers))
            try:
                if not (self._gone or worker.is_cancelled):
                    self._monitor = self.desk.microphone.listen_in()
                    self.post_message(self.ListeningIn(self._monitor))
            except RehearseError as error:
                self.post_message(self.NotListening(str(error)))
            if self._gone or worker.is_cancelled:
                self._close_monitor()

    def _close_monitor(self) -> None:
        monitor, self._monitor = self._monitor, None
        if monitor is not None:
            monitor.stop()

    @work(thread=True, exclusive=True, exit_on_error=False, group="voices")
    def look_for_voices(self) -> None:
        """List the voices."""
        try:
            self.post_message(self.VoicesFound(self.desk.devices.voices()))
        except RehearseError:  # the check-up says what to do about it
            self.post_message(self.VoicesFound(()))

    @work(thread=True, exclusive=True, exit_on_error=False, group="models")
    def look_for_models(self) -> None:
        """List the models, and see who listens."""
        engine: Engine | None = None
        with suppress(RehearseError):
            engine = self.desk.transcriber.engine
        try:
            self.post_message(self.ModelsFound(self.desk.models.models(), engine))
        except RehearseError as error:
            self.post_message(Failed(str(error)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="sounding")
    def play_a_question(self) -> None:
        """Have the voice read something on the speaker."""
        try:
            utterance = self.desk.voice.render(words.TEST_SENTENCE)
            playback = self.desk.speaker.play(utterance.path)
        except RehearseError as error:
            self.post_message(Failed(str(error)))
            return
        if get_current_worker().is_cancelled or not self.post_message(self.Sounding(playback)):
            playback.stop()

    @work(thread=True, exclusive=True, exit_on_error=False, group="checkup")
    def check_all(self) -> None:
        """Try every part, one after another."""
        worker = get_current_worker()
        checks: list[Check] = []
        for check in self.desk.checkup():
            if worker.is_cancelled:
                return
            checks.append(check)
            self.post_message(self.Checked(checks, over=False))
        self.post_message(self.Checked(checks, over=True))
