"""An answer heard while it is recorded: the same words as from its file, most of them before the stop."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rehearse.interview.errors import NoSpeech
from rehearse.interview.sound import SAMPLE_RATE, SoundFacts
from rehearse.interview.transcript import Heard
from rehearse.practice.live import BEHIND_S, LEFT_S, Live
from rehearse.practice.ports import HeardSoFar, Hearing, Level, Transcriber, Trouble, no_progress
from rehearse.speech.pocketsphinx_engine import PocketSphinxTranscriber
from rehearse.speech.whisper_engine import WhisperTranscriber
from tests.fakes import WHISPER, ScriptedTranscriber
from tests.sound.spoken import can_speak
from tests.sound.virtual_card import wait_until
from tests.speech.recordings import ANSWER, blocks, heard_by, said, silence

needs_flite = pytest.mark.skipif(not can_speak(), reason="flite is not installed")

SECOND = 2 * SAMPLE_RATE


@dataclass
class HandRecorder:
    """Has recorded what it was given."""

    pcm: bytearray = field(default_factory=bytearray)
    level: Level = field(default_factory=lambda: Level(-20.0, -10.0))
    trouble: Trouble | None = None
    ended: bool = False
    paused: bool = False
    deleted: bool = False

    @property
    def duration_s(self) -> float:
        return len(self.pcm) / SECOND

    def sound(self, start: int, most: int) -> bytes:
        if self.deleted:
            raise FileNotFoundError
        return bytes(self.pcm[start : start + most])

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def stop(self) -> SoundFacts:
        return SoundFacts(self.duration_s)


class CountedWhisper(WhisperTranscriber):
    """Notes each call of the engine: how long its sound was, and whether it was gone through with."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.calls: list[tuple[float, bool]] = []

    def _transcribe(self, samples: Any, overtaken: Callable[[], bool] = lambda: False) -> Any:
        self.calls.append((len(samples) / SAMPLE_RATE, False))
        found = super()._transcribe(samples, overtaken)
        self.calls[-1] = self.calls[-1][0], True
        return found


@pytest.fixture(scope="module")
def answer() -> bytes:
    whole = said(ANSWER)[: 11 * SAMPLE_RATE]
    cut = whole[: 3 * SAMPLE_RATE], whole[3 * SAMPLE_RATE : 5 * SAMPLE_RATE], whole[5 * SAMPLE_RATE :]
    return np.concatenate([silence(0.7), cut[0], silence(0.5), cut[1], silence(3.4), cut[2]]).tobytes()


@pytest.fixture(params=["whisper", "pocketsphinx"])
def transcriber(request: pytest.FixtureRequest) -> Transcriber:
    if request.param == "whisper":
        return WhisperTranscriber(request.getfixturevalue("scripted_whisper"))
    pytest.importorskip("pocketsphinx", reason="PocketSphinx has no version for this Python")
    return PocketSphinxTranscriber()


def live_over(pcm: bytes, transcriber: Transcriber, block_s: float = 0.1) -> Heard | None:
    """Speak sound as it would come, each block once the one before was heard."""
    recorder = HandRecorder()
    live = Live(recorder, transcriber)
    live.start()
    for block in blocks(pcm, block_s):
        recorder.pcm += block
        wait_until(lambda: live.behind_s < 0.3 or live.failure is not None, "the words to keep up", 30)
    live.end()
    return live.result(no_progress)


@needs_flite
@pytest.mark.parametrize("until_s", [13.1, 16.4], ids=["in mid-word", "after the last word"])
def test_the_words_are_those_of_the_file(transcriber: Transcriber, answer: bytes, until_s: float) -> None:
    pcm = (answer + silence(1.0).tobytes())[: round(until_s * SAMPLE_RATE) * 2]
    assert live_over(pcm, transcriber) == heard_by(transcriber, pcm)


@needs_flite
def test_who_stops_after_a_pause_waits_for_no_call(scripted_whisper: Path) -> None:
    whisper = CountedWhisper(scripted_whisper)
    pcm = np.concatenate([said(ANSWER)[: 4 * SAMPLE_RATE], silence(1.0)]).tobytes()
    recorder = HandRecorder(bytearray(pcm))
    live = Live(recorder, whisper)
    live.start()
    wait_until(lambda: live.so_far.unsettled != (), "the words of the open piece")
    calls = list(whisper.calls)
    assert [done for _, done in calls] == [True]
    live.end()
    heard = live.result(no_progress)
    assert whisper.calls == calls
    assert heard == heard_by(WhisperTranscriber(scripted_whisper), pcm)


