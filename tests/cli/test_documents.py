"""Documents of many answers."""

from collections.abc import Iterator

import pytest

from rehearse.analysis.report import Answer, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.cli.reports import Judged, document
from rehearse.interview.transcript import Transcript
from tests import fakes


@pytest.mark.parametrize("form", ["text", "json", "markdown", "csv"])
def test_a_document_is_written_while_its_answers_come(form: str) -> None:
    come = 0

    def answers() -> Iterator[Judged]:
        nonlocal come
        for number in range(5):
            come += 1
            said = f"I cut it by {number} percent."
            report = analyse(Answer("", Transcript(said), 90.0, 85.0), Rubric())
            yield Judged(report, None, fakes.summary_of(fakes.kept_take(f"take-{number}", text=said)))

    pieces = document(answers(), form)
    begun = next(pieces) + next(pieces)
    assert come <= 2
    assert (begun + "".join(pieces)).count("percent") >= 5
    assert come == 5


def test_a_document_of_nothing_is_empty() -> None:
    assert [list(document([], form)) for form in ("text", "json", "markdown")] == [[], [], []]
