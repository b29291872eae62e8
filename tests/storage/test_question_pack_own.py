import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.interview.errors import MalformedFile, StorageError, UnknownQuestion
from rehearse.interview.part import Part
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank, SamplePart
from rehearse.resources import questions_folder
from rehearse.storage.pack_shelf import OWN_PACK, OWN_TITLE, PackShelf
from rehearse.storage.question_pack import check_pack, read_pack

WRITTEN = """# What I want to be asked.
title = "Mine" # for now

# The easy one.
[[question]]
id = "easy"   # keep
title = 'An easy one'
prompt = "Easy?"
shape = ["One",  # first
         "Two"]

# The hard one.
[[question]]
prompt = "Hard?"
title = "A hard one"
id = "hard"

# The end.
"""

EASY = Question("easy", "An easy one", "Easy?", (), ("One", "Two"), (), (), pack="Mine")
WHOLE = replace(
    EASY,
    principles=(Principle.OWNERSHIP, Principle.HAVE_BACKBONE_DISAGREE_AND_COMMIT),
    follow_ups=("Why?",),
    pitfalls=("None",),
    sample=(SamplePart(Part.SITUATION, "It rained."), SamplePart(Part.REFLECTION, 'I "sing" \\o/ now.')),
    examples=2,
    target_s=62.5,
)


@pytest.fixture
def shelf(tmp_path: Path) -> PackShelf:
    return PackShelf(questions_folder(), tmp_path)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / OWN_PACK
    path.write_text(WRITTEN)
    return path


def test_the_first_question_makes_the_pack(tmp_path: Path) -> None:
    folder = tmp_path / "questions"
    shelf = PackShelf(questions_folder(), folder)
    assert shelf.save(WHOLE).get("easy") == replace(WHOLE, pack=OWN_TITLE)
    assert check_pack(folder / OWN_PACK, QuestionBank()) == ()


def test_a_question_is_written_as_a_person_would(shelf: PackShelf, tmp_path: Path) -> None:
    shelf.save(replace(WHOLE, prompt="Easy?\nOr not?", target_s=60.0))
    assert (
        (tmp_path / OWN_PACK).read_text()
        == '''# Written by Rehearse, and yours to edit.

title = "My questions"

[[question]]
id = "easy"
title = "An easy one"
prompt = """
Easy?
Or not?
"""
principles = [
    "Ownership",
    "Have Backbone; Disagree and Commit",
]
shape = [
    "One",
    "Two",
]
follow_ups = ["Why?"]
pitfalls = ["None"]
examples = 2
target = 60
sample = """
S: It rained.
+: I \\"sing\\" \\\\o/ now.
"""
'''
    )


def test_saving_what_is_there_changes_nothing(shelf: PackShelf, pack: Path) -> None:
    shelf.save(EASY)
    assert pack.read_text() == WRITTEN


def test_a_change_keeps_comments_layout_and_other_questions(shelf: PackShelf, pack: Path) -> None:
    shelf.save(replace(EASY, title="Easier", target_s=30.0))
    changed = WRITTEN.replace("'An easy one'", '"Easier"').replace('"Two"]\n', '"Two"]\ntarget = 30\n')
    assert pack.read_text() == changed


def test_what_is_emptied_is_taken_out(shelf: PackShelf, pack: Path) -> None:
    shelf.save(WHOLE)
    bank = shelf.save(replace(EASY, shape=()))
    assert bank.get("easy") == replace(EASY, shape=())
    assert "shape" not in pack.read_text()
    assert "sample" not in pack.read_text()


def test_a_new_question_comes_last(shelf: PackShelf, pack: Path) -> None:
    bank = shelf.save(replace(EASY, id="new"))
    assert bank.ids[-3:] == ("easy", "hard", "new")
    assert pack.read_text().startswith(WRITTEN)


def test_a_retired_question_is_not_asked_but_known(shelf: PackShelf, pack: Path) -> None:
    bank = shelf.retire("hard")
    assert "hard" not in bank.ids
    assert bank.get("hard").title == "A hard one"
    assert pack.read_text() == WRITTEN.replace('id = "hard"\n', 'id = "hard"\nretired = true\n')
    assert "hard" in shelf.own_ids()


def test_retiring_twice_is_retiring(shelf: PackShelf, pack: Path) -> None:
    assert shelf.retire("hard") == shelf.retire("hard")


def test_saving_a_retired_question_brings_it_back(shelf: PackShelf, pack: Path) -> None:
    hard = shelf.bank().get("hard")
    shelf.retire("hard")
    assert shelf.save(hard).get("ha") == hard
    assert pack.read_text() == WRITTEN


def test_windows_line_ends_and_inline_tables_are_met(shelf: PackShelf, tmp_path: Path) -> None:
    pack = tmp_path / OWN_PACK
    pack.write_bytes(b'title = "T"\r\nquestion = [ {id="x", title="X", prompt="P"},\r\n# hm\r\n]\r\n')
    shelf.save(EASY)
    bank = shelf.save(replace(EASY, id="x", shape=()))
    assert bank.filter(pack="T").ids == ("x", "easy")
    assert bank.get("x") == replace(EASY, id="x", shape=(), pack="T")
    assert b"# hm\r\n" in pack.read_bytes()


