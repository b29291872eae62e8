import pytest

from rehearse.analysis.evidence import Certainty, FillerKind, Fillers
from rehearse.analysis.fillers import find_fillers
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.tokens import Tokens
from rehearse.interview.transcript import Engine, HeardWord, Transcript


def fillers_of(text: str, rubric: Rubric | None = None) -> Fillers:
    return find_fillers(Tokens.of(text), Transcript(text), rubric or Rubric(), 60.0)


def texts(text: str, rubric: Rubric | None = None) -> list[str]:
    return [item.text for item in fillers_of(text, rubric).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("um so i was leading the migration", ["um", "so"]),
        ("Okay so, the client was, like, furious.", ["Okay so", "like"]),
        ("and uhm we shipped it ummm on friday", ["uhm", "ummm"]),
        ("it was you know a mess", ["you know"]),
        ("the report was i mean nobody read it", ["i mean"]),
        ("we basically rewrote it", ["basically"]),
        ("it was kind of my job", ["kind of"]),
        ("i sort of froze", ["sort of"]),
        ("we had dashboards and stuff", ["and stuff"]),
        ("they wanted a tool or whatever", ["or whatever"]),
        ("That is how we do it, right? And it worked.", ["right?"]),
        ("Well, the launch slipped.", ["Well"]),
        ("i had like a week to fix it", ["like"]),
        ("and i like i rang the supplier", ["like"]),
        ("er the boiler had gone", ["er"]),
        ("we were um like three weeks late", ["um", "like"]),
        ("um my weakness okay i thought about this so i think i talk too much", ["um", "okay", "so"]),
        ("they wanted music which you know the office had always refused", ["you know"]),
        ("and it like it fell over", ["like"]),
        ("i wanted to like make space for it", ["like"]),
        ("they'd hate it right so i asked them first", ["right"]),
        ("it wasn't there like thirty eight years and no ring", ["like"]),
    ],
)
def test_what_could_be_dropped_is_a_filler(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "i'd like to show you the figures",
        "there was nothing like it on the market",
        "people like me were never asked",
        "I would like ten minutes of your time.",
        "it felt like a second job",
        "they don't like waiting",
        "we lost the order so i apologised to her",
        "I moved the label so that nobody would miss it.",
        "the launch went well and they renewed",
        "she writes very well",
        "it was the right thing to do",
        "we turned right at the lights",
        "I was right about the dose.",
        "there are two kinds of error and this kind of error is rare",
        "i asked what she meant",
        "What I mean is that nobody checked.",
        "as far as you know it still runs",
        "Do you know how long it took?",
        "the actual cause was a loose wire",
        "what actually broke was the queue",
        "i just asked honestly and yeah he agreed anyway i guess",
        "I went to the ER with him.",
        "to err is human",
        "the gap was 3 mm wide",
        "i walked over to the er nurse",
        "As well as the report I wrote a letter.",
        "it took so long that we gave up",
        "they quite literally translated it",
        "it had been like that for years",
        "i asked her what he was like at work",
        "i'd like you to have the figures in front of you",
        "we only read what customers actually use",
        "it took a while but it came right but only just",
        "i lost the order so i rang her",
    ],
)
def test_what_bears_meaning_is_no_filler(text: str) -> None:
    assert texts(text) == []


def test_adjacent_fillers_are_separate_items() -> None:
    assert texts("um um so yes we did") == ["um", "um", "so"]


def test_every_filler_says_why_and_how_sure() -> None:
    um, so = fillers_of("um so it began").items
    assert um.kind is FillerKind.FILLED_PAUSE
    assert so.kind is FillerKind.DISCOURSE
    assert um.certainty is Certainty.CERTAIN
    assert all(item.reason for item in (um, so))


def test_own_words_are_added_and_muted_ones_left_out() -> None:
    rubric = Rubric(own_fillers=("to be fair",), muted_fillers=("like",))
    assert texts("to be fair it was, like, late", rubric) == ["to be fair"]


def test_a_like_between_pauses_is_a_filler_even_after_a_verb_of_the_senses() -> None:
    words = [("it", 0.0), ("felt", 0.3), ("like", 1.2), ("that", 2.2)]
    heard = [HeardWord(word, start, start + 0.25) for word, start in words]
    transcript = Transcript.of_words(heard, Engine("whisper", "base.en"))
    found = find_fillers(Tokens.of(transcript.text), transcript, Rubric(), 3.0)
    assert [item.text for item in found.items] == ["like"]
    assert found.items[0].time is not None


def test_a_recogniser_that_is_deaf_to_um_gives_no_rate() -> None:
    transcript = Transcript("so it was like that", engine=Engine("pocketsphinx", "en-us"))
    found = find_fillers(Tokens.of(transcript.text), transcript, Rubric(), 60.0)
    assert not found.reliable
    assert found.per_minute is None
