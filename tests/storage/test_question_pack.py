import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rehearse.interview.errors import (
    EmptyInput,
    InputError,
    MalformedFile,
    NotFound,
    NotReadable,
    NotText,
    TooLong,
)
from rehearse.interview.part import Part
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank, SamplePart
from rehearse.resources import questions_folder
from rehearse.storage.question_pack import (
    add_pack,
    check_pack,
    load_bank,
    open_pack,
    read_pack,
)

WHOLE = '''title = "Kitchen"

[[question]]
id = "burnt-soup"
title = "The burnt soup"
prompt = """
What went wrong?
And what then?
"""
principles = ["Ownership", "Have Backbone; Disagree and Commit"]
shape = ["Own it"]
follow_ups = ["Who tasted it?"]
pitfalls = ["Blaming the pot"]
examples = 2
target = 120
sample = """
S: The soup
   was burnt.
S: Twice.
+: I stir now.
"""

[[question]]
id = "cold-soup"
title = "The cold soup"
prompt = "And this one?"
'''

HEAD = 'title = "T"\n[[question]]\nid = "a"\ntitle = "A"\nprompt = "P"\n'
"""The first five lines of a pack whose sixth has a mistake."""

WritePack = Callable[[str], Path]


@pytest.fixture
def write_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WritePack:
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> Path:
        path = Path("pack.toml")
        path.write_bytes(text.encode())
        return path

    return write


def test_a_pack_is_read_with_everything_in_it(write_pack: WritePack) -> None:
    whole, short = read_pack(write_pack(WHOLE))
    assert whole == Question(
        id="burnt-soup",
        title="The burnt soup",
        prompt="What went wrong?\nAnd what then?",
        principles=(Principle.OWNERSHIP, Principle.HAVE_BACKBONE_DISAGREE_AND_COMMIT),
        shape=("Own it",),
        follow_ups=("Who tasted it?",),
        pitfalls=("Blaming the pot",),
        sample=(
            SamplePart(Part.SITUATION, "The soup was burnt."),
            SamplePart(Part.SITUATION, "Twice."),
            SamplePart(Part.REFLECTION, "I stir now."),
        ),
        examples=2,
        target_s=120.0,
        pack="Kitchen",
    )
    assert whole.sample_text == "The soup was burnt. Twice. I stir now."
    assert short == Question("cold-soup", "The cold soup", "And this one?", (), (), (), (), pack="Kitchen")


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("title", "\ufefftitle")], ids=["CRLF", "BOM"])
def test_a_pack_written_on_windows_reads_the_same(write_pack: WritePack, change: tuple[str, str]) -> None:
    plain = read_pack(write_pack(WHOLE))
    count = -1 if change[0] == "\n" else 1
    assert read_pack(write_pack(WHOLE.replace(*change, count))) == plain


def test_text_is_kept_as_said(write_pack: WritePack) -> None:
    said = "Why <b>this</b> [red]job[/red] \\n & 100 % 🎤 {x}?"
    [question] = read_pack(write_pack(HEAD.replace('"P"', f"'{said}'")))
    assert question.prompt == said


def test_a_retired_question_is_read_but_not_offered(write_pack: WritePack) -> None:
    pack = open_pack(write_pack(f"{WHOLE}retired = true\n"))
    assert [question.id for question in pack.questions] == ["burnt-soup"]
    assert [question.id for question in pack.retired] == ["cold-soup"]


def test_the_error_counts_the_mistakes_it_does_not_show(write_pack: WritePack) -> None:
    with pytest.raises(MalformedFile, match=r"is missing \(2 more: “rehearse questions check” lists them\)$"):
        read_pack(write_pack('title = "T"\n[[question]]\n'))


def test_a_pack_in_the_bank_is_not_checked_against_itself(write_pack: WritePack) -> None:
    path = write_pack(WHOLE)
    bank = load_bank(questions_folder(), path.parent)
    assert check_pack(path, bank) == ()
    [mistake] = check_pack(write_pack(WHOLE.replace("cold-soup", "apology")), bank)
    assert (mistake.line, mistake.key) == (24, "question.id")
    assert mistake.message == "“apology” is the id of a question you already have"


def test_a_pack_without_a_title_is_checked_beside_the_bank(write_pack: WritePack) -> None:
    for text in (WHOLE.replace('"Kitchen"', "1"), "title = "):
        assert check_pack(write_pack(text), QuestionBank())


def as_folder(path: Path) -> None:
    path.mkdir()


def as_endless_link(path: Path) -> None:
    path.symlink_to(path)


