import pytest

from rehearse.interview.ranking import Framework, Option, Ranking, figure

FIX = Option("the anti-fraud fix", (8000.0, 2.0, 60.0, 50.0))
MAKEOVER = Option("the makeover", (2400.0, 1.0, 80.0, 40.0))


def ranking(*options: Option, framework: Framework = Framework.RICE, result: str = "") -> Ranking:
    return Ranking("one", "What came first", framework, options, result)


@pytest.mark.parametrize(
    ("framework", "values", "score"),
    [
        (Framework.RICE, (8000.0, 2.0, 60.0, 50.0), 192.0),
        (Framework.COST_BENEFIT, (12.0, 3.0), 4.0),
        (Framework.RISK_URGENCY, (4.0, 5.0), 20.0),
    ],
)
def test_a_score_is_worked_out_of_its_factors(
    framework: Framework, values: tuple[float, ...], score: float
) -> None:
    assert framework.score(values) == pytest.approx(score)


def test_the_formula_is_said_in_the_order_of_the_factors() -> None:
    assert Framework.RICE.formula == "reach × impact × confidence ÷ effort"


def test_the_highest_score_goes_first() -> None:
    order = ranking(MAKEOVER, FIX).order
    assert [(place.place, place.option.name, round(place.score)) for place in order] == [
        (1, "the anti-fraud fix", 192),
        (2, "the makeover", 48),
    ]


def test_the_sentence_holds_the_figures_of_the_first_and_what_it_went_ahead_of() -> None:
    assert ranking(MAKEOVER, FIX, result="False positives fell by 22 percent.").sentence == (
        "I ranked 2 requests by RICE: the anti-fraud fix, with a reach of 8,000, an impact of 2, "
        "60 percent confidence and an effort of 50, came to 192 and went ahead of the makeover at 48. "
        "False positives fell by 22 percent."
    )


def test_options_that_score_alike_share_a_place_and_the_sentence_says_so() -> None:
    level = ranking(
        Option("a", (2.0, 3.0)),
        Option("b", (3.0, 2.0)),
        Option("c", (1.0, 1.0)),
        framework=Framework.RISK_URGENCY,
    )
    assert [place.place for place in level.order] == [1, 1, 3]
    assert level.sentence.endswith("came to 6 and stood level with b, ahead of c at 1.")


def test_of_many_that_waited_only_the_first_are_named() -> None:
    options = [Option(name, (float(rank), 1.0)) for rank, name in enumerate("fedcba", start=1)]
    said = ranking(*options, framework=Framework.COST_BENEFIT).sentence
    assert said.endswith("came to 6 and went ahead of b at 5, c at 4 and 3 others.")


@pytest.mark.parametrize(
    "options",
    [(FIX,), (FIX, Option("its twin", FIX.values)), (FIX, Option("[second request]", MAKEOVER.values))],
    ids=["one", "level", "blank"],
)
def test_an_example_needs_something_that_went_ahead_of_something_else(options: tuple[Option, ...]) -> None:
    assert not ranking(*options).is_example
    assert ranking(FIX, MAKEOVER).is_example


@pytest.mark.parametrize(
    ("value", "said"), [(192.0, "192"), (0.3333, "0.333"), (12345.678, "12,346"), (4.0, "4"), (2.5, "2.5")]
)
def test_a_figure_is_written_as_one_would_say_it(value: float, said: str) -> None:
    assert figure(value) == said
