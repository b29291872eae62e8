"""Sound files, decoded block by block."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rehearse.interview.sound import SoundFacts


class SoundSource(Protocol):
    """A sound file being decoded."""

    @property
    def total_s(self) -> float | None:
        """How long it says it is, before it was decoded; None when it doesn't say."""

    def blocks(self) -> Iterator[bytes]:
        """The sound, about a second at a time; once only.

        Raises:
            NotSound, EmptyInput, TooLong: it turns out that it can't be used.
        """

    @property
    def facts(self) -> "SoundFacts":
        """What is known once all blocks were taken."""


class SoundReader(Protocol):
    """Decodes sound files."""

    def open(self, path: Path) -> SoundSource:
        """Open a file.

        Raises:
            NotFound, NotReadable, NotSound, EmptyInput: it can't be used.
        """
