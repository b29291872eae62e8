import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.analysis.evidence import Severity
from rehearse.analysis.report import Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.part import Part
from rehearse.interview.question import Question
from rehearse.interview.sound import Interval, SoundFacts
from rehearse.interview.transcript import Engine, Transcript
from rehearse.storage.question_pack import read_pack
from tests.corpus_labels import read_corpus

PACK = Path(__file__).parents[2] / "assets" / "questions" / "leadership-principles.toml"
QUESTIONS = read_pack(PACK)
STORY = (
    "Last year our checkout was slow and customers were leaving. I was asked to fix it by the spring. I "
    "profiled it, "
    "I found two queries, and I rewrote them both. As a result it went from nine seconds to two, and "
    "sales rose by "
    "4 percent. I learned to measure first, and now I always do."
)


def judge(text: str, *, question: Question | None = None, **facts: object) -> Report:
    return analyse(Answer("test", Transcript(text), 90, question=question, **facts), Rubric())  # type: ignore[arg-type]


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_the_sample_answers_of_the_bank_are_complete_and_measured(question: Question) -> None:
    report = judge(question.sample_text, question=question)
    assert report.structure is not None
    assert report.structure.missing == ()
    assert report.metrics.stated
    assert "one-example" not in codes(report)


def test_a_whole_story_is_told_part_by_part() -> None:
    structure = judge(STORY).structure
    assert structure is not None
    assert [sentence.part for sentence in structure.sentences] == list(Part)
    assert sum(share.share for share in structure.parts.values()) == pytest.approx(1)


def test_the_same_story_is_found_without_punctuation() -> None:
    text = STORY.lower().replace(".", "").replace(",", "")
    structure = judge(text).structure
    assert structure is not None
    assert structure.missing == ()


def test_a_story_without_its_outcome_is_told_so_first() -> None:
    text = " ".join(STORY.split(" As a result")[0].split())
    report = judge(text)
    assert {"missing-result", "missing-reflection"} <= set(codes(report))
    assert "So how did it turn out?" in report.follow_ups


def test_we_everywhere_asks_what_was_yours() -> None:
    report = judge(
        STORY.replace("I profiled it, I found", "we profiled it, we found").replace("I rewrote", "we rewrote")
    )
    assert report.ownership is not None
    assert (report.ownership.i, report.ownership.we) == (0, 3)
    assert "we-not-i" in codes(report)


HEADLINE = "Um I rewrote two queries, so our checkout went from nine seconds to two"


def test_a_headline_is_judged_by_its_time_its_fillers_and_its_figure_alone() -> None:
    report = analyse(Answer("test", Transcript(HEADLINE), 20.0, 8.0, headline=True), Rubric())
    assert report.structure is None
    assert codes(report) == ["many-fillers", "headline"]  # it may be shorter
    bare = HEADLINE.replace("from nine seconds to two", "much faster")
    report = analyse(Answer("test", Transcript(bare), 20.0, 19.0, headline=True), Rubric())
    assert codes(report) == ["no-metric", "vague-amount", "headline"]


def test_a_whole_answer_is_judged_whole_however_little_time_it_was_given() -> None:
    report = analyse(Answer("test", Transcript(STORY), 20.0, 20.0), Rubric())
    assert report.structure is not None
    assert "headline" not in codes(report)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("No.", "too-short", "That was 1 word: too few"),
        ("We got it.", "too-short", "That was 3 words: too few"),
        ("lorem ipsum dolor sit amet consectetur adipiscing elit", "not-an-answer", "I can't hear a story"),
    ],
)
def test_what_is_no_headline_is_not_judged_as_one(text: str, code: str, said: str) -> None:
    report = analyse(Answer("test", Transcript(text), 20.0, 15.0, headline=True), Rubric())
    (unjudged,) = (finding for finding in report.findings if finding.code == code)
    assert unjudged.message.startswith(said)
    assert not {"headline", "no-metric"} & set(codes(report))
    assert report.follow_ups == ()


def test_what_to_change_comes_before_what_is_only_good_to_know() -> None:
    sound = SoundFacts(60.0, peak_dbfs=-12.0, overflows=3)
    report = judge(STORY.replace("I found", "I think maybe I found I think"), duration_s=90.0, sound=sound)
    severities = [finding.severity is Severity.INFO for finding in report.findings]
    assert severities == sorted(severities)
    assert report.one_thing is not None
    assert report.others == report.findings[1:]


def test_one_example_where_two_were_asked_is_a_finding() -> None:
    two = next(question for question in QUESTIONS if question.examples == 2)
    assert "one-example" in codes(judge(STORY, question=two))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I fixed it.", "too-short"),
        ("lorem ipsum dolor sit amet consectetur adipiscing elit " * 5, "not-an-answer"),
        (
            "um i don't know sorry i really can't think of anything right now let me think um no i'm sorry i "
            "don't have an example for that one can we maybe skip this and come back to it later",
            "not-an-answer",
        ),
        (
            "okay so we need milk and eggs and bread and two onions and some carrots and bin bags and rice "
            "and yoghurt and i think that's all we need",
            "not-an-answer",
        ),
    ],
)
def test_what_is_no_answer_is_not_judged(text: str, code: str) -> None:
    report = judge(text)
    assert report.structure is None
    assert code in codes(report)
    assert not any(other.startswith("missing") for other in codes(report))


