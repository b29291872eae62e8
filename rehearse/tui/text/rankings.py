"""What the app says of decisions worked through, and how their form is read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from rehearse.interview.ids import id_of
from rehearse.interview.ranking import Framework, Option, Ranking, figure
from rehearse.interview.story import StoryBook
from rehearse.practice.checklist import FEWEST_FRAMEWORKS, MOST_FRAMEWORKS
from rehearse.tui.text.figures import one_line, plural

TITLE = "Decisions worked through"
NEW_TITLE = "A new decision"
NEW = "Begin with"
COMES_TO = "What it comes to"
NONE_YET = "No decision yet. n begins one: two or three are worth having."
REMOVE_TITLE = "Take this decision out?"
REMOVE_BODY = "Its figures are deleted."
SENTENCE = "Say it like this"
TOO_FEW = "With a second option there is an order, and a sentence to say."

FRAMEWORKS: Mapping[Framework, str] = {
    Framework.RICE: "RICE",
    Framework.COST_BENEFIT: "Benefit ÷ cost",
    Framework.RISK_URGENCY: "Risk × urgency",
}
LABELS: Mapping[str, str] = {
    "title": "Decision",
    "framework": "Framework",
    "options": "Options",
    "result": "What came of it",
}
HELP: Mapping[str, str] = {
    "title": "What was asked for, and when.",
    "framework": "How they are put in order.",
    "result": "What came of the order, as you would say it.",
}


_IN_OPTION = re.compile(r"\Aoptions\.(\d+)\.(\w+): ")


@dataclass(frozen=True, slots=True)
class Written:
    """A decision as it stands in the form."""

    title: str
    framework: Framework
    options: str
    """One on each line: its name, a colon, its figures with commas between them."""
    result: str

    @classmethod
    def of(cls, ranking: Ranking) -> "Written":
        """Write a decision into the form."""
        lines = (
            f"{option.name}: {', '.join(f'{value:g}' for value in option.values)}"
            for option in ranking.options
        )
        return cls(ranking.title, ranking.framework, "\n".join(lines), ranking.result)

    def ranking(self, ranking_id: str) -> Ranking:
        """Read the form; lines that can't be read are left out, `mistakes` tells them."""
        options = [self._option(line) for line in self._lines]
        title = " ".join(self.title.split())
        read = tuple(option for option in options if isinstance(option, Option))
        return Ranking(ranking_id, title, self.framework, read, self.result.strip())

    @property
    def mistakes(self) -> tuple[str, ...]:
        """What can't even be read, line by line."""
        read = ((number, self._option(line)) for number, line in enumerate(self._lines, start=1))
        return tuple(f"option {number}: {each}" for number, each in read if isinstance(each, str))

    @property
    def _lines(self) -> list[str]:
        return [line for line in self.options.splitlines() if line.strip()]

    def _option(self, line: str) -> Option | str:
        """The option on a line, or what is wrong with it."""
        factors = self.framework.factors
        name, colon, figures = line.rpartition(":")
        if not colon or not name.strip():
            return "write its name, a colon and its figures"
        try:
            values = tuple(_figure(each) for each in figures.split(",") if each.strip())
        except ValueError:
            return "its figures are numbers with commas between them"
        if len(values) != len(factors):
            return f"give {plural(len(factors), 'figure')}: {', '.join(each.name for each in factors)}"
        if not all(0 < value < float("inf") for value in values):
            return "every figure is more than 0"
        return Option(name.strip(), values)


def _figure(text: str) -> float:
    return float(text.strip().removesuffix("%"))


def empty() -> dict[str, Ranking]:
    """An empty decision for each framework, by its name."""
    return {framework: Ranking("", "", framework, ()) for framework in Framework}


def of_option(mistake: str) -> str:
    """A shelf's mistake; one in an option's figures as the form tells it."""
    return _IN_OPTION.sub(r"options: option \1: \2 ", mistake)


