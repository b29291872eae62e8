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


def test_what_is_delivered_replaces_all_is_its_owners_only_and_keeps_a_link(tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(tmp_path / "file")
    with umask(0):
        for content in (b"a longer first", b"second"):
            durable.deliver(tmp_path / "linked", [content])
    assert (tmp_path / "file").read_bytes() == b"second"
    assert mode(tmp_path / "file") == 0o600
    assert (tmp_path / "linked").is_symlink()
    assert sorted(os.listdir(tmp_path)) == ["file", "linked"]


def test_what_is_being_delivered_has_no_name_before_it_is_whole(tmp_path: Path) -> None:
    with durable.delivering(tmp_path / "file") as file:
        file.write(b"half")
        file.flush()
        assert os.listdir(tmp_path) == []
    assert os.listdir(tmp_path) == ["file"]


def test_where_files_need_a_name_they_have_one_until_they_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE")
    with durable.delivering(tmp_path / "file") as file:
        file.write(b"whole")
        assert len(os.listdir(tmp_path)) == 1
    assert ((tmp_path / "file").read_bytes(), mode(tmp_path / "file")) == (b"whole", 0o600)
    with full_disk(), pytest.raises(StorageError):
        durable.deliver(tmp_path / "file", [b"new" * 1000])
    assert os.listdir(tmp_path) == ["file"]


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    durable.deliver(tmp_path / "pipe", [b"through"])
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_a_full_disk_elsewhere_leaves_the_old_file_whole(tmp_path: Path) -> None:
    durable.deliver(tmp_path / "file", [b"old"])
    with full_disk(), pytest.raises(StorageError, match="The disk is full"):
        durable.deliver(tmp_path / "file", [b"new" * 1000])
    assert (tmp_path / "file").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["file"]


def test_a_folder_that_is_not_there_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(
        StorageError, match=r"all.html can't be written \(No such file.*\): choose another file"
    ):
        durable.deliver(tmp_path / "none" / "all.html", [b"x"])
