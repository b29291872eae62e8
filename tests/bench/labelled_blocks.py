"""Answers in the corpus' marks without a head of their own, many to a file."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from rehearse.interview.part import Part
from tests.corpus_labels import FOLDER, LabelledAnswer, read_answer

LESSONS = FOLDER / "lessons"

ANYBODY = "anybody"
"""The speaker of an answer without a head."""
_HEAD = f"id: {{}}\nstyle: {{}}\nquestion: none\nspeaker: {ANYBODY}\nlacks: none\norder: straight\n---\n"


def read_sentences(path: Path) -> Iterator[LabelledAnswer]:
    """Single sentences, one a line; an indented line goes on from the one above it."""
    blocks: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            blocks[-1].append(line.strip())
        else:
            blocks.append([line])
    return (_read(f"{path.stem}-{number}", block) for number, block in enumerate(blocks))


def read_answers(path: Path) -> Iterator[LabelledAnswer]:
    """Whole answers with an empty line between them; what an answer lacks is what no line of it is."""
    for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        answer = _read(f"{path.stem}-{number}", block.splitlines())
        told = {sentence.part for sentence in answer.sentences}
        yield replace(answer, lacks=tuple(part for part in Part if part not in told))


def lessons() -> list[LabelledAnswer]:
    """The answers that are there to learn from: nothing is measured on them."""
    return [answer for path in sorted(LESSONS.glob("*.txt")) for answer in read_answers(path)]


def _read(name: str, lines: Iterable[str]) -> LabelledAnswer:
    body = "\n".join(lines)
    answer = read_answer(f"{_HEAD.format(name, 'verbatim')}{body}\n")
    return replace(answer, style="verbatim" if answer.text == answer.text.lower() else "whisper")