def begun_with(ranking: Ranking) -> str:
    """What a new decision can begin with."""
    name = FRAMEWORKS[ranking.framework]
    return f"{name}, with an example's figures" if ranking.options else f"{name}: {ranking.framework.formula}"


def new_id(ranking: Ranking, book: StoryBook) -> str:
    """An id made from the title that no other decision has."""
    return id_of(ranking.title, tuple(each.id for each in book.rankings), "ranking")


def options_said(framework: Framework) -> str:
    """How a line of figures is written."""
    factors = ", ".join(factor.name for factor in framework.factors)
    return f"One a line, its name, a colon, then: {factors}"


def option(ranking: Ranking) -> Content:
    """A decision in two lines."""
    mark = Content.styled("● ", "$success") if ranking.is_example else Content.styled("○ ", "$text-muted")
    about = f"\n  {FRAMEWORKS[ranking.framework]} · {plural(len(ranking.options), 'option')}"
    if ranking.blanks:
        about += f" · {plural(len(ranking.blanks), 'blank')} to fill in"
    return mark + Content(one_line(ranking.title)) + Content.styled(about, "$text-muted")


def standing_of_all(rankings: Sequence[Ranking]) -> Content:
    """How many frameworks can be told with an example of one's own."""
    ready = {ranking.framework for ranking in rankings if ranking.is_example}
    enough = "$success" if len(ready) >= FEWEST_FRAMEWORKS else "$warning"
    goal = f"{len(ready)} of {FEWEST_FRAMEWORKS}–{MOST_FRAMEWORKS} frameworks with an example"
    names = [FRAMEWORKS[framework] for framework in Framework if framework in ready]
    return Content(" · ").join([Content.styled(goal, enough), *map(Content, names)])


def table(ranking: Ranking, width: int = 78) -> Content:
    """The options in their order with what made it, and the sentence to say."""
    factors = ranking.framework.factors
    columns = [max(len(factor.name), 7) for factor in factors]
    name_width = min(
        max((len(option.name) for option in ranking.options), default=8),
        max(12, width - 14 - sum(column + 2 for column in columns)),
    )
    head = f"    {'':<{name_width}}  {'score':>7}"
    head += "".join(f"  {factor.name:>{column}}" for factor, column in zip(factors, columns, strict=True))
    lines = [Content.styled(ranking.framework.formula, "$secondary"), Content.styled(head, "$text-muted")]
    for place in ranking.order:
        name = one_line(place.option.name)
        name = name if len(name) <= name_width else f"{name[: name_width - 1]}…"
        first = "bold $success" if place.place == 1 else ""
        row = Content.styled(f"{place.place:>2}  {name:<{name_width}}  {figure(place.score):>7}", first)
        for value, column in zip(place.option.values, columns, strict=True):
            row += Content.styled(f"  {figure(value):>{column}}", "$text-muted")
        lines.append(row)
    lines += [Content(""), Content.styled(SENTENCE, "$text-muted")]
    sentence = one_line(ranking.sentence)
    lines.append(Content(f"“{sentence}”") if sentence else Content.styled(TOO_FEW, "$text-muted"))
    return Content("\n").join(lines)


def preview(ranking: Ranking, width: int) -> Content:
    """A decision whole."""
    head = Content.styled(one_line(ranking.title), "bold $primary")
    whole = Content("\n").join([head, Content(""), table(ranking, width)])
    if ranking.blanks:
        blanks = " ".join(one_line(blank) for blank in ranking.blanks)
        whole += Content.styled(f"\n\nTo fill in  {blanks}", "$warning")
    return whole


def saved(ranking: Ranking, *, is_new: bool) -> str:
    """Say that a decision is kept."""
    title = one_line(ranking.title)
    return f"“{title}” is one of your decisions now." if is_new else f"“{title}” is changed."


def removed(ranking: Ranking) -> str:
    """Say that a decision is gone."""
    return f"“{one_line(ranking.title)}” is taken out."
