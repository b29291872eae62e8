"""Forms of TOML files that people write: what may stand in a key, and what is said when it doesn't fit."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from rehearse.interview.principle import Principle
from rehearse.storage.toml_fault import Fault

_SEVERAL = "several"


class Form(BaseModel):
    """A table of a file: every key known, every value of the kind it is written to be."""

    model_config = ConfigDict(strict=True, extra="forbid")

    noun: ClassVar[str]
    """What the table describes, as messages name it."""


def refusal(message: str) -> PydanticCustomError:
    """Refuse a value in words of our own."""
    return PydanticCustomError("refused", "{message}", {"message": message})


def refusals(wrong: Sequence[Fault]) -> PydanticCustomError:
    """Refuse a value for several reasons; their paths go on from where the value stands."""
    return PydanticCustomError(_SEVERAL, "has several mistakes", {"wrong": tuple(wrong)})


def text_with(besides: str = "") -> Callable[[str], str]:
    """Make a check that a text says something and holds no control character besides those given."""

    def check(text: str) -> str:
        if not text.strip():
            raise refusal("is empty")
        for character in text:
            if unicodedata.category(character) == "Cc" and character not in besides:
                raise refusal(f"holds the control character U+{ord(character):04X}: take it out")
        return text.strip()

    return check


def nearest(name: str, known: Sequence[str]) -> str:
    """Suggest the known name that was probably meant, as a message's tail."""
    folded = {each.casefold(): each for each in known}
    close = get_close_matches(name.casefold(), folded, n=1)
    return f": did you mean “{folded[close[0]]}”?" if close else ""


def _principle(name: str) -> str:
    if name in set(Principle):
        return name
    near = nearest(name, list(Principle)) or ": use one of the sixteen official names"
    raise refusal(f"“{name}” is no principle{near}")


def _each_once(names: list[str]) -> list[str]:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise refusal(f"names “{name}” twice")
    return names


Id = Annotated[str, Field(max_length=60, pattern="^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]
Line = Annotated[str, AfterValidator(text_with())]
Principles = Annotated[list[Annotated[str, AfterValidator(_principle)]], AfterValidator(_each_once)]


def faults_of_form(tables: dict[str, Any], form: type[Form]) -> tuple[Fault, ...]:
    """Say in our own words everything that keeps tables from fitting their form."""
    try:
        form.model_validate(tables)
    except ValidationError as error:
        return tuple(fault for details in error.errors(include_url=False) for fault in _faults(details, form))
    return ()


def _faults(details: ErrorDetails, form: type[Form]) -> Iterator[Fault]:
    path = tuple(details["loc"])
    if details["type"] == _SEVERAL:
        for fault in details["ctx"]["wrong"]:
            yield Fault((*path, *fault.path), fault.message, fault.text_line)
    else:
        yield Fault(path, _message(details, form))


def _message(details: ErrorDetails, form: type[Form]) -> str:
    path, found, limits = details["loc"], details["input"], details.get("ctx", {})
    match details["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            owner = _form_at(form, path[:-1]) or form
            article = "an" if owner.noun[0] in "aeiou" else "a"
            return f"is not a key of {article} {owner.noun}{nearest(str(path[-1]), list(owner.model_fields))}"
        case "list_type" if element := _form_at(form, (*path, 0)):
            header = ".".join(step for step in path if isinstance(step, str))
            return f"must be a list of tables: head each {element.noun} with [[{header}]]"
        case "too_short" if element := _form_at(form, (*path, 0)):
            return f"must hold at least one {element.noun}"
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
    "date_type": "a date such as 2026-03-02",
    "model_type": "a table",
}


def _form_at(form: type[Form], path: Sequence[str | int]) -> type[Form] | None:
    """The form of the table that a path leads to; None where it leads to no table."""
    for step in path:
        if isinstance(step, int):
            continue
        field = form.model_fields.get(step)
        (element,) = get_args(field.annotation)[:1] or (None,) if field is not None else (None,)
        if not (isinstance(element, type) and issubclass(element, Form)):
            return None
        form = element
    return form


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
