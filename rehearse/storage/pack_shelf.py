"""The bank as it stands on disk, and the person's own questions in it: written, changed and retired."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.interview.errors import InputError, MalformedFile, NotFound, UnknownQuestion
from rehearse.interview.sample import parse_sample, sample_with_marks
from rehearse.storage.question_pack import load_bank, open_pack, parse_pack
from rehearse.storage.text_file import read_text

if TYPE_CHECKING:
    from rehearse.interview.question import Question, QuestionBank
    from rehearse.storage.toml_edit import TomlDocument

OWN_PACK = "my-questions.toml"
OWN_TITLE = "My questions"

_NEW_PACK = f'# Written by Rehearse, and yours to edit.\n\ntitle = "{OWN_TITLE}"\n'


class PackShelf:
    """Two folders of packs: those that are bundled, and the person's."""

    def __init__(self, bundled_folder: Path, own_folder: Path) -> None:
        self._bundled_folder = bundled_folder
        self._own_folder = own_folder
        self._own_pack = own_folder / OWN_PACK

    def bank(self) -> "QuestionBank":
        """Load all questions as they stand now."""
        return load_bank(self._bundled_folder, self._own_folder)

    def own_ids(self) -> frozenset[str]:
        """Give the questions in the person's own pack, which can be changed."""
        try:
            return open_pack(self._own_pack).ids
        except InputError:  # a pack that can't be read offers nothing to change; the bank says why
            return frozenset()

    def save(self, question: "Question") -> "QuestionBank":
        """Add one of the person's own, change it, or bring it back; gives the bank that results.

        Raises:
            MalformedFile: the question, or the pack it goes to, has mistakes.
            StorageError: it can't be written.
        """
        from rehearse.storage.pack_form import QuestionForm

        fields = _fields_of(question)
        with self._editing() as (document, own_ids):
            # Its id may be that of its own earlier form, but not that of a question in another pack.
            _check(fields, self.bank().taken() - own_ids)
            if question.id in own_ids:
                document.change("question", fields, QuestionForm.model_fields, _says_the_same)
            else:
                document.append("question", fields)
            document.keep(self._own_pack, parse_pack)
        return self.bank()

    def retire(self, question_id: str) -> "QuestionBank":
        """Stop asking one of the person's own, and keep it for the takes that answered it.

        Raises:
            UnknownQuestion: it is none of the person's own.
            MalformedFile: the pack has mistakes.
            StorageError: it can't be written.
        """
        with self._editing() as (document, own_ids):
            if question_id not in own_ids:
                raise UnknownQuestion(f"“{question_id}” is none of your own questions: it stays in the bank.")
            document.extend("question", question_id, {"retired": True})
            document.keep(self._own_pack, parse_pack)
        return self.bank()

    @contextmanager
    def _editing(self) -> Iterator[tuple["TomlDocument", frozenset[str]]]:
        """The person's own pack, for whoever changes it, and the ids in it now."""
        # Only who changes something waits for the library that can write.
        from rehearse.storage.toml_edit import TomlDocument, locked

        with locked(self._own_pack):
            text, own_ids = self._read()
            yield TomlDocument.of_file(text, self._own_pack), own_ids

    def _read(self) -> tuple[str, frozenset[str]]:
        try:
            text = read_text(self._own_pack)
        except NotFound:
            return _NEW_PACK, frozenset()
        return text, parse_pack(text, self._own_pack).ids


def _fields_of(question: "Question") -> dict[str, Any]:
    """Write a question as the keys of a pack, without those that say nothing."""
    from rehearse.storage.pack_form import QuestionForm

    fields = {
        "id": question.id,
        "title": question.title.strip(),
        "prompt": question.prompt.strip(),
        "principles": [principle.value for principle in question.principles],
        "shape": list(question.shape),
        "follow_ups": list(question.follow_ups),
        "pitfalls": list(question.pitfalls),
        "examples": question.examples,
        "target": _short(question.target_s),
        "sample": sample_with_marks(question.sample),
    }
    keys = QuestionForm.model_fields
    return {
        key: value for key, value in fields.items() if keys[key].is_required() or value != keys[key].default
    }


def _check(fields: dict[str, Any], taken: Collection[str]) -> None:
    from rehearse.storage.pack_form import QuestionForm
    from rehearse.storage.toml_form import faults_of_form

    mistakes = [f"{fault.key}: {fault.message}" for fault in faults_of_form(fields, QuestionForm)]
    if fields["id"] in taken:
        mistakes.append(f"id: “{fields['id']}” is the id of a question you already have")
    if mistakes:
        raise MalformedFile(mistakes[0], tuple(mistakes))


def _says_the_same(key: str, written: Any, value: Any) -> bool:
    if key == "sample":
        return parse_sample(written) == parse_sample(value)
    return bool((written.strip() if isinstance(written, str) else written) == value)


def _short(seconds: float | None) -> float | None:
    return int(seconds) if seconds is not None and seconds.is_integer() else seconds