@needs_flite
def test_a_guess_is_given_up_when_somebody_speaks_on(scripted_whisper: Path) -> None:
    whisper = CountedWhisper(scripted_whisper)
    first, second = said(ANSWER)[: 4 * SAMPLE_RATE], said("And it worked out well.")
    before, after = np.concatenate([first, silence(0.6)]).tobytes(), second.tobytes()
    hearing = whisper.listen()
    for block in blocks(before, 0.1):
        hearing.feed(block)
    coming = [after[:SECOND]]
    hearing.foresee(lambda: coming.pop() if coming else b"")
    assert [done for _, done in whisper.calls] == [False]
    assert hearing.so_far.unsettled == ()
    hearing.feed(after[SECOND:])
    assert hearing.finish() == heard_by(WhisperTranscriber(scripted_whisper), before + after)


@needs_flite
def test_a_piece_is_foreseen_once_for_each_silence(scripted_whisper: Path) -> None:
    whisper = CountedWhisper(scripted_whisper)
    hearing = whisper.listen()
    hearing.feed(np.concatenate([said(ANSWER)[: 4 * SAMPLE_RATE], silence(0.6)]).tobytes())
    for _ in range(3):
        hearing.foresee(lambda: b"")
    hearing.feed(silence(0.5).tobytes())
    hearing.foresee(lambda: b"")
    assert len(whisper.calls) == 1


@needs_flite
def test_while_somebody_speaks_nothing_is_foreseen(scripted_whisper: Path) -> None:
    whisper = CountedWhisper(scripted_whisper)
    hearing = whisper.listen()
    hearing.feed(said("We measured every single one of them")[: 2 * SAMPLE_RATE].tobytes())
    hearing.foresee(lambda: b"")
    assert whisper.calls == []


def test_where_nobody_spoke_it_says_so(scripted_whisper: Path) -> None:
    with pytest.raises(NoSpeech):
        live_over(silence(2.0).tobytes(), WhisperTranscriber(scripted_whisper), 0.5)


class Broken:
    """Breaks at the first sound."""

    engine = WHISPER
    so_far = HeardSoFar()

    def load(self) -> None:
        pass

    def listen(self) -> Hearing:
        return self

    def close(self) -> None:
        pass

    def feed(self, pcm: bytes) -> None:
        raise MemoryError

    def foresee(self, more: Callable[[], bytes]) -> None:
        pass

    def finish(self) -> Heard:
        raise NotImplementedError


def test_a_recogniser_that_breaks_leaves_the_file_to_be_heard() -> None:
    recorder = HandRecorder(bytearray(SECOND))
    live = Live(recorder, Broken())
    live.start()
    wait_until(lambda: live.failure is not None, "it to break")
    live.end()
    assert live.result(no_progress) is None


def test_an_answer_thrown_away_is_not_looked_for() -> None:
    recorder = HandRecorder(bytearray(SECOND))
    live = Live(recorder, ScriptedTranscriber())
    live.start()
    wait_until(lambda: live.so_far.until_s == 1.0, "the sound to be heard")
    live.cancel()
    recorder.deleted = True
    assert live.result(no_progress) is None
    assert live.failure is None


def test_what_was_not_heard_yet_is_taken_over_before_the_file_is_moved() -> None:
    recorder = HandRecorder(bytearray(30 * SECOND))
    transcriber = ScriptedTranscriber()
    live = Live(recorder, transcriber)
    live.end()
    recorder.deleted = True
    live.start()
    assert live.result(no_progress) is not None
    assert transcriber.heard_bytes == 30 * SECOND


def test_sound_that_can_t_be_read_at_the_end_keeps_no_answer_from_being_kept() -> None:
    recorder = HandRecorder(bytearray(SECOND), deleted=True)
    live = Live(recorder, ScriptedTranscriber())
    live.end()
    live.start()
    assert live.result(no_progress) is None


def test_an_answer_that_was_hardly_heard_is_better_heard_from_its_file() -> None:
    live = Live(HandRecorder(bytearray(round(LEFT_S + 1) * SECOND)), ScriptedTranscriber())
    live.end()
    live.start()
    assert live.result(no_progress) is None
    assert live.failure is None


def test_words_far_behind_the_speaker_are_known_to_be() -> None:
    recorder = HandRecorder(bytearray(round(BEHIND_S - 1) * SECOND))
    live = Live(recorder, ScriptedTranscriber())
    assert not live.is_behind
    recorder.pcm += bytes(2 * SECOND)
    assert live.is_behind
