"""The report of one take, filled as it becomes known; whoever has a take and a report can show it."""

from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Static

from rehearse.analysis.evidence import Timing
from rehearse.analysis.report import Report
from rehearse.interview.question import Question
from rehearse.interview.story import Story
from rehearse.interview.take import Take, TakeSummary
from rehearse.practice.follow_up import asked_next
from rehearse.practice.ports import Playback
from rehearse.practice.story_numbers import NumbersTold
from rehearse.tui.text import report as report_text
from rehearse.tui.text import words
from rehearse.tui.text.answers import duration_badge
from rehearse.tui.text.figures import one_line, visible
from rehearse.tui.text.review import EDITED, speed_said
from rehearse.tui.text.telling import told_line
from rehearse.tui.text.without_microphone import WRITTEN_NOTE
from rehearse.tui.widgets.transcript import Transcript

ROOMY = 30
"""So many lines have room for more than the one thing to change."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of an answer besides its report."""

    question: Question | None
    prompt: str
    """The question as it was asked."""
    target_s: float
    duration_s: float | None
    """None where nobody told how long a written answer takes."""
    number: int | None
    """Which take of its question it is, from 1; None where they aren't counted."""
    previous: TakeSummary | None = None
    """The take before it of the same question."""
    rating: int | None = None
    note: str = ""
    """What else there is to know about where it comes from."""
    said: str = ""
    """Words that it was searched for by."""

    @property
    def title(self) -> str:
        """What is answered."""
        return one_line(self.question.title if self.question else self.prompt)


def shown(
    take: Take,
    question: Question | None,
    takes: tuple[TakeSummary, ...],
    rating: int | None = None,
    said: str = "",
) -> Shown:
    """Place a take among all takes, newest first."""
    rating = rating or take.self_rating
    about = Shown(question, take.prompt, take.target_s, take.sound.duration_s, None, rating=rating, said=said)
    if take.question_id is None:
        return about
    earlier = [
        other
        for other in takes
        if other.question_id == take.question_id
        and other.id != take.id
        and other.started_at <= take.started_at
    ]
    number = None if question is None else len(earlier) + 1
    return replace(about, number=number, previous=earlier[0] if earlier else None)


def shown_written(report: Report, question: Question) -> Shown:
    """What is shown of an answer that was written."""
    timing = report.timing
    return Shown(question, question.prompt, timing.target_s, timing.duration_s, None, note=WRITTEN_NOTE)


class Fact(HorizontalGroup):
    """A figure under its name."""

    def __init__(self, label: str, fact_id: str) -> None:
        super().__init__(id=fact_id)
        self._label = label

    def compose(self) -> ComposeResult:
        """Lay out the name and a place for the figure."""
        yield Static(self._label, classes="label", markup=False)
        yield Static("", classes="value")

    def show(self, value: Content) -> None:
        """Put the figure in its place."""
        self.query_one(".value", Static).update(value)


class PartBar(Widget):
    """The parts of an answer in proportion."""

    report: var[Report | None] = var(None)
    waiting: var[Content] = var(Content(""))
    """What stands in their place while they aren't known."""

    def watch_report(self) -> None:
        """Draw the parts of another report."""
        self.refresh()

    def watch_waiting(self) -> None:
        """Say something else meanwhile."""
        self.refresh()

    def render(self) -> Content:
        """Draw the parts."""
        if self.report is None:
            return self.waiting
        if self.report.structure is None:
            return self.waiting
        return report_text.part_bar(self.report.structure, self.size.width)


