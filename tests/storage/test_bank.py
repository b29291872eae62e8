import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest

from rehearse.interview.errors import AmbiguousId, UnknownQuestion
from rehearse.interview.part import Part
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank
from rehearse.resources import questions_folder
from rehearse.storage.question_pack import check_pack, load_bank

IDS = (
    "difficult-customer",
    "missed-expectation",
    "many-customers",
    "apology",
    "unfinished-task",
    "unclear-roles",
    "simple-solution",
    "being-wrong",
    "mentoring",
    "calculated-risk",
    "unpopular-decision",
    "late-pivot",
    "beyond-the-job",
    "disagreeing-with-manager",
    "proudest-achievement",
)

FIGURES = {
    "difficult-customer": ("two weeks", "32 percent", "1.2 million dollars a quarter", "18 points"),
    "missed-expectation": ("20 percent", "18 percent to 6", "3.2 to 4.6 out of 5"),
    "many-customers": ("12 open requests", "192", "48", "22 percent", "400 thousand dollars a month"),
    "apology": ("40 percent",),
    "unfinished-task": ("90 percent", "Four weeks", "5.4 percent"),
    "unclear-roles": ("six a month to one",),
    "simple-solution": ("two features", "85 percent", "in half"),
    "being-wrong": ("0.3 points",),
    "mentoring": ("three months", "6 percent", "p below 0.05"),
    "calculated-risk": ("10 percent", "150 milliseconds", "3.8 percent", "1.1 percent"),
    "unpopular-decision": ("5 percent", "28 percent", "35 percent"),
    "late-pivot": ("9 percent",),
    "beyond-the-job": ("60 percent", "5 teams", "30 percent"),
    "disagreeing-with-manager": ("48 hours", "95 percent power", "0.5 points"),
    "proudest-achievement": ("14 percent", "6 million dollars a year", "3 business lines"),
}


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> QuestionBank:
    return load_bank(questions_folder(), tmp_path_factory.mktemp("own"))


@pytest.fixture(params=IDS)
def question(bank: QuestionBank, request: pytest.FixtureRequest) -> Question:
    return bank.get(request.param)


def texts_of(question: Question) -> Iterator[str]:
    yield from (question.title, question.prompt, question.sample_text)
    yield from (*question.shape, *question.follow_ups, *question.pitfalls)


def test_the_bank_holds_the_fifteen_questions_in_order(bank: QuestionBank) -> None:
    assert bank.ids == IDS
    assert bank.packs == ("Leadership Principles",)
    assert bank.problems == ()
    assert bank.retired == ()


def test_a_bundled_pack_has_no_mistakes() -> None:
    for pack in questions_folder().glob("*.toml"):
        assert check_pack(pack, QuestionBank()) == ()


def test_a_sample_is_spoken_in_about_90_seconds(question: Question) -> None:
    assert 190 <= len(question.sample_text.split()) <= 240


def test_a_sample_has_all_five_parts_in_order(question: Question) -> None:
    told = [part.part for part in question.sample]
    examples = [Part.SITUATION, Part.TASK, Part.ACTION, Part.RESULT] * question.examples
    assert told == [*examples, Part.REFLECTION]


def test_most_of_a_sample_is_action(question: Question) -> None:
    words = dict.fromkeys(Part, 0)
    for part in question.sample:
        words[part.part] += len(part.text.split())
    assert max(words, key=words.__getitem__) is Part.ACTION
    assert min(words.values()) * 90 / sum(words.values()) >= 7  # seconds


def test_a_sample_states_its_figures(question: Question) -> None:
    for figure in FIGURES[question.id]:
        assert figure in question.sample_text


def test_the_result_is_measured(question: Question) -> None:
    results = [part.text for part in question.sample if part.part is Part.RESULT]
    for result in results:
        assert re.search(r"\d|\b(half|one|two|three|four|six)\b", result)


