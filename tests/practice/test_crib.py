from pathlib import Path

import pytest

from rehearse.practice.crib import CRIB, Topic, called_for
from rehearse.resources import questions_folder
from rehearse.storage.question_pack import load_bank
from tests.fakes import question


@pytest.mark.parametrize(
    ("question_id", "topic"),
    [
        ("many-customers", Topic.RANKING),
        ("calculated-risk", Topic.GUARDRAILS),
        ("missed-expectation", Topic.MODEL_METRICS),
        ("being-wrong", Topic.MODEL_METRICS),
        ("disagreeing-with-manager", Topic.CAUSALITY),
        ("proudest-achievement", Topic.EVIDENCE),
    ],
)
def test_a_bundled_question_calls_for_its_page(question_id: str, topic: Topic) -> None:
    bank = load_bank(questions_folder(), Path("no questions of one's own"))
    assert topic in called_for(bank.get(question_id))


def test_an_apology_calls_for_no_page() -> None:
    assert called_for(question("apology")) == ()


def test_every_page_has_something_on_it() -> None:
    assert set(CRIB) == set(Topic)
    assert all(entries and all(entry.term and entry.use for entry in entries) for entries in CRIB.values())
