"""A transcript to work in: a cursor goes from word to word, what is played lights up, a click counts."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from rehearse.analysis.report import Report
from rehearse.interview.transcript import Span
from rehearse.practice.ports import Playback
from rehearse.practice.reviewing import marked_stops, places_said, stops, word_heard_at
from rehearse.tui.text.report import CURSOR, SOUNDING, Line, transcript_lines
from rehearse.tui.widgets.meters import FRAMES_A_SECOND

MARGIN_WIDTH = 8
STOP = "stop"
"""Under this name each letter knows which stop of the cursor it belongs to."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stop is drawn."""

    row: int
    start: int
    end: int


class Transcript(Widget, can_focus=True):
    """Sentence by sentence, each wrapped beside its margin."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Word before", show=False),
        Binding("right", "step(1)", "Next word", show=False),
        Binding("ctrl+left", "sentence(-1)", "Sentence before", show=False),
        Binding("ctrl+right", "sentence(1)", "Next sentence", show=False),
        Binding("up", "row(-1)", "Row above", show=False),
        Binding("down", "row(1)", "Row below", show=False),
        Binding("home", "first", "First word", show=False),
        Binding("end", "last", "Last word", show=False),
        Binding("left_square_bracket", "mark(-1)", "Mark before", show=False, key_display="["),
        Binding("right_square_bracket", "mark(1)", "Next mark", show=False, key_display="]"),
    ]

    class PlayedOut(Message):
        """What was followed came to its end or was stopped."""

    class Moved(Message):
        """The cursor is on another word."""

    class Picked(Message):
        """A word was clicked that the cursor was on already."""

    report: reactive[Report | None] = reactive(None, layout=True)
    sought: reactive[str] = reactive("", layout=True)
    """Words that were searched for; where they stand is marked, and where the cursor begins."""
    cursor: reactive[int] = reactive(0)
    sounding: reactive[Span | None] = reactive(None)
    """The word that is being played."""

    def __init__(self) -> None:
        super().__init__()
        self._playback: Playback | None = None
        self._stops: tuple[Span, ...] = ()
        self._marks: tuple[int, ...] = ()
        self._rows: Sequence[Content] = ()
        self._places: dict[int, Place] = {}
        self._laid_out: tuple[Report | None, str, int] | None = None

    def on_mount(self) -> None:
        """Pull from now on."""
        self.set_interval(1 / FRAMES_A_SECOND, self._pull)

    @property
    def current(self) -> Span | None:
        """The word under the cursor."""
        return self._stops[self.cursor] if self.cursor < len(self._stops) else None

    def watch_report(self, before: Report | None, report: Report | None) -> None:
        """Stay at the word; the first time, go to what was searched for."""
        if report is None:
            return
        at = self.current
        self._stops = stops(report)
        found = places_said(report.transcript.text, self.sought)
        marks = (*marked_stops(report), *(self._stops[self._nearest(span[0])] for span in found))
        index = {span: number for number, span in enumerate(self._stops)}
        self._marks = tuple(sorted({index[span] for span in marks}))
        if before is None and found:
            self.cursor = self._nearest(found[0][0])
        elif at is not None:
            self.cursor = self._nearest(at[0])
        self.keep_in_sight()
        self._tell()

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._show_place(self.cursor)
        self._tell()

    def keep_in_sight(self) -> None:
        """Scroll to the cursor once everything has its place."""
        self.call_after_refresh(lambda: self._show_place(self.cursor))

    def _tell(self) -> None:
        if self.is_mounted:
            self.post_message(self.Moved())

    def go_to(self, at: int) -> None:
        """Put the cursor on the word at, or after, a place in the text."""
        self.cursor = self._nearest(at)

    def _nearest(self, at: int) -> int:
        later = (number for number, span in enumerate(self._stops) if span[1] > at or span[0] >= at)
        return next(later, max(0, len(self._stops) - 1))

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the wrapped sentences take."""
        self._lay_out(width)
        return max(1, len(self._rows))

    def render(self) -> Content:
        """Draw all sentences."""
        self._lay_out(self.content_size.width)
        rows = list(self._rows)
        sounding = None if self.sounding is None else self._nearest(self.sounding[0])
        cursor = self.cursor if self.has_focus else None
        lit: list[tuple[int | None, Style | str]] = [(cursor, CURSOR), (sounding, SOUNDING)]
        for stop, style in lit:
            place = self._places.get(stop) if stop is not None else None
            if place is not None:
                rows[place.row] = rows[place.row].stylize(style, place.start, place.end)
        return Content("\n").join(rows)

    def _lay_out(self, width: int) -> None:
        """Wrap the sentences, once for each width, and note where each word came to stand."""
        wanted = self.report, self.sought, width
        if wanted == self._laid_out or self.report is None:
            return
        rows: list[Content] = []
        self._places = {}
        found = places_said(self.report.transcript.text, self.sought)
        number = 0
        lines = transcript_lines(self.report, found)
        for line in lines:
            body, number = self._numbered(line, number, len(self._stops) if line is lines[-1] else None)
            wrapped = body.wrap(max(10, width - MARGIN_WIDTH))
            for first, row in zip([True, *[False] * len(wrapped)], wrapped, strict=False):
                self._note_places(row, len(rows))
                rows.append((line.margin if first else Content(" " * MARGIN_WIDTH)) + row)
        self._rows = rows
        self._laid_out = wanted

    def _numbered(self, line: Line, number: int, end: int | None) -> tuple[Content, int]:
        """The sentence with the number of its stop under each word; and the number after its last."""
        body = line.body
        if end is None:
            end = bisect_left(self._stops, line.span[1], lo=number, key=lambda stop: stop[0])
        while number < end:
            body = body.stylize(Style.from_meta({STOP: number}), *line.place_of(self._stops[number]))
            number += 1
        return body, number

    def _note_places(self, row: Content, at: int) -> None:
        for start, end, style in row.spans:
            if isinstance(style, Style) and STOP in style.meta:
                self._places.setdefault(style.meta[STOP], Place(at, start + MARGIN_WIDTH, end + MARGIN_WIDTH))

    def _show_place(self, stop: int) -> None:
        place, page = self._places.get(stop), self.parent
        if place is not None and isinstance(page, Widget):
            page.scroll_to_region(Region(0, place.row, 1, 1), animate=False)

    # Moving

    def _go(self, stop: int) -> None:
        self.cursor = max(0, min(stop, len(self._stops) - 1))

    def action_step(self, step: int) -> None:
        """Go to the word before or after."""
        self._go(self.cursor + step)

    def action_first(self) -> None:
        """Go to the first word."""
        self._go(0)

    def action_last(self) -> None:
        """Go to the last word."""
        self._go(len(self._stops) - 1)

    def action_sentence(self, step: int) -> None:
        """Go to the beginning of this sentence, of the one before, or of the next."""
        if self.report is None:
            return
        begins = [self._nearest(line.span[0]) for line in transcript_lines(self.report)]
        later = [stop for stop in begins if stop > self.cursor]
        earlier = [stop for stop in begins if stop < self.cursor]
        self._go(next(iter(later), len(self._stops) - 1) if step > 0 else next(reversed(earlier), 0))

    def action_mark(self, step: int) -> None:
        """Go to the next filler, metric or hit of a search, or to the one before."""
        later = [stop for stop in self._marks if stop > self.cursor]
        earlier = [stop for stop in self._marks if stop < self.cursor]
        self._go(next(iter(later), self.cursor) if step > 0 else next(reversed(earlier), self.cursor))

    def action_row(self, step: int) -> None:
        """Go to the word above or below."""
        here = self._places.get(self.cursor)
        if here is None:
            return
        rows = {place.row for place in self._places.values()}
        aims = sorted(row for row in rows if (row - here.row) * step > 0)
        if aims:
            self._go(self._stop_near(aims[0] if step > 0 else aims[-1], here.start))

    def _stop_near(self, row: int, column: int) -> int:
        stops_there = [(stop, place) for stop, place in self._places.items() if place.row == row]
        for (stop, _), (_, following) in pairwise(stops_there):
            if column < following.start:
                return stop
        return stops_there[-1][0]

    def on_click(self, event: Click) -> None:
        """A click goes to a word, a click on the cursor picks it."""
        stop = event.style.meta.get(STOP)
        if stop is None:
            return
        if stop == self.cursor and event.chain > 1:
            self.post_message(self.Picked())
        self.cursor = stop

    # Following

    def follow(self, playback: Playback | None) -> None:
        """Light the words of a take that is being played."""
        self._playback = playback
        self._pull()

    def _pull(self) -> None:
        playback = self._playback
        if playback is None or self.report is None:
            return
        if playback.finished:
            self._playback = None
            if self.sounding is not None:
                self.go_to(self.sounding[0])
            self.sounding = None
            self.post_message(self.PlayedOut())
            return
        word = word_heard_at(self.report.transcript, playback.position_s)
        if word is not None and word.span != self.sounding:
            self.sounding = word.span
            self._show_place(self._nearest(word.span[0]))
