"""The Whisper models on this machine, and how they come here."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse import durable
from rehearse.interview.errors import DownloadFailed, NoRecogniser
from rehearse.practice.ports import ModelInfo
from rehearse.speech.model_folder import (
    faults,
    is_as_published,
    is_whole,
    record_of,
)
from rehearse.speech.model_offers import HUB, OFFERS, offer_of

if TYPE_CHECKING:
    from rehearse.practice.ports import Progress
    from rehearse.speech.model_folder import (
        ModelFile,
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
        self._endpoint = endpoint
        self._seconds = seconds

    def models(self) -> tuple[ModelInfo, ...]:
        """The ones that are here and the ones that are offered."""
        offered = {offer.name for offer in OFFERS}
        own = (
            self._info(path.name, OWN)
            for path in _folders_in(self._folder)
            if not path.name.startswith(".") and path.name not in offered
        )
        return (
            *(self._info(offer.name, offer.note) for offer in OFFERS),
            *(info for info in own if info.present),
        )

    def fetch(
        self, name: str, progress: Callable[["Progress"], None], cancelled: Callable[[], bool]
    ) -> ModelInfo:
        """Download a model, going on where an earlier try stopped; it counts once it is whole and checked.

        One that is here is read and, where a byte of it went bad, fetched anew. Cancelled, it keeps what has
        come and gives the model as not present.

        Raises:
            UnknownModel: no model has that name.
            DownloadFailed: offline, cut off, or the bytes are wrong; says what to do.
            StorageError: it can't be written.
        """
        # Only who downloads something waits for what speaks with the net.
        from rehearse.speech.download import download
        from rehearse.speech.hub import Hub

        offer = offer_of(name)
        target, unfinished = self._folder / name, self._folder / FETCHING / name
        if not _is_sound(target):
            durable.make_folder(unfinished.parent)
            with durable.storing(unfinished), _alone(name, unfinished):
                hub = Hub(self._endpoint)
                if not _is_sound(target) and download(
                    offer, hub, unfinished, progress, cancelled, self._seconds
                ):
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
        return _what_is_wrong(folder)

    def _info(self, name: str, note: str) -> ModelInfo:
        path = self._folder / name
        present = is_whole(path)
        size = sum(file.stat().st_size for file in path.iterdir() if file.is_file()) if present else None
        return ModelInfo(name, path, present, size, note)


def _is_sound(folder: Path) -> bool:
    return not _what_is_wrong(folder)


def _what_is_wrong(folder: Path) -> tuple[str, ...]:
    """What a model lacks, else which of its files are not as they were published."""
    found = tuple(faults(folder))
    record = None if found else record_of(folder)
    if record is None:
        return found
    return tuple(fault for file in record.files if (fault := _fault_of(folder / file.name, file)))


def _fault_of(path: Path, file: "ModelFile") -> str | None:
    try:
        return None if is_as_published(path, file) else f"{file.name} is not as it was published"
    except OSError as error:
        return f"{file.name} can't be read ({error.strerror})"


def _folders_in(folder: Path) -> list[Path]:
    """The folders inside one; none, where it isn't there or may not be looked into."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []


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


def _put_in_place(unfinished: Path, target: Path) -> None:
    """Give a whole model its name; what stood there was not whole."""
    durable.remove_tree(target)
    unfinished.rename(target)
    durable.sync(target.parent)
