"""Finding a sound file: by typing its path, or by looking for it."""

import asyncio
import os
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from rich.text import Text, TextType
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import DirectoryTree, Input, Static

from rehearse.tui.text.figures import one_line
from rehearse.tui.text.without_microphone import BROWSE_EMPTY, BROWSE_SHOWS, BROWSE_TITLE, FILE_HERE

SUFFIXES = frozenset(
    [
        ".3gp",
        ".aac",
        ".aif",
        ".aiff",
        ".amr",
        ".caf",
        ".flac",
        ".m4a",
        ".m4b",
        ".mka",
        ".mkv",
        ".mov",
        ".mp3",
        ".mp4",
        ".oga",
        ".ogg",
        ".opus",
        ".wav",
        ".webm",
        ".wma",
    ]
)
"""Names that sound files usually have; a file with any other can be typed."""


def path_meant(text: str) -> Path | None:
    """The path that was typed, pasted or dropped: quotes, escapes and a leading ~ are undone."""
    text = text.strip()
    if not text or "\0" in text:
        return None
    if text.startswith("file://"):
        text = unquote(text.removeprefix("file://").removeprefix("localhost"))
    try:
        (unescaped,) = shlex.split(text)
    except ValueError:
        unescaped = text  # several words, or an apostrophe: it was not meant for a shell
    exact = Path(os.path.expanduser(text))
    return exact if os.path.lexists(exact) else Path(os.path.expanduser(unescaped))


def completion(text: str) -> str | None:
    """The path that begins so, where it leads to a folder or a sound file; folders end in a slash."""
    folder, beginning = os.path.split(os.path.expanduser(text))
    try:
        with os.scandir(folder or ".") as entries:
            found = sorted(
                (not entry.is_dir(), entry.name)
                for entry in entries
                if _begins(entry.name, beginning)
                and entry.name.isprintable()
                and (entry.is_dir() or _is_sound(entry.name))
            )
    except (OSError, ValueError):
        return None
    if not found:
        return None
    is_file, name = found[0]
    return text + name[len(beginning) :] + ("" if is_file else "/")


def _begins(name: str, beginning: str) -> bool:
    return name.startswith(beginning) and (not name.startswith(".") or beginning.startswith("."))


def _is_sound(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES


class _Paths(Suggester):
    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(completion, value)


class PathField(Input):
    """A path being typed, with the rest of it suggested."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take this file", key_display="enter"),
        Binding("right", "cursor_right", "Complete the path", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder=FILE_HERE, compact=True, select_on_focus=False, suggester=_Paths())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An empty path is no file."""
        return bool(self.value.strip()) if action == "submit" else True


def _is_offered(path: Path) -> bool:
    return not path.name.startswith(".") and (path.is_dir() or _is_sound(path.name))


def _offers_something(folder: Path) -> bool:
    try:
        return any(map(_is_offered, folder.iterdir()))
    except OSError:
        return False


class _SoundTree(DirectoryTree):
    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "♪ "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        return [path for path in paths if _is_offered(path)]

    def process_label(self, label: TextType) -> Text:
        return Text(one_line(label if isinstance(label, str) else label.plain), no_wrap=True)


class SoundFileDialog(ModalScreen[Path | None]):
    """A file picked from the folders; None when escaped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", key_display="esc"),
        Binding("backspace", "above", "The folder above"),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """Lay out the folders."""
        with VerticalGroup(id="dialog") as dialog:
            dialog.border_title = Content(BROWSE_TITLE)
            dialog.border_subtitle = Content("enter chooses · backspace goes up · esc leaves")
            yield _SoundTree(self._folder)
            yield Static("", id="offered", markup=False)

    def on_mount(self) -> None:
        """Say what can be chosen."""
        self._tell(self._folder)

    def action_above(self) -> None:
        """Look into the folder above."""
        tree = self.query_one(_SoundTree)
        folder = Path(tree.path).absolute().parent
        tree.path = folder
        self._tell(folder)

    def _tell(self, folder: Path) -> None:
        offered = BROWSE_SHOWS if _offers_something(folder) else BROWSE_EMPTY
        self.query_one("#offered", Static).update(offered)

    @on(DirectoryTree.FileSelected)
    def _chosen(self, event: DirectoryTree.FileSelected) -> None:
        self.dismiss(event.path)