def test_a_layout_that_cannot_be_edited_is_left_alone(shelf: PackShelf, tmp_path: Path) -> None:
    pack = tmp_path / OWN_PACK
    written = 'title = "T"\nquestion = [ {id = "x", title = "X", prompt = "P"}, # last\n]\n'
    pack.write_text(written)
    with pytest.raises(MalformedFile, match=r"edit it by hand"):
        shelf.save(EASY)
    assert pack.read_text() == written


def test_the_pack_may_be_a_link(shelf: PackShelf, pack: Path) -> None:
    real = pack.with_suffix(".real")
    pack.rename(real)
    pack.symlink_to(real)
    shelf.retire("easy")
    assert pack.is_symlink()
    assert "retired" in real.read_text()


def test_only_questions_of_the_own_pack_are_own(shelf: PackShelf, pack: Path) -> None:
    shelf.retire("hard")
    assert shelf.own_ids() == {"easy", "hard"}
    pack.write_text("title = ")
    assert shelf.own_ids() == frozenset()
    pack.unlink()
    assert shelf.own_ids() == frozenset()


def test_all_mistakes_of_a_question_are_told_at_once(shelf: PackShelf, pack: Path) -> None:
    wrong = replace(EASY, id="No id", title=" ", prompt="\x07", shape=("ok", ""), examples=4, target_s=-1.0)
    with pytest.raises(MalformedFile) as caught:
        shelf.save(wrong)
    assert caught.value.mistakes == (
        "id: “No id” can't be an id: use a-z, 0-9 and hyphens between them",
        "title: is empty",
        "prompt: holds the control character U+0007: take it out",
        "shape: is empty",
        "examples: must be at most 3, not 4",
        "target: must be more than 0, not -1",
    )
    assert pack.read_text() == WRITTEN


def test_an_id_of_a_bundled_question_is_refused(shelf: PackShelf, pack: Path) -> None:
    with pytest.raises(MalformedFile, match=r"^id: “apology” is the id of a question you already have$"):
        shelf.save(replace(EASY, id="apology"))


def test_a_pack_with_mistakes_is_left_alone(shelf: PackShelf, pack: Path) -> None:
    broken = WRITTEN + "zzz = 1\n"
    pack.write_text(broken)
    changes: tuple[Callable[[], object], ...] = (lambda: shelf.save(EASY), lambda: shelf.retire("easy"))
    for change in changes:
        with pytest.raises(MalformedFile, match=rf"{OWN_PACK}:19: question.zzz: is not a key"):
            change()
    assert pack.read_text() == broken


@pytest.mark.parametrize("question_id", ["apology", "nothing", ""])
def test_only_an_own_question_can_be_retired(shelf: PackShelf, pack: Path, question_id: str) -> None:
    with pytest.raises(UnknownQuestion):
        shelf.retire(question_id)


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "questions").write_text("in the way")
    with pytest.raises(StorageError):
        PackShelf(questions_folder(), tmp_path / "questions").save(EASY)


def test_two_that_write_at_once_lose_nothing(shelf: PackShelf, tmp_path: Path) -> None:
    ids = [f"q-{number}" for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        list(
            threads.map(
                lambda each: PackShelf(questions_folder(), tmp_path).save(replace(EASY, id=each)), ids
            )
        )
    assert sorted(question.id for question in read_pack(tmp_path / OWN_PACK)) == ids


def test_nothing_but_the_pack_is_left_in_the_bank(shelf: PackShelf, tmp_path: Path) -> None:
    shelf.save(EASY)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == [OWN_PACK]


lines = (
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
words = lines.map(lambda line: " ".join(line.split()))
questions = st.builds(
    Question,
    id=st.just("any"),
    title=lines,
    prompt=st.lists(lines, min_size=1, max_size=3).map("\n".join),
    principles=st.lists(st.sampled_from(Principle), unique=True, max_size=3).map(tuple),
    shape=st.lists(lines, max_size=3).map(tuple),
    follow_ups=st.lists(lines, max_size=3).map(tuple),
    pitfalls=st.lists(lines, max_size=3).map(tuple),
    sample=st.lists(st.builds(SamplePart, st.sampled_from(Part), words), max_size=4).map(tuple),
    examples=st.integers(1, 3),
    target_s=st.none() | st.floats(0.5, 3600),
    pack=st.just("Mine"),
)


@settings(max_examples=30, deadline=None)
@given(questions, questions)
def test_any_question_is_read_as_it_was_saved(first: Question, second: Question) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / OWN_PACK).write_text(WRITTEN)
        shelf = PackShelf(questions_folder(), Path(folder))
        assert shelf.save(first).get("any") == first
        bank = shelf.save(second)
        assert bank.get("any") == second
        assert bank.get("easy") == EASY
        assert bank.problems == ()
