"""Question packs: TOML files that are read, checked, and kept beside the questions that are bundled."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.durable import make_folder, shown, write
from rehearse.interview.errors import InputError, MalformedFile
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.sample import parse_sample
from rehearse.storage.text_file import read_text
from rehearse.storage.toml_fault import Fault
from rehearse.storage.toml_mistakes import mistakes_in, tables_of

if TYPE_CHECKING:
    from rehearse.storage.toml_mistakes import Mistake


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as read: the questions it offers, and those its writer has retired."""

    title: str
    questions: tuple[Question, ...]
    retired: tuple[Question, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Every id in the pack."""
        return frozenset(question.id for question in (*self.questions, *self.retired))


def read_pack(path: Path) -> tuple[Question, ...]:
    """Read the questions a pack offers.

    Raises:
        MalformedFile: it has mistakes; carries all of them.
        InputError: it can't be read at all.
    """
    return open_pack(path).questions


def open_pack(path: Path) -> Pack:
    """Read a pack with the questions that are retired; raises as `read_pack` does."""
    return parse_pack(read_text(path), path)


def parse_pack(text: str, path: Path, taken: Collection[str] = ()) -> Pack:
    """Read a pack's text; the path is only named in what is wrong with it.

    Raises:
        MalformedFile: it has mistakes; carries all of them.
    """
    return _pack(tables_of(text, path, partial(_faults, taken=taken), "rehearse questions check"))


def check_pack(path: Path, bank: QuestionBank) -> tuple["Mistake", ...]:
    """Find every mistake in a pack, ids of questions in other packs of the bank among them.

    Raises:
        InputError: it can't be read at all.
    """
    text = read_text(path)
    return mistakes_in(text, path, partial(_faults, taken=bank.taken(beside=_title(text))))


def load_bank(bundled_folder: Path, user_folder: Path) -> QuestionBank:
    """Load the bundled questions, then the user's; what is wrong with the user's is told in `problems`.

    Raises:
        InputError: a bundled pack can't be read.
    """
    questions: list[Question] = []
    retired: list[Question] = []
    problems: list[str] = []
    for path in sorted(bundled_folder.glob("*.toml")):
        # The tests check what is bundled; checking it again would make every start slower.
        questions += _pack(tomllib.loads(read_text(path))).questions
    for path in sorted(user_folder.glob("*.toml")):
        taken = {question.id for question in (*questions, *retired)}
        try:
            text = read_text(path)
            pack = parse_pack(text, path)
        except MalformedFile as error:
            problems += error.mistakes
        except InputError as error:
            problems.append(str(error))
        else:
            if not taken.isdisjoint(pack.ids):
                problems += map(str, mistakes_in(text, path, partial(_faults, taken=taken)))
            questions += [question for question in pack.questions if question.id not in taken]
            retired += [question for question in pack.retired if question.id not in taken]
    return QuestionBank(tuple(questions), tuple(problems), tuple(retired))


def add_pack(path: Path, folder: Path, bank: QuestionBank) -> tuple[Question, ...]:
    """Keep a copy of a pack among the user's own, and return the questions it offers.

    Raises:
        InputError: it can't be used, or a pack of that name is already there.
        StorageError: it can't be written.
    """
    text = read_text(path)
    kept = folder / f"{path.stem}.toml"
    if kept.exists():
        raise InputError(
            f"There is already a pack {shown(kept)}: delete it first, or give yours another name."
        )
    pack = parse_pack(text, path, bank.taken())
    make_folder(folder)
    write(kept, text.encode())
    return pack.questions


def _pack(tables: dict[str, Any]) -> Pack:
    """Make the questions of a pack that has no mistakes."""
    title = tables["title"].strip()
    asked = tuple(_question(table, title) for table in tables["question"] if not table.get("retired"))
    retired = tuple(_question(table, title) for table in tables["question"] if table.get("retired"))
    return Pack(title, asked, retired)


def _question(table: dict[str, Any], pack: str) -> Question:
    sample, _ = parse_sample(table.get("sample", ""))
    target_s = table.get("target")
    return Question(
        id=table["id"],
        title=table["title"].strip(),
        prompt=table["prompt"].strip(),
        principles=tuple(map(Principle, table.get("principles", ()))),
        shape=tuple(map(str.strip, table.get("shape", ()))),
        follow_ups=tuple(map(str.strip, table.get("follow_ups", ()))),
        pitfalls=tuple(map(str.strip, table.get("pitfalls", ()))),
        sample=sample,
        examples=table.get("examples", 1),
        target_s=None if target_s is None else float(target_s),
        pack=pack,
    )


def _faults(tables: dict[str, Any], taken: Collection[str]) -> tuple[Fault, ...]:
    from rehearse.storage.pack_form import PackForm
    from rehearse.storage.toml_form import faults_of_form

    return (*faults_of_form(tables, PackForm), *_faults_of_ids(tables, taken))


def _faults_of_ids(tables: dict[str, Any], taken: Collection[str]) -> Iterator[Fault]:
    """Find ids that stand twice; what isn't of the form is passed over here."""
    seen: set[str] = set()
    questions = tables.get("question")
    for index, question in enumerate(questions if isinstance(questions, list) else ()):
        if not isinstance(question, dict) or not isinstance(question.get("id"), str):
            continue
        question_id = question["id"]
        if question_id in seen:
            yield Fault(("question", index, "id"), f"“{question_id}” is the id of another question above")
        elif question_id in taken:
            yield Fault(
                ("question", index, "id"), f"“{question_id}” is the id of a question you already have"
            )
        seen.add(question_id)


def _title(text: str) -> str | None:
    try:
        title = tomllib.loads(text).get("title")
    except (ValueError, RecursionError):
        return None
    return title.strip() if isinstance(title, str) else None
