import ctypes.util
import json
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import numpy as np
import pytest

from rehearse import resources
from rehearse.interview.errors import NoVoice
from rehearse.speech import pyttsx3_voice
from rehearse.speech.pyttsx3_voice import Pyttsx3Voice, installed_voices
from tests.speech import espeak_words
from tests.speech.sounds import encode, read_wav, silence, tone, write_wav

QUESTION = "When did you last apologise? What had you done, and what did you say?"

needs_espeak = pytest.mark.skipif(
    not (ctypes.util.find_library("espeak-ng") or ctypes.util.find_library("espeak")),
    reason="espeak-ng is missing",
)


@pytest.fixture
def voice(tmp_path: Path) -> Pyttsx3Voice:
    return Pyttsx3Voice(tmp_path / "voice", None, 170)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts a module in pyttsx3's place, for what no real engine does on demand."""
    folder = tmp_path / "engine"
    folder.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder / "pyttsx3.py"


ENGINE = """
import shutil, time, os
class Engine:
    driver_name = "test"
    def connect(self, topic, done): self.done = done
    def getProperty(self, name): return [] if name == "voices" else None
    def setProperty(self, name, value): pass
    def save_to_file(self, text, path): self.path = path
    def runAndWait(self): {deed}
def init(): return Engine()
"""


@needs_espeak
def test_a_question_is_rendered_into_sound(voice: Pyttsx3Voice) -> None:
    utterance = voice.render(QUESTION)
    samples = read_wav(utterance.path)
    assert 3 < utterance.duration_s < 8
    assert np.abs(samples).max() > 3000
    assert utterance.path.stat().st_mode & 0o077 == 0
    assert [QUESTION[start:end] for (start, end), _ in utterance.words] == QUESTION.split()
    assert utterance.words[-1][1].end_s <= utterance.duration_s


@needs_espeak
def test_a_question_is_rendered_once(voice: Pyttsx3Voice, monkeypatch: pytest.MonkeyPatch) -> None:
    first = voice.render(QUESTION)
    monkeypatch.setattr(sys, "executable", "/nonexistent")
    assert voice.render(QUESTION) == first


@needs_espeak
def test_another_pace_is_another_utterance(tmp_path: Path, voice: Pyttsx3Voice) -> None:
    slow = Pyttsx3Voice(tmp_path / "voice", None, 100).render(QUESTION)
    assert slow.duration_s > 1.3 * voice.render(QUESTION).duration_s


@needs_espeak
def test_every_rendering_keeps_the_pace_that_was_asked_for(tmp_path: Path) -> None:
    durations = {
        Pyttsx3Voice(tmp_path / str(number), None, 120).render("Tell me more.").duration_s
        for number in range(8)
    }
    assert len(durations) == 1


@needs_espeak
def test_another_voice_sounds_different(tmp_path: Path, voice: Pyttsx3Voice) -> None:
    american = Pyttsx3Voice(tmp_path / "voice", "English (America)", 170).render(QUESTION)
    assert american.path.read_bytes() != voice.render(QUESTION).path.read_bytes()


@needs_espeak
def test_a_broken_sound_in_the_cache_is_rendered_anew(voice: Pyttsx3Voice) -> None:
    utterance = voice.render(QUESTION)
    for broken in (b"", b"RIFF", utterance.path.read_bytes()[:44]):
        utterance.path.write_bytes(broken)
        assert voice.render(QUESTION) == utterance


@needs_espeak
def test_markup_is_read_and_never_obeyed(voice: Pyttsx3Voice) -> None:
    plain = voice.render("Tell me more.").duration_s
    assert voice.render("Tell me [[slnc 9000]] more.").duration_s < plain + 4
    assert voice.render("Tell me <break time='9s'/> more.").duration_s < plain + 5


@needs_espeak
def test_odd_texts_are_spoken_or_passed_over(voice: Pyttsx3Voice) -> None:
    for text in ("a" * 1500, "\0\ud800\x1b", "Tell\0me more", "🙂 東京 مرحبا"):
        assert voice.render(text).duration_s > 0, text[:20]


def test_nothing_to_say_is_a_moment_of_silence(voice: Pyttsx3Voice) -> None:
    for text in ("", "  ", "…"):
        utterance = voice.render(text)
        assert (utterance.duration_s, utterance.words) == (0.2, ())
        assert not read_wav(utterance.path).any()


@needs_espeak
def test_a_voice_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoVoice, match="No voice is called 'Samantha' on this machine: choose another"):
        Pyttsx3Voice(tmp_path, "Samantha", 170).render(QUESTION)


@needs_espeak
def test_the_voices_of_this_machine_read_english() -> None:
    assert "English (Great Britain)" in installed_voices()