def test_a_rough_transcript_is_called_so_and_its_fillers_are_not_praised() -> None:
    transcript = Transcript(
        f"um um um um um um um um um um um um um {STORY}", engine=Engine("pocketsphinx", "en-us")
    )
    report = analyse(Answer("test", transcript, 90, 60.0), Rubric())
    assert "rough-transcript" in codes(report)
    assert "many-fillers" not in codes(report)


@pytest.mark.parametrize(
    ("sound", "code"),
    [
        (SoundFacts(60, peak_dbfs=-45), "very-quiet"),
        (SoundFacts(60, peak_dbfs=0, clipped_s=0.4), "clipped"),
        (SoundFacts(60, peak_dbfs=-6, overflows=3), "overflow"),
        (SoundFacts(60, peak_dbfs=-6, lost_at_s=41.0), "device-lost"),
    ],
)
def test_what_is_wrong_with_the_sound_is_said(sound: SoundFacts, code: str) -> None:
    assert code in codes(judge(STORY, sound=sound))


@pytest.mark.parametrize(
    ("duration_s", "voice", "code"),
    [
        (20.0, None, "under-time"),
        (130.0, None, "over-time"),
        (15.0, None, "too-fast"),
        (60.0, None, "too-slow"),
        (60.0, (Interval(0.5, 20), Interval(24, 59)), "long-pause"),
        (60.0, (Interval(4.5, 59),), "slow-start"),
    ],
)
def test_time_is_held_against_target_and_pace(
    duration_s: float, voice: tuple[Interval, ...] | None, code: str
) -> None:
    assert code in codes(judge(STORY, duration_s=duration_s, voice=voice))


def test_corrected_words_are_said_to_be_corrected() -> None:
    assert "edited-text" in codes(judge(STORY, edited=True))


def test_words_put_right_are_no_longer_a_rough_recogniser_s() -> None:
    rough = Transcript(f"Um, {STORY}", engine=Engine("pocketsphinx", "en-us"))
    heard, edited = (
        analyse(Answer("test", rough, 90, 60.0, edited=by_hand), Rubric()) for by_hand in (False, True)
    )
    assert ("rough-transcript" in codes(heard), heard.fillers.reliable) == (True, False)
    assert ("rough-transcript" in codes(edited), edited.fillers.reliable) == (False, True)


def test_follow_ups_end_with_the_question_s_own() -> None:
    question = QUESTIONS[0]
    assert judge(STORY, question=question).follow_ups[-len(question.follow_ups) :] == question.follow_ups


@pytest.mark.parametrize(
    ("outcome", "asked"),
    [
        ("it took two seconds and sales rose by 4 percent", "You said “4 percent”: compared with what?"),
        ("it took nine seconds on phones and two seconds elsewhere", None),
    ],
)
def test_a_figure_of_the_outcome_that_stands_alone_is_asked_about(outcome: str, asked: str | None) -> None:
    text = STORY.replace("it went from nine seconds to two, and sales rose by 4 percent", outcome)
    asks = [each for each in judge(text).follow_ups if each.endswith("compared with what?")]
    assert asks == ([] if asked is None else [asked])


def assert_sound(report: Report) -> None:
    """Every span lies in the text and holds its item's words; sentences follow each other without overlap."""
    text = report.transcript.text
    items = [(item.span, item.text) for item in report.fillers.items]
    items += [(item.span, item.text) for item in report.metrics.items]
    items += [(item.span, item.text) for item in report.metrics.vague]
    items += [(item.span, item.text) for item in (report.ownership.items if report.ownership else ())]
    for (start, end), said in items:
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == said
    sentences = report.structure.sentences if report.structure else ()
    ends = [0, *(sentence.span[1] for sentence in sentences)]
    assert all(
        end <= sentence.span[0] < sentence.span[1] for end, sentence in zip(ends, sentences, strict=False)
    )
    for finding in report.findings:
        assert all(0 <= start <= end <= len(text) for start, end in finding.spans)


PIECES = (
    "um so like i we it was from to forty-two percent % $ £5k 1.2 million half a in out of five point "
    "doubled "
    "you know right? . , … \n — p < 0.05 2019 8:15 24/7 COVID-19 the the and stuff learned saved er’ “said” "
    "İ ß 😀 ①"
)
TALK = st.lists(st.sampled_from(PIECES.split(" ")), max_size=120)


@given(st.one_of(st.text(max_size=300), TALK.map(" ".join), TALK.map("".join)))
def test_no_text_breaks_the_judgement(text: str) -> None:
    assert_sound(judge(text, duration_s=60.0))


def test_the_spans_of_real_answers_hold() -> None:
    for answer in read_corpus():
        assert_sound(judge(answer.text))


@pytest.mark.parametrize(
    "piece", ["um i like it so ", "from 1 to ", "one ", "hundred and ", "a third of it. ", "a"]
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    judge(STORY)

    def seconds(times: int) -> float:
        started = time.perf_counter()
        judge(piece * times)
        return time.perf_counter() - started

    short = min(seconds(500) for _ in range(3))
    assert seconds(5000) < 40 * max(short, 0.005)
