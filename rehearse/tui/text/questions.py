"""What the app says of a person's own questions, and how their form is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from textual.content import Content

from rehearse.interview.length import seconds_typed
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.sample import parse_sample, sample_with_marks
from rehearse.tui.text.figures import one_line, visible
from rehearse.tui.text.report import PART_STYLES

OWN_TITLE = "Your questions"
NONE_YET = "You have written no question yet. n begins one; c copies the one under the cursor."
NEW_TITLE = "A new question"
RETIRE_TITLE = "Retire this question?"
RETIRE_BODY = "It is not asked any more. Its takes stay, and it can be brought back."
BUNDLED_ONLY_COPIED = "It came in a pack, so it stays as it is. c copies it into your own."

HELP: Mapping[str, str] = {
    "title": "A few words by which you find it again.",
    "prompt": "The question as an interviewer says it aloud.",
    "principles": "What the question probes.",
    "shape": "The steps of a strong answer, one on each line.",
    "follow_ups": "What an interviewer asks next, one on each line.",
    "pitfalls": "What answers to it get wrong, one on each line.",
    "sample": "Each part begins with S: T: A: R: or +:",
    "examples": "How many examples are asked for.",
    "target": "In seconds, or as 1:30; empty leaves it to the settings.",
}
"""Each field of the form, by its key in a pack."""

LABELS: Mapping[str, str] = {
    "title": "Title",
    "prompt": "Question",
    "principles": "Principles",
    "shape": "Shape",
    "follow_ups": "Follow-ups",
    "pitfalls": "Pitfalls",
    "sample": "Strong sample",
    "examples": "Examples",
    "target": "Target length",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it stands in the form."""

    title: str = ""
    prompt: str = ""
    principles: tuple[Principle, ...] = ()
    shape: str = ""
    follow_ups: str = ""
    pitfalls: str = ""
    sample: str = ""
    examples: int = 1
    target: str = ""

    @classmethod
    def of(cls, question: Question) -> "Written":
        """Write a question into the form."""
        return cls(
            title=question.title,
            prompt=question.prompt,
            principles=question.principles,
            shape="\n".join(question.shape),
            follow_ups="\n".join(question.follow_ups),
            pitfalls="\n".join(question.pitfalls),
            sample=sample_with_marks(question.sample),
            examples=question.examples,
            target="" if question.target_s is None else f"{question.target_s:g}",
        )

    def question(self, question_id: str) -> Question:
        """Read the form; what can't be read is left out, `mistakes` tells it."""
        sample, _ = parse_sample(self.sample)
        return Question(
            id=question_id,
            title=self.title.strip(),
            prompt=self.prompt.strip(),
            principles=self.principles,
            shape=_lines(self.shape),
            follow_ups=_lines(self.follow_ups),
            pitfalls=_lines(self.pitfalls),
            sample=sample,
            examples=self.examples,
            target_s=_number(self.target),
        )

    def mistakes(self) -> dict[str, str]:
        """What can't even be read, by field; whether the rest will do is for the shelf to say."""
        found = {}
        _, wrong = parse_sample(self.sample)
        if wrong:
            line, message = wrong[0]
            found["sample"] = f"line {line + 1}: {message}"
        if self.target.strip() and _number(self.target) is None:
            found["target"] = "must be a length of time, such as 90 or 1:30"
        return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _number(text: str) -> float | None:
    try:
        return seconds_typed(text)
    except ValueError:
        return None


def copied(question: Question, bank: QuestionBank) -> Question:
    """A question as one's own, beside the one it was copied from."""
    title = f"{question.title} (mine)"
    return replace(question, id=bank.new_id(title), title=title, pack="")


def new_question(bank: QuestionBank) -> Question:
    """An empty question."""
    return Question(bank.new_id(""), "", "", (), (), (), ())


def principles_said(principles: Iterable[Principle]) -> str:
    """Principles on one line."""
    return " · ".join(principles) or "none"


def preview(question: Question) -> Content:
    """All there is to a question, to be read."""
    parts = [
        Content.styled(one_line(question.title), "bold $primary"),
        Content(visible(question.prompt)),
    ]
    if question.principles:
        parts.append(Content.styled(principles_said(question.principles), "$secondary"))
    for key, lines in (
        ("shape", question.shape),
        ("follow_ups", question.follow_ups),
        ("pitfalls", question.pitfalls),
    ):
        if lines:
            parts.append(Content.styled(f"\n{LABELS[key]}", "$text-muted"))
            parts += [Content.styled("· ", "$primary") + Content(one_line(line)) for line in lines]
    if question.sample:
        parts.append(Content.styled(f"\n{LABELS['sample']}", "$text-muted"))
        for each in question.sample:
            mark = Content.styled(f"{each.part.letter} ", f"bold {PART_STYLES[each.part]}")
            parts.append(mark + Content(visible(each.text)))
    if question.target_s is not None:
        parts.append(Content.styled(f"\n{LABELS['target']} {question.target_s:g} s", "$text-muted"))
    return Content("\n").join(parts)


def saved(question: Question, *, is_new: bool) -> str:
    """Say that a question is kept."""
    title = one_line(question.title)
    return f"“{title}” is one of your questions now." if is_new else f"“{title}” is changed."
