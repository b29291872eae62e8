"""What is watched while answering: clock, bar to the target, level. All pull from the recorder."""

from collections.abc import Mapping
from enum import StrEnum

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Digits

from rehearse.interview.part import Part
from rehearse.interview.verdict import Verdict
from rehearse.practice.ports import Level, Recorder
from rehearse.tui.text.figures import clock
from rehearse.tui.text.report import PART_STYLES

FRAMES_A_SECOND = 15
BARS_A_SECOND = 4
"""The bar to the target grows by less than a cell in that time."""
_FLOOR_DBFS = -60.0
_QUIET_BELOW_DBFS = -45.0
_LOUD_ABOVE_DBFS = -3.0


class Zone(StrEnum):
    """Where the clock stands against the target."""

    BEFORE = "before"
    ON_TARGET = "on-target"
    A_LITTLE_OVER = "a-little-over"
    OVER = "over"

    @property
    def letter(self) -> str:
        """The colour's initial, for those who don't see it."""
        return {"before": "A", "on-target": "G", "a-little-over": "A", "over": "R"}[self.value]

    @property
    def style(self) -> str:
        """The colour."""
        return {"G": "$success", "A": "$warning", "R": "$error"}[self.letter]

    @property
    def advice(self) -> str:
        """What it means for the speaker."""
        return {
            "before": "keep going",
            "on-target": "on target",
            "a-little-over": "bring it home",
            "over": "well over",
        }[self.value]


def zone_of(duration_s: float, target_s: float) -> Zone:
    """Green on target, amber before it and up to a third over, red beyond."""
    verdict = Verdict.of(duration_s, target_s)
    if verdict is Verdict.UNDER:
        return Zone.BEFORE
    if verdict is Verdict.ON_TARGET:
        return Zone.ON_TARGET
    return Zone.A_LITTLE_OVER if duration_s <= target_s * 4 / 3 else Zone.OVER


def part_ends(shares: Mapping[Part, float], target_s: float) -> tuple[tuple[Part, float], ...]:
    """When each part is best over, scaled to the target; the parts come in their order."""
    ends = []
    at_s = 0.0
    for part, share in shares.items():
        at_s += share * target_s
        ends.append((part, at_s))
    return tuple(ends)


def target_bar(duration_s: float, target_s: float, shares: Mapping[Part, float], width: int) -> Content:
    """A bar to a third over the target, with the target's band drawn and the parts marked under it."""
    end_s = target_s * 4 / 3
    zone = zone_of(duration_s, target_s)
    filled = min(width, int(duration_s / end_s * width))
    band = range(int(target_s * 5 / 6 / end_s * width), int(target_s * 7 / 6 / end_s * width))
    rest = "".join("═" if cell in band else "─" for cell in range(filled, width))
    bar = Content.styled("━" * filled, f"bold {zone.style}") + Content.styled(rest, "$hairline-strong")
    marks = Content("")
    for part, at_s in part_ends(shares, target_s):
        label = f"{part.letter}{round(at_s)}"
        column = max(marks.cell_length + 1, round(at_s / end_s * width) - len(label) + 1)
        passed = duration_s >= at_s
        marks = marks.pad_right(column - marks.cell_length)
        marks += Content.styled(label, "$text-muted" if passed else f"bold {PART_STYLES[part]}")
    return bar + Content("\n") + marks


def level_bar(level: Level, width: int) -> Content:
    """How loud it is, drawn and said."""
    if level.rms_dbfs is None:
        return Content.styled("·" * width, "$hairline-strong") + Content.styled("  silent", "$warning")
    filled = _cells(level.rms_dbfs, width)
    peak = _cells(level.peak_dbfs if level.peak_dbfs is not None else level.rms_dbfs, width)
    loud = level.peak_dbfs is not None and level.peak_dbfs > _LOUD_ABOVE_DBFS
    said, style = "good", "$success"
    if loud:
        said, style = "loud", "$warning"
    elif level.rms_dbfs < _QUIET_BELOW_DBFS:
        said, style = "quiet", "$text-muted"
    cells = "▇" * filled + "·" * max(0, peak - filled - 1) + ("▏" if peak > filled else "")
    return (
        Content.styled(cells, style)
        + Content.styled("·" * max(0, width - len(cells)), "$hairline-strong")
        + Content.styled(f"  {said}", style)
    )


def _cells(dbfs: float, width: int) -> int:
    return round(width * min(1.0, max(0.0, 1 - dbfs / _FLOOR_DBFS)))


class TargetBar(Widget):
    """The bar to the target."""

    def __init__(self, target_s: float, shares: Mapping[Part, float]) -> None:
        super().__init__()
        self.recorder: Recorder | None = None
        self._target_s = target_s
        self._shares = shares

    def on_mount(self) -> None:
        """Pull from now on."""
        self.auto_refresh = 1 / BARS_A_SECOND

    def render(self) -> Content:
        """Draw the bar as it stands."""
        duration_s = 0.0 if self.recorder is None else self.recorder.duration_s
        return target_bar(duration_s, self._target_s, self._shares, max(20, self.size.width))


class LevelMeter(Widget):
    """How loud the microphone is."""

    def __init__(self) -> None:
        super().__init__()
        self.recorder: Recorder | None = None

    def on_mount(self) -> None:
        """Pull from now on."""
        self.auto_refresh = 1 / FRAMES_A_SECOND

    def render(self) -> Content:
        """Draw the level as it is."""
        if self.recorder is None:
            return Content("")
        return level_bar(self.recorder.level, max(10, self.size.width - 12))


class BigClock(Digits):
    """The time so far, in large digits."""

    recorder: Recorder | None = None

    def on_mount(self) -> None:
        """Pull from now on."""
        self.set_interval(1 / FRAMES_A_SECOND, self._pull)

    def _pull(self) -> None:
        if self.recorder is not None:
            said = clock(self.recorder.duration_s)
            if said != self.value:
                self.update(said)