UNREADABLE: list[tuple[Callable[[Path], object], type[InputError], str]] = [
    (lambda path: None, NotFound, "There is no file pack.toml"),
    (as_folder, NotReadable, "pack.toml is a folder"),
    (os.mkfifo, NotReadable, "pack.toml is no ordinary file"),
    (as_endless_link, NotReadable, "pack.toml can't be read"),
    (lambda path: path.write_text(" \n\n"), EmptyInput, "pack.toml is empty"),
    (lambda path: path.write_bytes(b"\xff\xfet\0"), NotText, "pack.toml holds NUL bytes"),
    (lambda path: path.write_bytes(b"a = 1\nb = '\xe9'"), NotText, "pack.toml is not UTF-8 on line 2"),
    (lambda path: path.write_bytes(b"#" * 1_000_001), TooLong, "pack.toml is larger than 1,000,000 bytes"),
]


@pytest.mark.parametrize(("make", "error", "message"), UNREADABLE, ids=[each[2] for each in UNREADABLE])
def test_what_is_no_text_is_one_clear_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], object],
    error: type[InputError],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("pack.toml")
    make(path)
    for use in (read_pack, lambda pack: check_pack(pack, QuestionBank())):
        with pytest.raises(error, match=f"^{message}.*: .*[.]$"):
            use(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_file_is_one_clear_line(write_pack: WritePack) -> None:
    path = write_pack(WHOLE)
    path.chmod(0)
    with pytest.raises(NotReadable, match=r"Permission denied"):
        read_pack(path)


def test_a_name_with_a_newline_stays_on_its_line(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        read_pack(tmp_path / "a\nb")
    assert "\n" not in str(caught.value)


def test_thousands_of_mistakes_are_found_in_seconds(write_pack: WritePack) -> None:
    question = '[[question]]\nid = "A"\ntitle = ""\nshape = [\n  "",\n]\n'
    path = write_pack('title = "T"\n' + question * 600)
    started = time.process_time()
    mistakes = check_pack(path, QuestionBank())
    assert time.process_time() - started < 5
    assert len(mistakes) == 600 * 4 + 599
    assert mistakes[-1].line == 1 + 600 * 6 - 1


def test_a_broken_pack_keeps_no_other_from_loading(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(HEAD + "zzz = 1\n")
    (tmp_path / "b.toml").write_bytes(b"\xff")
    (tmp_path / "c.toml").write_text(WHOLE)
    (tmp_path / "notes.txt").write_text("no pack")
    bank = load_bank(questions_folder(), tmp_path)
    assert bank.packs == ("Leadership Principles", "Kitchen")
    assert bank.problems == (
        f"{tmp_path}/a.toml:6: question.zzz: is not a key of a question",
        f"{tmp_path}/b.toml is not UTF-8 on line 1: save it again as UTF-8.",
    )


def test_a_question_whose_id_is_taken_keeps_only_itself_out(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(WHOLE.replace("cold-soup", "apology"))
    bank = load_bank(questions_folder(), tmp_path)
    assert bank.filter(pack="Kitchen").ids == ("burnt-soup",)
    assert bank.get("apology").pack == "Leadership Principles"
    assert bank.problems == (
        f"{tmp_path}/a.toml:24: question.id: “apology” is the id of a question you already have",
    )


def test_a_pack_is_added_as_it_was_written(write_pack: WritePack, tmp_path: Path) -> None:
    path = write_pack(f"# mine\r\n{WHOLE}")
    folder = tmp_path / "kept" / "questions"
    added = add_pack(path, folder, load_bank(questions_folder(), folder))
    assert [question.id for question in added] == ["burnt-soup", "cold-soup"]
    assert (folder / "pack.toml").read_bytes() == path.read_bytes()
    assert load_bank(questions_folder(), folder).ids[-2:] == ("burnt-soup", "cold-soup")


def test_a_pack_of_any_name_is_found_again(write_pack: WritePack, tmp_path: Path) -> None:
    path = write_pack(WHOLE).rename(tmp_path / "pack.txt")
    add_pack(path, tmp_path / "kept", QuestionBank())
    assert [each.name for each in (tmp_path / "kept").iterdir()] == ["pack.toml"]


def test_a_second_pack_of_the_same_name_is_refused(write_pack: WritePack, tmp_path: Path) -> None:
    path = write_pack(WHOLE)
    add_pack(path, tmp_path / "kept", QuestionBank())
    with pytest.raises(InputError, match=r"^There is already a pack .*kept/pack.toml: delete it"):
        add_pack(path, tmp_path / "kept", QuestionBank())


@pytest.mark.parametrize("text", [WHOLE.replace("cold-soup", "apology"), HEAD + "zzz = 1"])
def test_a_pack_with_mistakes_is_not_added(write_pack: WritePack, tmp_path: Path, text: str) -> None:
    folder = tmp_path / "kept"
    with pytest.raises(MalformedFile):
        add_pack(write_pack(text), folder, load_bank(questions_folder(), folder))
    assert not folder.exists()
