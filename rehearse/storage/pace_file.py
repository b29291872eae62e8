"""How fast this machine hears, measured at the first start and kept."""

import json
from collections.abc import Callable
from pathlib import Path

from rehearse.durable import make_folder, write

SCHEMA = "rehearse.pace/1"


class PaceFile:
    """Knows the seconds of one window; a file that tells nothing is written anew."""

    def __init__(self, path: Path, measure: Callable[[Path], float]) -> None:
        """`measure` may use the folder that it is given, and leaves nothing there."""
        self._path = path
        self._measure = measure

    def window_s(self) -> float:
        """What is known, or measured now.

        Raises:
            NoRecogniser: it can't be measured.
            StorageError: it can't be written.
        """
        try:
            data = json.loads(self._path.read_bytes())
            known = float(data["window_s"]) if data["schema"] == SCHEMA else 0.0
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            known = 0.0
        return known if 0.0 < known < float("inf") else self.anew()

    def anew(self) -> float:
        """Measure it now, and keep that.

        Raises:
            NoRecogniser: it can't be measured.
            StorageError: it can't be written.
        """
        make_folder(self._path.parent)
        window_s = self._measure(self._path.parent)
        write(self._path, json.dumps({"schema": SCHEMA, "window_s": round(window_s, 4)}).encode())
        return window_s