def test_what_was_done_is_told_in_the_first_person(question: Question) -> None:
    actions = " ".join(part.text for part in question.sample if part.part is Part.ACTION)
    assert len(re.findall(r"\bI\b", actions)) >= 3 * len(re.findall(r"\b[Ww]e\b", actions))


def test_no_sample_reuses_a_sentence(bank: QuestionBank) -> None:
    sentences = [
        sentence for each in bank for sentence in re.split(r"(?<=[.?!]) ", each.sample_text) if sentence
    ]
    assert len(sentences) == len(set(sentences))


def test_no_company_is_named(question: Question) -> None:
    assert not any("amazon" in text.lower() for text in texts_of(question))


def test_every_hint_is_there_and_short(question: Question) -> None:
    assert question.principles
    assert 3 <= len(question.shape) <= 5
    assert 3 <= len(question.follow_ups) <= 5
    assert 2 <= len(question.pitfalls) <= 4
    assert all(len(step.split()) <= 12 for step in question.shape)
    assert all(follow_up.endswith((".", "?")) for follow_up in question.follow_ups)


def test_a_prompt_can_be_read_aloud(question: Question) -> None:
    assert re.fullmatch(r"[A-Za-z ,.?']+", question.prompt)


def test_only_the_question_that_asks_for_two_examples_has_two(bank: QuestionBank) -> None:
    assert {each.id: each.examples for each in bank if each.examples != 1} == {"beyond-the-job": 2}


def test_a_principle_goes_by_its_official_name() -> None:
    assert len(Principle) == 16
    assert Principle("Have Backbone; Disagree and Commit") is Principle.HAVE_BACKBONE_DISAGREE_AND_COMMIT


def test_an_id_may_be_shortened_while_it_is_unique(bank: QuestionBank) -> None:
    assert bank.get("diff").id == "difficult-customer"


def test_a_shortened_id_that_fits_several_names_them(bank: QuestionBank) -> None:
    with pytest.raises(AmbiguousId, match=r"unfinished-task, unclear-roles, unpopular-decision"):
        bank.get("un")


@pytest.mark.parametrize("question_id", ["", "nothing", "difficult-customer-2"])
def test_an_unknown_id_is_an_error(bank: QuestionBank, question_id: str) -> None:
    with pytest.raises(UnknownQuestion):
        bank.get(question_id)


def test_a_whole_id_wins_over_longer_ones_that_begin_with_it(bank: QuestionBank) -> None:
    question = bank.get("apology")
    assert QuestionBank((bank.get("mentoring"), question)).get("apology") is question


def test_the_bank_is_filtered_by_principle_and_by_pack(bank: QuestionBank) -> None:
    assert bank.filter(principle=Principle.THINK_BIG).ids == ("proudest-achievement",)
    assert len(bank.filter(pack="Leadership Principles")) == 15
    assert len(bank.filter(principle=Principle.OWNERSHIP, pack="Another")) == 0


@pytest.mark.parametrize(
    ("title", "question_id"),
    [
        ("Why this rôle?", "why-this-role"),
        ("Apology", "apology-2"),
        ("???", "question"),
        ("a " * 60, "-".join("a" * 25)),
    ],
)
def test_a_new_id_is_made_from_the_title(bank: QuestionBank, title: str, question_id: str) -> None:
    assert bank.new_id(title) == question_id


def test_the_bundled_bank_loads_without_the_checker() -> None:
    code = (
        "import sys; from pathlib import Path; from rehearse.resources import questions_folder;"
        "from rehearse.storage.question_pack import load_bank;"
        "assert len(load_bank(questions_folder(), Path('nowhere'))) == 15;"
        "sys.exit('pydantic' in sys.modules or 'tomlkit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_bundled_pack_says_what_its_marks_mean() -> None:
    [pack] = questions_folder().glob("*.toml")
    text = pack.read_text(encoding="utf-8")
    assert text.startswith("#")
    assert tomllib.loads(text)["title"] == "Leadership Principles"
