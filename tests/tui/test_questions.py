from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from rehearse.interview.part import Part
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank, SamplePart
from rehearse.practice.desk import Desk
from rehearse.storage.pack_shelf import PackShelf
from rehearse.storage.question_pack import read_pack
from rehearse.tui.app import RehearseApp
from rehearse.tui.screens.home import HomeScreen
from rehearse.tui.screens.question_editor import QuestionEditorScreen
from rehearse.tui.screens.questions import QuestionsScreen
from rehearse.tui.text import questions as words
from rehearse.tui.text.mistakes import by_field, mistake_said
from rehearse.tui.widgets.confirm import ConfirmDialog
from rehearse.tui.widgets.labelled import Labelled
from rehearse.tui.widgets.question_form import PrinciplesDialog, QuestionForm
from rehearse.tui.widgets.question_table import QuestionTable
from tests.tui.stage import Stage, keys, said, seen
from tests.tui.waiting import settled, until

SIZE = (140, 45)
BUNDLED = """\
title = "Given"

[[question]]
id = "given"
title = "A given question"
prompt = "What was given to you?"
principles = ["Ownership"]
shape = ["Say what it was"]
sample = "S: A book."
"""
OWN = Question(
    "proud-of",
    "A thing you are [bold]proud[/] of",
    "What are you proud of?",
    (Principle.DELIVER_RESULTS,),
    shape=("Say what it is",),
    follow_ups=("Who uses it?",),
    pitfalls=(),
    sample=(SamplePart(Part.SITUATION, "I built a shed."), SamplePart(Part.RESULT, "It stands.")),
)


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    """Where one's own questions are kept."""
    return tmp_path / "own" / "my-questions.toml"


@pytest.fixture
def shelf(tmp_path: Path, own_pack: Path) -> PackShelf:
    """The real shelf, with one question that is given."""
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    (bundled / "given.toml").write_text(BUNDLED, encoding="utf-8")
    return PackShelf(bundled, own_pack.parent)


def app_of(stage: Stage, shelf: PackShelf) -> RehearseApp:
    def furnish(settings: object) -> Desk:
        return replace(stage.desk(questions=shelf, bank=shelf.bank()), furnish=furnish)

    return stage.app(questions=shelf, bank=shelf.bank(), furnish=furnish)


async def questions(pilot: Pilot[None]) -> QuestionsScreen:
    """Go to one's own questions; all are listed when this returns."""
    await settled(pilot)
    await pilot.press("b")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, QuestionsScreen)
    return screen


async def editor(pilot: Pilot[None], key: str) -> QuestionForm:
    """Open the form with a key."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, QuestionEditorScreen))
    await pilot.pause()
    return pilot.app.screen.query_one(QuestionForm)


def write(form: QuestionForm, **texts: str) -> None:
    """Write into the form's fields."""
    for field in form.query(Input):
        if field.name in texts:
            field.value = texts[field.name]
    for area in form.query(TextArea):
        if area.name in texts:
            area.text = texts[area.name]


def mistake_at(form: QuestionForm, key: str) -> str:
    """What is said to be wrong with a field; nothing when it is fine."""
    labelled = next(each for each in form.query(Labelled) if each.name == key)
    return str(labelled.query_one(".mistake").render()) if labelled.has_class("-wrong") else ""


