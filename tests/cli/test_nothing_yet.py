"""What a newcomer sees before there is anything to see."""

import pytest

from tests.cli.conftest import Rehearse


@pytest.mark.parametrize(
    ("command", "next_step"), [("history", "rehearse demo"), ("stories", "rehearse stories add")]
)
def test_an_empty_list_says_how_to_fill_it(rehearse: Rehearse, command: str, next_step: str) -> None:
    run = rehearse(command)
    assert (run.code, run.out) == (0, "")
    assert next_step in run.err
    assert run.err.count("\n") == 1
    assert rehearse(command, "--json").err == ""
