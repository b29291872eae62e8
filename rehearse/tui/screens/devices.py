"""What is heard with, spoken with and listened by: chosen by name, and tried."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import Static

from rehearse.interview.take import TakeSummary
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Device
from rehearse.practice.setting_rules import RULES
from rehearse.tui.long_jobs import LongJobs
from rehearse.tui.messages import HearAgainRequested, HomeRequested, ModelRequested, SettingsChosen
from rehearse.tui.text import devices as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.text.settings import label_of, value_said
from rehearse.tui.trying import Trying
from rehearse.tui.widgets.check_list import CheckList
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.meters import LevelMeter
from rehearse.tui.widgets.models import LOOKS_A_SECOND, ModelTable
from rehearse.tui.widgets.recognition_card import RecognitionCard
from rehearse.tui.widgets.rows import Form, PickRow
from rehearse.tui.widgets.status_line import StatusLine

BY_SYSTEM = ""
PACE_STEP_WPM = 10


class DevicesScreen(Trying):
    """Microphone, speaker, voice, recogniser and its models, and a check-up of them all."""

    CSS_PATH = "devices.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (132, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hear", "Hear it"),
        Binding("c", "check", "Check-up"),
        Binding("r", "look", "Look again"),
        Binding("x", "stop", "Cancel"),
        Binding("escape", "home", "Home", key_display="esc"),
        Binding("l", "listen_again", "Listen again"),
        Binding("l", "stop_listening", "Stop listening again"),
    ]

    def __init__(
        self,
        desk: Desk,
        jobs: LongJobs,
        takes: Callable[[], Sequence[TakeSummary]],
        status: StatusLine,
    ) -> None:
        super().__init__(desk)
        self._jobs = jobs
        self._recognition = RecognitionCard(jobs, takes)
        self._status = status
        self._microphones: tuple[Device, ...] | None = None
        self._speakers: tuple[Device, ...] | None = None
        self._voices: tuple[str, ...] | None = None
        self._hear_next = False
        self._checking = False

    def compose(self) -> ComposeResult:
        """Lay out the three cards."""
        yield self._status
        with Form(id="form"):
            with VerticalGroup(id="choices"):
                yield from self._compose_choices()
            with VerticalGroup(classes="card", id="checkup") as checkup:
                checkup.border_title = Content("Check-up")
                yield CheckList()
        yield KeyFooter()

    def _compose_choices(self) -> ComposeResult:
        with VerticalGroup(classes="card") as sound:
            sound.border_title = Content("Hear and speak")
            yield PickRow("microphone", label_of("microphone"))
            yield LevelMeter()
            yield Static(words.OPENING, id="trouble", markup=False)
            yield PickRow("speaker", label_of("speaker"))
            yield PickRow("voice", label_of("voice"))
            yield PickRow("voice_wpm", label_of("voice_wpm"), steps=True)
        yield self._recognition

    def on_mount(self) -> None:
        """Look at everything in the background."""
        self.title = "Devices and models"
        self._show_choices()
        self.look_for_devices()
        self.look_for_voices()
        self.look_for_models()
        self.set_interval(1 / LOOKS_A_SECOND, self._pull_microphone)
        self.query(PickRow).first().focus()

    def refurnish(self, desk: Desk) -> None:
        """Go on with another desk."""
        before, self.desk = self.desk.settings, desk
        self._show_choices()
        self.look_for_models()
        if desk.settings.microphone != before.microphone:
            self.look_for_devices()
        if self._hear_next and desk.settings.voice != before.voice:
            self._hear()
        self._hear_next = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action == "stop":
            return self._recognition.is_fetching
        if action == "listen_again":
            return bool(self._recognition.worth_again)
        if action == "stop_listening":
            return self._recognition.is_hearing_again
        if action == "check":
            return not self._checking
        return True

    # What is there

    def action_look(self) -> None:
        """Look again, as for a microphone that was plugged in just now."""
        self._microphones = self._speakers = None
        self._show_choices()
        self.look_for_devices()
        self.look_for_voices()

    @on(Trying.DevicesFound)
    def _devices_found(self, message: Trying.DevicesFound) -> None:
        self._microphones, self._speakers = message.microphones, message.speakers
        self._show_choices()

    @on(Trying.VoicesFound)
    def _voices_found(self, message: Trying.VoicesFound) -> None:
        self._voices = message.voices
        self._show_choices()

    @on(Trying.ModelsFound)
    def _models_found(self, message: Trying.ModelsFound) -> None:
        self._recognition.show(message.models, self.desk.settings.model, message.engine)

    @on(RecognitionCard.Turned)
    def _turned(self) -> None:
        self.refresh_bindings()

    @on(Trying.ListeningIn)
    def _listening_in(self, message: Trying.ListeningIn) -> None:
        self.query_one(LevelMeter).recorder = message.monitor

    @on(Trying.NotListening)
    def _not_listening(self, message: Trying.NotListening) -> None:
        self.query_one(LevelMeter).recorder = None
        self._say_of_microphone(message.reason, warns=True)

    def _show_choices(self) -> None:
        settings = self.desk.settings
        for row in self.query(PickRow):
            name = row.name or ""
            if name in ("microphone", "speaker"):
                chosen = getattr(settings, name)
                found = self._microphones if name == "microphone" else self._speakers
                said, there = words.device_said(chosen, found)
                row.show(
                    Content(said) if there else Content.styled(f"! {said}", "$warning"),
                    words.device_note(chosen, found),
                )
            elif name == "voice":
                row.show(*words.voice_said(settings.voice, self._voices))
            else:
                row.show(value_said(name, getattr(settings, name)))

    # What is chosen

    @on(PickRow.Picked)
    def _picked(self, message: PickRow.Picked) -> None:
        name = message.row.name or ""
        if name == "voice_wpm":
            pace = self.desk.settings.voice_wpm + PACE_STEP_WPM * message.step
            if RULES[name].allows(pace):
                self.post_message(SettingsChosen({name: pace}))
        elif name == "engine":
            self._pick(name, [(each, value_said(name, each)) for each in RULES[name].choices])
        elif name == "voice":
            names = self._voices or ()
            self._pick(name, [(BY_SYSTEM, words.ANY_VOICE), *((each, one_line(each)) for each in names)])
        else:
            found = (self._microphones if name == "microphone" else self._speakers) or ()
            devices = [(device.name, words.device_choice(device)) for device in found]
            self._pick(name, [(BY_SYSTEM, words.SYSTEMS_CHOICE), *devices])

    @work(exclusive=True, group="pick")
    async def _pick(self, name: str, choices: list[tuple[str, str]]) -> None:
        now = getattr(self.desk.settings, name)
        picked = await self.app.push_screen_wait(PickDialog(label_of(name), choices, now or BY_SYSTEM))
        if picked is not None and (picked or None) != now:
            self._hear_next = name == "voice"
            self.post_message(SettingsChosen({name: picked or None}))

    @on(ModelTable.Used)
    def _model_used(self, message: ModelTable.Used) -> None:
        self.post_message(SettingsChosen({"model": message.model}))

    @on(ModelTable.Fetched)
    def _model_fetched(self, message: ModelTable.Fetched) -> None:
        self.post_message(ModelRequested(message.model))

    # What is tried

    def action_hear(self) -> None:
        """Hear a question, or stop hearing it."""
        if self.playback is not None and not self.playback.finished:
            self.playback.stop()
        else:
            self._hear()

    def _hear(self) -> None:
        if self.playback is not None:
            self.playback.stop()
        self.play_a_question()

    @on(Trying.Sounding)
    def _sounding(self, message: Trying.Sounding) -> None:
        self.playback = message.playback

    async def action_check(self) -> None:
        """Try every part."""
        self._checking = True
        await self.query_one(CheckList).show((), over=False)
        self.check_all()
        self.refresh_bindings()

    @on(Trying.Checked)
    async def _checked(self, message: Trying.Checked) -> None:
        self._checking = not message.over
        await self.query_one(CheckList).show(message.checks, over=message.over)
        self.call_after_refresh(self.query_one("#checkup").scroll_visible)
        self.refresh_bindings()

    # What goes on in the background

    def action_stop(self) -> None:
        """Stop the download; what came is kept."""
        if self._jobs.fetching is not None:
            self._jobs.fetching.cancel()

    def action_listen_again(self) -> None:
        """Have the rough takes heard again."""
        self.post_message(HearAgainRequested(self._recognition.worth_again))

    def action_stop_listening(self) -> None:
        """Leave the other takes as they are."""
        if self._jobs.rehearing is not None:
            self._jobs.rehearing.cancel()

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())

    def _pull_microphone(self) -> None:
        meter = self.query_one(LevelMeter)
        monitor = meter.recorder
        meter.display = monitor is not None
        if monitor is None:
            return
        if monitor.trouble is not None:
            self._say_of_microphone(monitor.trouble.message, warns=True)
        elif monitor.ended:
            self._say_of_microphone(words.LISTENED_ENOUGH, warns=False)
        else:
            self._say_of_microphone(words.SAY_SOMETHING, warns=False)

    def _say_of_microphone(self, said: str, *, warns: bool) -> None:
        line = self.query_one("#trouble", Static)
        line.set_class(warns, "-warns")
        line.update(Content(one_line(said)))
