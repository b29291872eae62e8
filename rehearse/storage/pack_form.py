"""The form of a question pack: what each key may hold."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from rehearse.interview.sample import parse_sample
from rehearse.storage.toml_fault import Fault
from rehearse.storage.toml_form import Form, Id, Line, Principles, refusals, text_with


def _sample(text: str) -> str:
    _, wrong = parse_sample(text)
    if wrong:
        raise refusals([Fault((), message, index) for index, message in wrong])
    return text


class QuestionForm(Form):
    """One `[[question]]` of a pack."""

    noun: ClassVar[str] = "question"

    id: Id
    title: Annotated[str, Field(max_length=100), AfterValidator(text_with())]
    prompt: Annotated[str, Field(max_length=1000), AfterValidator(text_with("\n"))]
    principles: Principles = Field(default=[])
    shape: list[Line] = Field(default=[])
    follow_ups: list[Line] = Field(default=[])
    pitfalls: list[Line] = Field(default=[])
    examples: Annotated[int, Field(ge=1, le=3)] = 1
    target: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)] | None = None
    sample: Annotated[str, AfterValidator(text_with("\n\t")), AfterValidator(_sample)] = ""
    retired: bool = False


class PackForm(Form):
    """A pack: a title, and the questions."""

    noun: ClassVar[str] = "pack"

    title: Annotated[str, Field(max_length=100), AfterValidator(text_with())]
    question: Annotated[list[QuestionForm], Field(min_length=1)]
