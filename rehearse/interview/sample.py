"""A sample answer as it is written down: lines that begin with the mark of their part.

    S: The lift stood still whenever it rained.
    A: I asked the caretaker to show me the shaft,
       and I found the leak.

An indented line carries on the one above it, and a mark may come again, as where two examples are told.
"""

from collections.abc import Sequence

from rehearse.interview.part import Part
from rehearse.interview.question import SamplePart

_MARKS = {f"{part.letter}:": part for part in Part}


def parse_sample(text: str) -> tuple[tuple[SamplePart, ...], tuple[tuple[int, str], ...]]:
    """Split a sample at its marks, and say of each line that can't be read, by its index, what is wrong."""
    parts: list[tuple[int, Part, list[str]]] = []
    wrong: list[tuple[int, str]] = []
    for index, line in enumerate(text.split("\n")):
        said = line.strip()
        if mark := _MARKS.get(said[:2]):
            parts.append((index, mark, said[2:].split()))
        elif said and parts and line[0] in " \t":
            parts[-1][2].extend(said.split())
        elif said:
            start = said if len(said) <= 24 else f"{said[:23].rstrip()}…"
            wrong.append((index, f"“{start}” has no mark: begin with {' '.join(_MARKS)} or indent the line"))
    wrong += [(index, f"nothing is said after “{part.letter}:”") for index, part, words in parts if not words]
    return tuple(SamplePart(part, " ".join(words)) for _, part, words in parts), tuple(sorted(wrong))


def sample_with_marks(sample: Sequence[SamplePart]) -> str:
    """Write a sample down, a line for each part."""
    return "\n".join(f"{part.part.letter}: {part.text}" for part in sample)
