import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.webdriver import Browser


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A real headless Chromium; the tests skip where none is installed."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver") or shutil.which("chromium.chromedriver")
    if not chromium or not chromedriver:
        pytest.skip("no Chromium with its chromedriver here: script/test installs them where it may")
    profile: Path = tmp_path_factory.mktemp("profile")
    with Browser(chromium, chromedriver, profile) as window:
        yield window
