import pytest

from rehearse.practice.ports import Level
from rehearse.practice.silence import Hearkening, SilenceWatch

STEP_S = 0.1
SPEECH, ROOM = -25.0, -55.0


def watched(*stretches: tuple[float, float | None], ends_after_s: float = 4.0) -> list[SilenceWatch]:
    """What the watch makes of stretches of sound: seconds and level of each."""
    watch, seen, at = SilenceWatch(ends_after_s), [], 0
    for length_s, rms_dbfs in stretches:
        for _ in range(round(length_s / STEP_S)):
            at += 1
            watch = watch.hear(at * STEP_S, Level(rms_dbfs, rms_dbfs))
            seen.append(watch)
    return seen


def states(*stretches: tuple[float, float | None], ends_after_s: float = 4.0) -> list[Hearkening]:
    """The states gone through, each once."""
    found: list[Hearkening] = []
    for watch in watched(*stretches, ends_after_s=ends_after_s):
        if not found or found[-1] is not watch.state:
            found.append(watch.state)
    return found


W, SP, SI, WA, E = Hearkening


def test_an_answer_never_ends_before_it_began() -> None:
    assert states((60, ROOM), (5, None)) == [W]


def test_it_ends_after_the_chosen_silence_and_warns_before() -> None:
    assert states((1, ROOM), (5, SPEECH), (6, ROOM)) == [W, SP, SI, WA, E]


def test_the_warning_counts_down_over_two_seconds() -> None:
    seen = watched((1, SPEECH), (4, ROOM))
    left = [watch.left_s for watch in seen if watch.state is WA]
    assert left[0] == pytest.approx(2.0)
    assert left[-1] == pytest.approx(0.1)
    assert seen[-1].state is E


def test_of_a_short_silence_half_is_warned_of() -> None:
    seen = watched((1, SPEECH), (2, ROOM), ends_after_s=2.0)
    assert max(watch.left_s for watch in seen if watch.state is WA) == pytest.approx(1.0)


def test_whoever_goes_on_in_time_is_listened_to() -> None:
    assert states((2, SPEECH), (3.9, ROOM), (2, SPEECH), (1, ROOM)) == [SP, SI, WA, SP, SI]


def test_what_has_ended_stays_so() -> None:
    assert states((1, SPEECH), (5, ROOM), (5, SPEECH)) == [SP, SI, WA, E]


def test_a_noisy_room_is_silence_beside_a_voice() -> None:
    assert states((5, -20.0), (6, -45.0)) == [SP, SI, WA, E]


def test_a_quiet_voice_is_a_voice() -> None:
    assert states((5, -45.0), (1, -70.0), (2, -45.0)) == [SP, SI, SP]


def test_a_cough_does_not_make_the_voice_silence() -> None:
    assert states((5, SPEECH), (0.2, -3.0), (5, SPEECH)) == [SP]


def test_a_voice_that_drops_is_still_heard() -> None:
    assert states((10, -20.0), (10, -34.0)) == [SP]


def test_exact_zeros_are_silence() -> None:
    assert states((1, SPEECH), (5, None)) == [SP, SI, WA, E]
