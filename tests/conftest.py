"""Keeps the machine that runs the tests out of them."""

import signal
from pathlib import Path

import pytest


def pytest_configure() -> None:
    """Let an interrupt reach the programs that tests start: a suite in a shell's background ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def no_home_of_a_real_person(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A data folder of the test's own, in case anything looks for one."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("REHEARSE_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def scripted_whisper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Whisper model that says `SENTENCE`, a word each half second."""
    from tests.scripted_whisper import SENTENCE, build_whisper

    return build_whisper(tmp_path_factory.mktemp("models") / "scripted", SENTENCE)
