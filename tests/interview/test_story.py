import pytest

from rehearse.interview.errors import AmbiguousId, UnknownStory
from rehearse.interview.part import Part
from rehearse.interview.story import Story, StoryBook

BOOK = StoryBook((Story("left-out-lead", "The lead I left out"), Story("left-late", "I left late")))


def test_a_story_is_found_by_the_beginning_of_its_id() -> None:
    assert BOOK.get("left-out").id == "left-out-lead"
    assert BOOK.get("left-late").headline == "I left late"


def test_an_id_that_fits_several_or_none_is_said_to() -> None:
    with pytest.raises(AmbiguousId, match="left-out-lead, left-late"):
        BOOK.get("left")
    for unknown in ("", "right", "left-out-lead-2"):
        with pytest.raises(UnknownStory, match="rehearse stories"):
            BOOK.get(unknown)


def test_only_a_whole_id_ties_a_take_to_a_story() -> None:
    assert BOOK.find("left-late") == BOOK.stories[1]
    assert BOOK.find("left-l") is BOOK.find(None) is None


def test_a_new_id_is_made_of_the_headline_and_is_free() -> None:
    assert BOOK.new_id("Left out: lead!") == "left-out-lead-2"
    assert BOOK.new_id("左") == "story"


def test_what_is_missing_and_what_is_blank_is_known() -> None:
    story = Story("a", "I cut [what] by 40 %", situation="It was slow.", action="I [did\nthis] and [that].")
    assert story.missing == (Part.TASK, Part.RESULT, Part.REFLECTION)
    assert story.blanks == ("[what]", "[that]")
    assert story.text == "I cut [what] by 40 %\nIt was slow.\nI [did\nthis] and [that]."
