"""Every setting, changed where it stands and kept at once."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalGroup
from textual.content import Content
from textual.events import DescendantFocus
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from rehearse.interview.errors import RehearseError
from rehearse.interview.principle import Principle
from rehearse.practice.desk import Desk
from rehearse.practice.setting_rules import RULES
from rehearse.practice.settings import Settings, setting_notes
from rehearse.tui.messages import HomeRequested, SettingsChosen
from rehearse.tui.text import settings as words
from rehearse.tui.text.figures import one_line
from rehearse.tui.widgets.dialogs import PickDialog
from rehearse.tui.widgets.key_footer import KeyFooter
from rehearse.tui.widgets.question_form import PrinciplesDialog
from rehearse.tui.widgets.rows import Field, Form, PickRow, TypeRow
from rehearse.tui.widgets.status_line import StatusLine

PICKED_BY_NAME = ("voice", "microphone", "speaker", "model")
"""Settings whose values are whatever this machine has."""
UNSET = ""


class SettingsScreen(Screen[None]):
    """A form with a row for each setting, and what the row does beside it."""

    CSS_PATH = "settings.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]  # noqa: RUF012  # declared without ClassVar by Screen
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "reset", "Back to the default"),
        Binding("escape", "home", "Home", key_display="esc"),
    ]

    class Found(Message):
        """What this machine has to choose from is known."""

        def __init__(self, name: str, choices: list[tuple[str, str]]) -> None:
            super().__init__()
            self.name = name
            self.choices = choices

    def __init__(self, desk: Desk, status: StatusLine) -> None:
        super().__init__()
        self._desk = desk
        self._status = status
        self._notes: Mapping[str, str] = setting_notes()
        self._complaints: dict[str, str] = {}
        self._current = "target_s"

    def compose(self) -> ComposeResult:
        """Lay out the groups, and the help beside them."""
        yield self._status
        with Horizontal():
            with Form(id="form"):
                for title, names in words.groups().items():
                    with VerticalGroup(classes="group") as group:
                        group.border_title = Content(title)
                        for name in names:
                            yield self._row(name)
            help_card = Static("", id="help")
            help_card.border_title = Content("What it does")
            help_card.border_subtitle = Content(words.BY_HAND_TOO)
            yield help_card
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what is set."""
        self.title = "Settings"
        self.refurnish(self._desk)
        self.query_one("#form").query(Field).first().focus()

    def refurnish(self, desk: Desk) -> None:
        """Show another desk's settings."""
        self._desk = desk
        for row in self.query(PickRow):
            name = row.name or ""
            row.show(*words.value_shown(name, getattr(desk.settings, name)))
        for typed in self.query(TypeRow):
            name = typed.name or ""
            if name not in self._complaints:
                typed.show(words.value_typed(name, getattr(desk.settings, name)))
        self._explain()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what isn't as it comes can be set back."""
        if action == "reset":
            return bool(getattr(self._desk.settings, self._current) != getattr(Settings(), self._current))
        return True

    def _row(self, name: str) -> PickRow | TypeRow:
        label, rule = words.label_of(name), RULES[name]
        if rule.kind is bool or rule.choices or name in PICKED_BY_NAME:
            return PickRow(name, label)
        text = words.value_typed(name, getattr(self._desk.settings, name))
        empty = words.value_said(name, getattr(Settings(), name))
        return TypeRow(name, label, text, words.UNITS.get(name, ""), empty)

    # What the row under the cursor does

    @on(DescendantFocus)
    def _focused(self, event: DescendantFocus) -> None:
        row = event.widget if isinstance(event.widget, PickRow) else event.widget.parent
        if isinstance(row, PickRow | TypeRow) and row.name:
            self._current = row.name
            self._explain()

    def _explain(self) -> None:
        name = self._current
        said = Content(self._notes[name])
        said += Content.styled(f"\nIt {words.CHANGES[name]}." if name in words.CHANGES else "", "$text-muted")
        default = words.value_said(name, getattr(Settings(), name))
        said += Content.styled("\nDefault ", "$text-muted") + Content(default)
        if name in self._complaints:
            said = Content.styled(f"! {self._complaints[name]} It is not kept yet.\n", "$warning") + said
        self.query_one("#help", Static).update(said)
        self.refresh_bindings()

    # What is typed

    @on(TypeRow.Typed)
    def _typed(self, message: TypeRow.Typed) -> None:
        name = message.row.name or ""
        complaint = words.complaint(name, words.value_of(name, message.text), self._desk.settings)
        if complaint is None:
            self._complaints.pop(name, None)
        else:
            self._complaints[name] = complaint
        message.row.mark(wrong=complaint is not None)
        self._explain()

    @on(TypeRow.Entered)
    def _entered(self, message: TypeRow.Entered) -> None:
        name = message.row.name or ""
        if name not in self._complaints:
            self._keep(name, words.value_of(name, message.text))

    def _keep(self, name: str, value: object) -> None:
        if value != getattr(self._desk.settings, name):
            self.post_message(SettingsChosen({name: value}))

    # What is picked

    @on(PickRow.Picked)
    def _picked(self, message: PickRow.Picked) -> None:
        name = message.row.name or ""
        if RULES[name].kind is bool:
            self._keep(name, not getattr(self._desk.settings, name))
        elif name == "principles":
            self._pick_principles()
        elif RULES[name].choices:
            choices = [(each, words.value_said(name, each)) for each in RULES[name].choices]
            self._pick(name, choices)
        else:
            self._find_choices(name)

    @work(thread=True, exclusive=True, exit_on_error=False, group="choices")
    def _find_choices(self, name: str) -> None:
        try:
            found = self._choices(name)
        except RehearseError:  # said under Devices, where something can be done about it
            found = []
        self.post_message(self.Found(name, found))

    def _choices(self, name: str) -> list[tuple[str, str]]:
        if name == "model":
            return [
                (model.name, one_line(f"{model.name}  {model.note}")) for model in self._desk.models.models()
            ]
        if name == "voice":
            names = self._desk.devices.voices()
        else:
            devices = self._desk.devices
            found = devices.microphones() if name == "microphone" else devices.speakers()
            names = tuple(device.name for device in found)
        return [(UNSET, words.UNSET[name]), *((each, one_line(each)) for each in names)]

    @on(Found)
    def _found(self, message: Found) -> None:
        self._pick(message.name, message.choices)

    @work(exclusive=True, group="pick")
    async def _pick(self, name: str, choices: list[tuple[str, str]]) -> None:
        now = getattr(self._desk.settings, name)
        picked = await self.app.push_screen_wait(PickDialog(words.label_of(name), choices, now or UNSET))
        if picked is not None:
            self._keep(name, RULES[name].read(picked) if picked else None)

    @work(exclusive=True, group="pick")
    async def _pick_principles(self) -> None:
        chosen = tuple(map(Principle, self._desk.settings.principles))
        picked = await self.app.push_screen_wait(PrinciplesDialog(chosen))
        if picked is not None:
            self._keep("principles", tuple(map(str, picked)))

    def action_reset(self) -> None:
        """Set what is under the cursor as it comes."""
        self._complaints.pop(self._current, None)
        default: Any = getattr(Settings(), self._current)
        for row in self.query(TypeRow):
            if row.name == self._current:
                row.put(words.value_typed(self._current, default))
        self._keep(self._current, default)

    def action_home(self) -> None:
        """Go back to all questions."""
        self.post_message(HomeRequested())
