"""Something wrong in a file of tables, before it is known on which line."""

from dataclasses import dataclass

Step = str | int
"""A step into a file: a table's key or a list's index."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file, and the way to it from the top."""

    path: tuple[Step, ...]
    message: str
    text_line: int | None = None
    """Which line of a text of several lines is meant, counted from 0."""

    @property
    def key(self) -> str:
        """The key as TOML has it; which of several tables holds it is for the line number to say."""
        return ".".join(step for step in self.path if isinstance(step, str))

    @property
    def place(self) -> str:
        """The key where no line number stands beside it: one of several tables by its number, from 1."""
        return ".".join(step if isinstance(step, str) else str(step + 1) for step in self.path)