@needs_espeak
def test_a_file_in_the_current_folder_stands_in_for_no_module(
    voice: Pyttsx3Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken in')")
    monkeypatch.chdir(tmp_path)
    assert voice.render(QUESTION).words


@needs_espeak
def test_nothing_is_printed_while_a_question_is_rendered(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from rehearse.speech.pyttsx3_voice import Pyttsx3Voice;"
        "Pyttsx3Voice(Path(sys.argv[1]), None, 170).render('Tell me more.')"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_without_an_engine_one_line_says_what_to_install(
    voice: Pyttsx3Voice, engine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.write_text("def init(): raise RuntimeError('This means you have\\nno eSpeak installed!')")
    for ask in (lambda: voice.render(QUESTION), installed_voices):
        with pytest.raises(NoVoice, match=r"install espeak-ng .*\(RuntimeError: This means you have no"):
            ask()


def test_an_engine_that_hangs_is_stopped_with_all_it_started(tmp_path: Path, engine: Path) -> None:
    child = tmp_path / "child"
    engine.write_text(
        ENGINE.format(
            deed=f"""
        import subprocess
        started = subprocess.Popen(["sleep", "60"])
        open({str(child)!r}, "w").write(str(started.pid))
        time.sleep(60)"""
        )
    )
    began_s = time.monotonic()
    with pytest.raises(NoVoice, match="no answer within 2 s and was stopped"):
        Pyttsx3Voice(tmp_path / "voice", None, 170, timeout_s=1.5).render(QUESTION)
    assert time.monotonic() - began_s < 10
    status = Path(f"/proc/{child.read_text()}/status")
    assert not status.exists() or "zombie" in status.read_text()


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("os.abort()", "broke down"),
        ("self.done('', True)", "gave no sound"),
        ("open(self.path, 'w').write('no sound')", "gave no sound"),
        ("shutil.copy(os.environ['SILENCE'], self.path)", "nothing but silence"),
        ("raise OSError('device busy')", "device busy"),
    ],
)
def test_an_engine_that_fails_is_told_in_one_line_and_leaves_nothing(
    voice: Pyttsx3Voice,
    tmp_path: Path,
    engine: Path,
    monkeypatch: pytest.MonkeyPatch,
    deed: str,
    message: str,
) -> None:
    monkeypatch.setenv("SILENCE", str(write_wav(tmp_path / "silence.wav", silence(1.0))))
    engine.write_text(ENGINE.format(deed=deed))
    with pytest.raises(NoVoice, match=message) as caught:
        voice.render(QUESTION)
    assert "\n" not in str(caught.value)
    assert list((tmp_path / "voice").iterdir()) == []


def test_what_macos_writes_becomes_a_wav_file(
    voice: Pyttsx3Voice, tmp_path: Path, engine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aiff = encode(tmp_path / "spoken.aiff", "pcm_s16be", tone(1.0, rate=22_050), 22_050)
    monkeypatch.setenv("AIFF", str(aiff))
    engine.write_text(ENGINE.format(deed="shutil.copy(os.environ['AIFF'], self.path)"))
    utterance = voice.render(QUESTION)
    assert utterance.duration_s == 1.0
    assert np.array_equal(read_wav(utterance.path), tone(1.0, rate=22_050))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NoVoice, match="can't be written"):
        Pyttsx3Voice(tmp_path / "voice", None, 170).render(QUESTION)


def test_a_file_in_the_caches_place_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "voice").touch()
    with pytest.raises(NoVoice, match="stands in the way"):
        Pyttsx3Voice(tmp_path / "voice", None, 170).render(QUESTION)


@needs_espeak
def test_the_cache_forgets_what_is_oldest(
    voice: Pyttsx3Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyttsx3_voice, "KEPT_UTTERANCES", 2)
    first, second, third = (voice.render(text) for text in ("One.", "Two.", "Three."))
    assert set((tmp_path / "voice").iterdir()) == {second.path, third.path}
    assert not first.path.exists()


@needs_espeak
def test_a_sound_that_another_process_forgets_first_is_passed_over(
    voice: Pyttsx3Voice, tmp_path: Path
) -> None:
    first = voice.render("One.")
    gone = tmp_path / "voice" / "gone.wav"  # listed, and not there once it is looked at
    gone.symlink_to("nowhere")
    assert voice.render("Two.").path.exists()
    assert first.path.exists()


@needs_espeak
def test_words_light_up_when_espeak_says_them(voice: Pyttsx3Voice) -> None:
    pack = tomllib.loads((resources.questions_folder() / "leadership-principles.toml").read_text())
    off_s: list[float] = []
    for question in pack["question"][:6]:
        text = question["prompt"]
        command = [sys.executable, espeak_words.__file__, text, "170"]
        done = subprocess.run(command, capture_output=True, check=True)
        begins = dict(json.loads(done.stdout))
        times = {start: time.start_s for (start, _), time in voice.render(text).words}
        off_s += [abs(times[start] - begins[start]) for start in times.keys() & begins.keys()]
    assert len(off_s) > 100
    assert float(np.mean(off_s)) < 0.08
    assert float(np.quantile(off_s, 0.9)) < 0.2