async def save(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+s")
    await settled(pilot)


def test_a_question_goes_through_the_form_unchanged() -> None:
    whole = replace(OWN, examples=2, target_s=120.0, pitfalls=("Boasting", "Listing"))
    assert words.Written.of(whole).question(whole.id) == whole


def test_a_mistake_is_told_by_the_field_it_is_about() -> None:
    fields, others = by_field(
        ("title: is empty", "title: is long", "id: “a” can't be an id", "my.toml:3: question.x: is no key"),
        words.HELP,
        "title",
    )
    assert fields == {"title": "is empty"}
    assert others == ["my.toml:3: question.x: is no key"]
    assert mistake_said("is empty") == "It is empty."
    assert mistake_said("“Own” is no principle") == "“Own” is no principle."
    assert mistake_said("line 2: nothing is said") == "Line 2: nothing is said."


def test_a_copy_has_an_id_of_its_own() -> None:
    copy = words.copied(OWN, QuestionBank((OWN,)))
    assert copy.id != OWN.id
    assert copy.title == f"{OWN.title} (mine)"
    assert replace(copy, id=OWN.id, title=OWN.title) == OWN


async def test_a_question_is_written_saved_and_can_be_rehearsed(
    stage: Stage, shelf: PackShelf, own_pack: Path
) -> None:
    app = app_of(stage, shelf)
    async with app.run_test(size=SIZE) as pilot:
        await questions(pilot)
        assert words.NONE_YET.split(";")[0] in seen(pilot)
        form = await editor(pilot, "n")
        write(
            form,
            title="A shed",
            prompt="What did you build?",
            shape="Say what it is\n\n Say who uses it ",
            sample="S: I built a shed.\nR: It stands.",
            target="60",
        )
        await pilot.pause()
        await save(pilot)
        (kept,) = read_pack(own_pack)
        assert kept.id == "a-shed"
        assert kept.shape == ("Say what it is", "Say who uses it")
        assert kept.target_s == 60
        assert kept.sample == (
            SamplePart(Part.SITUATION, "I built a shed."),
            SamplePart(Part.RESULT, "It stands."),
        )
        screen = app.screen
        assert isinstance(screen, QuestionsScreen)
        assert screen.current == kept
        assert said(pilot) == ["“A shed” is one of your questions now."]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "A shed" in seen(pilot)


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    stage: Stage, shelf: PackShelf, own_pack: Path
) -> None:
    async with app_of(stage, shelf).run_test(size=SIZE) as pilot:
        await questions(pilot)
        form = await editor(pilot, "n")
        await save(pilot)
        assert mistake_at(form, "title") == "! It is empty."
        assert mistake_at(form, "prompt") == "! It is empty."
        assert mistake_at(form, "shape") == ""
        assert pilot.app.focused is form.query(Input).first()
        assert not own_pack.exists()


async def test_a_sample_that_can_not_be_read_is_said_while_it_is_written(
    stage: Stage, shelf: PackShelf
) -> None:
    async with app_of(stage, shelf).run_test(size=SIZE) as pilot:
        await questions(pilot)
        form = await editor(pilot, "n")
        write(form, sample="S: I built a shed.\nIt stands.")
        await pilot.pause()
        assert mistake_at(form, "sample").startswith("! Line 2: “It stands.” has no mark")
        write(form, sample="S: I built a shed.\n   It stands.")
        await pilot.pause()
        assert mistake_at(form, "sample") == ""


async def test_a_target_that_is_no_number_keeps_the_question_from_being_saved(
    stage: Stage, shelf: PackShelf, own_pack: Path
) -> None:
    async with app_of(stage, shelf).run_test(size=SIZE) as pilot:
        await questions(pilot)
        form = await editor(pilot, "n")
        write(form, title="A shed", prompt="What did you build?", target="a minute")
        await save(pilot)
        assert mistake_at(form, "target") == "! It must be a length of time, such as 90 or 1:30."
        assert not own_pack.exists()


async def test_ones_own_question_is_changed_and_keeps_its_id(stage: Stage, shelf: PackShelf) -> None:
    shelf.save(OWN)
    app = app_of(stage, shelf)
    async with app.run_test(size=SIZE) as pilot:
        await questions(pilot)
        assert "● A thing you are [bold]proud[/] of" in seen(pilot)
        form = await editor(pilot, "e")
        assert "ctrl+s" not in keys(pilot)
        write(form, title="A thing you made")
        await pilot.pause()
        assert "ctrl+s" in keys(pilot)
        await save(pilot)
        assert shelf.bank().get("proud-of").title == "A thing you made"
        assert app.desk.bank.get("proud-of").title == "A thing you made"


async def test_a_given_question_can_not_be_changed_but_copied(stage: Stage, shelf: PackShelf) -> None:
    async with app_of(stage, shelf).run_test(size=SIZE) as pilot:
        screen = await questions(pilot)
        assert screen.current == shelf.bank().get("given")
        assert not {"e", "x"} & set(keys(pilot))
        assert words.BUNDLED_ONLY_COPIED.split(".")[0] in seen(pilot)
        await editor(pilot, "c")
        await save(pilot)
        copy = shelf.bank().get("a-given-question-mine")
        given = shelf.bank().get("given")
        assert replace(copy, id=given.id, title=given.title, pack=given.pack) == given
        assert copy.id in shelf.own_ids()


