"""The check-up, a line for each part, in the words of `rehearse doctor`."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.widgets import Static

from rehearse.practice.checkup import Check
from rehearse.tui.text import devices as words
from rehearse.tui.text.figures import one_line


class CheckLine(HorizontalGroup):
    """One part: fine, or what to do about it."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._check = check

    def compose(self) -> ComposeResult:
        """Lay out the mark, the part, and what was found."""
        check = self._check
        mark = Content.styled("ok", "bold $success") if check.ok else Content.styled("!!", "bold $error")
        yield Static(mark + Content(f"  {check.component}"), classes="part")
        found = Content(one_line(check.detail))
        if check.fix:
            found += Content("\n") + Content.styled(one_line(check.fix), "$text-muted")
        yield Static(found, classes="found")


class CheckList(VerticalGroup):
    """All parts that were checked so far."""

    def compose(self) -> ComposeResult:
        """Say what would be checked."""
        yield Static(words.CHECK_FIRST, id="state", markup=False)

    async def show(self, checks: Sequence[Check], *, over: bool) -> None:
        """Add what was found since; say how it stands."""
        shown = self.query(CheckLine)
        if len(shown) > len(checks):
            await shown.remove()
        lines = [CheckLine(check) for check in checks[len(self.query(CheckLine)) :]]
        await self.mount_all(lines, before="#state")
        state = self.query_one("#state", Static)
        all_well = over and all(check.ok for check in checks)
        state.display = not over or all_well
        state.update(Content.styled(words.ALL_WELL, "$success") if all_well else Content(words.CHECKING))
