import pytest

from rehearse.analysis.evidence import MetricKind, Metrics
from rehearse.analysis.report import Answer, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.transcript import Transcript


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
    ],
)
def test_dates_names_and_figures_of_speech_are_no_metrics(text: str) -> None:
    assert not metrics_of(text).stated


def test_the_menu_says_which_evidence_was_given() -> None:
    menu = metrics_of("refunds went from eighteen to six percent and it saved us forty thousand dollars").menu
    assert (menu.baseline, menu.change, menu.money, menu.p_value) == (True, True, True, False)


def test_a_vague_amount_is_found_where_no_figure_stands_beside_it() -> None:
    vague = metrics_of("In the end it was much faster. Sales rose significantly, by 12 percent.").vague
    assert [amount.text for amount in vague] == ["much faster"]
