"""Parts that are made, and their modules imported, when they are first used."""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

Made = TypeVar("Made")


def later(make: Callable[[], Made]) -> Made:
    """Give a stand-in that makes the part once, in whichever thread first uses it, and then is that part.

    It stands in for its attributes and calls alone: enough for a port.
    """
    return cast(Made, _Later(make))


class _Later:
    __slots__ = ("_lock", "_made", "_make")

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make: Callable[[], Any] | None = make
        self._made: Any = None
        self._lock = Lock()

    def _part(self) -> Any:
        with self._lock:
            if self._make is not None:
                self._made = self._make()
                self._make = None
            return self._made

    def __getattr__(self, name: str) -> Any:
        return getattr(self._part(), name)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._part()(*arguments, **named)
