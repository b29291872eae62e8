"""Which model is recommended, by how fast the machine is."""

import pytest

from rehearse.practice.pace import MOST_CALL_S, WINDOWS_A_CALL, call_s, recommended


@pytest.mark.parametrize(
    ("window_s", "model"),
    [(0.04, "large-v3-turbo"), (0.15, "small.en"), (0.3, "base.en"), (0.8, "tiny.en"), (30.0, "tiny.en")],
)
def test_the_slower_the_machine_the_smaller_the_model(window_s: float, model: str) -> None:
    assert recommended(window_s) == model


def test_what_is_recommended_keeps_nobody_waiting() -> None:
    for hundredths in range(1, 90):
        took_s = call_s(recommended(hundredths / 100), hundredths / 100)
        assert took_s is not None
        assert took_s <= MOST_CALL_S


def test_of_a_model_of_ones_own_nothing_is_known() -> None:
    assert "mine" not in WINDOWS_A_CALL
    assert call_s("mine", 0.3) is None
