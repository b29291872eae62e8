from pathlib import Path

from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.file_microphone import FileMicrophone
from tests.sound.virtual_card import wait_until
from tests.speech.sounds import tone, write_wav


def test_listening_in_measures_the_sound_and_leaves_nothing_on_disk(tmp_path: Path) -> None:
    answer = write_wav(tmp_path / "answer.wav", tone(2.0))
    monitor = FileMicrophone(answer, PyAvReader(), real_time=False).listen_in()
    wait_until(lambda: monitor.ended, "the file to end")
    assert monitor.duration_s == 2.0
    assert monitor.level.rms_dbfs is not None
    assert monitor.stop().device == "answer.wav"
    assert list(tmp_path.iterdir()) == [answer]
