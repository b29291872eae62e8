"""Small questions put over a screen."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from rehearse.tui.text import words


class LeaveDialog(ModalScreen[str]):
    """What to do with an answer that is being left: `go-on`, `keep` or `throw-away`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "choose('go-on')", words.GO_ON),
        Binding("k", "choose('keep')", words.KEEP),
        Binding("t", "choose('throw-away')", words.THROW_AWAY),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the three ways on."""
        with VerticalGroup(id="dialog") as dialog:
            dialog.border_title = Content(self._title)
            yield Static(words.LEAVE_BODY, markup=False)
            with HorizontalGroup():
                yield Button(Content("Go on  esc"), id="go-on", compact=True)
                yield Button(Content("Keep it  k"), id="keep", variant="primary", compact=True)
                yield Button(Content("Throw away  t"), id="throw-away", variant="error", compact=True)

    def on_mount(self) -> None:
        """Offer what loses nothing first."""
        self.query_one("#go-on").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)

    def action_choose(self, choice: str) -> None:
        """Answer by key."""
        self.dismiss(choice)


class PickDialog(ModalScreen[str | None]):
    """One of several things; None when escaped."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        chosen: str | None = None,
        keys: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Choices are pairs of a name and what is shown for it; each key leads straight to a name."""
        super().__init__()
        self._title = title
        self._choices = choices
        self._chosen = chosen
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with VerticalGroup(id="dialog") as dialog:
            dialog.border_title = Content(self._title)
            yield OptionList(*(Option(Content(label), id=name) for name, label in self._choices))

    def on_mount(self) -> None:
        """Start at what is chosen now."""
        names = [name for name, _ in self._choices]
        if self._chosen in names:
            self.query_one(OptionList).highlighted = names.index(self._chosen)

    def on_key(self, event: events.Key) -> None:
        """Take what a key stands for at once."""
        if event.key in self._keys:
            event.stop()
            self.dismiss(self._keys[event.key])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


class HelpDialog(ModalScreen[None]):
    """Every key that does something now, from the bindings themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q", "dismiss", "Back")]

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Each group has a name and pairs of a key and what it does."""
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        """Lay out the keys."""
        with VerticalScroll(id="dialog") as dialog:
            dialog.border_title = Content(words.HELP_TITLE)
            dialog.border_subtitle = Content("esc closes")
            for title, keys in self._groups:
                yield Static(title, classes="group", markup=False)
                lines = [
                    Content.styled(f"{key:>12}  ", "bold $primary") + Content(does) for key, does in keys
                ]
                yield Static(Content("\n").join(lines))
