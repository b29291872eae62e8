"""What every archive of takes promises: one suite, on the one in memory and on the one on disk."""

import threading
import wave
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rehearse.interview.errors import AmbiguousId, UnknownTake
from rehearse.interview.review import Decision, Subject
from rehearse.interview.sound import SAMPLE_RATE, Interval, SoundFacts
from rehearse.interview.take import Take, TakeCounts, TakeState
from rehearse.interview.transcript import Engine, Heard, HeardWord, Transcript
from rehearse.interview.verdict import Verdict
from rehearse.practice.ports import TakeArchive
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.sqlite_archive import SqliteArchive
from tests.fakes import MemoryArchive

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
SOUND = SoundFacts(88.25, peak_dbfs=-3.5, clipped_s=0.02, overflows=2, lost_at_s=80.5, device="USB Audio")
HEARD = Heard(
    Transcript.of_words(
        [HeardWord("Um", 1.0, 1.25, 0.5), HeardWord("naïve", 1.5, 2.0), HeardWord("🙂", 2.0, 2.5, 0.125)],
        Engine("whisper", "base.en"),
    ),
    (Interval(1.0, 1.25), Interval(1.5, 2.5)),
    (Interval(1.26, 1.49),),
)
COUNTS = TakeCounts(1, 0.68, 0, 3, 2.04, ("task", "result"), version=7)
OTHER_COUNTS = TakeCounts(0, None, 4, 3, None, None, version=8)


@pytest.fixture(params=["memory", "sqlite"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> TakeArchive:
    if request.param == "memory":
        return MemoryArchive(tmp_path / "home")
    return SqliteArchive(DataFolder.at(tmp_path / "home"), mend=lambda _: None)


def record(path: Path, seconds: float = 1.0) -> None:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(b"\x01\x00" * int(seconds * SAMPLE_RATE))


def kept(archive: TakeArchive, started_at: datetime = NOON, sound: SoundFacts = SOUND) -> Take:
    draft = archive.begin("apology", "Whom did you owe an apology?", 90.0, started_at)
    record(draft.sound_path)
    return archive.keep(draft, sound)


def test_sound_goes_and_the_words_stay(archive: TakeArchive) -> None:
    take = archive.file(kept(archive).id, HEARD, COUNTS)
    assert take.audio is not None
    before = archive.disk_use()
    assert before.sound == take.audio.stat().st_size
    assert before.words > 0
    archive.forget_sound(take.id)
    archive.forget_sound(take.id)
    after = archive.take(take.id)
    assert (after.audio, after.heard) == (None, HEARD)
    assert not archive.takes()[0].has_audio
    assert not take.audio.exists()
    assert archive.disk_use().sound == 0
    assert archive.recover() == ()
    assert archive.search("naïve") == {take.id}


def test_the_sound_of_no_take_is_forgotten(archive: TakeArchive) -> None:
    with pytest.raises(UnknownTake):
        archive.forget_sound("nothing")
    assert archive.disk_use().sound == 0


def test_an_archive_starts_empty(archive: TakeArchive) -> None:
    assert archive.takes() == ()
    assert archive.recover() == ()


def test_sound_is_recorded_into_a_part_file_that_bears_the_id(archive: TakeArchive) -> None:
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    assert draft.sound_path.name == f"{draft.take_id}.part.wav"
    assert draft.sound_path.parent.is_dir()
    assert not draft.sound_path.exists()


def test_a_take_being_recorded_is_not_listed_nor_found_nor_recovered(archive: TakeArchive) -> None:
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path)
    assert archive.recover() == ()
    assert archive.takes() == ()
    with pytest.raises(UnknownTake):
        archive.take(draft.take_id)
    assert draft.sound_path.exists()


def test_a_kept_take_has_all_that_was_put_in(archive: TakeArchive) -> None:
    take = kept(archive)
    assert take == Take(
        id=take.id,
        question_id="apology",
        prompt="Whom did you owe an apology?",
        target_s=90.0,
        started_at=NOON,
        state=TakeState.UNTRANSCRIBED,
        sound=SOUND,
        audio=take.audio,
    )
    assert archive.take(take.id) == take


def test_the_sound_of_a_kept_take_is_whole_and_bears_its_final_name(archive: TakeArchive) -> None:
    audio = kept(archive).audio
    assert audio is not None
    assert audio.name == f"{audio.stem}.wav"
    assert ".part" not in audio.name
    assert not audio.with_suffix(".part.wav").exists()
    with wave.open(str(audio)) as sound:
        assert sound.getnframes() == SAMPLE_RATE


def test_a_take_without_a_question_has_none(archive: TakeArchive) -> None:
    draft = archive.begin(None, "Tell me about yourself.", 60.0, NOON)
    record(draft.sound_path)
    assert archive.keep(draft, SOUND).question_id is None


def test_a_discarded_take_leaves_nothing(archive: TakeArchive) -> None:
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path)
    archive.discard(draft)
    assert not draft.sound_path.exists()
    assert archive.recover() == archive.takes() == ()


