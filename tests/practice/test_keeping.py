from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.interview.take import Take, TakeState
from rehearse.practice.keeping import forget_old_sound
from rehearse.practice.settings import Settings
from tests.fakes import ANSWER, MemoryArchive, desk, kept_take, write_silence


def take(folder: Path, name: str, days_ago: float, text: str | None = ANSWER) -> Take:
    audio = folder / f"{name}.wav"
    write_silence(audio, 0.1)
    return kept_take(name, days_ago=days_ago, text=text, audio=audio)


@pytest.mark.parametrize(
    ("keep_days", "left"),
    [(None, {"new", "week", "month"}), (1, {"new"}), (10, {"new", "week"}), (7, {"new", "week"})],
)
def test_sound_is_kept_as_long_as_was_asked(tmp_path: Path, keep_days: int | None, left: set[str]) -> None:
    takes = [take(tmp_path, "new", 0.5), take(tmp_path, "week", 7), take(tmp_path, "month", 30)]
    archive = MemoryArchive(tmp_path, takes)
    at_desk = desk(tmp_path, archive=archive, settings=Settings(keep_audio_days=keep_days))
    assert forget_old_sound(at_desk) == 3 - len(left)
    assert {each.id for each in archive.takes() if each.has_audio} == left
    assert {path.stem for path in tmp_path.glob("*.wav")} == left
    assert archive.take("month").heard == takes[2].heard
    assert forget_old_sound(at_desk) == 0


@pytest.mark.parametrize("state", [TakeState.UNTRANSCRIBED, TakeState.RECOVERED])
def test_sound_whose_words_nobody_knows_is_never_deleted(tmp_path: Path, state: TakeState) -> None:
    archive = MemoryArchive(tmp_path, [replace(take(tmp_path, "old", 300, None), state=state)])
    at_desk = desk(tmp_path, archive=archive, settings=Settings(keep_audio_days=1))
    assert forget_old_sound(at_desk) == 0
    assert archive.takes()[0].has_audio
