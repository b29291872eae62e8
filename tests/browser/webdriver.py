"""A browser driven by real clicks and keys, through the W3C WebDriver protocol that chromedriver speaks.

The protocol is a handful of JSON requests over HTTP: the standard library can send them.
"""

import json
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name under which the protocol gives an element's id."""
LEFT, RIGHT, UP, DOWN = "\ue012", "\ue014", "\ue013", "\ue015"
ENTER, SPACE, TAB, HOME, END = "\ue007", " ", "\ue004", "\ue011", "\ue010"
PATIENCE_S = 20.0

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",  # A click lands where its target was: nothing may glide there.
    "--window-size=1280,1000",
)
_open = build_opener(ProxyHandler({})).open


class Browser:
    """One window of a headless Chromium with a profile of its own."""

    def __init__(self, chromium: str, chromedriver: str, profile: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        self._driver = subprocess.Popen(
            [chromedriver, f"--port={port}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._at = f"http://127.0.0.1:{port}"
        try:
            until(self._ready, "chromedriver is ready")
            options = {"binary": chromium, "args": [*FLAGS, f"--user-data-dir={profile}"]}
            always = {
                "browserName": "chrome",
                "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            }
            session = self._send("POST", "/session", {"capabilities": {"alwaysMatch": always}})
            self._at += f"/session/{session['sessionId']}"
        except BaseException:
            self._end_driver()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._send("DELETE", "")
        finally:
            self._end_driver()

    def open(self, path: Path) -> None:
        """Open a file from disk, with nothing logged before it."""
        self._send("POST", "/url", {"url": "about:blank"})
        self.console()
        self.requests()
        self._send("POST", "/url", {"url": path.as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script in the page returns."""
        return self._send("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def find(self, selector: str) -> Any:
        """The first element that a selector fits."""
        return self._send("POST", "/element", {"using": "css selector", "value": selector})

    def click(self, element: Any) -> None:
        """Move the pointer there, press and let go."""
        self._send("POST", f"/element/{element[ELEMENT]}/click", {})

    def press(self, *keys: str) -> None:
        """Press keys one after another, wherever the focus is."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._send("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def resize(self, width: int, height: int) -> None:
        """Make the page as large as that, as a device of that size shows it."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def devtools(self, command: str, **parameters: Any) -> Any:
        """What the protocol itself has no words for."""
        return self._send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def picture(self) -> bytes:
        """What is to be seen, as PNG."""
        return b64decode(self._send("GET", "/screenshot"))

    def console(self) -> list[str]:
        """What was written to the console since it was last asked for: errors and breaches of the policy."""
        return [entry["message"] for entry in self._log("browser")]

    def requests(self) -> list[str]:
        """Every address that was asked for since this was last called."""
        events = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self._send("POST", "/se/log", {"type": kind})
        return entries

    def _ready(self) -> bool:
        assert self._driver.poll() is None, "chromedriver ended at once"
        try:
            return bool(self._send("GET", "/status")["ready"])
        except URLError:
            return False

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(
            self._at + path, data=data, method=method, headers={"Content-Type": "application/json"}
        )
        try:
            with _open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            with error:
                raise AssertionError(json.load(error)["value"]["message"]) from error

    def _end_driver(self) -> None:
        self._driver.terminate()
        self._driver.wait(timeout=10)


def until(holds: Callable[[], bool], what: str) -> None:
    """Go on as soon as something holds; fail when it doesn't in good time."""
    end_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end_s, f"waited {PATIENCE_S:.0f} s until {what}"
        time.sleep(0.02)