def test_filed_words_make_a_reported_take(archive: TakeArchive) -> None:
    take = kept(archive)
    filed = archive.file(take.id, HEARD, COUNTS)
    assert (filed.state, filed.heard) == (TakeState.REPORTED, HEARD)
    assert archive.take(take.id) == filed


def test_words_filed_again_replace_the_first(archive: TakeArchive) -> None:
    take = kept(archive)
    archive.file(take.id, HEARD, COUNTS)
    again = Heard(Transcript("Other words.", (), Engine("pocketsphinx", "en-us")), ())
    archive.file(take.id, again, OTHER_COUNTS)
    assert archive.take(take.id).heard == again
    (summary,) = archive.takes()
    assert (summary.engine, summary.counts) == (Engine("pocketsphinx", "en-us"), OTHER_COUNTS)


def test_a_list_shows_what_is_known_before_there_are_words(archive: TakeArchive) -> None:
    kept(archive)
    (summary,) = archive.takes()
    assert (summary.state, summary.counts, summary.engine) == (TakeState.UNTRANSCRIBED, None, None)
    assert (summary.duration_s, summary.verdict) == (88.25, Verdict.ON_TARGET)
    assert (summary.question_id, summary.prompt) == ("apology", "Whom did you owe an apology?")
    assert (summary.target_s, summary.started_at, summary.has_audio) == (90.0, NOON, True)
    assert (summary.self_rating, summary.story_id) == (None, None)


def test_a_list_shows_the_counts_that_were_filed(archive: TakeArchive) -> None:
    take = kept(archive)
    archive.file(take.id, HEARD, COUNTS)
    (summary,) = archive.takes()
    assert (summary.state, summary.counts) == (TakeState.REPORTED, COUNTS)
    assert summary.engine == Engine("whisper", "base.en")


def test_counts_made_anew_replace_the_old_and_nothing_else(archive: TakeArchive) -> None:
    take = archive.file(kept(archive).id, HEARD, COUNTS)
    archive.recount({take.id: OTHER_COUNTS, "deleted-meanwhile": COUNTS})
    assert archive.takes()[0].counts == OTHER_COUNTS
    assert archive.take(take.id) == take


def test_counts_made_anew_leave_those_of_words_filed_meanwhile(archive: TakeArchive) -> None:
    take = archive.file(kept(archive).id, HEARD, COUNTS)
    of_the_words_before = OTHER_COUNTS
    archive.file(take.id, HEARD, newer := replace(OTHER_COUNTS, words=9))
    archive.recount({take.id: of_the_words_before})
    assert archive.takes()[0].counts == newer


