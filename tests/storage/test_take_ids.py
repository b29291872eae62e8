"""Ids of takes: short, never given twice, and telling when their takes began."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rehearse.storage.data_folder import DataFolder
from rehearse.storage.sqlite_archive import SqliteArchive
from rehearse.storage.take_ids import is_id, new_id, time_of
from tests.storage.disk import NOON


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
