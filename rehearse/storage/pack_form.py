"""The form of a question pack: what each key may hold, and what is said when it holds something else."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from rehearse.interview.principle import Principle
from rehearse.interview.sample import parse_sample
from rehearse.storage.pack_fault import Fault


def _refusal(message: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{message}", {"message": message})


def _text(besides: str = "") -> Callable[[str], str]:
    """Make a check that a text says something and holds no control character besides those given."""

    def check(text: str) -> str:
        if not text.strip():
            raise _refusal("is empty")
        for character in text:
            if unicodedata.category(character) == "Cc" and character not in besides:
                raise _refusal(f"holds the control character U+{ord(character):04X}: take it out")
        return text.strip()

    return check


def _principle(name: str) -> str:
    if name in set(Principle):
        return name
    near = _nearest(name, list(Principle)) or ": use one of the sixteen official names"
    raise _refusal(f"“{name}” is no principle{near}")


def _each_once(names: list[str]) -> list[str]:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise _refusal(f"names “{name}” twice")
    return names


def _sample(text: str) -> str:
    _, wrong = parse_sample(text)
    if wrong:
        raise PydanticCustomError("sample", "has lines that can't be read", {"wrong": wrong})
    return text


_Line = Annotated[str, AfterValidator(_text())]


class QuestionForm(BaseModel):
    """One `[[question]]` of a pack."""

    model_config = ConfigDict(strict=True, extra="forbid")

    id: Annotated[str, Field(max_length=60, pattern="^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]
    title: Annotated[str, Field(max_length=100), AfterValidator(_text())]
    prompt: Annotated[str, Field(max_length=1000), AfterValidator(_text("\n"))]
    principles: Annotated[list[Annotated[str, AfterValidator(_principle)]], AfterValidator(_each_once)] = []
    shape: list[_Line] = []
    follow_ups: list[_Line] = []
    pitfalls: list[_Line] = []
    examples: Annotated[int, Field(ge=1, le=3)] = 1
    target: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)] | None = None
    sample: Annotated[str, AfterValidator(_text("\n\t")), AfterValidator(_sample)] = ""
    retired: bool = False


class PackForm(BaseModel):
    """A pack: a title, and the questions."""

    model_config = ConfigDict(strict=True, extra="forbid")

    title: Annotated[str, Field(max_length=100), AfterValidator(_text())]
    question: Annotated[list[QuestionForm], Field(min_length=1)]


def faults_of_form(tables: dict[str, Any], form: type[BaseModel] = PackForm) -> tuple[Fault, ...]:
    """Say in our own words everything that keeps a pack, or one question, from fitting its form."""
    try:
        form.model_validate(tables)
    except ValidationError as error:
        return tuple(fault for details in error.errors(include_url=False) for fault in _faults(details))
    return ()


def _faults(details: ErrorDetails) -> Iterator[Fault]:
    path = tuple(details["loc"])
    if details["type"] == "sample":
        yield from (Fault(path, message, index) for index, message in details["ctx"]["wrong"])
    else:
        yield Fault(path, _message(details))


def _message(details: ErrorDetails) -> str:
    path, found, limits = details["loc"], details["input"], details.get("ctx", {})
    match details["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            form = PackForm if len(path) == 1 else QuestionForm
            return f"is not a key of a {'pack' if form is PackForm else 'question'}" + (
                _nearest(str(path[-1]), list(form.model_fields))
            )
        case "list_type" if path == ("question",):
            return "must be a list of tables: head each question with [[question]]"
        case "too_short":
            return "must hold at least one question"
        case "string_pattern_mismatch":
            return f"“{found}” can't be an id: use a-z, 0-9 and hyphens between them"
        case "string_too_long":
            return f"is longer than {limits['max_length']} characters"
        case "greater_than":
            return f"must be more than {limits['gt']:g}, not {found}"
        case "greater_than_equal":
            return f"must be at least {limits['ge']:g}, not {found}"
        case "less_than_equal":
            return f"must be at most {limits['le']:g}, not {found}"
        case "finite_number":
            return f"must be a number, not {found}"
        case kind if kind in _WANTED:
            return f"must be {_WANTED[kind]}, not {_kind(found)}"
        case _:
            return details["msg"]


_WANTED = {
    "string_type": "text in quotes",
    "list_type": "a list in square brackets",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "model_type": "a table",
}


def _kind(found: Any) -> str:
    """Name the kind of a TOML value that stands where another belongs."""
    match found:
        case bool():
            return str(found).lower()
        case int() | float():
            return f"the number {found}"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"


def _nearest(name: str, known: Sequence[str]) -> str:
    """Suggest the known name that was probably meant, as a message's tail."""
    folded = {each.casefold(): each for each in known}
    close = get_close_matches(name.casefold(), folded, n=1)
    return f": did you mean “{folded[close[0]]}”?" if close else ""
