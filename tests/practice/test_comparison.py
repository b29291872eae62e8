import re
import time
from dataclasses import replace

import pytest

from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.take import TakeCounts, TakeSummary
from rehearse.interview.transcript import Engine, Transcript
from rehearse.practice.best_take import best_take
from rehearse.practice.comparison import Delta, Fate, compare
from tests.fakes import POCKETSPHINX, WHISPER, kept_take, summary_of

BEFORE = "It rained for a week. I asked the caretaker. Errors fell. Nobody thanked me."
AFTER = "It rained for a week. I asked the old caretaker. Errors fell by 40 percent. I wrote it all down."
GOOD = TakeCounts(3, 2.0, 2, 200, 150.0, (), 1)


def report(text: str, duration_s: float | None = 90.0, engine: Engine = WHISPER) -> Report:
    made = analyse(Answer("one", Transcript(text, (), engine), 90.0, duration_s), Rubric())
    # What is compared must not hang on how well the parts are told apart.
    return replace(made, structure=None)


def test_figures_are_compared_and_what_was_not_measured_is_not() -> None:
    found = compare(report(BEFORE, 100.0), report(AFTER))
    assert found.duration_s == Delta(100.0, 90.0)
    assert found.duration_s.change == -10.0
    assert (found.metrics.earlier, found.metrics.later) == (0, 1)
    assert found.wpm.change is not None
    assert compare(report(BEFORE, None), report(AFTER)).duration_s.change is None
    assert all(delta == Delta(None, None) for delta in found.shares.values())


def test_sentences_that_came_and_went_are_found_and_small_changes_are_no_new_sentence() -> None:
    found = compare(report(BEFORE), report(AFTER))
    assert [BEFORE[slice(*span)].strip() for span in found.lost] == ["Errors fell.", "Nobody thanked me."]
    assert [AFTER[slice(*span)].strip() for span in found.added] == [
        "Errors fell by 40 percent.",
        "I wrote it all down.",
    ]


def test_word_by_word_both_texts_are_whole() -> None:
    found = compare(report(BEFORE), report(AFTER)).words
    assert "old" in [AFTER[slice(*each.span)] for each in found if each.fate is Fate.ADDED]
    later = [AFTER[slice(*each.span)] for each in found if each.fate is not Fate.LOST]
    assert re.findall(r"\w+", " ".join(later)) == re.findall(r"\w+", AFTER)
    lost = [BEFORE[slice(*each.span)] for each in found if each.fate is Fate.LOST]
    assert any("thanked" in each for each in lost)


def test_a_take_compared_with_itself_has_changed_in_nothing() -> None:
    found = compare(report(AFTER), report(AFTER.upper()))
    assert (found.added, found.lost) == ((), ())
    assert {each.fate for each in found.words} == {Fate.SAME}
    assert found.duration_s.change == found.metrics.change == 0


@pytest.mark.parametrize(("one", "other"), [("", AFTER), (AFTER, ""), ("", "")])
def test_silence_can_be_compared(one: str, other: str) -> None:
    found = compare(report(one), report(other))
    assert len(found.words) == (one != other)


def test_different_ears_are_told() -> None:
    assert compare(report(BEFORE), report(AFTER)).same_ears
    assert not compare(report(BEFORE), report(AFTER, engine=POCKETSPHINX)).same_ears


@pytest.mark.parametrize("vocabulary", [2, 400])
def test_very_long_takes_are_compared_quickly(vocabulary: int) -> None:
    long = [" ".join(f"w{at * step % vocabulary}" for at in range(20_000)) for step in (7, 11)]
    one, other = report(long[0]), report(long[1])
    began = time.perf_counter()
    found = compare(one, other)
    assert time.perf_counter() - began < 2
    assert found.words == ()


def take(
    take_id: str, days_ago: float, counts: TakeCounts | None = GOOD, duration_s: float = 90.0
) -> TakeSummary:
    return summary_of(kept_take(take_id, days_ago=days_ago, duration_s=duration_s), counts)


def test_the_newest_starred_take_is_the_best_whatever_the_figures_say() -> None:
    starred = replace(take("starred", 3, None, 20.0), starred=True)
    newer = replace(take("newer", 2, None, 20.0), starred=True)
    found = best_take([take("good", 1), newer, starred])
    assert found is not None
    assert found.id == "newer"


@pytest.mark.parametrize(
    "worse",
    [
        take("unheard", 0, None),
        take("over", 0, duration_s=120.0),
        take("no figure", 0, replace(GOOD, metrics=0)),
        take("no result", 0, replace(GOOD, missing=("result",))),
        take("not judged", 0, replace(GOOD, missing=None)),
        take("fillers", 0, replace(GOOD, fillers_per_minute=2.5)),
        take("deaf", 0, replace(GOOD, fillers_per_minute=None)),
        take("off", 0, duration_s=92.0),
        take("older", 9),
    ],
    ids=lambda each: each.id,
)
def test_without_a_star_the_best_is_the_one_that_does_most(worse: TakeSummary) -> None:
    good = take("good", 1)
    newest_first = sorted((good, worse), key=lambda each: each.started_at, reverse=True)
    assert best_take(newest_first) == good


def test_of_no_takes_none_is_best() -> None:
    assert best_take([]) is None
