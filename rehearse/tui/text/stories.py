"""What the app says of stories, and how their form is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from rehearse.interview.part import Part
from rehearse.interview.story import LONGEST_HEADLINE, Story
from rehearse.practice.checklist import FEWEST_STORIES, MENU, MOST_STORIES, kinds_lacking
from rehearse.practice.stories import RECENT_TELLINGS, Freshness
from rehearse.tui.text.figures import ago, one_line, plural, visible
from rehearse.tui.text.report import PART_STYLES

if TYPE_CHECKING:
    from rehearse.analysis.evidence import Metrics
    from rehearse.interview.principle import Principle
    from rehearse.interview.story import StoryBook
    from rehearse.practice.stories import PrincipleCoverage, StoryRecord

TITLE = "Your stories"
NONE_YET = "You have written no story yet. n begins one, from a template if you like."
NEW_TITLE = "A new story"
NEW = "Begin with"
EMPTY = ""
FOUND = "Found in it"
TEMPLATES: Mapping[str, str] = {
    EMPTY: "An empty page",
    "star": "A story in five parts",
    "prioritisation": "What went first: a prioritisation, with its arithmetic",
    "apology": "An apology you owed",
}
REMOVE_TITLE = "Take this story out?"
REMOVE_BODY = "Its notes are deleted. The takes that told it stay."
LEAVE_TITLE = "Leave without saving?"
LEAVE_BODY = "What you changed here is not kept yet."
IMPORT_TITLE = "Take in stories"
IMPORT_BODY = "From a Markdown or a TOML file."
EXPORT_TITLE = "Send your stories out"
EXPORT_BODY = "Into a file: its name ends in .md or .toml."
EXPORT_NAME = "stories.md"
TAKEN_TITLE = "Replace what you have?"

MARKS: Mapping[Freshness, str] = {Freshness.NEVER: "○", Freshness.FRESH: "●", Freshness.STALE: "◌"}

HELP: Mapping[str, str] = {
    "headline": "What comes to mind first, in two lines at most.",
    "principles": "What it shows of you.",
    "situation": "Where and when, and what was at stake.",
    "task": "What was yours to do.",
    "action": "What you did, step by step.",
    "result": "What came of it, in numbers.",
    "reflection": "What you learned, or do differently since.",
}
"""Each field of the form, by its key in the file."""


@dataclass(frozen=True, slots=True)
class Written:
    """A story as it stands in the form."""

    headline: str
    principles: tuple["Principle", ...]
    notes: Mapping[str, str]
    """By the names of the parts."""

    @classmethod
    def of(cls, story: Story) -> "Written":
        """Write a story into the form."""
        notes = {str(part): story.note(part).rstrip("\n") for part in Part}
        return cls(story.headline, story.principles, notes)

    def story(self, story_id: str) -> Story:
        """Read the form; whether it will do is for the shelf to say."""
        return Story(
            id=story_id,
            headline=" ".join(self.headline.split()),
            principles=self.principles,
            situation=self._note(Part.SITUATION),
            task=self._note(Part.TASK),
            action=self._note(Part.ACTION),
            result=self._note(Part.RESULT),
            reflection=self._note(Part.REFLECTION),
        )

    def _note(self, part: Part) -> str:
        return self.notes.get(part, "").strip()


def label_of(key: str) -> Content:
    """A field's name; a part's in its colour, behind its letter."""
    for part in Part:
        if key == str(part):
            letter = Content.styled(f"{part.letter} ", f"bold {PART_STYLES[part]}")
            return letter + Content.styled(key.capitalize(), "bold")
    return Content.styled(key.capitalize(), "bold")


def option(record: "StoryRecord", now: datetime) -> Content:
    """A story in two lines: its headline, and how it stands."""
    story = record.story
    mark = "!" if record.overused else MARKS[record.freshness]
    style = {Freshness.NEVER: "$text-muted", Freshness.FRESH: "$success", Freshness.STALE: "$warning"}
    head = Content.styled(f"{mark} ", "$warning" if record.overused else style[record.freshness])
    head += Content(one_line(story.headline))
    about = [standing(record, now)]
    if story.blanks:
        about.append(f"{plural(len(story.blanks), 'blank')} to fill in")
    principles = ", ".join(story.principles) or "no principle yet"
    return head + Content.styled(f"\n  {' · '.join(about)} · {principles}", "$text-muted")


def standing(record: "StoryRecord", now: datetime) -> str:
    """How a story stands: how often it was said, when last, and whether that is too rarely or too often."""
    if record.last_at is None:
        return "never said aloud"
    said = f"said {record.takes}×, {ago(record.last_at.astimezone(now.tzinfo), now)}"
    if record.freshness is Freshness.STALE:
        said = f"stale: {said}"
    if record.overused:
        said = f"overused: {said}"
    return said


def standing_of_all(records: Sequence["StoryRecord"]) -> Content:
    """How the stories stand together: enough of them, and said aloud."""
    whole = [each for each in records if not each.story.blanks]
    enough = "$success" if len(whole) >= FEWEST_STORIES else "$warning"
    parts = [Content.styled(f"{len(whole)} of {FEWEST_STORIES}–{MOST_STORIES} stories", enough)]
    for freshness, said in ((Freshness.NEVER, "never said"), (Freshness.STALE, "stale")):
        count = sum(each.freshness is freshness for each in records)
        parts += [Content(f"{MARKS[freshness]} {count} {said}")] if count else []
    overused = sum(each.overused for each in records)
    parts += [Content.styled(f"! {overused} overused", "$warning")] if overused else []
    return Content(" · ").join(parts)


def gaps_said(covered: Sequence["PrincipleCoverage"]) -> Content:
    """How many principles no story speaks for."""
    gaps = sum(each.is_gap for each in covered)
    if not gaps:
        return Content.styled("every principle has a story", "$success")
    return Content.styled(f"{plural(gaps, 'principle')} without a story", "$warning")


def preview(record: "StoryRecord", numbers: "Metrics | None", now: datetime) -> Content:
    """A story whole; its numbers are None while they are looked for."""
    story = record.story
    lines = [
        Content.styled(one_line(story.headline), "bold $primary"),
        Content.styled(" · ".join(story.principles) or "no principle yet", "$secondary"),
        Content.styled(standing(record, now), "$text-muted"),
    ]
    if record.overused:
        share = f"{record.recent_share:.0%} of the last {RECENT_TELLINGS} tellings: have another one ready."
        lines.append(Content.styled(f"! {share}", "$warning"))
    lines.append(Content(""))
    for part in Part:
        note = story.note(part).strip()
        letter = Content.styled(f"{part.letter} ", f"bold {PART_STYLES[part]}")
        shown = Content(visible(note)) if note else Content.styled("–", "$text-muted")
        lines.append(letter + shown)
    if numbers is not None:
        lines += [Content(""), numbers_line(numbers)]
    if story.blanks:
        blanks = " ".join(one_line(blank) for blank in story.blanks)
        lines.append(Content.styled(f"To fill in  {blanks}", "$warning"))
    return Content("\n").join(lines)


def numbers_line(numbers: "Metrics") -> Content:
    """The numbers of a story."""
    label = Content.styled("Numbers  ", "$text-muted")
    if not numbers.items:
        return label + Content.styled("none yet: a story is told by its numbers", "$warning")
    found = (Content.styled(one_line(each.text), "bold $success") for each in numbers.items)
    return label + Content.styled(" · ", "$text-muted").join(found)


def beside(story: Story, numbers: "Metrics") -> Content:
    """What is found in a story while it is being written."""
    lines = [numbers_line(numbers)]
    missing = kinds_lacking([numbers.menu])
    kinds = [name for name in MENU if name not in missing]
    if kinds:
        lines.append(Content.styled("Kinds    ", "$text-muted") + Content(" · ".join(kinds)))
        if missing:
            lines[-1] += Content.styled(f"  without {', '.join(missing)}", "$text-muted")
    if numbers.vague:
        vague = ", ".join(f"“{one_line(each.text)}”" for each in numbers.vague)
        lines.append(Content.styled(f"Vague    {vague}: how many?", "$warning"))
    if story.missing:
        lines.append(Content.styled(f"Empty    {', '.join(map(str, story.missing))}", "$text-muted"))
    if story.blanks:
        blanks = " ".join(one_line(blank) for blank in story.blanks)
        lines.append(Content.styled(f"Blanks   {blanks}", "$warning"))
    left = LONGEST_HEADLINE - len(story.headline)
    if left < 0:
        lines.append(Content.styled(f"Headline {plural(-left, 'character')} too long", "$warning"))
    return Content("\n").join(lines)


def saved(story: Story, *, is_new: bool) -> str:
    """Say that a story is kept."""
    headline = one_line(story.headline)
    return f"“{headline}” is one of your stories now." if is_new else f"“{headline}” is changed."


def removed(story: Story) -> str:
    """Say that a story is gone."""
    return f"“{one_line(story.headline)}” is taken out."


def taken(book: "StoryBook") -> str:
    """Say which of one's own would be replaced."""
    named = [each.headline for each in book.stories] + [each.title for each in book.rankings]
    return "\n".join(f"· {one_line(name)}" for name in named)


def sent_out(book: "StoryBook", path: Path) -> str:
    """Say where the stories are, and what is not among them."""
    said = f"Your stories are in {one_line(str(path))}"
    if book.rankings and path.suffix.lower() != ".toml":
        return f"{said}; decisions go into a .toml file only."
    return said


def taken_in(stories: int, rankings: int, name: str) -> str:
    """Say what came out of a file."""
    said = plural(stories, "story", "stories")
    said += f" and {plural(rankings, 'ranking')}" if rankings else ""
    return f"{said} taken in from {one_line(name)}."
