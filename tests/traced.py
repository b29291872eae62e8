"""What strace wrote, a line for each call."""

import re
from collections.abc import Iterable

_UNFINISHED = re.compile(r"(?P<process>\d+) +(?P<begun>.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"(?P<process>\d+) +<\.\.\. \w+ resumed>(?P<ended>.*)")
"""How strace writes a call during which another process made one."""


def whole_calls(lines: Iterable[str]) -> list[str]:
    """A line for each call of strace's `lines`: the two halves of one that was interrupted are put together.

    A half without its end says nothing of how the call ended, so that it must count as one that succeeded.
    """
    calls: list[str] = []
    begun: dict[str, int] = {}
    for line in lines:
        if half := _UNFINISHED.match(line):
            begun[half["process"]] = len(calls)
            calls.append(f"{half['process']} {half['begun']}")
        elif (rest := _RESUMED.match(line)) and rest["process"] in begun:
            calls[begun.pop(rest["process"])] += rest["ended"]
        else:
            calls.append(line)
    return calls
