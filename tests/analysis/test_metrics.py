from dataclasses import asdict
from pathlib import Path

import pytest

from rehearse.analysis.evidence import MetricKind, Metrics
from rehearse.analysis.report import Answer, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.transcript import Transcript
from rehearse.storage.question_pack import read_pack


def metrics_of(text: str) -> Metrics:
    return analyse(Answer("test", Transcript(text), 90), Rubric()).metrics


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("in the end complaints fell by forty per cent", MetricKind.PERCENT, 40, "%"),
        ("as a result we saved $1.2M a year", MetricKind.MONEY, 1_200_000, "USD"),
        ("it saved one point two million dollars", MetricKind.MONEY, 1_200_000, "USD"),
        ("we saved £6,200", MetricKind.MONEY, 6200, "GBP"),
        ("in the end sales doubled", MetricKind.RATIO, 2, None),
        ("throughput went up two and a half x", MetricKind.RATIO, 2.5, None),
        ("the client rated us four point six out of five", MetricKind.SCORE, 4.6, None),
        ("and p was less than point oh five", MetricKind.STAT, 0.05, None),
    ],
)
def test_a_result_in_numbers_is_a_metric(text: str, kind: MetricKind, value: float, unit: str | None) -> None:
    (item,) = metrics_of(text).items
    assert (item.kind, item.unit) == (kind, unit)
    assert item.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "Complaints fell by 40 percent.",
        "Returns dropped from 9 percent to 4 percent in one quarter.",
        "churn went down to three percent and we kept two hundred thousand dollars a year",
        "the wait is four minutes now and it used to be ten",
        "zero incidents since then",
        "we served a hundred and seventy customers on the first night",
    ],
)
def test_plain_results_are_found(text: str) -> None:
    assert metrics_of(text).stated


SAMPLES = {
    question.id: " ".join(sentence.text for sentence in question.sample)
    for path in sorted((Path(__file__).parents[2] / "assets" / "questions").glob("*.toml"))
    for question in read_pack(path)
    if question.sample
}


@pytest.mark.parametrize("question", SAMPLES)
def test_every_sample_answer_states_its_result_in_numbers(question: str) -> None:
    assert metrics_of(SAMPLES[question]).stated


def test_from_eighteen_to_six_percent_is_one_change() -> None:
    (item,) = metrics_of("our error went from eighteen to six percent").items
    assert item.text == "from eighteen to six percent"
    assert item.kind is MetricKind.CHANGE
    assert (item.value, item.from_value, item.to_value, item.unit) == (None, 18, 6, "%")


@pytest.mark.parametrize(
    "text",
    [
        "I joined in 2019.",
        "We used Python 3 and an S3 bucket.",
        "A hundred percent agree with that.",
        "I always give 110 percent.",
        "She said thanks a million.",
        "At one point I was alone.",
        "It was during COVID-19.",
        "The call came at 8:15 in the morning.",
        "He came 11th.",
        "It was the old one.",
        "One of the two runs it now.",
        "I was twenty six.",
        "I picked those three.",
        "There were four of us.",
        "The kitchen opened at nine.",
        "We stayed until ten.",
        "It was between four and six.",
        "He rang at half seven.",
        "Everyone starts at nine forty.",
        "We filed on 12 December.",
        "It came out on the twenty third.",
        "I built it in q three.",
    ],
)
def test_dates_names_and_figures_of_speech_are_no_metrics(text: str) -> None:
    assert not metrics_of(text).stated


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "refunds went from eighteen to six percent and it saved us forty thousand dollars",
            "baseline change money rate",
        ),
        ("Sales rose by 12 percent.", "change rate"),
        ("The uplift was 4%, at 95% confidence.", "change rate confidence"),
        ("Churn fell by 3%, with p < 0.01.", "change rate p_value"),
        ("it takes three days now instead of nine", "baseline time"),
        ("the wait was nine minutes and now it is four minutes", "baseline time"),
        ("one in five callers gave up", "rate"),
        ("in the end complaints halved", "change"),
        ("we saved nine thousand euros", "change money"),
    ],
)
def test_the_menu_says_which_evidence_was_given(text: str, given: str) -> None:
    menu = asdict(metrics_of(text).menu)
    assert " ".join(name for name, is_given in menu.items() if is_given) == given


def test_a_vague_amount_is_found_where_no_figure_stands_beside_it() -> None:
    vague = metrics_of("In the end it was much faster. Sales rose significantly, by 12 percent.").vague
    assert [amount.text for amount in vague] == ["much faster"]


def test_neither_what_was_learned_nor_what_was_put_in_owes_a_figure() -> None:
    vague = metrics_of(
        "The clinic was losing a lot of patients to long waits. So I talked to a lot of people on the ward "
        "and I rebuilt the rota myself. As a result the queue got way shorter. "
        "What I learned is that I listen much better when I am not in a hurry."
    ).vague
    assert [amount.text for amount in vague] == ["a lot of patients", "way shorter"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It took three weeks instead of nine.", ["three weeks", "nine"]),
        ("In the end the books were closed in four days instead of ten.", ["four days", "ten"]),
        ("so now they get an answer in two hours rather than twenty", ["two hours", "twenty"]),
    ],
)
def test_both_ends_of_a_comparison_count(text: str, told: list[str]) -> None:
    assert [item.text for item in metrics_of(text).items] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("As a result every complaint is answered within two days now.", ["two days"]),
        ("In the end the buyer signed within eleven days.", ["eleven days"]),
    ],
)
def test_how_soon_a_result_came_counts(text: str, told: list[str]) -> None:
    assert [item.text for item in metrics_of(text).items] == told


@pytest.mark.parametrize(
    "text",
    [
        "I had to have a plan on his desk within two weeks.",
        "Within an hour I had called all of them.",
        "Within a quarter everybody used the new form.",
    ],
)
def test_a_window_or_a_deadline_does_not_count(text: str) -> None:
    assert not metrics_of(text).stated
