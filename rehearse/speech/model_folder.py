"""A folder with a Whisper model: which files make it whole, and how they are known to be the right ones."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rehearse.durable import shown
from rehearse.interview.errors import NoRecogniser
from rehearse.speech.model_offers import OFFERS

RECORD_NAME = "rehearse.json"
WEIGHTS = "model.bin"
PREPROCESSOR = "preprocessor_config.json"
"""Not needed by models that hear 80 bands."""
NEEDED = ("config.json", WEIGHTS, "tokenizer.json")
VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
CHUNK_BYTES = 1 << 20
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model as it was published."""

    name: str
    size_bytes: int
    sha256: str | None
    """Published for large files."""
    git_sha1: str | None
    """Git's name for the content; published for small files."""


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """Where a model came from, kept beside it."""

    repository: str
    revision: str
    files: tuple[ModelFile, ...]

    @property
    def size_bytes(self) -> int:
        """All files together."""
        return sum(file.size_bytes for file in self.files)

    def to_json(self) -> str:
        """Write it down."""
        return json.dumps(asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "ModelRecord":
        """Read it back.

        Raises:
            ValueError: this was not written by `to_json`.
        """
        try:
            data = json.loads(text)
            if not all(_is_plain(file["name"], file["size_bytes"]) for file in data["files"]):
                raise ValueError("not the files of a model")
            files = tuple(ModelFile(**file) for file in data["files"])
            return cls(str(data["repository"]), str(data["revision"]), files)
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError("not the record of a model") from error


def _is_plain(name: object, size_bytes: object) -> bool:
    """Whether a file that a record tells of lies in its folder, and nowhere else."""
    if not isinstance(name, str) or not isinstance(size_bytes, int):
        return False
    named = name.isascii() and name.isprintable() and len(name) < _LONGEST_NAME
    return named and Path(name).name == name


def record_of(folder: Path) -> ModelRecord | None:
    """What is kept beside a model that was fetched; None beside a folder of the person's own.

    Raises:
        ValueError: the record is broken.
    """
    try:
        return ModelRecord.from_json((folder / RECORD_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def faults(folder: Path) -> Iterator[str]:
    """Name what a model lacks, without reading it whole."""
    try:
        yield from _faults(folder)
    except OSError as error:
        yield f"{folder.name} can't be looked into ({error.strerror})"


def _faults(folder: Path) -> Iterator[str]:
    for name in NEEDED:
        if not (folder / name).is_file():
            yield f"{name} is missing"
    if not any((folder / name).is_file() for name in VOCABULARIES):
        yield f"{VOCABULARIES[0]} is missing"
    if (folder / PREPROCESSOR).exists() and not _is_json(folder / PREPROCESSOR):
        yield f"{PREPROCESSOR} can't be read"  # faster-whisper would go on with other bands
    try:
        record = record_of(folder)
    except (ValueError, OSError):
        yield f"{RECORD_NAME} can't be read"
        return
    for file in record.files if record else ():
        path = folder / file.name
        if not path.is_file():
            yield f"{file.name} is missing"
        elif (size := path.stat().st_size) != file.size_bytes:
            yield f"{file.name} has {size} bytes instead of {file.size_bytes}"


def _is_json(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except (OSError, ValueError, RecursionError):
        return False


def is_whole(folder: Path) -> bool:
    """Whether a model is there with all that belongs to it."""
    return next(faults(folder), None) is None


def require_whole(folder: Path) -> None:
    """Make sure that nothing is missing before a library looks: it would fetch a tokenizer by itself.

    Raises:
        NoRecogniser: something is; says what to do.
    """
    if not folder.is_dir():
        raise NoRecogniser(f"The Whisper model {folder.name} is not here: {remedy(folder)}.")
    for fault in faults(folder):
        raise NoRecogniser(f"The Whisper model in {shown(folder)} is not whole ({fault}): {remedy(folder)}.")


def remedy(folder: Path) -> str:
    """Say how to get a model that works."""
    if any(offer.name == folder.name for offer in OFFERS):
        return f"“rehearse models get {folder.name}” fetches it"
    return (
        "name a folder with a Whisper model for CTranslate2, or let “rehearse models get base.en” fetch one"
    )


def is_as_published(path: Path, file: ModelFile) -> bool:
    """Read a file whole and compare it with what was published."""
    with path.open("rb") as content:
        size = path.stat().st_size
        sha256, git_sha1 = hashlib.sha256(), hashlib.sha1(usedforsecurity=False)
        git_sha1.update(f"blob {size}\0".encode())
        while chunk := content.read(CHUNK_BYTES):
            sha256.update(chunk)
            git_sha1.update(chunk)
    if size != file.size_bytes:
        return False
    if file.sha256 is not None:
        return sha256.hexdigest() == file.sha256
    return git_sha1.hexdigest() == file.git_sha1
