"""Keeps the machine that runs the tests out of them."""

import signal
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
IN_REAL_TIME = {"sound", "faults", "test_killed.py", "test_live.py", "test_microphone.py"}
"""Folders and files whose tests play, record or kill while the clock runs."""


def pytest_configure() -> None:
    """Let an interrupt reach the programs that tests start: a suite in a shell's background ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests may run beside each other: files may, but nothing in real time beside its like."""
    for item in items:
        in_real_time = IN_REAL_TIME & set(item.path.relative_to(TESTS).parts)
        item.add_marker(pytest.mark.xdist_group("in real time" if in_real_time else item.path.name))


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
