"""What the archive on disk promises beyond the contract: durable and private."""

import json
import sqlite3
import stat
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.interview.errors import UnknownTake
from rehearse.storage import rows
from tests.storage.disk import COUNTS, NOON, SOUND, archive_at, heard, kept, record, reported


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
    assert archive.takes() == archive.recover() == ()
    assert not archive.search("anything")
    with pytest.raises(UnknownTake):
        archive.take("abc")
    assert not (tmp_path / "home").exists()


def test_everything_is_its_owners_only(tmp_path: Path) -> None:
    reported(archive_at(tmp_path / "home"), "private words")
    archive_at(tmp_path / "home").recover()
    for path in (tmp_path / "home", *(tmp_path / "home").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_takes_read_page_by_page_are_all_there_in_order_and_hold_up_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PAGE", 2)
    archive = archive_at(tmp_path)
    ids = [reported(archive, f"number {number}").id for number in range(5)]  # begun at the same moment
    newest_first = sorted(ids, reverse=True)
    assert [take.id for take in archive.takes()] == newest_first
    in_turn = archive.takes_in_turn()
    first = next(in_turn).id
    archive.delete(
        newest_first[3]
    )  # brings the log of changes to nothing, for which no reader may stand still
    assert [first, *(take.id for take in in_turn)] == [*newest_first[:3], newest_first[4]]


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
    assert archive.search("review") == {t for t in takes if before[t].heard}


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
    assert archive.search("giraffe") == {stays.id}


def test_a_deletion_takes_copies_of_the_database_with_it(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "rhinoceros")
    (tmp_path / "rehearse.sqlite3.v1.backup").write_bytes((tmp_path / "rehearse.sqlite3").read_bytes())
    archive.delete(take.id)
    assert traces(tmp_path, "rhinoceros") == []


def test_a_deletion_takes_what_was_read_aloud_with_it(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "rhinoceros")
    quoting = tmp_path / "voice" / "you-said-rhinoceros.wav"
    quoting.parent.mkdir()
    quoting.write_bytes(b"How many rhinoceros?")
    archive.delete(take.id)
    assert traces(tmp_path, "rhinoceros") == []


def test_words_that_were_replaced_are_not_found_any_more(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "giraffe")
    archive.file(take.id, heard("walrus"), COUNTS)
    assert not archive.search("giraffe")
    assert archive.search("walrus") == {take.id}


@pytest.mark.parametrize(
    "query",
    ["apolog", "APOLOGISED", "lead apologised", "fraud-lead", "cafe", "café", "didn't", "didn’t", "40", "i"],
)
def test_a_search_finds_what_was_said_by_the_beginnings_of_its_words(tmp_path: Path, query: str) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "I apologised to our fraud lead in the Café, didn't I, 40 percent")
    reported(archive, "nothing alike")
    assert archive.search(query) == {take.id}


@pytest.mark.parametrize(
    "query", ["", "  ", "pologised", '"', "OR", "NEAR(", "*", "apologised giraffe", "a\0b", "\ud800"]
)
def test_a_search_for_what_was_not_said_finds_nothing(tmp_path: Path, query: str) -> None:
    archive = archive_at(tmp_path)
    reported(archive, "I apologised to our lead")
    assert not archive.search(query)


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
