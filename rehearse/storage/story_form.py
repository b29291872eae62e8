"""The form of a story file: what each key may hold."""

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from rehearse.interview.ranking import Framework
from rehearse.interview.story import LONGEST_HEADLINE
from rehearse.storage.toml_fault import Fault
from rehearse.storage.toml_form import Form, Id, Principles, nearest, refusal, refusals, text_with

_Note = Annotated[str, Field(max_length=4000), AfterValidator(text_with("\n\t"))]
_Figure = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]


def _framework(name: str) -> str:
    if name in set(Framework):
        return name
    near = nearest(name, list(Framework)) or f": use {', '.join(Framework)}"
    raise refusal(f"“{name}” is no way to rank{near}")


class StoryForm(Form):
    """One `[[story]]`."""

    noun: ClassVar[str] = "story"

    id: Id
    headline: Annotated[str, Field(max_length=LONGEST_HEADLINE), AfterValidator(text_with())]
    principles: Principles = Field(default=[])
    situation: _Note = ""
    task: _Note = ""
    action: _Note = ""
    result: _Note = ""
    reflection: _Note = ""
    created: date | None = None
    changed: date | None = None


class OptionForm(Form):
    """One of a ranking's options; its framework says which of the figures it needs."""

    noun: ClassVar[str] = "option"

    name: Annotated[str, Field(max_length=100), AfterValidator(text_with())]
    reach: _Figure | None = None
    impact: _Figure | None = None
    confidence: Annotated[float, Field(ge=1, le=100, allow_inf_nan=False)] | None = None
    effort: _Figure | None = None
    benefit: _Figure | None = None
    cost: _Figure | None = None
    risk: _Figure | None = None
    urgency: _Figure | None = None


class RankingForm(Form):
    """One `[[ranking]]`."""

    noun: ClassVar[str] = "ranking"

    id: Id
    title: Annotated[str, Field(max_length=100), AfterValidator(text_with())]
    framework: Annotated[str, AfterValidator(_framework)]
    result: _Note = ""
    options: Annotated[list[OptionForm], Field(min_length=1)]

    @model_validator(mode="after")
    def _figures_fit(self) -> Self:
        wanted = {factor.name for factor in Framework(self.framework).factors}
        wrong = []
        for index, option in enumerate(self.options):
            given = option.model_fields_set - {"name"}
            told = f"is no part of {self.framework}: {Framework(self.framework).formula}"
            wrong += [Fault(("options", index, name), "is missing") for name in sorted(wanted - given)]
            wrong += [Fault(("options", index, name), told) for name in sorted(given - wanted)]
        if wrong:
            raise refusals(wrong)
        return self


class BookForm(Form):
    """A story file: stories, and rankings worked through."""

    noun: ClassVar[str] = "story file"

    story: list[StoryForm] = Field(default=[])
    ranking: list[RankingForm] = Field(default=[])