class ReportView(VerticalScroll, can_focus=False):
    """Duration and verdict at once; words, counts and advice once they are known."""

    def __init__(self, about: Shown) -> None:
        super().__init__()
        self._shown = about
        self._report: Report | None = None
        self._told: tuple[Story, NumbersTold] | None = None
        self._speed = 1.0
        self._edited = False

    def compose(self) -> ComposeResult:
        """Lay out the places."""
        with HorizontalGroup(id="headline"):
            yield Static(self._headline(), id="title")
            yield Static(self._badge(), id="badge")
        yield Static("", id="status")
        with VerticalGroup(id="facts"):
            with HorizontalGroup(id="shape"):
                yield PartBar()
                yield Static("", id="delivery")
            yield Static("", id="missing")
            yield Fact("Fillers", "fillers")
            yield Fact("Metrics", "metrics")
            yield Fact("I / we", "ownership")
        with HorizontalGroup(id="pages"):
            with VerticalScroll(id="transcript-page", can_focus=False) as page:
                page.border_title = Content("Transcript")
                yield Transcript()
            with VerticalScroll(id="sample-page") as sample:
                sample.border_title = Content("A strong answer")
                yield Static(self._sample(), id="sample")
        with VerticalGroup(id="advice"):
            yield Fact("Next time", "one-thing")
            yield Fact("Also", "also")
            yield Fact("Follow-up", "follow-up")
            yield Fact("Story", "story")
            yield Fact("Note", "note")

    def on_mount(self) -> None:
        """Nothing but the duration is known at first."""
        self.add_class("-pending")

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.call_after_refresh(self._fit)

    def wait(self, progress: Content) -> None:
        """Say how far the report has come, where it will stand."""
        self.query_one(PartBar).waiting = progress

    def say(self, status: Content) -> None:
        """Say why there is no report."""
        self.wait(Content(""))
        line = self.query_one("#status", Static)
        line.update(status)
        line.display = bool(status.plain)

    def show_timing(self, timing: Timing) -> None:
        """Fill in the pauses while the words are not known yet."""
        self.query_one("#delivery", Static).update(report_text.delivery_line(timing))

    def show(self, report: Report, take: Take | None) -> None:
        """Fill in everything, and what a person made of the take where it is kept."""
        self._report = report
        self.remove_class("-pending")
        self.say(Content(""))
        self.query_one(PartBar).report = report
        self.set_class(report.structure is None, "-no-structure")
        missing = report_text.missing_line(report.structure)
        self.query_one("#missing", Static).update(missing)
        self.query_one("#missing").display = bool(missing.plain)
        self.query_one("#delivery", Static).update(report_text.delivery_line(report.timing))
        self.query_one("#fillers", Fact).show(report_text.fillers_line(report.fillers))
        self.query_one("#metrics", Fact).show(report_text.metrics_line(report.metrics))
        self.query_one("#ownership", Fact).show(report_text.ownership_line(report.ownership))
        self.query_one("#ownership").display = report.structure is not None
        self.query_one("#one-thing", Fact).show(report_text.one_thing(report))
        follow_up = self.query_one("#follow-up", Fact)
        prompt = asked_next(report.follow_ups, self._shown.prompt)
        follow_up.display = prompt is not None
        if prompt is not None:
            follow_up.show(Content(f"“{one_line(prompt)}”"))
        note = self.query_one("#note", Fact)
        note.display = take is not None and bool(take.note)
        note.show(Content("" if take is None else visible(take.note)))
        self.query_one("#title", Static).update(self._headline(take))
        self._edited = take is not None and take.edited
        self._name_page()
        transcript = self.query_one(Transcript)
        transcript.sought = self._shown.said
        transcript.report = report
        if self.screen.focused is None:
            transcript.focus()
        self._fit()

    def show_told(self, told: tuple[Story, NumbersTold] | None) -> None:
        """Say which story it told, and what became of its numbers; None where it told no particular one."""
        self._told = told
        self._fit()

    def _fit(self) -> None:
        """Say what else there is, in the room that there is."""
        if self._report is None:
            return
        also, story = self.query_one("#also", Fact), self.query_one("#story", Fact)
        others = report_text.also_lines(self._report, at_length=self.size.height >= ROOMY)
        also.show(others)
        also.display = bool(others.plain)
        story.display = self._told is not None
        if self._told is not None:
            room = self.query_one("#fillers .value").size.width or self.size.width
            story.show(told_line(*self._told, room))
        self.query_one(Transcript).keep_in_sight()

    def offer(self, said: str) -> None:
        """Say what can be done at the cursor."""
        self.query_one("#transcript-page").border_subtitle = Content(said)

    def show_speed(self, speed: float) -> None:
        """Say how fast the take is heard."""
        self._speed = speed
        self._name_page()

    def _name_page(self) -> None:
        rough = self._report is not None and self._report.transcript.engine.is_rough
        remarks = [words.ROUGH] * rough + [EDITED] * self._edited
        name = Content("Transcript")
        for remark in remarks:
            name += Content.styled(f" · {remark}", "$warning")
        if self._speed != 1:
            name += Content.styled(f" · {speed_said(self._speed)}", "bold $primary")
        self.query_one("#transcript-page").border_title = name

    def follow(self, playback: Playback | None) -> None:
        """Light the words while the take is played."""
        self.query_one(Transcript).follow(playback)

    def toggle_sample(self) -> None:
        """Put the strong sample beside the transcript, or take it away."""
        self.toggle_class("-sample")

    def _headline(self, take: Take | None = None) -> Content:
        about = self._shown
        title = Content.styled("★ ", "bold $primary") if take is not None and take.starred else Content("")
        title += Content.styled(about.title, "bold")
        if about.number is not None:
            title += Content.styled(f" · take {about.number}", "$text-muted")
        if about.note:
            title += Content.styled(f" · {about.note}", "$text-muted")
        if about.rating is not None:
            title += Content.styled(f" · felt {words.RATINGS[about.rating - 1]}", "$text-muted")
        return title

    def _badge(self) -> Content:
        about = self._shown
        if about.duration_s is None:
            return Content("")
        return duration_badge(about.duration_s, about.target_s, about.previous, about.number or 1)

    def _sample(self) -> Content:
        question = self._shown.question
        return Content("") if question is None else report_text.sample_content(question)
