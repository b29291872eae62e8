"""What is said of mistakes, by the fields of a form that they are about."""

from collections.abc import Collection, Iterable

from rehearse.tui.text.figures import one_line


def mistake_said(mistake: str) -> str:
    """A mistake as a sentence; those that begin with a verb are about the field."""
    names_its_place = mistake.startswith(("line ", "option "))
    sentence = f"It {mistake}" if mistake[:1].islower() and not names_its_place else mistake
    return f"{sentence[:1].upper()}{sentence[1:]}."


def by_field(
    mistakes: Iterable[str], fields: Collection[str], called: str
) -> tuple[dict[str, str], list[str]]:
    """Sort a shelf's mistakes by the fields they are about; the others stay whole.

    An id is made of what the thing is `called`: a mistake in it is told by that field.
    """
    by_key: dict[str, str] = {}
    others = []
    for mistake in mistakes:
        key, colon, message = mistake.partition(": ")
        field = called if key == "id" else key.partition(".")[0]
        if colon and field in fields:
            by_key.setdefault(field, one_line(message))
        else:
            others.append(one_line(mistake))
    return by_key, others
