import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import ManualClock
from tests.tui.reports import judge
from tests.tui.stage import Stage


@pytest.fixture(autouse=True)
def judged_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a screen shows must not hang on the rules that judge an answer."""
    monkeypatch.setattr("rehearse.practice.reporting.analyse", judge)


@pytest.fixture(autouse=True, scope="package")
def days_begin_at_greenwich() -> Iterator[None]:
    """Today and yesterday are the machine's own, so the machine is put somewhere."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """An app on a desk of doubles."""
    return Stage(tmp_path, ManualClock())
