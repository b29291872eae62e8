"""The Whisper models on this machine, and how they come here."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rehearse import durable
from rehearse.interview.errors import DownloadFailed, NoRecogniser
from rehearse.practice.ports import ModelInfo, Progress
from rehearse.speech.hub import HUB, CutOff, Hub
from rehearse.speech.model_folder import (
    OFFERS,
    RECORD_NAME,
    ModelFile,
    ModelRecord,
    Offer,
    faults,
    is_as_published,
    is_whole,
    offer_of,
    record_of,
)

FETCHING = ".fetching"
"""Beside the models: what is not whole yet."""
OWN = "a folder of your own"


class HubModelShelf:
    """Models in a folder, `NAME/` each, fetched from the hub."""

    def __init__(
        self, folder: Path, endpoint: str = HUB, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._hub = Hub(endpoint)
        self._seconds = seconds

    def models(self) -> tuple[ModelInfo, ...]:
        """The ones that are here and the ones that are offered."""
        offered = {offer.name for offer in OFFERS}
        own = (
            self._info(path.name, OWN)
            for path in (sorted(self._folder.iterdir()) if self._folder.is_dir() else ())
            if path.is_dir() and not path.name.startswith(".") and path.name not in offered
        )
        return (
            *(self._info(offer.name, offer.note) for offer in OFFERS),
            *(info for info in own if info.present),
        )

    def fetch(
        self, name: str, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> ModelInfo:
        """Download a model, going on where an earlier try stopped; it counts once it is whole and checked.

        Cancelled, it keeps what has come and gives the model as not present.

        Raises:
            UnknownModel: no model has that name.
            DownloadFailed: offline, cut off, or the bytes are wrong; says what to do.
            StorageError: it can't be written.
        """
        offer = offer_of(name)
        target, unfinished = self._folder / name, self._folder / FETCHING / name
        if not is_whole(target):
            durable.make_folder(unfinished.parent)
            with durable.storing(unfinished), _alone(name, unfinished):
                if not is_whole(target) and self._complete(offer, unfinished, progress, cancelled):
                    _put_in_place(unfinished, target)
        return self._info(name, offer.note)

    def check(self, name: str) -> tuple[str, ...]:
        """Read a model whole and say what is wrong with it; nothing, when it is as it was published.

        Raises:
            UnknownModel: no model has that name.
            NoRecogniser: it is not here.
        """
        folder = self._folder / name
        if not folder.is_dir():
            raise NoRecogniser(f"{offer_of(name).name} is not here: “rehearse models get {name}” fetches it.")
        found = tuple(faults(folder))
        record = None if found else record_of(folder)
        if record is None:
            return found
        return tuple(
            f"{file.name} is not as it was published"
            for file in record.files
            if not is_as_published(folder / file.name, file)
        )

    def _info(self, name: str, note: str) -> ModelInfo:
        path = self._folder / name
        present = is_whole(path)
        size = sum(file.stat().st_size for file in path.iterdir() if file.is_file()) if present else None
        return ModelInfo(name, path, present, size, note)

    def _complete(
        self,
        offer: Offer,
        folder: Path,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> bool:
        """Bring all files into the folder, checked; False when cancelled."""
        record = self._hub.published(offer.repository)
        _drop_what_changed(folder, record)
        durable.write(folder / RECORD_NAME, record.to_json().encode())
        meter = _Meter(record.size_bytes, _bytes_in(folder, record), progress, self._seconds)
        _require_space(folder, meter.left)
        download = _Download(self._hub, offer.name, record, folder, meter, cancelled)
        if not all(download.bring(file) for file in record.files):
            return False
        for fault in faults(folder):
            raise DownloadFailed(
                f"{offer.repository} was published without all of it ({fault}): try another."
            )
        return True


@dataclass(frozen=True, slots=True)
class _Download:
    hub: Hub
    name: str
    record: ModelRecord
    folder: Path
    meter: "_Meter"
    cancelled: Callable[[], bool]

    def bring(self, file: ModelFile) -> bool:
        """Fetch what is missing of a file and check it whole; False when cancelled."""
        whole = self.folder / file.name
        if whole.exists():
            return True
        part = _part(whole)
        with open(part, "ab", opener=durable.open_private) as here:
            while here.tell() < file.size_bytes:
                if not self._receive(file, here):
                    return False
        if not is_as_published(part, file):
            part.unlink()
            raise DownloadFailed(
                f"{file.name} of {self.name} came with wrong bytes and was thrown away: try again."
            )
        durable.settle(part, whole)
        return True

    def _receive(self, file: ModelFile, here: BinaryIO) -> bool:
        """Take what one connection brings; False when cancelled."""
        had = here.tell()
        try:
            for at, chunk in self.hub.read(self.record, file, had):
                if at < here.tell():  # the hub began anew
                    self.meter.add(at - here.tell())
                    here.truncate(at)
                    here.seek(at)
                here.write(chunk)
                self.meter.add(len(chunk))
                if self.cancelled():
                    return False
        except CutOff as error:
            if here.tell() <= had:
                raise DownloadFailed(
                    f"The download of {self.name} was cut off after {self.meter.done / 1e6:.0f} of "
                    f"{self.meter.total / 1e6:.0f} MB: try again, it goes on from there."
                ) from error
        return True


class _Meter:
    """How far it has come, and how long the rest takes at the pace so far."""

    def __init__(
        self, total: int, done: int, progress: Callable[[Progress], None], seconds: Callable[[], float]
    ) -> None:
        self.total = total
        self.done = done
        self._here_before = done
        self._progress = progress
        self._seconds = seconds
        self._started_s = seconds()
        progress(Progress(done, total))

    @property
    def left(self) -> int:
        return self.total - self.done

    def add(self, size: int) -> None:
        self.done += size
        came, took_s = self.done - self._here_before, self._seconds() - self._started_s
        eta_s = self.left * took_s / came if came > 0 and took_s > 0 else None
        self._progress(Progress(self.done, self.total, eta_s))


@contextmanager
def _alone(name: str, unfinished: Path) -> Iterator[None]:
    """Keep other processes from fetching the same model."""
    from filelock import FileLock, Timeout

    lock = FileLock(f"{unfinished}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DownloadFailed(
            f"{name} is being fetched by another process: wait for it, or end it and try again."
        ) from error
    try:
        durable.make_folder(unfinished)  # the other may just have moved it
        yield
    finally:
        lock.release()


def _part(whole: Path) -> Path:
    return whole.with_name(f"{whole.name}.part")


def _bytes_in(folder: Path, record: ModelRecord) -> int:
    paths = (path for file in record.files for path in (folder / file.name, _part(folder / file.name)))
    return sum(path.stat().st_size for path in paths if path.is_file())


def _drop_what_changed(folder: Path, record: ModelRecord) -> None:
    """Remove what an earlier try brought of files that have been published anew since."""
    try:
        earlier = record_of(folder)
    except (ValueError, OSError):
        earlier = None
    same = {file.name for file in record.files if earlier and file in earlier.files}
    keep = same | {_part(Path(name)).name for name in same}
    sizes = {file.name: file.size_bytes for file in record.files}
    for path in folder.iterdir():
        size = sizes.get(path.name.removesuffix(".part"), 0)
        if path.name not in keep or path.stat().st_size > size:
            path.unlink()


def _require_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DownloadFailed(
            f"The model takes {needed / 1e6:.0f} MB more, and {folder.parent.parent} has {free / 1e6:.0f} MB "
            "free: make room and try again."
        )


def _put_in_place(unfinished: Path, target: Path) -> None:
    """Give a whole model its name; what stood there was not whole."""
    durable.remove_tree(target)
    unfinished.rename(target)
    durable.sync(target.parent)
