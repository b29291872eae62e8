"""Hugging Face's hub, where the models are published: what there is, and its bytes."""

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch

from rehearse import __version__
from rehearse.interview.errors import DownloadFailed
from rehearse.speech.model_folder import ModelFile, ModelRecord

WANTED = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")
CHUNK_BYTES = 1 << 18
TIMEOUT_S = 20.0
LISTING_BYTES = 4 << 20
"""No listing of a model's files is longer."""

_REVISION = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHA1 = re.compile(r"[0-9a-f]{40}")


class CutOff(Exception):
    """The connection ended before the file did."""


class Hub:
    """Speaks with the hub, or with whatever plays it."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._host = urllib.parse.urlsplit(endpoint).netloc

    def published(self, repository: str) -> ModelRecord:
        """Ask which files the newest revision of a model has, how long they are and what they must hash to.

        Raises:
            DownloadFailed: there is no way there, no such model, or an answer that makes no sense.
        """
        try:
            with self._open(f"{self._endpoint}/api/models/{repository}?blobs=true") as answer:
                listing = json.loads(answer.read(LISTING_BYTES))
            return _record(repository, listing)
        except CutOff as error:
            raise DownloadFailed(f"{self._host} broke off in mid-sentence: try again.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise DownloadFailed(
                f"{self._host} did not say which files {repository} has: try again later."
            ) from error

    def read(self, record: ModelRecord, file: ModelFile, start: int) -> Iterator[tuple[int, bytes]]:
        """Give a file's bytes with their places, from `start` on if the hub can, else from the beginning.

        Raises:
            DownloadFailed: there is no way there, or it is not to be had.
            CutOff: the connection ended before the file did.
        """
        name = urllib.parse.quote(file.name)
        address = f"{self._endpoint}/{record.repository}/resolve/{record.revision}/{name}"
        with self._open(address, start) as answer:
            at = start if answer.status == http.HTTPStatus.PARTIAL_CONTENT else 0
            while at <= file.size_bytes and (chunk := answer.read1(CHUNK_BYTES)):
                yield at, chunk
                at += len(chunk)
        if at < file.size_bytes:
            raise CutOff

    @contextmanager
    def _open(self, address: str, start: int = 0) -> Iterator[http.client.HTTPResponse]:
        headers = {"User-Agent": f"rehearse-aloud/{__version__}", "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        request = urllib.request.Request(address, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
                yield answer
        except urllib.error.HTTPError as error:
            error.close()
            raise DownloadFailed(self._refusal(error.code)) from error
        except urllib.error.URLError as error:
            raise DownloadFailed(
                f"{self._host} can't be reached ({_reason(error.reason)}): go online and try again."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise CutOff from error

    def _refusal(self, code: int) -> str:
        if code in (401, 403, 404):
            return f"{self._host} has no such model any more ({code}): choose another, see “rehearse models”."
        return f"{self._host} can't give the model now ({code}): try again later."


def _reason(reason: object) -> str:
    said = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
    return " ".join(said.split())


def _record(repository: str, listing: dict[str, object]) -> ModelRecord:
    """Take from the listing what is needed; ValueError, KeyError and TypeError say that it makes no sense."""
    revision, siblings = listing["sha"], listing["siblings"]
    if not isinstance(revision, str) or not _REVISION.fullmatch(revision) or not isinstance(siblings, list):
        raise ValueError("no revision")
    files = tuple(
        _file(sibling)
        for sibling in siblings
        if any(fnmatch(str(sibling["rfilename"]), wanted) for wanted in WANTED)
    )
    if not files:
        raise ValueError("no files")
    return ModelRecord(repository, revision, files)


def _file(sibling: dict[str, object]) -> ModelFile:
    name, size = str(sibling["rfilename"]), sibling["size"]
    large = sibling.get("lfs")
    sha256 = str(large["sha256"]) if isinstance(large, dict) else None
    sha1 = None if sha256 is not None else str(sibling["blobId"])
    if "/" in name or "\\" in name or not isinstance(size, int) or size < 0:
        raise ValueError(f"no file that can be kept: {name}")
    if not (_SHA256.fullmatch(sha256) if sha256 is not None else _SHA1.fullmatch(sha1 or "")):
        raise ValueError(f"no hash: {name}")
    return ModelFile(name, size, sha256, sha1)