def test_takes_are_told_whose_counts_another_version_of_the_rules_made(archive: TakeArchive) -> None:
    assert archive.uncounted(COUNTS.version) == ()
    kept(archive)  # has no words yet
    take = archive.file(kept(archive).id, HEARD, COUNTS)
    assert archive.uncounted(COUNTS.version) == ()
    assert archive.uncounted(OTHER_COUNTS.version) == (take.id,)


def test_a_rating_is_kept_and_survives_the_words(archive: TakeArchive) -> None:
    take = kept(archive)
    archive.rate(take.id, 4)
    archive.file(take.id, HEARD, COUNTS)
    assert archive.take(take.id).self_rating == archive.takes()[0].self_rating == 4


def test_the_story_that_was_told_is_kept_and_can_be_taken_away(archive: TakeArchive) -> None:
    take = kept(archive)
    archive.tie(take.id, "naïve-🙂")
    archive.file(take.id, HEARD, COUNTS)
    assert archive.take(take.id).story_id == archive.takes()[0].story_id == "naïve-🙂"
    archive.tie(take.id, None)
    assert archive.take(take.id).story_id is archive.takes()[0].story_id is None


def test_a_star_is_kept_until_it_is_taken_away(archive: TakeArchive) -> None:
    take = kept(archive)
    assert not take.starred
    archive.star(take.id, True)
    archive.rate(take.id, 3)
    assert archive.take(take.id).starred is archive.takes()[0].starred is True
    archive.star(take.id, False)
    assert archive.take(take.id).starred is archive.takes()[0].starred is False


def test_takes_come_newest_first_in_whatever_order_they_were_begun(archive: TakeArchive) -> None:
    days = [kept(archive, NOON + timedelta(days=day)).started_at for day in (1, 3, 2)]
    assert [summary.started_at for summary in archive.takes()] == sorted(days, reverse=True)
    assert tuple(archive.takes_in_turn()) == archive.takes()


@pytest.mark.parametrize("query", ["zwei", "ZWEITE", "antwort zweite", "  zweite? "])
def test_takes_are_found_by_the_beginnings_of_words_that_were_said(archive: TakeArchive, query: str) -> None:
    for day, text in enumerate(("Die erste Antwort.", "Die zweite Antwort.", "Noch eine zweite Antwort.")):
        archive.file(kept(archive, NOON + timedelta(days=day)).id, Heard(Transcript(text), ()), COUNTS)
    newest_first = [summary.id for summary in archive.takes()]
    assert archive.search(query) == set(newest_first[:2])


@pytest.mark.parametrize("query", ["", " ", "?", "weite", "zweite giraffe"])
def test_what_was_not_said_is_not_found(archive: TakeArchive, query: str) -> None:
    archive.file(kept(archive).id, Heard(Transcript("Die zweite Antwort."), ()), COUNTS)
    kept(archive)
    assert not archive.search(query)


def test_a_start_told_in_another_time_zone_is_the_same_moment(archive: TakeArchive) -> None:
    local = NOON.astimezone(timezone(timedelta(hours=-7)))
    assert archive.take(kept(archive, local).id).started_at == NOON


def test_a_deleted_take_is_gone_with_its_sound_and_the_others_stay(archive: TakeArchive) -> None:
    gone, stays = kept(archive), archive.file(kept(archive).id, HEARD, COUNTS)
    archive.delete(gone.id)
    assert gone.audio is not None
    assert not gone.audio.exists()
    assert archive.take(stays.id) == stays
    assert [summary.id for summary in archive.takes()] == [stays.id]


@pytest.mark.parametrize("take_id", ["", "zzzz", "0" * 40, "../..", "%", "_", "no\0thing", "\ud800", "ÄÖ"])
def test_an_id_that_no_take_has_is_unknown_whatever_is_asked(archive: TakeArchive, take_id: str) -> None:
    kept(archive)
    asked: list[Callable[[], object]] = [
        lambda: archive.take(take_id),
        lambda: archive.delete(take_id),
        lambda: archive.rate(take_id, 3),
        lambda: archive.tie(take_id, "left-out"),
        lambda: archive.star(take_id, True),
        lambda: archive.file(take_id, HEARD, COUNTS),
    ]
    for ask in asked:
        with pytest.raises(UnknownTake) as caught:
            ask()
        assert "\n" not in str(caught.value)


