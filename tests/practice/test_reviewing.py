from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.interview.errors import Corrected, EmptyInput, StorageError
from rehearse.interview.review import Decision, Subject
from rehearse.interview.take import Take
from rehearse.practice.desk import Desk
from rehearse.practice.reporting import correct, decide, file_words, report_on, transcribe
from rehearse.practice.second_hearing import worth_hearing_again
from tests.fakes import ANSWER, POCKETSPHINX, MemoryArchive, desk, kept_take, write_silence


@pytest.fixture
def take(tmp_path: Path) -> Take:
    audio = tmp_path / "take.wav"
    write_silence(audio, 1.0)
    return kept_take("take", text=ANSWER, audio=audio)


@pytest.fixture
def archive(tmp_path: Path, take: Take) -> MemoryArchive:
    return MemoryArchive(tmp_path, [take])


@pytest.fixture
def at_desk(tmp_path: Path, archive: MemoryArchive) -> Desk:
    return desk(tmp_path, archive=archive)


def on(text: str, subject: Subject, *, counts: bool = False) -> Decision:
    at = ANSWER.index(text)
    return Decision(subject, (at, at + len(text)), text, counts)


def test_a_rejected_filler_is_counted_nowhere_and_kept_in_sight(
    take: Take, archive: MemoryArchive, at_desk: Desk
) -> None:
    kept, report = decide(take, (on("Um", Subject.FILLER),), at_desk)
    assert report.fillers.count == 0
    assert [item.text for item in report.rejected] == ["Um"]
    counts = archive.takes()[0].counts
    assert counts is not None
    assert counts.fillers == 0
    assert kept.heard is not None
    assert report_on(archive.take("take"), kept.heard, at_desk.bank, at_desk.rubric) == report


def test_without_its_only_metric_an_answer_is_told_to_state_one(take: Take, at_desk: Desk) -> None:
    before = decide(take, (), at_desk)[1]
    assert before.metrics.menu.rate
    after = decide(take, (on(before.metrics.items[0].text, Subject.METRIC),), at_desk)[1]
    assert not after.metrics.stated
    assert not after.metrics.menu.rate
    assert "no-metric" in {finding.code for finding in after.findings}


def test_a_decision_on_other_words_decides_nothing(take: Take, at_desk: Desk) -> None:
    elsewhere = Decision(Subject.FILLER, (0, 2), "Um", counts=False)
    assert decide(take, (elsewhere,), at_desk)[1].fillers.count == 1


def test_corrected_words_are_judged_marked_and_the_heard_ones_kept(
    take: Take, archive: MemoryArchive, at_desk: Desk
) -> None:
    kept, report = correct(take, ANSWER.replace("40 percent", "45 percent"), at_desk)
    assert report.metrics.items[0].value == 45
    assert "edited-text" in {finding.code for finding in report.findings}
    assert take.heard is not None
    assert kept.original == take.heard.transcript
    assert archive.takes()[0].edited


def test_the_heard_words_typed_again_take_the_correction_back(take: Take, at_desk: Desk) -> None:
    edited, _ = correct(take, "I sold it.", at_desk)
    twice, _ = correct(edited, "I sold it all.", at_desk)
    assert twice.original == edited.original
    back, report = correct(twice, f"{ANSWER}\n", at_desk)
    assert (back.heard, back.edited) == (take.heard, False)
    assert "edited-text" not in {finding.code for finding in report.findings}


def test_decisions_go_with_their_words(take: Take, at_desk: Desk) -> None:
    rejected, _ = decide(take, (on("Um", Subject.FILLER),), at_desk)
    _, report = correct(rejected, f"Well, {ANSWER}", at_desk)
    assert [item.text for item in report.rejected] == ["Um"]


def test_a_take_without_words_is_deleted_and_not_emptied(take: Take, at_desk: Desk) -> None:
    with pytest.raises(EmptyInput):
        correct(take, " \n", at_desk)


def test_a_second_hearing_never_overwrites_what_a_person_put_right(
    take: Take, archive: MemoryArchive, at_desk: Desk
) -> None:
    assert take.heard is not None
    rough = replace(take.heard.transcript, engine=POCKETSPHINX)
    edited, _ = correct(replace(take, heard=replace(take.heard, transcript=rough)), "I sold it.", at_desk)
    assert worth_hearing_again(archive.takes()) == ()
    with pytest.raises(Corrected):
        transcribe(edited, at_desk)
    assert archive.take("take") == edited


def test_a_second_hearing_keeps_what_was_decided_of_words_that_stand_again(take: Take, at_desk: Desk) -> None:
    rejected, _ = decide(take, (on("Um", Subject.FILLER),), at_desk)
    assert rejected.heard is not None
    kept, report = file_words(rejected, rejected.heard, at_desk)
    assert [item.text for item in report.rejected] == ["Um"]
    assert kept.decisions == rejected.decisions


def test_a_full_disk_is_said(take: Take, archive: MemoryArchive, at_desk: Desk) -> None:
    archive.error = StorageError("The disk is full.")
    with pytest.raises(StorageError):
        decide(take, (), at_desk)
    assert archive.take("take") == take
