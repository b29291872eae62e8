"""The session under way in a small file, so that a crash or a pause loses nothing."""

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.durable import make_folder, shown, storing, write
from rehearse.interview.errors import StorageError

if TYPE_CHECKING:
    from rehearse.practice.mock import Session, Step

SCHEMA = "rehearse.session/1"

_KINDS: dict[str, tuple[type, ...]] = {
    "prompt": (str,),
    "question_id": (str, type(None)),
    "target_s": (int, float, type(None)),
    "story_id": (str, type(None)),
    "follows_up": (bool,),
    "take_id": (str, type(None)),
    "written": (str,),
    "written_s": (int, float, type(None)),
    "passed_over": (bool,),
}


class SessionFile:
    """Keeps one session; each step is on disk before the next is asked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def waiting(self) -> "Session | None":
        """The session that was left before its closing page was; None where there is none.

        Raises:
            StorageError: what is there can't be read or makes no sense.
        """
        try:
            return _session(json.loads(self._path.read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise StorageError(
                f"{shown(self._path)} doesn't tell where the interview stood ({error}): begin a new one."
            ) from error

    def keep(self, session: "Session") -> None:
        """Put a session in the place of the one before.

        Raises:
            StorageError: it can't be written.
        """
        make_folder(self._path.parent)
        write(self._path, json.dumps({"schema": SCHEMA, **asdict(session)}).encode())

    def forget(self) -> None:
        """Drop the session; that there is none is no error.

        Raises:
            StorageError: it can't be removed.
        """
        with storing(self._path):
            self._path.unlink(missing_ok=True)


def _session(data: dict[str, Any]) -> "Session":
    from rehearse.practice.mock import Kind, Mode, Session

    if data["schema"] != SCHEMA:
        raise ValueError(f"its form is {data['schema']!r}")
    follow_ups, ends_after_s = data["follow_ups"], data["ends_after_s"]
    if not isinstance(follow_ups, bool) or not isinstance(ends_after_s, int | float | None):
        raise TypeError("its settings make no sense")
    return Session(
        Kind(data["kind"]),
        tuple(map(_step, data["steps"])),
        Mode(data["mode"]),
        follow_ups,
        ends_after_s,
    )


def _step(data: dict[str, Any]) -> "Step":
    from rehearse.practice.mock import Step

    # What has been added to a step since the file was written has its default.
    if not set(data) <= {field.name for field in fields(Step)}:
        raise ValueError("a step has other keys than it should")
    for key, value in data.items():
        if not isinstance(value, _KINDS[key]):
            raise TypeError(f"{key} can't be {value!r}")
    return Step(**data)
