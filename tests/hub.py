"""A server on this machine that plays the hub: publishes files, and fails in the ways the real one can."""

import hashlib
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGE_BYTES = 10_000
"""From this size on a file is published with its SHA-256, as the hub does with what is stored apart."""


@dataclass
class PlayedHub:
    """What is published, what goes wrong, and what was asked."""

    endpoint: str
    repository: str
    files: dict[str, bytes]
    revision: str = "0123456789abcdef0123456789abcdef01234567"
    cut_after: dict[str, list[int]] = field(default_factory=dict)
    """For each answer with that file in turn: bytes after which the connection breaks."""
    wrong: set[str] = field(default_factory=set)
    """Files that come with a byte changed."""
    deaf_to_ranges: bool = False
    refuse: dict[str, int] = field(default_factory=dict)
    """Status for files that are not given."""
    listing_status: int = 200
    listing: bytes | None = None
    """An answer in place of the true listing."""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """File and range of each request."""

    def published(self) -> bytes:
        """The listing, as the hub words it."""
        if self.listing is not None:
            return self.listing
        siblings = [_sibling(name, content) for name, content in self.files.items()]
        return json.dumps({"id": self.repository, "sha": self.revision, "siblings": siblings}).encode()


def _sibling(name: str, content: bytes) -> dict[str, object]:
    blob = hashlib.sha1(f"blob {len(content)}\0".encode() + content, usedforsecurity=False).hexdigest()
    told: dict[str, object] = {"rfilename": name, "size": len(content), "blobId": blob}
    if len(content) >= LARGE_BYTES:
        sha256 = hashlib.sha256(content).hexdigest()
        told["blobId"] = "f" * 40  # of the pointer, not of the content
        told["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 134}
    return told


@contextmanager
def played_hub(repository: str, files: Mapping[str, bytes]) -> Iterator[PlayedHub]:
    """Serve a repository until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    hub = PlayedHub(f"http://127.0.0.1:{server.server_port}", repository, dict(files))
    server.hub = hub  # type: ignore[attr-defined]
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield hub
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    @property
    def hub(self) -> PlayedHub:
        found = self.server.hub  # type: ignore[attr-defined]
        assert isinstance(found, PlayedHub)
        return found

    def do_GET(self) -> None:
        hub = self.hub
        if self.path == f"/api/models/{hub.repository}?blobs=true":
            self._answer(hub.listing_status, hub.published())
            return
        given = re.fullmatch(rf"/(cdn/)?{hub.repository}/resolve/{hub.revision}/(.+)", self.path)
        if given is None or given[2] not in hub.files:
            self._answer(404, b"nothing here")
        elif given[2] in hub.refuse:
            self._answer(hub.refuse[given[2]], b"no")
        elif given[1] is None:
            # Large files come from elsewhere, as with the real one.
            self.send_response(302)
            self.send_header("Location", f"{hub.endpoint}/cdn{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._give(given[2])

    def _give(self, name: str) -> None:
        hub, content = self.hub, self.hub.files[name]
        asked = self.headers["Range"]
        hub.asked.append((name, asked))
        if name in hub.wrong:
            content = content[:-1] + bytes([content[-1] ^ 1])
        start = 0
        if asked and not hub.deaf_to_ranges:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        cuts = hub.cut_after.get(name)
        self.wfile.write(content[start : start + cuts.pop(0)] if cuts else content[start:])
        self.close_connection = True

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so by the base
        """Nothing on the terminal."""
