"""Fetching models from a hub played on this machine, and what can go wrong on the way."""

import json
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from rehearse.interview.errors import DownloadFailed, NoRecogniser, StorageError, UnknownModel
from rehearse.practice.ports import Progress
from rehearse.speech.model_offers import OFFERS
from rehearse.speech.models import HubModelShelf
from rehearse.speech.whisper_engine import WhisperTranscriber
from tests.fakes import ManualClock
from tests.hub import PlayedHub, played_hub

NAME = "base.en"
REPOSITORY = "Systran/faster-whisper-base.en"
WEIGHTS = "model.bin"


@pytest.fixture
def hub(scripted_whisper: Path) -> Iterator[PlayedHub]:
    files = {path.name: path.read_bytes() for path in scripted_whisper.iterdir()}
    with played_hub(REPOSITORY, {**files, "README.md": b"# A model", ".gitattributes": b"*"}) as hub:
        yield hub


@pytest.fixture
def shelf(hub: PlayedHub, tmp_path: Path) -> HubModelShelf:
    return HubModelShelf(tmp_path / "models", hub.endpoint)


def fetch(shelf: HubModelShelf) -> list[Progress]:
    seen: list[Progress] = []
    assert shelf.fetch(NAME, seen.append, lambda: False).present
    return seen


def part_of(tmp_path: Path) -> Path:
    return tmp_path / "models" / ".fetching" / NAME / f"{WEIGHTS}.part"


def test_a_fetched_model_is_whole_loads_and_is_on_the_shelf(
    hub: PlayedHub, shelf: HubModelShelf, tmp_path: Path
) -> None:
    progress = fetch(shelf)
    folder = tmp_path / "models" / NAME
    WhisperTranscriber(folder).load()
    wanted = {
        name: content for name, content in hub.files.items() if name not in ("README.md", ".gitattributes")
    }
    assert {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name != "rehearse.json"
    } == wanted
    total = sum(map(len, wanted.values()))
    assert progress[0] == Progress(0, total)
    assert (progress[-1].done, progress[-1].eta_s) == (total, 0)
    assert [info.name for info in shelf.models() if info.present] == [NAME]
    assert shelf.check(NAME) == ()


def test_what_was_published_is_kept_beside_the_model(
    hub: PlayedHub, shelf: HubModelShelf, tmp_path: Path
) -> None:
    fetch(shelf)
    record = json.loads((tmp_path / "models" / NAME / "rehearse.json").read_text())
    assert (record["repository"], record["revision"]) == (REPOSITORY, hub.revision)
    weights = next(file for file in record["files"] if file["name"] == WEIGHTS)
    assert weights["size_bytes"] == len(hub.files[WEIGHTS])
    assert weights["sha256"]
    assert not weights["git_sha1"]
    assert all(file["sha256"] or file["git_sha1"] for file in record["files"])


def test_a_model_that_is_here_is_not_fetched_again(hub: PlayedHub, shelf: HubModelShelf) -> None:
    fetch(shelf)
    hub.asked.clear()
    assert fetch(shelf) == []
    assert hub.asked == []


def test_the_time_left_follows_from_the_pace(hub: PlayedHub, tmp_path: Path) -> None:
    clock = ManualClock()

    def slow(progress: Progress) -> None:
        seen.append(progress)
        clock.advance(2.0)

    seen: list[Progress] = []
    HubModelShelf(tmp_path, hub.endpoint, lambda: clock.now_s).fetch(NAME, slow, lambda: False)
    # The clock stands still until the first is told of.
    second = seen[1]
    assert second.total is not None
    assert second.eta_s == pytest.approx(2.0 * (second.total - second.done) / second.done)


def test_a_connection_that_breaks_is_taken_up_where_it_broke(hub: PlayedHub, shelf: HubModelShelf) -> None:
    hub.cut_after[WEIGHTS] = [50_000, 20_000]
    fetch(shelf)
    ranges = [asked for name, asked in hub.asked if name == WEIGHTS]
    assert ranges == [None, "bytes=50000-", "bytes=70000-"]


