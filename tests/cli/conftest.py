"""The command line run as a script runs it, on a data folder of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rehearse.cli import main


@dataclass(frozen=True)
class Run:
    """What one command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines, which must be all there is."""
        return [json.loads(line) for line in self.out.splitlines()]


Rehearse = Callable[..., Run]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("REHEARSE_HOME", str(folder))
    monkeypatch.delenv("REHEARSE_MODELS", raising=False)
    return folder


@pytest.fixture
def rehearse(home: Path, capsys: pytest.CaptureFixture[str]) -> Rehearse:
    """Run a command in this process."""

    def run(*arguments: str | Path) -> Run:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Run(code, out, err)

    return run


def in_process_of_its_own(
    arguments: Sequence[str | Path], environment: dict[str, str], input_: bytes = b""
) -> Run:
    """Run a command as a process, for what only a process shows."""
    done = subprocess.run(
        [sys.executable, "-m", "rehearse", *map(str, arguments)],
        env=environment,
        input=input_,
        capture_output=True,
        timeout=240,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())
