"""Files that are whole or not there, and what is said when they can't be."""

import os
import resource
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rehearse import durable
from rehearse.interview.errors import StorageError
from tests.storage.disk import as_nobody


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond a few bytes, as if nothing more fitted."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o777])
def test_what_is_made_is_its_owners_only_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    folder = tmp_path / "a" / "b"
    with umask(mask):
        durable.make_folder(folder)
        durable.write(folder / "written", b"x")
        durable.create(folder / "created")
    assert [mode(folder.parent), mode(folder)] == [0o700, 0o700]
    assert [mode(folder / "written"), mode(folder / "created")] == [0o600, 0o600]


def test_a_folder_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    durable.make_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_writing_replaces_all_and_leaves_nothing_else(tmp_path: Path) -> None:
    for content in (b"a longer first", b"second"):
        durable.write(tmp_path / "file", content)
    assert (tmp_path / "file").read_bytes() == b"second"
    assert os.listdir(tmp_path) == ["file"]


def test_a_full_disk_leaves_the_old_file_whole_and_says_so(tmp_path: Path) -> None:
    durable.write(tmp_path / "file", b"old")
    with full_disk(), pytest.raises(StorageError, match="The disk is full"):
        durable.write(tmp_path / "file", b"new" * 1000)
    assert (tmp_path / "file").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["file"]


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    for path in (tmp_path / "home", tmp_path / "home" / "takes" / "x"):
        with pytest.raises(StorageError, match=rf"^{tmp_path}/home stands in the way: .*REHEARSE_HOME\.$"):
            durable.make_folder(path)


def test_a_folder_one_may_not_write_in_is_said_to_be_one() -> None:
    with as_nobody() as folder:
        folder.chmod(0o500)
        try:
            with pytest.raises(StorageError, match=r"can't be written: change who may"):
                durable.make_folder(folder / "home")
            with pytest.raises(StorageError, match=r"can't be written: change who may"):
                durable.write(folder / "file", b"x")
        finally:
            folder.chmod(0o700)


def test_a_message_is_one_line_whatever_the_folder_is_called(tmp_path: Path) -> None:
    odd = tmp_path / "two\nlines \x1b[31m"
    odd.write_text("")
    with pytest.raises(StorageError) as caught:
        durable.make_folder(odd / "x")
    assert str(caught.value).isprintable()


def test_a_tree_that_is_not_there_is_removed_already(tmp_path: Path) -> None:
    durable.remove_tree(tmp_path / "nothing")
    (tmp_path / "tree" / "branch").mkdir(parents=True)
    durable.remove_tree(tmp_path / "tree")
    assert os.listdir(tmp_path) == []