def test_an_id_may_be_shortened_while_it_is_unique(archive: TakeArchive) -> None:
    take = kept(archive)
    assert archive.take(take.id[:3]).id == take.id
    assert archive.take(take.id[:-1]).id == take.id


def test_a_shortened_id_that_fits_several_is_said_to(archive: TakeArchive) -> None:
    first, second = kept(archive), kept(archive)
    with pytest.raises(AmbiguousId, match=f"{first.id}|{second.id}"):
        archive.take(first.id[:3])


def test_ids_sort_in_the_order_in_which_takes_began(archive: TakeArchive) -> None:
    takes = [kept(archive, NOON + timedelta(seconds=seconds)) for seconds in range(3)]
    assert sorted(take.id for take in takes) == [take.id for take in takes]


def test_many_threads_may_rehearse_at_once(archive: TakeArchive) -> None:
    takes: list[Take] = []

    def rehearse() -> None:
        for _ in range(3):
            take = kept(archive)
            archive.rate(take.id, 5)
            archive.recover()
            takes.append(archive.file(take.id, HEARD, COUNTS))

    threads = [threading.Thread(target=rehearse) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(takes) == 12
    assert {summary.id for summary in archive.takes()} == {take.id for take in takes}
    assert all(archive.take(take.id).heard == HEARD for take in takes)


def test_a_take_may_be_begun_in_one_thread_and_kept_in_another(archive: TakeArchive) -> None:
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path)
    thread = threading.Thread(target=archive.keep, args=(draft, SOUND))
    thread.start()
    thread.join()
    assert archive.take(draft.take_id).sound == SOUND


REJECTED = Decision(Subject.FILLER, (0, 2), "Um", counts=False)
SAID = Transcript.of_words(
    [HeardWord("Um,", 1.0, 1.25), HeardWord("naïve", 1.5, 2.0)], HEARD.transcript.engine
)


def test_what_a_person_made_of_the_words_is_kept_beside_those_that_were_heard(archive: TakeArchive) -> None:
    take = archive.file(kept(archive).id, HEARD, COUNTS)
    corrected = Heard(SAID, HEARD.voice)
    revised = archive.revise(take.id, corrected, OTHER_COUNTS, (REJECTED,), HEARD.transcript)
    assert (revised.heard, revised.decisions, revised.original) == (corrected, (REJECTED,), HEARD.transcript)
    assert revised == archive.take(take.id)
    assert (archive.takes()[0].edited, archive.takes()[0].counts) == (True, OTHER_COUNTS)


def test_corrected_words_are_found_and_those_they_replace_are_not(archive: TakeArchive) -> None:
    take = archive.file(kept(archive).id, HEARD, COUNTS)
    archive.revise(take.id, Heard(Transcript("a zebra"), ()), COUNTS, (), HEARD.transcript)
    assert archive.search("zebra") == {take.id}
    assert not archive.search("naive")


def test_words_that_are_filed_anew_leave_nothing_of_what_was_decided(archive: TakeArchive) -> None:
    take = archive.file(kept(archive).id, HEARD, COUNTS)
    archive.revise(take.id, Heard(SAID, ()), COUNTS, (REJECTED,), HEARD.transcript)
    again = archive.file(take.id, HEARD, COUNTS)
    assert (again.decisions, again.original, again.edited) == ((), None, False)
    assert not archive.takes()[0].edited


def test_a_note_is_kept_and_can_be_taken_away(archive: TakeArchive) -> None:
    take = kept(archive)
    archive.annotate(take.id, "Slower at the start.")
    assert archive.take(take.id).note == "Slower at the start."
    archive.annotate(take.id, "")
    assert archive.take(take.id).note == ""
