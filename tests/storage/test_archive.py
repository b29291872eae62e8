"""What the archive on disk promises beyond the contract: durable, private, and clear about what is wrong."""

import json
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.interview.errors import StorageError, UnknownTake
from rehearse.interview.sound import Interval, SoundFacts
from rehearse.interview.take import Take, TakeCounts, TakeState
from rehearse.interview.transcript import Engine, Heard, Transcript, Word
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.sqlite_archive import SqliteArchive
from rehearse.storage.take_ids import is_id, new_id, time_of
from tests.storage.disk import COUNTS, NOON, SOUND, archive_at, as_nobody, heard, record


def kept(archive: SqliteArchive, started_at: datetime = NOON) -> Take:
    draft = archive.begin("apology", "Whom did you owe an apology?", 90.0, started_at)
    record(draft.sound_path)
    return archive.keep(draft, SOUND)


def reported(archive: SqliteArchive, words: str, started_at: datetime = NOON) -> Take:
    return archive.file(kept(archive, started_at).id, heard(words), COUNTS)


def everything_in(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def traces(root: Path, *words: str) -> list[str]:
    """Files that hold one of the words, in either case; the text index keeps words in lower case."""
    return [
        name
        for name, content in everything_in(root).items()
        if any(word.lower().encode() in content.lower() for word in words)
    ]


def test_looking_makes_nothing(tmp_path: Path) -> None:
    archive = archive_at(tmp_path / "home")
    assert archive.takes() == archive.recover() == archive.search("anything") == ()
    with pytest.raises(UnknownTake):
        archive.take("abc")
    assert not (tmp_path / "home").exists()


def test_everything_is_its_owners_only(tmp_path: Path) -> None:
    reported(archive_at(tmp_path / "home"), "private words")
    archive_at(tmp_path / "home").recover()
    for path in (tmp_path / "home", *(tmp_path / "home").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_files_while_recording_and_after(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path)
    folder, id_ = draft.sound_path.parent, draft.take_id
    assert {path.name for path in folder.iterdir()} == {"take.json", "recording.lock", f"{id_}.part.wav"}
    archive.keep(draft, SOUND)
    assert {path.name for path in folder.iterdir()} == {"take.json", f"{id_}.wav"}


def test_the_sidecar_tells_all_that_the_row_does(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "I owned it")
    archive.rate(take.id, 4)
    sidecar = json.loads((tmp_path / "takes" / take.id / "take.json").read_text())
    assert sidecar["heard"]["text"] == "I owned it"
    assert [word["text"] for word in sidecar["heard"]["words"]] == ["I", "owned", "it"]
    assert (sidecar["state"], sidecar["self_rating"], sidecar["sound"]["device"]) == (
        "reported",
        4,
        "USB Audio",
    )


def test_a_lost_database_is_made_anew_from_the_folders(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    takes = {kept(archive).id, reported(archive, "I owned the review").id}
    archive.rate(min(takes), 2)
    archive.tie(max(takes), "left-out")
    archive.star(max(takes), True)
    before = {take_id: archive.take(take_id) for take_id in takes}
    (tmp_path / "rehearse.sqlite3").unlink()
    assert archive.recover() == ()
    assert {take_id: archive.take(take_id) for take_id in takes} == before
    assert [take.id for take in archive.search("review")] == [t for t in takes if before[t].heard]


def test_a_sidecar_from_before_there_were_stars_is_read(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = kept(archive)
    path = tmp_path / "takes" / take.id / "take.json"
    facts = json.loads(path.read_text())
    del facts["starred"]
    path.write_text(json.dumps(facts))
    (tmp_path / "rehearse.sqlite3").unlink()
    archive.recover()
    assert archive.take(take.id) == take


def test_a_deletion_leaves_no_trace_in_any_file(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    stays = reported(archive, "the giraffe ate the pudding")
    draft = archive.begin("apology", "Tell me about the Walrus?", 90.0, NOON)
    record(draft.sound_path)
    archive.keep(draft, replace(SOUND, device="Zirconium"))
    archive.file(draft.take_id, heard("Rhinoceros apologised quizzically"), COUNTS)
    secrets = ("rhinoceros", "quizzically", "walrus", "zirconium", draft.take_id)
    assert traces(tmp_path, *secrets)

    # Another process has the archive open, so that closing this one's connection tidies nothing by itself.
    with closing(sqlite3.connect(tmp_path / "rehearse.sqlite3")) as bystander:
        bystander.execute("SELECT count(*) FROM takes").fetchall()
        archive.delete(draft.take_id)
        assert traces(tmp_path, *secrets) == []
    assert traces(tmp_path, *secrets) == []
    assert [take.id for take in archive.search("giraffe")] == [stays.id]


def test_a_deletion_takes_copies_of_the_database_with_it(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "rhinoceros")
    (tmp_path / "rehearse.sqlite3.v1.backup").write_bytes((tmp_path / "rehearse.sqlite3").read_bytes())
    archive.delete(take.id)
    assert traces(tmp_path, "rhinoceros") == []


def test_words_that_were_replaced_are_not_found_any_more(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "giraffe")
    archive.file(take.id, heard("walrus"), COUNTS)
    assert archive.search("giraffe") == ()
    assert [found.id for found in archive.search("walrus")] == [take.id]


@pytest.mark.parametrize(
    "query",
    ["apolog", "APOLOGISED", "lead apologised", "fraud-lead", "cafe", "café", "didn't", "didn’t", "40", "i"],
)
def test_a_search_finds_what_was_said_by_the_beginnings_of_its_words(tmp_path: Path, query: str) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "I apologised to our fraud lead in the Café, didn't I, 40 percent")
    reported(archive, "nothing alike")
    assert [found.id for found in archive.search(query)] == [take.id]


@pytest.mark.parametrize(
    "query", ["", "  ", "pologised", '"', "OR", "NEAR(", "*", "apologised giraffe", "a\0b", "\ud800"]
)
def test_a_search_for_what_was_not_said_finds_nothing(tmp_path: Path, query: str) -> None:
    archive = archive_at(tmp_path)
    reported(archive, "I apologised to our lead")
    assert archive.search(query) == ()


def test_sound_that_somebody_removed_is_not_promised(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "still here")
    assert take.audio is not None
    take.audio.unlink()
    assert archive.take(take.id).audio is None
    assert archive.takes()[0].has_audio is False


def test_a_take_whose_folder_somebody_removed_can_still_be_rated_and_deleted(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "still here")
    subprocess.run(["rm", "-r", str(tmp_path / "takes" / take.id)], check=True)
    archive.rate(take.id, 1)
    assert archive.take(take.id).self_rating == 1
    archive.delete(take.id)
    assert archive.takes() == ()


def test_a_rating_is_one_to_five(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = kept(archive)
    for rating in (0, 6):
        with pytest.raises(ValueError, match="1 to 5"):
            archive.rate(take.id, rating)


def test_keeping_goes_on_where_a_full_disk_stopped_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_at(tmp_path)
    draft = archive.begin("apology", "Whom?", 90.0, NOON)
    record(draft.sound_path)

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr("rehearse.storage.sqlite_archive.write_sidecar", full)
        with pytest.raises(StorageError, match="full"):
            archive.keep(draft, SOUND)
    assert archive.takes() == ()
    take = archive.keep(draft, SOUND)
    assert take.audio is not None
    assert take.audio.exists()


def test_a_take_that_can_not_be_begun_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = archive_at(tmp_path)

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr("rehearse.storage.sqlite_archive.write_sidecar", full)
        with pytest.raises(StorageError, match="full"):
            archive.begin("apology", "Whom?", 90.0, NOON)
    assert list((tmp_path / "takes").iterdir()) == []
    kept(archive)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for a few answers."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "rehearse", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets nobody mount a disk")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def test_on_a_full_disk_takes_are_listed_and_deleting_one_makes_room(small_disk: Path) -> None:
    archive = archive_at(small_disk)
    takes = []
    for _ in range(4):
        draft = archive.begin("apology", "Whom?", 90.0, NOON)
        record(draft.sound_path, 10.0)
        takes.append(archive.file(archive.keep(draft, SOUND).id, heard("some words"), COUNTS))
    with suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"0" * 512)

    with pytest.raises(StorageError, match=r"The disk is full, .*: free some space and try again\.$"):
        archive.begin("apology", "Whom?", 90.0, NOON)
    assert archive.recover() == ()
    assert {take.id for take in archive.takes()} == {take.id for take in takes}
    archive.delete(takes[0].id)
    with pytest.raises(UnknownTake):
        archive.take(takes[0].id)
    archive.rate(takes[1].id, 3)


def test_an_id_that_is_taken_is_not_given_again(tmp_path: Path) -> None:
    ids = iter(["aaaaaaaaaa", "aaaaaaaaaa", "bbbbbbbbbb"])
    archive = SqliteArchive(DataFolder.at(tmp_path), lambda _: None, new_id=lambda _: next(ids))
    drafts = [archive.begin(None, "Why?", 90.0, NOON) for _ in range(2)]
    assert [draft.take_id for draft in drafts] == ["aaaaaaaaaa", "bbbbbbbbbb"]


@given(st.datetimes(datetime(1970, 1, 1), datetime(3000, 1, 1), timezones=st.just(UTC)))
def test_an_id_is_short_and_tells_when_its_take_began(moment: datetime) -> None:
    id_ = new_id(moment)
    assert is_id(id_)
    assert len(id_) == 10
    assert timedelta(0) <= moment - time_of(id_) < timedelta(seconds=1)


def broken(root: Path, how: str) -> Path:
    archive = archive_at(root)
    for _ in range(3):
        reported(archive, "words " * 2000)
    database = root / "rehearse.sqlite3"
    content = database.read_bytes()
    ruined = {
        "garbage": b"\xde\xad" * 5000,
        "text": b"This is my shopping list.\n" * 100,
        "cut to half": content[: len(content) // 2],
        "cut in the first page": content[:1000],
        "cut in the header": content[:50],
        "a hole in the middle": content[:4096] + b"\xff" * 20000 + content[24096:],
    }
    database.write_bytes(ruined[how])
    return database


@pytest.mark.parametrize(
    "how",
    ["garbage", "text", "cut to half", "cut in the first page", "cut in the header", "a hole in the middle"],
)
def test_a_broken_database_is_said_to_be_and_not_touched(tmp_path: Path, how: str) -> None:
    database = broken(tmp_path, how)
    before = database.read_bytes()
    archive = archive_at(tmp_path)
    for ask in (archive.takes, archive.recover, lambda: archive.begin(None, "Why?", 90.0, NOON)):
        with pytest.raises(
            StorageError, match=r"is damaged: “rehearse doctor --repair” makes it anew"
        ) as caught:
            ask()
        assert "\n" not in str(caught.value)
    assert database.read_bytes() == before
    assert len(list((tmp_path / "takes").glob("*/*.wav"))) == 3


def test_what_the_message_says_helps(tmp_path: Path) -> None:
    database = broken(tmp_path, "cut to half")
    database.rename(tmp_path / "broken")
    archive = archive_at(tmp_path)
    archive.recover()
    assert [take.state for take in archive.takes()] == [TakeState.REPORTED] * 3


def test_a_home_one_may_not_write_in_is_said_in_one_line() -> None:
    with as_nobody() as folder:
        home = folder / "home"
        take = reported(archive_at(home), "words")
        for path in (home / "rehearse.sqlite3", home / "takes", home):
            path.chmod(0o400 if path.is_file() else 0o500)
        archive = archive_at(home)
        try:
            for ask in (lambda: archive.begin(None, "Why?", 90.0, NOON), lambda: archive.delete(take.id)):
                with pytest.raises(StorageError, match="can't be written: change who may"):
                    ask()
        finally:
            home.chmod(0o700)
            (home / "takes").chmod(0o700)


def test_a_file_in_place_of_the_home_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine")
    archive = archive_at(tmp_path / "home")
    for ask in (archive.recover, lambda: archive.begin(None, "Why?", 90.0, NOON)):
        with pytest.raises(StorageError, match="home stands in the way"):
            ask()


texts = st.text(max_size=40)
seconds = st.floats(0, 1e6)
engines = st.builds(Engine, st.sampled_from(["whisper", "pocketsphinx", "none"]), st.none() | texts)
words = st.builds(
    Word,
    texts,
    seconds,
    seconds,
    st.none() | st.floats(0, 1),
    st.tuples(st.integers(0, 99), st.integers(0, 99)),
)
answers = st.builds(
    Heard,
    st.builds(Transcript, texts, st.lists(words, max_size=4).map(tuple), engines),
    st.lists(st.builds(Interval, seconds, seconds), max_size=3).map(tuple),
)
sounds = st.builds(
    SoundFacts,
    seconds,
    st.none() | st.floats(-200, 0),
    seconds,
    st.integers(0, 1000),
    st.none() | seconds,
    st.none() | texts,
)
counts = st.builds(
    TakeCounts,
    st.integers(0, 999),
    st.none() | seconds,
    st.integers(0, 999),
    st.integers(0, 999),
    st.none() | seconds,
    st.none() | st.lists(texts, max_size=3).map(tuple),
    st.integers(0, 99),
)


@settings(max_examples=40, deadline=None)  # a disk keeps no deadline
@given(
    question=st.none() | texts,
    prompt=texts,
    target_s=st.floats(1, 1e4),
    started_at=st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)),
    sound=sounds,
    answer=answers,
    counted=counts,
)
def test_whatever_is_put_in_comes_out_of_the_row_and_of_the_sidecar(
    tmp_path_factory: pytest.TempPathFactory,
    question: str | None,
    prompt: str,
    target_s: float,
    started_at: datetime,
    sound: SoundFacts,
    answer: Heard,
    counted: TakeCounts,
) -> None:
    root = tmp_path_factory.mktemp("home")
    archive = archive_at(root)
    draft = archive.begin(question, prompt, target_s, started_at)
    record(draft.sound_path, 0.1)
    take = archive.keep(draft, sound)
    assert (take.question_id, take.prompt, take.target_s) == (question, prompt, target_s)
    assert (take.started_at, take.sound) == (started_at, sound)
    take = archive.file(take.id, answer, counted)
    assert take.heard == answer
    assert archive.takes()[0].counts == counted
    (root / "rehearse.sqlite3").unlink()
    archive.recover()
    assert archive.take(draft.take_id) == take


def test_what_utf_8_has_no_bytes_for_is_replaced_and_spans_stay_true(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "broken \ud83d text 🙂")
    assert take.heard is not None
    transcript = take.heard.transcript
    assert transcript.text == "broken \N{REPLACEMENT CHARACTER} text 🙂"
    assert [transcript.text[slice(*word.span)] for word in transcript.words] == [
        w.text for w in transcript.words
    ]
