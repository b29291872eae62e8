"""A sound that no word covers is a filler that may be one, at its place between the words."""

import pytest

from rehearse.analysis.evidence import Certainty, FillerKind
from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Engine, HeardWord, Transcript
from rehearse.render.json import report_record
from rehearse.render.markdown import report_markdown
from rehearse.render.text import report_text
from rehearse.tui.text.report import transcript_lines
from tests.contract import assert_report

WORDS = ("We", "fixed", "it", "in", "um", "two", "days")


def report(*sounds: Interval, words: tuple[str, ...] = WORDS) -> Report:
    """Each word lasts half a second and begins at its number."""
    heard = [HeardWord(word, float(at), at + 0.5) for at, word in enumerate(words)]
    transcript = Transcript.of_words(heard, Engine("whisper", "base.en"))
    voice = (Interval(0.0, 10.0),)
    return analyse(Answer("x", transcript, 90.0, 12.0, voice, unworded=sounds), Rubric())


@pytest.mark.parametrize(
    ("sound", "before"),
    [
        (Interval(0.6, 0.9), "fixed it in um two days"),
        (Interval(1.2, 1.9), "it in um two days"),
        (Interval(6.6, 7.5), ""),
    ],
)
def test_a_sound_stands_before_the_word_that_follows_it(sound: Interval, before: str) -> None:
    made = report(sound)
    (item,) = (item for item in made.fillers.items if item.kind is FillerKind.UNWORDED)
    assert (item.text, item.certainty, item.time) == ("", Certainty.POSSIBLE, sound)
    assert item.span[0] == item.span[1]
    assert made.transcript.text[item.span[0] :] == before


def test_a_sound_is_counted_beside_the_words_in_the_order_of_the_text() -> None:
    made = report(Interval(0.6, 0.9), Interval(5.6, 5.9))
    assert [item.text for item in made.fillers.items] == ["", "um", ""]
    assert (made.fillers.count, made.fillers.certain, made.fillers.possible) == (3, 1, 2)
    assert made.fillers.per_minute == pytest.approx(15.0)


def test_a_sound_that_has_its_word_in_the_text_is_counted_once() -> None:
    assert [item.text for item in report(Interval(4.1, 4.6)).fillers.items] == ["um"]


def test_a_script_reads_a_sound_with_its_times_and_without_a_word() -> None:
    record = report_record(report(Interval(0.6, 0.9)))
    assert_report(record)
    assert record["fillers"]["items"][0] == {
        "text": "",
        "kind": "unworded",
        "certainty": "possible",
        "reason": "a held sound that no word covers: an um, perhaps",
        "span": [3, 3],
        "start": 0.6,
        "end": 0.9,
    }


def test_a_reader_sees_where_the_sound_fell() -> None:
    made = report(Interval(0.6, 0.9), Interval(6.6, 7.5))
    assert "We {…} fixed it in {um} two days {…}" in report_text(made)
    assert "(wordless)? 2" in report_text(made)
    assert "We *…* fixed it in *um* two days *…*" in report_markdown(made)
    (line,) = transcript_lines(made)
    assert line.body.plain == "We {…?} fixed it in {um} two days {…?}"