def test_a_dead_connection_is_one_line_and_the_next_try_goes_on(
    hub: PlayedHub, shelf: HubModelShelf, tmp_path: Path
) -> None:
    hub.cut_after[WEIGHTS] = [60_000, 0]
    with pytest.raises(DownloadFailed, match=r"cut off after .* MB: try again, it goes on from there"):
        fetch(shelf)
    assert part_of(tmp_path).stat().st_size == 60_000
    assert not any(info.present for info in shelf.models())
    progress = fetch(shelf)
    assert progress[0].done >= 60_000
    assert (WEIGHTS, "bytes=60000-") in hub.asked


def test_a_hub_that_begins_anew_is_followed(hub: PlayedHub, shelf: HubModelShelf) -> None:
    hub.cut_after[WEIGHTS] = [50_000]
    hub.deaf_to_ranges = True
    progress = fetch(shelf)
    assert progress[-1].done == progress[-1].total


def test_a_model_published_anew_since_is_fetched_anew(
    hub: PlayedHub, shelf: HubModelShelf, tmp_path: Path
) -> None:
    hub.cut_after[WEIGHTS] = [60_000, 0]
    with pytest.raises(DownloadFailed):
        fetch(shelf)
    hub.revision = "f" * 40
    hub.files[WEIGHTS] = hub.files[WEIGHTS][:-1] + b"!"
    fetch(shelf)
    assert (tmp_path / "models" / NAME / WEIGHTS).read_bytes() == hub.files[WEIGHTS]


@pytest.mark.parametrize("name", [WEIGHTS, "config.json"])
def test_wrong_bytes_are_thrown_away(hub: PlayedHub, shelf: HubModelShelf, name: str) -> None:
    hub.wrong.add(name)
    with pytest.raises(DownloadFailed, match=f"{name} of {NAME} came with wrong bytes"):
        fetch(shelf)
    hub.wrong.clear()
    fetch(shelf)


def test_a_cancelled_download_keeps_what_came(hub: PlayedHub, shelf: HubModelShelf, tmp_path: Path) -> None:
    done: list[int] = []
    info = shelf.fetch(NAME, lambda progress: done.append(progress.done), lambda: done[-1] > 200_000)
    assert not info.present
    hub.asked.clear()
    progress = fetch(shelf)
    assert progress[0].done == done[-1]
    assert all(asked is None or asked.startswith("bytes=") for _, asked in hub.asked)
    assert sum(1 for name, _ in hub.asked if name == WEIGHTS) <= 1


def test_without_a_network_it_says_so_in_a_line(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(DownloadFailed, match=r"can't be reached \(Connection refused\)") as raised:
            fetch(HubModelShelf(tmp_path, endpoint))
    assert "\n" not in str(raised.value)


def test_a_host_without_an_address_is_said_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="can't be reached"):
        fetch(HubModelShelf(tmp_path, "http://hub.invalid"))


@pytest.mark.parametrize(("status", "said"), [(404, "no such model"), (401, "no such model"), (503, "later")])
def test_a_refusal_says_what_to_do(hub: PlayedHub, shelf: HubModelShelf, status: int, said: str) -> None:
    hub.listing_status = status
    with pytest.raises(DownloadFailed, match=said):
        fetch(shelf)
    hub.listing_status, hub.refuse[WEIGHTS] = 200, status
    with pytest.raises(DownloadFailed, match=said):
        fetch(shelf)


@pytest.mark.parametrize(
    "listing",
    [
        b"",
        b"[]",
        b"<html>sign in to this network</html>",
        b'{"sha": "main", "siblings": []}',
        b'{"sha": "%s", "siblings": []}' % (b"a" * 40),
        b'{"sha": "%s", "siblings": [{"rfilename": "model.bin", "size": 5, "blobId": null}]}' % (b"a" * 40),
        b'{"sha": "%s", "siblings": [{"rfilename": "vocabulary.a/../../x", "size": 5, "blobId": "%s"}]}'
        % (b"a" * 40, b"b" * 40),
    ],
)
def test_an_answer_that_makes_no_sense_is_no_traceback(
    hub: PlayedHub, shelf: HubModelShelf, listing: bytes
) -> None:
    hub.listing = listing
    with pytest.raises(DownloadFailed, match="did not say which files"):
        fetch(shelf)


