"""The person's own stories on disk: what they wrote stays, what the app writes reads as if they had."""

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.interview.errors import MalformedFile, StorageError, UnknownStory
from rehearse.interview.principle import Principle
from rehearse.interview.ranking import Framework, Option, Ranking
from rehearse.interview.story import Story, StoryBook
from rehearse.storage.story_file import read_book
from rehearse.storage.story_markdown import write_markdown
from rehearse.storage.story_shelf import TomlStoryShelf, toml_of

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
WRITTEN = """# What I have to tell.

[[story]]
id = "lead"   # keep
headline = 'The lead I left out'
principles = ["Earn Trust",  # first
              "Ownership"]
created = 2026-03-02
changed = 2026-03-02

# The order of things.
[[ranking]]
id = "fraud"
title = "What came first"
framework = "risk-urgency"
[[ranking.options]]
name = "The leak"
risk = 4
urgency = 5

# The end.
"""
LEAD = Story(
    "lead",
    "The lead I left out",
    (Principle.EARN_TRUST, Principle.OWNERSHIP),
    created_on=MONDAY,
    changed_on=MONDAY,
)
FRAUD = Ranking("fraud", "What came first", Framework.RISK_URGENCY, (Option("The leak", (4.0, 5.0)),))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "stories.toml"


@pytest.fixture
def shelf(file: Path) -> TomlStoryShelf:
    return TomlStoryShelf(file, lambda: TUESDAY)


def test_before_anything_is_kept_there_is_no_story_and_no_file(shelf: TomlStoryShelf, file: Path) -> None:
    assert shelf.book() == StoryBook()
    assert not file.exists()


def test_an_empty_file_holds_no_story_and_takes_one(shelf: TomlStoryShelf, file: Path) -> None:
    file.write_text("\n")
    assert shelf.book() == StoryBook()
    assert shelf.save(LEAD).stories == (LEAD,)


def test_what_a_person_wrote_is_read(shelf: TomlStoryShelf, file: Path) -> None:
    file.write_text(WRITTEN)
    assert shelf.book() == StoryBook((LEAD,), (FRAUD,))


def test_a_story_is_written_as_a_person_would_and_dated(shelf: TomlStoryShelf, file: Path) -> None:
    shelf.save(Story("lead", "The lead", action="I went to her.\nI apologised.", result="Rework −40 %."))
    assert (
        file.read_text()
        == '''# Your stories. Rehearse writes here, and leaves what you write as it is.

[[story]]
id = "lead"
headline = "The lead"
action = """
I went to her.
I apologised.
"""
result = "Rework −40 %."
created = 2026-03-03
changed = 2026-03-03
'''
    )


def test_saving_what_is_there_changes_nothing(shelf: TomlStoryShelf, file: Path) -> None:
    file.write_text(WRITTEN)
    shelf.save_all((replace(LEAD, created_on=None, changed_on=None),), (FRAUD,))
    assert file.read_text() == WRITTEN


def test_a_change_keeps_comments_and_layout_and_moves_only_the_day_of_change(
    shelf: TomlStoryShelf, file: Path
) -> None:
    file.write_text(WRITTEN)
    shelf.save(replace(LEAD, headline="Whom I left out"))
    assert file.read_text() == WRITTEN.replace("'The lead I left out'", '"Whom I left out"').replace(
        "changed = 2026-03-02", "changed = 2026-03-03"
    )


def test_a_ranking_can_be_changed_and_taken_out(shelf: TomlStoryShelf, file: Path) -> None:
    file.write_text(WRITTEN)
    changed = replace(FRAUD, options=(*FRAUD.options, Option("The rest", (1.0, 1.5))), result="It held.")
    assert shelf.save_ranking(changed).rankings == (changed,)
    assert shelf.remove_ranking("fraud").rankings == ()
    assert shelf.remove_ranking("fraud").stories == (LEAD,)
    assert file.read_text().startswith(WRITTEN[:100])


def test_a_story_taken_out_leaves_the_others(shelf: TomlStoryShelf, file: Path) -> None:
    file.write_text(WRITTEN)
    shelf.save(Story("other", "Another"))
    assert shelf.remove("lead").ids == ("other",)
    assert shelf.remove("oth").ids == ()
    with pytest.raises(UnknownStory):
        shelf.remove("lead")


def test_all_mistakes_of_a_story_are_told_at_once_and_nothing_is_written(
    shelf: TomlStoryShelf, file: Path
) -> None:
    good, bad = Story("good", "Good"), Story("No id", " ", situation="\x07")
    with pytest.raises(MalformedFile) as caught:
        shelf.save_all((good, bad))
    assert caught.value.mistakes == (
        "id: “No id” can't be an id: use a-z, 0-9 and hyphens between them",
        "headline: is empty",
        "situation: holds the control character U+0007: take it out",
    )
    assert not file.exists()


def test_a_file_with_mistakes_is_left_alone(shelf: TomlStoryShelf, file: Path) -> None:
    broken = WRITTEN + "zzz = 1\n"
    file.write_text(broken)
    tries: tuple[Callable[[], object], ...] = (
        shelf.book,
        lambda: shelf.save(LEAD),
        lambda: shelf.remove("lead"),
    )
    for attempt in tries:
        with pytest.raises(
            MalformedFile, match=r"stories\.toml:22: ranking\.options\.zzz: is not a key of an"
        ):
            attempt()
    assert file.read_text() == broken


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(StorageError):
        TomlStoryShelf(tmp_path / "home" / "stories.toml", lambda: TUESDAY).save(LEAD)


def test_two_that_write_at_once_lose_nothing(file: Path) -> None:
    ids = [f"s-{number}" for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda each: TomlStoryShelf(file, lambda: MONDAY).save(Story(each, each)), ids))
    assert sorted(TomlStoryShelf(file, lambda: MONDAY).book().ids) == ids


lines = (
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
notes = st.just("") | st.lists(lines | st.just(""), min_size=1, max_size=4).map(
    lambda each: "\n".join(each).strip()
)
stories = st.builds(
    Story,
    id=st.just("any"),
    headline=lines,
    principles=st.lists(st.sampled_from(Principle), unique=True, max_size=3).map(tuple),
    situation=notes,
    task=notes,
    action=notes,
    result=notes,
    reflection=notes,
    created_on=st.just(MONDAY),
    changed_on=st.just(TUESDAY),
)
figures = st.floats(0.001, 1e9)
rankings = st.builds(
    Ranking,
    id=st.just("any"),
    title=lines,
    framework=st.just(Framework.COST_BENEFIT),
    options=st.lists(st.builds(Option, lines, st.tuples(figures, figures)), min_size=1, max_size=3).map(
        tuple
    ),
    result=notes,
)


@settings(max_examples=60, deadline=None)
@given(stories, stories, rankings, rankings)
def test_whatever_is_kept_or_carried_elsewhere_is_read_back_the_same(
    first: Story, second: Story, one: Ranking, other: Ranking
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.toml"
        path.write_text(WRITTEN)
        shelf = TomlStoryShelf(path, lambda: TUESDAY)
        assert shelf.save_all((first,), (one,)).find("any") == first
        book = shelf.save_all((second,), (other,))
        assert (book.stories, book.rankings) == ((LEAD, second), (FRAUD, other))
        for name, text in (("a.toml", toml_of(book)), ("a.md", write_markdown(book.stories))):
            path = Path(folder) / name
            path.write_bytes(text.encode())
            assert read_book(path).stories == book.stories
        assert read_book(Path(folder) / "a.toml").rankings == book.rankings
