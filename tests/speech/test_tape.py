from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rehearse.speech.tape import Tape
from tests.speech.sounds import Samples, read_wav, silence, tone

QUIET = tone(0.05, level_dbfs=-70)
SPOKEN = tone(0.05, level_dbfs=-20)
MUTED = silence(0.05)
LOUD = np.clip(SPOKEN.astype(np.int32) * 100, -32_768, 32_767).astype(np.int16)


def play(tape: Tape, *parts: tuple[Samples, float]) -> str | None:
    for samples, duration_s in parts:
        for _ in range(round(duration_s / 0.05)):
            tape.add(samples.tobytes())
    trouble = tape.trouble()
    return trouble.code if trouble else None


@pytest.fixture
def tape(tmp_path: Path) -> Iterator[Tape]:
    tape = Tape(tmp_path / "take.wav")
    yield tape
    tape.close()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([], None),
        ([(SPOKEN, 5)], None),
        ([(MUTED, 0.9)], None),
        ([(MUTED, 1.1)], "blocked"),
        ([(SPOKEN, 1), (MUTED, 2)], None),
        ([(SPOKEN, 1), (MUTED, 3.1)], "blocked"),
        ([(MUTED, 2), (SPOKEN, 0.1)], None),
        ([(QUIET, 2.9)], None),
        ([(QUIET, 3.1)], "very-quiet"),
        ([(SPOKEN, 1), (QUIET, 5)], None),
        ([(SPOKEN, 1), (QUIET, 9.1)], "very-quiet"),
        ([(LOUD, 0.1)], "clipped"),
        ([(LOUD, 0.1), (SPOKEN, 2)], "clipped"),
        ([(LOUD, 0.1), (SPOKEN, 3.1)], None),
        ([(LOUD, 0.1), (MUTED, 3.1)], "blocked"),
    ],
)
def test_trouble_is_told_by_what_is_heard(
    tape: Tape, parts: list[tuple[Samples, float]], code: str | None
) -> None:
    assert play(tape, *parts) == code


def test_lost_sound_is_told_for_a_while_and_counted_for_good(tape: Tape) -> None:
    play(tape, (SPOKEN, 1))
    tape.miss(2)
    assert play(tape, (SPOKEN, 1)) == "overflow"
    tape.miss(2)
    assert play(tape, (SPOKEN, 3)) is None
    assert tape.facts().overflows == 2


def test_the_level_is_that_of_the_last_tenth_of_a_second(tape: Tape) -> None:
    play(tape, (SPOKEN, 1), (QUIET, 0.1))
    level = tape.level()
    assert level.peak_dbfs == pytest.approx(-70, abs=1)
    assert level.rms_dbfs == pytest.approx(-73, abs=1)


def test_exact_silence_has_no_level(tape: Tape) -> None:
    play(tape, (MUTED, 0.5))
    assert tape.level().peak_dbfs is None
    assert tape.level().rms_dbfs is None


def test_all_that_was_taken_is_written_and_measured(tape: Tape, tmp_path: Path) -> None:
    play(tape, (SPOKEN, 1), (LOUD, 0.5))
    tape.close()
    facts = tape.facts(lost_at_s=1.5, device="desk mic")
    assert np.array_equal(read_wav(tmp_path / "take.wav"), np.r_[np.tile(SPOKEN, 20), np.tile(LOUD, 10)])
    assert facts.duration_s == tape.duration_s == 1.5
    assert facts.peak_dbfs == pytest.approx(0, abs=0.01)
    assert 0.3 < facts.clipped_s < 0.5
    assert (facts.lost_at_s, facts.device) == (1.5, "desk mic")


def test_no_sound_changes_nothing(tape: Tape) -> None:
    tape.add(b"")
    assert tape.duration_s == 0
    assert tape.level().peak_dbfs is None
