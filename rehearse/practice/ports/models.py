"""The Whisper models, and how far a download has come."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A Whisper model that is here or could be."""

    name: str
    path: Path
    present: bool
    """Whether all of it is here and checked."""
    size_bytes: int | None
    """On disk when present, else about what a download takes, None when not known."""
    note: str
    """What it is good for, in a few words."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job has come."""

    done: int
    total: int | None
    """None while it isn't known."""
    eta_s: float | None = None


def no_progress(_: Progress) -> None:
    """For those who don't watch."""


class ModelShelf(Protocol):
    """The Whisper models on this machine."""

    def models(self) -> tuple[ModelInfo, ...]:
        """The ones that are here and the ones that are offered."""

    def fetch(
        self, name: str, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> ModelInfo:
        """Download a model, going on where an earlier try stopped; it counts once it is whole and checked.

        Raises:
            UnknownModel: no model has that name.
            DownloadFailed: offline, cut off, or the bytes are wrong; says what to do.
        """

    def check(self, name: str) -> tuple[str, ...]:
        """Read a model whole and say what is wrong with it; nothing, when it is as it was published.

        Raises:
            NoRecogniser: it is not here.
        """
