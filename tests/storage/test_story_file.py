"""Files of stories: every mistake with its line and key, in TOML and in Markdown."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rehearse.interview.errors import MalformedFile
from rehearse.interview.principle import Principle
from rehearse.interview.ranking import Framework, Option, Ranking
from rehearse.interview.story import Story
from rehearse.resources import templates_folder
from rehearse.storage.story_file import check_book, read_book

HEAD = '[[story]]\nid = "a"\nheadline = "A"\n'
RANKING = '[[ranking]]\nid = "r"\ntitle = "R"\nframework = "rice"\n'

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> Path:
        path = Path(name)
        path.write_bytes(text.encode())
        return path

    return write


MISTAKES = [
    (HEAD + 'headlin = "B"', "4: story.headlin: is not a key of a story: did you mean “headline”?"),
    (
        HEAD + 'principles = ["Earn Trst"]',
        "4: story.principles: “Earn Trst” is no principle: did you mean “Earn Trust”?",
    ),
    (HEAD + 'created = "today"', "4: story.created: must be a date such as 2026-03-02, not text"),
    (
        HEAD + "created = 2026-03-02T09:00:00Z",
        "4: story.created: must be a date such as 2026-03-02, not a date or time",
    ),
    (HEAD + 'action = ""', "4: story.action: is empty"),
    (HEAD + 'action = "\\u0007"', "4: story.action: holds the control character U+0007: take it out"),
    (HEAD.replace('"A"', f'"{"x" * 161}"'), "3: story.headline: is longer than 160 characters"),
    (
        HEAD.replace('"A"', '"two\\nlines"'),
        "3: story.headline: holds the control character U+000A: take it out",
    ),
    (HEAD + HEAD, "5: story.id: “a” is the id of another story above"),
    (HEAD + "[story]", "4: is not TOML: cannot declare ('story',) twice"),
    ('[story]\nheadline = "A"\n', "1: story: must be a list of tables: head each story with [[story]]"),
    ("stories = []", "1: stories: is not a key of a story file: did you mean “story”?"),
    (
        RANKING.replace("rice", "rise") + "options = []",
        "4: ranking.framework: “rise” is no way to rank: did you mean “rice”?",
    ),
    (RANKING + "options = []", "5: ranking.options: must hold at least one option"),
    (
        RANKING + 'options = [\n {name = "A", reach = 1, impact = 1, confidence = 80},\n]',
        "6: ranking.options.effort: is missing",
    ),
    (
        RANKING + '[[ranking.options]]\nname = "A"\nreach = 1\nimpact = 1\neffort = 2\nconfidence = 0.8\n',
        "10: ranking.options.confidence: must be at least 1, not 0.8",
    ),
    (
        RANKING.replace("rice", "cost-benefit") + 'options = [{name = "A", cost = 1, benefit = 2, risk = 3}]',
        "5: ranking.options.risk: is no part of cost-benefit: benefit ÷ cost",
    ),
]


@pytest.mark.parametrize(("text", "mistake"), MISTAKES, ids=[mistake for _, mistake in MISTAKES])
def test_a_mistake_in_toml_is_named_by_line_and_key(write: Write, text: str, mistake: str) -> None:
    path = write("mine.toml", text)
    told = [str(each) for each in check_book(path)]
    assert f"mine.toml:{mistake}" in told
    with pytest.raises(MalformedFile) as caught:
        read_book(path)
    assert caught.value.mistakes == tuple(told)


MARKDOWN = "# Stories\n\n## A\n\n- id: a\n"
MARKDOWN_MISTAKES = [
    (
        MARKDOWN + "- principels: Ownership\n",
        "6: story.principels: is not a key of a story: did you mean “principles”?",
    ),
    (
        MARKDOWN + "- principles: Ownership · Zest\n",
        "6: story.principles: “Zest” is no principle: use one of the sixteen official names",
    ),
    (MARKDOWN + "- created: soon\n", "6: story.created: must be a date such as 2026-03-02, not text"),
    (MARKDOWN + "\n### Acton\n\nI did.\n", "7: story.acton: is not a key of a story: did you mean “action”?"),
    (MARKDOWN + "\n### Action\n\n### Result\n\n40 %\n", "7: story.action: is empty"),
    (
        MARKDOWN + "\n### Action\n\nI did.\n\n### Action\n\nMore.\n",
        "11: story.line 11: “action” stands twice",
    ),
    (
        MARKDOWN + "A loose line.\n",
        "6: story.line 6: “A loose line.” belongs to no part: head it with ### Situation",
    ),
    (
        MARKDOWN + "\n## B\n\n- id: A b\n",
        "9: story.id: “A b” can't be an id: use a-z, 0-9 and hyphens between them",
    ),
    (MARKDOWN + "\n## B\n\n- id: a\n", "9: story.id: “a” is the id of another story above"),
    (MARKDOWN + "\n## \n", "7: story.headline: is empty"),
]


@pytest.mark.parametrize(
    ("text", "mistake"), MARKDOWN_MISTAKES, ids=[mistake for _, mistake in MARKDOWN_MISTAKES]
)
def test_a_mistake_in_markdown_is_named_by_line_and_key(write: Write, text: str, mistake: str) -> None:
    path = write("mine.md", text)
    assert f"mine.md:{mistake}" in [str(each) for each in check_book(path)]
    with pytest.raises(MalformedFile, match=r"mine\.md:"):
        read_book(path)


def test_markdown_as_a_person_writes_it_is_read(write: Write) -> None:
    path = write(
        "mine.md",
        "Whatever stands above the first story is left alone.\r\n\r\n## The *lead* I left out\r\n"
        "- Principles: Earn Trust · Have Backbone; Disagree and Commit\r\n- created: 2026-03-02\r\n"
        "### result\r\nRework fell by 40 %.\r\n\r\n- and stayed there\r\n",
    )
    assert read_book(path).stories == (
        Story(
            "the-lead-i-left-out",
            "The *lead* I left out",
            (Principle.EARN_TRUST, Principle.HAVE_BACKBONE_DISAGREE_AND_COMMIT),
            result="Rework fell by 40 %.\n\n- and stayed there",
            created_on=date(2026, 3, 2),
        ),
    )


def test_those_without_an_id_are_given_one_of_their_own(write: Write) -> None:
    path = write("mine.toml", '[[story]]\nheadline = "A"\n' + HEAD + '[[story]]\nheadline = "A"\n')
    assert read_book(path).ids == ("a-2", "a", "a-3")


def test_a_ranking_is_read_in_the_order_of_its_factors(write: Write) -> None:
    options = 'options = [{effort = 5, name = "A", confidence = 80, impact = 0.5, reach = 100}]'
    assert read_book(write("mine.toml", RANKING + options)).rankings == (
        Ranking("r", "R", Framework.RICE, (Option("A", (100.0, 0.5, 80.0, 5.0)),)),
    )


@pytest.mark.parametrize("name", ["star", "prioritisation", "apology"])
def test_a_template_is_a_story_with_blanks_that_has_every_part(name: str) -> None:
    book = read_book(templates_folder() / f"{name}.toml")
    (story,) = book.stories
    assert story.missing == ()
    assert story.blanks
    assert story.principles
    assert not any(ranking.is_example for ranking in book.rankings)
