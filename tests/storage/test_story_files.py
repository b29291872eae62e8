from pathlib import Path

import pytest

from rehearse.interview.errors import UsageError
from rehearse.interview.principle import Principle
from rehearse.interview.story import Story, StoryBook
from rehearse.resources import templates_folder
from rehearse.storage.story_files import TomlStoryFiles

FILES = TomlStoryFiles(templates_folder())
LEAD = Story("lead", "The lead I left out", (Principle.EARN_TRUST,), action="I asked *her* first.")


def test_every_template_is_one_story_with_blanks() -> None:
    templates = FILES.templates()
    assert set(templates) == {"apology", "prioritisation", "star"}
    for book in templates.values():
        (story,) = book
        assert story.blanks


@pytest.mark.parametrize("name", ["out.md", "out.toml"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    FILES.write(StoryBook((LEAD,)), tmp_path / name)
    assert FILES.read(tmp_path / name) == StoryBook((LEAD,))


def test_a_name_that_says_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.md or \.toml"):
        FILES.write(StoryBook((LEAD,)), tmp_path / "out.docx")
    assert not list(tmp_path.iterdir())