async def test_a_question_is_retired_after_asking_and_brought_back(stage: Stage, shelf: PackShelf) -> None:
    shelf.save(OWN)
    app = app_of(stage, shelf)
    async with app.run_test(size=SIZE) as pilot:
        await questions(pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("escape")
        await settled(pilot)
        assert OWN.id in app.desk.bank.ids
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("y")
        await settled(pilot)
        assert OWN.id not in app.desk.bank.ids
        assert "retired" in seen(pilot)
        assert keys(pilot)["x"] == "Bring back"
        await pilot.press("x")
        await settled(pilot)
        assert OWN.id in app.desk.bank.ids


async def test_principles_are_marked_in_a_list(stage: Stage, shelf: PackShelf) -> None:
    shelf.save(OWN)
    async with app_of(stage, shelf).run_test(size=SIZE) as pilot:
        await questions(pilot)
        form = await editor(pilot, "e")
        pilot.app.screen.set_focus(next(each for each in form.query("PickRow") if each.name == "principles"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PrinciplesDialog))
        await pilot.press("space", "enter")
        await settled(pilot)
        assert form.written.principles == (Principle.DELIVER_RESULTS, Principle.CUSTOMER_OBSESSION)
        await save(pilot)
        assert shelf.bank().get(OWN.id).principles == (
            Principle.DELIVER_RESULTS,
            Principle.CUSTOMER_OBSESSION,
        )


async def test_leaving_asks_first_only_when_something_would_be_lost(stage: Stage, shelf: PackShelf) -> None:
    shelf.save(OWN)
    app = app_of(stage, shelf)
    async with app.run_test(size=SIZE) as pilot:
        await questions(pilot)
        await editor(pilot, "e")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, QuestionsScreen))
        form = await editor(pilot, "e")
        write(form, title="Something else")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, QuestionEditorScreen))
        assert form.written.title == "Something else"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, QuestionsScreen))
        assert shelf.bank().get(OWN.id).title == OWN.title


async def test_no_other_place_is_a_key_away_while_something_is_written(
    stage: Stage, shelf: PackShelf
) -> None:
    shelf.save(OWN)
    app = app_of(stage, shelf)
    async with app.run_test(size=SIZE) as pilot:
        await questions(pilot)
        form = await editor(pilot, "e")
        pilot.app.screen.set_focus(next(each for each in form.query("PickRow") if each.name == "examples"))
        await pilot.press("d", "comma", "g")
        await settled(pilot)
        assert isinstance(app.screen, QuestionEditorScreen)
        await pilot.press("right")
        assert form.written.examples == 2


async def test_home_leads_to_the_question_under_the_cursor(stage: Stage, shelf: PackShelf) -> None:
    shelf.save(OWN)
    app = app_of(stage, shelf)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.screen.query_one(QuestionTable).go_to(OWN.id)
        await pilot.pause()
        await pilot.press("e")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, QuestionsScreen)
        assert screen.current is not None
        assert screen.current.id == OWN.id


async def test_a_pack_broken_by_hand_is_said_and_left_alone(
    stage: Stage, shelf: PackShelf, own_pack: Path
) -> None:
    own_pack.parent.mkdir()
    own_pack.write_text("title = 'Mine'\n[[question]]\nid = 1\n", encoding="utf-8")
    before = own_pack.read_text(encoding="utf-8")
    async with app_of(stage, shelf).run_test(size=SIZE) as pilot:
        await questions(pilot)
        form = await editor(pilot, "n")
        write(form, title="A shed", prompt="What did you build?")
        await save(pilot)
        await until(pilot, lambda: any("my-questions.toml" in each for each in said(pilot)))
        assert isinstance(pilot.app.screen, QuestionEditorScreen)
        assert own_pack.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_the_list_and_the_whole_question_are_both_in_view(
    stage: Stage, shelf: PackShelf, size: tuple[int, int]
) -> None:
    shelf.save(OWN)
    async with app_of(stage, shelf).run_test(size=size) as pilot:
        screen = await questions(pilot)
        for widget in (screen.query_one(OptionList), screen.query_one("#preview")):
            assert screen.region.contains_region(widget.region)
            assert widget.region.height >= 8
        assert "What are you proud of?" in seen(pilot)