def test_a_repository_that_lacks_a_needed_file_is_no_model(hub: PlayedHub, shelf: HubModelShelf) -> None:
    del hub.files["tokenizer.json"]
    with pytest.raises(DownloadFailed, match=r"tokenizer\.json is missing"):
        fetch(shelf)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """As on a full disk, writing more fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_disk_that_fills_up_is_said_and_what_came_is_kept(shelf: HubModelShelf, tmp_path: Path) -> None:
    with files_no_larger_than(300_000), pytest.raises(StorageError, match="full"):
        fetch(shelf)
    assert 0 < part_of(tmp_path).stat().st_size <= 300_000
    fetch(shelf)


def test_a_disk_without_room_is_noticed_before_the_first_byte(hub: PlayedHub, shelf: HubModelShelf) -> None:
    siblings = json.loads(hub.published())
    weights = next(file for file in siblings["siblings"] if file["rfilename"] == WEIGHTS)
    weights["size"] = 1 << 60
    hub.listing = json.dumps(siblings).encode()
    with pytest.raises(DownloadFailed, match="make room"):
        fetch(shelf)
    assert hub.asked == []


def test_two_downloads_of_a_model_do_not_trample_on_each_other(shelf: HubModelShelf, tmp_path: Path) -> None:
    (tmp_path / "models" / ".fetching").mkdir(parents=True)
    with (
        FileLock(tmp_path / "models" / ".fetching" / f"{NAME}.lock"),
        pytest.raises(DownloadFailed, match="another process"),
    ):
        fetch(shelf)


def test_a_name_that_is_not_offered_is_not_looked_for(shelf: HubModelShelf, hub: PlayedHub) -> None:
    with pytest.raises(UnknownModel, match=r"\.\./\.\./etc"):
        shelf.fetch("../../etc", lambda _: None, lambda: False)
    assert hub.asked == []


def test_a_broken_model_is_fetched_anew(shelf: HubModelShelf, tmp_path: Path) -> None:
    fetch(shelf)
    (tmp_path / "models" / NAME / WEIGHTS).write_bytes(b"short")
    assert not any(info.present for info in shelf.models())
    fetch(shelf)
    WhisperTranscriber(tmp_path / "models" / NAME).load()


def test_a_byte_that_went_bad_is_found_by_reading_all(shelf: HubModelShelf, tmp_path: Path) -> None:
    fetch(shelf)
    weights = tmp_path / "models" / NAME / WEIGHTS
    content = weights.read_bytes()
    weights.write_bytes(content[:1000] + bytes([content[1000] ^ 1]) + content[1001:])
    assert shelf.check(NAME) == (f"{WEIGHTS} is not as it was published",)
    fetch(shelf)
    assert (shelf.check(NAME), weights.read_bytes()) == ((), content)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a file whose first byte can't be read")
def test_a_file_that_cannot_be_read_is_a_fault_like_others(shelf: HubModelShelf, tmp_path: Path) -> None:
    fetch(shelf)
    folder = tmp_path / "models" / NAME
    record = json.loads((folder / "rehearse.json").read_text())
    next(file for file in record["files"] if file["name"] == WEIGHTS)["size_bytes"] = 0
    (folder / "rehearse.json").write_text(json.dumps(record))
    (folder / WEIGHTS).unlink()
    (folder / WEIGHTS).symlink_to("/proc/self/mem")
    (fault,) = shelf.check(NAME)
    assert fault.startswith(f"{WEIGHTS} can't be read (")


def test_a_model_that_is_not_here_can_not_be_checked(shelf: HubModelShelf) -> None:
    with pytest.raises(NoRecogniser, match=r"rehearse models get tiny\.en"):
        shelf.check("tiny.en")


def test_an_empty_shelf_lists_what_is_offered(tmp_path: Path) -> None:
    models = HubModelShelf(tmp_path / "none").models()
    assert [info.name for info in models] == [offer.name for offer in OFFERS]
    assert not any(info.present or info.size_bytes for info in models)


def test_a_folder_of_ones_own_on_the_shelf_is_listed(shelf: HubModelShelf, tmp_path: Path) -> None:
    fetch(shelf)
    (tmp_path / "models" / NAME).rename(tmp_path / "models" / "tuned")
    (tmp_path / "models" / "holiday-photos").mkdir()
    assert [info.name for info in shelf.models() if info.present] == ["tuned"]


def test_every_offer_is_one_that_faster_whisper_knows() -> None:
    from faster_whisper.utils import _MODELS

    assert {offer.name: offer.repository for offer in OFFERS}.items() <= _MODELS.items()
