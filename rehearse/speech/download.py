"""A model on its way from the hub: file by file, going on where an earlier try stopped, each checked."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rehearse import durable
from rehearse.interview.errors import DownloadFailed
from rehearse.practice.ports import Progress
from rehearse.speech.hub import CutOff, Hub
from rehearse.speech.model_folder import (
    RECORD_NAME,
    ModelFile,
    ModelRecord,
    faults,
    is_as_published,
    record_of,
)
from rehearse.speech.model_offers import Offer


def download(
    offer: Offer,
    hub: Hub,
    folder: Path,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
    seconds: Callable[[], float],
) -> bool:
    """Bring all files of a model into a folder; False when cancelled.

    Raises:
        DownloadFailed: offline, cut off, or the bytes are wrong; says what to do.
        StorageError: it can't be written.
    """
    record = hub.published(offer.repository)
    _drop_what_changed(folder, record)
    durable.write(folder / RECORD_NAME, record.to_json().encode())
    meter = _Meter(record.size_bytes, _bytes_in(folder, record), progress, seconds)
    _require_space(folder, meter.left)
    under_way = _Download(hub, offer.name, record, folder, meter, cancelled)
    if not all(under_way.bring(file) for file in record.files):
        return False
    for fault in faults(folder):
        raise DownloadFailed(f"{offer.repository} was published without all of it ({fault}): try another.")
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
